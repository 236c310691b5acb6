"""`framing.toml`: what is read, and what is said when something is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from framing.errors import StudyError
from framing.study import Settings, read_settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("resamples = 99", ": 'resamples' must be a whole number from 100 to 100000"),
        ("resamples = 100001", ": 'resamples' must be a whole number from 100 to 100000"),
        ("resamples = 99999999999999", ": 'resamples' must be a whole number from 100 to 100000"),
        ("resamples = 2000.0", ": 'resamples' must be a whole number"),
        ("minimum_texts = 1", ": 'minimum_texts' must be a whole number from 2 to 1000000"),
        ("seed = -1", ": 'seed' must be a whole number from 0 to "),
        ("seed = 0x" + "f" * 5_000, ": 'seed' must be a whole number from 0 to "),
        ("whole_texts = 10000000000", ": 'whole_texts' must be a whole number from 0 to 1000000"),
        ("seed = " + "9" * 5_000, ": not valid TOML: nested too deep or a number too long"),
        ("title = " + "[" * 3_000, ": not valid TOML: nested too deep or a number too long"),
        (
            "title = 'A'\nseed =",
            ": not valid TOML: Invalid value at the end of the file; check the quotation",
        ),
        ("title = 'A'\nseed = “1”\n", ", line 2: not valid TOML: Invalid value; check the quotation marks"),
        (b"title = 'A'\nperiod = '\xe9'\n", ", line 2: not UTF-8; save the file"),
        ("sed = 1", ": unknown key 'sed' (did you mean 'seed'?); correct or delete it"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_settings_that_cannot_be_read(tmp_path: Path, text: str | bytes, said: str) -> None:
    file = tmp_path / "framing.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(StudyError, match=re.escape(f"{file}{said}")) as error:
        read_settings(file)
    assert "\n" not in str(error.value)


def test_the_bounds_of_settings_can_be_used(tmp_path: Path) -> None:
    file = tmp_path / "framing.toml"
    assert read_settings(file) == Settings()
    file.write_text(f"\ufeffresamples = 100_000\nminimum_texts = 2\nseed = {2**63 - 1}\n", "utf-8")
    assert read_settings(file) == Settings(resamples=100_000, minimum_texts=2, seed=2**63 - 1)
