"""Every case of every rule: positives, negatives, and known failures that must be reported once they pass."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from framing.model import Document, Ruling, Zone
from framing.text.zones import find_zones
from framing.voice.classify import classify

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One line of a case file."""

    rule: str
    line: int
    text: str
    start: int
    end: int
    row: dict[str, Any]


def read_cases() -> list[Case]:
    """Read all case files; the ⟦marks⟧ around the target are removed."""
    cases = []
    for path in sorted(FOLDER.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                row = json.loads(line)
                start = row["text"].index("⟦")
                end = row["text"].index("⟧") - 1
                text = row["text"].replace("⟦", "").replace("⟧", "")
                cases.append(Case(path.stem, number, text, start, end, row))
    return cases


def zones_of(case: Case) -> tuple[Zone, ...]:
    """A sentence by itself is in the zone that the case names; a longer text has the zones found in it."""
    if "\n" in case.text:
        return find_zones(case.text)
    return (Zone(0, len(case.text), case.row.get("zone", "body")),)


def rule_on(case: Case) -> Ruling:
    """Return the ruling on the target of a case."""
    return classify(Document("case.txt", "case", case.text), zones_of(case), [(case.start, case.end)])[0]


def problem(case: Case) -> str:
    """Say what is wrong with the ruling on a case, or nothing."""
    ruling = rule_on(case)
    got = f"{ruling.voice} by {ruling.rule}"
    if ruling.voice not in case.row["accept"]:
        return f"{got}, not {' or '.join(case.row['accept'])}"
    if (
        case.row.get("speaker")
        and ruling.voice == case.row["voice"]
        and ruling.speaker != case.row["speaker"]
    ):
        return f"speaker {ruling.speaker!r}, not {case.row['speaker']!r}"
    if not case.row["fires"] and ruling.rule == case.rule and ruling.voice != case.row["voice"]:
        return f"{got}: a near miss"
    return ""


CASES = read_cases()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case.rule}-{case.line}",
            marks=[pytest.mark.xfail(strict=True, reason=case.row["fails"])] if case.row.get("fails") else [],
        )
        for case in CASES
    ],
)
def test_case(case: Case) -> None:
    assert not problem(case), case.text


def test_every_rule_has_enough_cases() -> None:
    counts = Counter((case.rule, bool(case.row["fires"])) for case in CASES)
    rules = {case.rule for case in CASES}
    thin = [rule for rule in sorted(rules) if counts[rule, True] + counts[rule, False] < 20]
    assert not thin
    one_sided = [rule for rule in sorted(rules) if not counts[rule, True] or not counts[rule, False]]
    assert one_sided in ([], ["own-narration"])


def test_agreement() -> None:
    """All cases together, known failures included: most of them are ruled as a reader would."""
    wrong = [case for case in CASES if problem(case)]
    assert len(wrong) <= 0.05 * len(CASES)
