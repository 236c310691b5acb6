"""Train the weights that decide where reported content begins and ends.

    python benchmarks/train_scope.py TRAIN.jsonl [--check]

TRAIN.jsonl holds one document a line: `doc_id`, `text`, and `spans` with `start`, `end`, `voice` and, where
attributed, `cue` and `attr` (as in PolNeAR's spans). Writes ``framing/voice/attribution/weights.json``:
feature names and coefficients of a logistic regression. The project's own cases (tests/voice/cases)
are added, so that constructions rare in news are seen. With --check, five-fold cross-validation on TRAIN
instead.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from framing.text.quotations import find_quotations
from framing.text.sentences import paragraph_at, split_sentences
from framing.voice.attribution import edges, weighing
from framing.voice.attribution.sentence import Sentence, read_sentence

OUT = Path(__file__).parents[1] / "framing" / "voice" / "attribution" / "weights.json"
CASES = Path(__file__).parents[1] / "tests" / "voice" / "cases"
STRENGTH = 0.3  # inverse of the L2 penalty
THRESHOLD = 0.0  # where precision and recall of reported content balance, by --check; part of the bias
ABOUT = (
    "Coefficients of the logistic model in weighing.py beside this, written by benchmarks/train_scope.py. "
    "A piece of a sentence is content of a cue when the weights of its features add up to more than 0. "
    "k= class, subj= and tense= of the cue, comp= and r= what follows it; R and L: the right and "
    "the left side (T: a cue behind or within its content); x= a boundary on the way, o= what it opens with, "
    "new= a clause with its own subject and its tense, steps and far: the distance."
)
FIXED = "fixed"  # stands for a cue that is certain and not weighed
FOLDS = 5
CASE_WEIGHT = 2.0  # of one of the project's own sentences, against 1 for an annotated span of news
LEAST_DOCUMENTS = 8  # a feature seen in fewer documents is left out: it would be learnt by heart
LEAST = 0.02  # coefficients nearer to zero are dropped


@dataclass
class Example:
    """One annotated span: its document, its voice, and the features of every scope that may cover it."""

    document: str
    voice: str
    speech: bool
    gold_cue: str
    quoted: bool
    pairs: list[tuple[dict[str, int], str]]


def examples(path: Path) -> Iterator[Example]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        quotations = find_quotations(text)
        read: dict[tuple[int, int], Sentence] = {}
        for span in record["spans"]:
            start, end = span["start"], span["end"]
            example = Example(
                record["doc_id"],
                span["voice"],
                span["attr"] != "other",
                (span["cue"] or "").lower(),
                False,
                [],
            )
            example.quoted = any(q.inner[0] <= start and end <= q.inner[1] for q in quotations)
            if not example.quoted:
                sentences = split_sentences(text, paragraph_at(text, start), quotations)
                sentence = next((s for s in sentences if start < s[1]), sentences[-1])
                if sentence not in read:
                    first = "\n" not in text[: sentence[0]].strip() and sentence[0] < 5
                    read[sentence] = read_sentence(text, sentence, quotations, first)
                example.pairs = list(_pairs(read[sentence], start, end))
            yield example


def _pairs(s: Sentence, start: int, end: int) -> Iterator[tuple[dict[str, int], str]]:
    w = s.words
    token = next((i for i in range(len(w.words)) if w.ends[i] >= end and w.starts[i] < end), None)
    if token is None:
        return
    for candidate in s.candidates:
        for index, lead in edges.stretches(s, candidate):
            if s.pieces[index].start <= token < s.pieces[index].end:
                sure = lead == edges.SURE
                features = {FIXED: 1} if sure else Counter(weighing.pair_features(s, candidate, lead))
                yield dict(features), w.words[candidate.cue[0]]


def cases(folder: Path) -> Iterator[Example]:
    """The project's own sentences, one target each, labelled own or attributed without a second choice."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case["voice"] not in {"own", "attributed"} or len(case["accept"]) > 1 or "fails" in case:
                continue
            start = case["text"].index("⟦")
            end = case["text"].index("⟧") - 1
            text = case["text"].replace("⟦", "").replace("⟧", "")
            quotations = find_quotations(text)
            sentences = split_sentences(text, paragraph_at(text, start), quotations)
            sentence = next((s for s in sentences if start < s[1]), sentences[-1])
            read = read_sentence(text, sentence, quotations, case.get("zone") == "headline")
            yield Example(path.stem, case["voice"], True, "", False, list(_pairs(read, start, end)))


def case_rows(
    found: list[Example], weights: dict[str, float]
) -> Iterator[tuple[dict[str, int], int, float, str]]:
    """As `rows`, but where several cues may cover a word, the one that `weights` prefer is the right one."""
    for e in found:
        if e.voice == "own":
            for features, _ in e.pairs:
                if FIXED in features:
                    continue
                yield features, 0, CASE_WEIGHT, e.document
        elif e.pairs and not any(FIXED in f for f, _ in e.pairs):
            yield max((f for f, _ in e.pairs), key=lambda f: score(weights, f)), 1, CASE_WEIGHT, e.document


def score(weights: dict[str, float], features: dict[str, int]) -> float:
    if FIXED in features:
        return 9.0
    return weights["bias"] + sum(weights.get(f, 0.0) * n for f, n in features.items())


def rows(found: list[Example]) -> Iterator[tuple[dict[str, int], int, float, str]]:
    """(features, label, weight, document): right is a scope that covers reported words by their own cue."""
    for e in found:
        if e.voice == "quoted":
            continue
        for features, word in e.pairs:
            if FIXED in features:
                continue
            if e.voice == "own":
                yield features, 0, 1.0, e.document
            elif re.search(rf"\b{re.escape(word)}\b", e.gold_cue):
                yield features, 1, 1.0 if e.speech else 0.5, e.document
            elif e.speech and len(e.pairs) == 1:
                yield features, 1, 0.5, e.document


def fit(data: list[tuple[dict[str, int], int, float, str]]) -> dict[str, float]:
    seen: dict[str, set[str]] = defaultdict(set)
    for features, _, _, document in data:
        for feature in features:
            seen[feature].add(document)
    kept = {feature for feature, documents in seen.items() if len(documents) >= LEAST_DOCUMENTS}
    vectors = DictVectorizer()
    x: Any = vectors.fit_transform([{f: n for f, n in row[0].items() if f in kept} for row in data])
    x.indices, x.indptr = x.indices.astype(np.int32), x.indptr.astype(np.int32)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=5000, random_state=0)
    model.fit(x, [row[1] for row in data], sample_weight=[row[2] for row in data])
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    return {"bias": round(float(model.intercept_[0]) - THRESHOLD, 3)} | {
        name: round(value, 3) for name, value in sorted(weights.items()) if abs(value) >= LEAST
    }


def decide(weights: dict[str, float], e: Example) -> float:
    best = -99.0
    for features, _ in e.pairs:
        best = max(best, score(weights, features))
    return best


def report(found: list[Example], scores: list[float], threshold: float) -> None:
    for view in ("strict", "speech"):
        counts: Counter[tuple[str, str]] = Counter()
        for e, score in zip(found, scores, strict=True):
            if view == "speech" and not e.speech and e.voice == "attributed":
                continue
            said = "quoted" if e.quoted else "attributed" if score > threshold else "own"
            counts[e.voice, said] += 1
        line = f"{threshold:5.2f} {view:7s}"
        for v in ("own", "quoted", "attributed"):
            right = counts[v, v]
            given = sum(n for (_, p), n in counts.items() if p == v)
            gold = sum(n for (g, _), n in counts.items() if g == v)
            line += f"  {v} P {right / given:.3f} R {right / gold:.3f} F1 {2 * right / (given + gold):.3f}"
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("train", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    found = list(examples(arguments.train))
    data = list(rows(found))
    own = list(cases(CASES))
    first = fit(data)
    if not arguments.check:
        weights = fit(data + list(case_rows(own, first)))
        text = json.dumps({"about": ABOUT, "weights": weights}, indent=0, ensure_ascii=False)
        OUT.write_text(text + "\n", encoding="utf-8")
        print(f"{len(data)} rows, {len(weights)} weights -> {OUT.name}")
        return
    fold = {name: n % FOLDS for n, name in enumerate(sorted({e.document for e in found}))}
    scores = [0.0] * len(found)
    for k in range(FOLDS):
        weights = fit([row for row in data if fold[row[3]] != k] + list(case_rows(own, first)))
        for n, e in enumerate(found):
            if fold[e.document] == k:
                scores[n] = decide(weights, e)
    for threshold in (-0.6, -0.3, 0.0, 0.3):
        report(found, scores, threshold)


if __name__ == "__main__":
    main()
