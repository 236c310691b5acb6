# make report   set up, then make the report of the sample corpus
# make test     set up with all test needs, a browser included, then run every test
# The other targets are for people who change the code; `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
DEBIAN := chromium libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk poppler-utils

.PHONY: help report figures test check types lint format gate bench coverage packages clean

help:
	@grep -E '^# make|^[a-z]+:.*##' Makefile | sed -E 's/^# //; s/:.*## /\t/'

report: .venv/framing  ## the report of the sample corpus
	$(BIN)/framing run .

figures: report  ## the same: figures/ is written with the report

test: .venv/dev packages  ## every test
	$(BIN)/python -m pytest

check: .venv/dev lint types  ## style, types and layers, without tests

lint: .venv/dev
	$(BIN)/ruff check framing tests benchmarks
	$(BIN)/ruff format --check framing tests benchmarks
	$(BIN)/lint-imports

types: .venv/dev
	$(BIN)/mypy

format: .venv/dev  ## put the code into its standard form
	$(BIN)/ruff format framing tests benchmarks
	$(BIN)/ruff check --fix framing tests benchmarks

gate: .venv/dev  ## accuracy of the voices against the pinned floors
	$(BIN)/python tests/gold/gate.py

bench: .venv/dev  ## speed beside the peers; writes benchmarks/results.md
	$(PIP) install -r benchmarks/requirements.txt
	$(BIN)/python benchmarks/run.py

coverage: .venv/dev  ## do the intervals cover what they promise? (simulation)
	$(BIN)/python benchmarks/coverage.py

# Debian packages that the tests need and that are missing here; elsewhere install a Chromium by hand.
packages:
	@missing=$$(for p in $(DEBIAN); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -n "$$missing" ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; fi

.venv:
	$(PYTHON) -m venv .venv
	$(PIP) install --upgrade pip

.venv/framing: pyproject.toml constraints.txt | .venv
	$(PIP) install -c constraints.txt -e '.[handouts,watch]'
	@touch $@

.venv/dev: pyproject.toml constraints.txt | .venv
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ .venv/framing

clean:  ## remove what can be made again
	rm -rf .venv .framing .pytest_cache .mypy_cache .ruff_cache .hypothesis report.html data handouts
