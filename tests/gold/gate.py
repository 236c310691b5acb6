"""The accuracy gate: voices against labelled text, held to pinned floors.

    python tests/gold/gate.py        figures for every set; exit code 1 if one lies below its floor
    python tests/gold/gate.py -v     ... and the disagreements
    python tests/gold/gate.py --write    ... and write docs/accuracy.md

Sets: passages.jsonl and fresh.jsonl (our own passages over the phenomena), corpus.jsonl (the sample corpus,
labelled twice), and, where the research folder is beside the repository, its examples and news.jsonl (labels
of ours for news texts that stay there). Agreement counts a second label that an annotator accepted; macro-F1
is the mean of F1 over the six voices with such labels taken as gold.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from framing.model import VOICES, Document, Zone, ZoneKind
from framing.readers import list_texts, read_document
from framing.text.zones import find_zones
from framing.voice.classify import classify

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
NEWS = SHARED / "voice" / "polnear" / "train.jsonl"

Row = tuple[str, str, list[str], str, str]  # gold (adjusted), ruled, accepted, rule, passage


def judge(
    document: Document, targets: list[dict[str, object]], zone: ZoneKind | None = None
) -> Iterator[Row]:
    """Gold and ruling of each target of a document, which may be of one zone as a whole."""
    targets = sorted(targets, key=lambda target: target["start"])
    spans = [(target["start"], target["end"]) for target in targets]
    zones = [Zone(0, len(document.text), zone)] if zone else find_zones(document.text, document.title)
    for target, span, ruling in zip(targets, spans, classify(document, zones, spans), strict=True):
        accept = target["accept"]
        gold = ruling.voice if ruling.voice in accept else target["voice"]
        start, end = span
        left, right = document.text[max(0, start - 110) : start], document.text[end : end + 70]
        around = f"{left}⟦{document.text[start:end]}⟧{right}".replace("\n", " ¶ ")
        yield gold, ruling.voice, accept, ruling.rule, around


def passages(name: str, which: str = "") -> Iterator[Row]:
    """Rulings on our own passages in a file here: those of one set, or all."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not which or row["set"] == which:
            yield from judge(Document(row["id"], "gold", row["text"]), row["targets"], row.get("zone"))


Named = tuple[list[str], str, str]  # accepted speakers, "" for none; the one given; passage


def speakers(which: str) -> Iterator[Named]:
    """The speaker given, and those a reader accepts, where the voice is right: of one set of our passages."""
    for line in (HERE / "fresh.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("speakers") != which:
            continue
        document = Document(row["id"], "gold", row["text"])
        targets = sorted(row["targets"], key=lambda target: target["start"])
        spans = [(target["start"], target["end"]) for target in targets]
        zones = [Zone(0, len(document.text), row["zone"])] if "zone" in row else find_zones(document.text, "")
        for target, ruling in zip(targets, classify(document, zones, spans), strict=True):
            if "speaker" in target and ruling.voice in target["accept"]:
                # The label of a turn counts as its speaker's name: HOST.
                label = ruling.rule == "transcript" and target["speaker"] == [""]
                yield [ruling.speaker] if label else target["speaker"], ruling.speaker, row["text"]


def speaker_figures(rows: list[Named]) -> dict[str, float]:
    """How often the speaker is right; precision of the names given, recall of those that the text gives."""
    right = [given.casefold() in [name.casefold() for name in accepted] for accepted, given, _ in rows]
    named = sum(hit for hit, (_, given, _) in zip(right, rows, strict=True) if given)
    return {
        "right": sum(right) / len(rows),
        "precision": named / sum(bool(given) for _, given, _ in rows),
        "recall": named
        / sum(
            "" not in accepted or bool(hit and given)
            for hit, (accepted, given, _) in zip(right, rows, strict=True)
        ),
    }


def labelled(texts: Path, labels: Path) -> Iterator[Row]:
    """Rulings on a corpus whose occurrences are labelled in a file of their own."""
    targets = defaultdict(list)
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        targets[row["document"]].append(row)
    for document in map(read_document, list_texts(texts).files):
        if document.path in targets:
            yield from judge(document, targets[document.path])


def news() -> dict[str, list[Row]]:
    """Rulings on news texts by set of labels. A text is known by a digest of its name."""
    targets: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in (HERE / "news.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        targets[row["document"]].append(row)
    sets: dict[str, list[Row]] = defaultdict(list)
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        known = sorted(
            targets[sha256(record["doc_id"].encode()).hexdigest()[:12]], key=lambda row: row["start"]
        )
        rulings = judge(Document(record["doc_id"], "news", record["text"]), known) if known else ()
        for target, row in zip(known, rulings, strict=True):
            sets[f"news {target['set']}"].append(row)
    return dict(sorted(sets.items()))


def figures(rows: list[Row]) -> dict[str, float]:
    """Agreement, macro-F1 and F1 of each voice."""
    result = {"n": len(rows), "agreement": sum(gold == ruled for gold, ruled, *_ in rows) / len(rows)}
    scores = []
    for voice in VOICES:
        hits = sum(gold == ruled == voice for gold, ruled, *_ in rows)
        gold_n = sum(gold == voice for gold, *_ in rows)
        ruled_n = sum(ruled == voice for _, ruled, *_ in rows)
        if gold_n:
            result[voice] = 2 * hits / (gold_n + ruled_n)
            scores.append(result[voice])
    result["macro_f1"] = sum(scores) / len(scores)
    return result


def page(sets: dict[str, list[Row]], named: dict[str, list[Named]]) -> str:
    """The figures of our own sets as a page of the documentation."""
    lines = [
        "# How often the voices are right",
        "",
        "Made by `python tests/gold/gate.py --write`. Agreement counts a second label that an annotator",
        "accepted; macro-F1 is over the voices that a set has. All annotators were language models, given",
        "the guide to the voices and not the rules.",
        "",
        "- `passages`, `fresh`: short texts of ours over the phenomena of [voice.md](voice.md). `fresh` was",
        "  written by forty-six writers who did not know the rules. Second readers of three of them gave",
        "  the writer's label, or one that the writer accepts, in 611 of 613 cases. No rule was written with",
        "  the unseen part in view.",
        "- `corpus`: the sample corpus, labelled twice.",
        "- `news`: labels for US news of seven outlets (PolNeAR's texts, which are not ours to give; the",
        "  labels are in `tests/gold/news.jsonl`). `hard` and `edges` were drawn where rules err most: short",
        "  stretches in marks, brackets, names, words where reported speech begins or ends. `unseen-plain`",
        "  was drawn at random, `unseen-hard` like `hard`; neither was in view when rules were written, but",
        "  the weights of attribution were trained on PolNeAR's own labels for the same texts.",
        "  `seen-plain` is half at random, half near words of speech and marks.",
        "",
        "Errors on the other sets were looked at while the rules were written, so expect the figures of the",
        "unseen sets on new texts.",
        "",
        "| set | occurrences | agreement | macro-F1 | " + " | ".join(VOICES) + " |",
        "| --- | --- | --- | --- |" + " --- |" * len(VOICES),
    ]
    for name, rows in sets.items():
        result = figures(rows)
        keys = ("agreement", "macro_f1", *VOICES)
        cells = " | ".join(f"{result[key]:.3f}" if key in result else "" for key in keys)
        lines.append(f"| {name} | {len(rows)} | {cells} |")
    both = [json.loads(line) for line in (HERE / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    same = sum(row["first"] == row["second"] for row in both) / len(both)
    lines += [
        "",
        f"The two annotators of `corpus` gave the same first label in {same:.1%} of the cases.",
        "",
        "Who speaks, where the voice is quoted or attributed and right. A reader gave the longest name that",
        "the passage has, or none. Precision is of the names given, recall of those that there are.",
        "`documents` are whole ones, in which *the minister* may have been named a page before. One rule was",
        "written with a case of the unseen part in view, none with the others.",
        "",
        "| set | occurrences | right | precision | recall |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, rows in named.items():
        found = speaker_figures(rows)
        lines.append(
            f"| {name} | {len(rows)} | " + " | ".join(f"{value:.3f}" for value in found.values()) + " |"
        )
    lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Print the figures of every set; 1 if any is below its floor."""
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    sets = {
        "passages": list(passages("passages.jsonl")),
        "fresh": list(passages("fresh.jsonl", "seen")),
        "fresh unseen": list(passages("fresh.jsonl", "unseen")),
    }
    if (HERE / "corpus.jsonl").is_file():
        sets["corpus"] = list(labelled(ROOT / "texts", HERE / "corpus.jsonl"))
    if (SHARED / "voice" / "examples.jsonl").is_file():
        sets["examples"] = list(labelled(SHARED / "texts", SHARED / "voice" / "examples.jsonl"))
    if NEWS.is_file():
        sets |= news()
    elif "--write" in sys.argv:
        sys.exit(f"{NEWS}: not there; the page needs the figures on news too")
    named = {
        "speakers": list(speakers("seen")),
        "speakers documents": list(speakers("documents")),
        "speakers unseen": list(speakers("unseen")),
    }
    if "--write" in sys.argv:
        own = {name: rows for name, rows in sets.items() if name != "examples"}
        (ROOT / "docs" / "accuracy.md").write_text(page(own, named), encoding="utf-8")
    failed = False
    for name, answers in named.items():
        found = speaker_figures(answers)
        low = [key for key, floor in floors.get(name, {}).items() if found[key] < floor]
        failed |= bool(low)
        cells = "  ".join(f"{key} {value:.3f}" for key, value in found.items())
        print(
            f"{name:17s} n {len(answers):5d}  {cells}"
            + (f"  BELOW THE FLOOR: {', '.join(low)}" if low else "")
        )
        for accepted, given, text in answers if "-v" in sys.argv else ():
            if given.casefold() not in [name.casefold() for name in accepted]:
                print(f"  {accepted} -> {given!r} …{text[:160]}…".replace("\n", " ¶ "))
    for name, rows in sets.items():
        result = figures(rows)
        low = [key for key, floor in floors.get(name, {}).items() if result[key] < floor]
        failed |= bool(low)
        cells = "  ".join(f"{key} {value:.3f}" for key, value in result.items() if key != "n")
        print(
            f"{name:17s} n {len(rows):5d}  {cells}" + (f"  BELOW THE FLOOR: {', '.join(low)}" if low else "")
        )
        if "-v" in sys.argv:
            for gold, ruled, accept, rule, around in rows:
                if gold != ruled:
                    print(f"  {'/'.join(accept):>20s} -> {ruled:10s} {rule:18s} …{around}…")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
