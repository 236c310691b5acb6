"""Measure speed and memory beside the peers, in one run on one machine, on the same work.

    python benchmarks/run.py [--megabytes 20] [--patterns 60 1000] [--page-megabytes 2] [--out FILE]

Every job runs in a process of its own, on one core, three times; the middle CPU time counts. A peer that is
not installed is skipped with a line. Peers that know no plurals are given them, so that all look for the
same spellings. Results go to ``benchmarks/results.md``.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import generate

HERE = Path(__file__).parent
REPEATS = 3
WHOLE, SMALL, DENSE = "whole", "small", "dense"
_DENSE = 3_300  # occurrences a megabyte, of a quarter of the text

Work = Callable[[], int]  # does the work, and says how much it found


@dataclass(frozen=True)
class Job:
    """One program doing one piece of work on one study.

    `make` prepares (not timed) and returns what is timed. The studies are `WHOLE`, `SMALL` for the slowest
    and `DENSE`, in which terms stand as close as the names of a story do in its news.
    """

    work: str
    name: str
    needs: str
    make: Callable[[Path, int], Work]
    study: str = WHOLE


def texts_of(study: Path) -> list[str]:
    return [file.read_text("utf-8") for file in sorted((study / "texts").rglob("*.txt"))]


def spellings(patterns: int) -> list[str]:
    from framing.matching import plurals

    return [spelling for term in generate.terms(patterns) for spelling in (term, *plurals(term))]


def matching_framing(study: Path, patterns: int) -> Work:
    from framing.lexicon_files import read_lexicon
    from framing.matching import Matcher

    texts = texts_of(study)
    matcher = Matcher([read_lexicon(study / "lexicons" / "bench.toml")])
    return lambda: sum(map(len, matcher.find_batch(texts)))


def matching_spacy(study: Path, patterns: int) -> Work:
    import spacy
    from spacy.matcher import PhraseMatcher

    texts = texts_of(study)
    blank = spacy.blank("en")
    matcher = PhraseMatcher(blank.vocab, attr="LOWER")
    matcher.add("terms", [blank.make_doc(spelling) for spelling in spellings(patterns)])

    def work() -> int:
        found = 0
        for text in texts:
            doc = blank.make_doc(text)
            spans = [(doc[start:end].start_char, doc[start:end].end_char) for _, start, end in matcher(doc)]
            found += len(spans)
        return found

    return work


def matching_flashtext2(study: Path, patterns: int) -> Work:
    from flashtext2 import KeywordProcessor

    texts = texts_of(study)
    processor = KeywordProcessor(case_sensitive=False)
    for spelling in spellings(patterns):
        processor.add_keyword(spelling)
    return lambda: sum(len(processor.extract_keywords_with_span(text)) for text in texts)


def matching_pyahocorasick(study: Path, patterns: int) -> Work:
    import ahocorasick

    texts = texts_of(study)
    automaton = ahocorasick.Automaton()
    for spelling in spellings(patterns):
        automaton.add_word(spelling.lower(), len(spelling))
    automaton.make_automaton()

    def work() -> int:
        found = 0
        for text in texts:
            low = text.lower()
            spans = []
            for last, length in automaton.iter_long(low):
                start, end = last + 1 - length, last + 1
                if not (low[start - 1 : start].isalnum() or low[end : end + 1].isalnum()):
                    spans.append((start, end))
            found += len(spans)
        return found

    return work


def voices_framing(study: Path, patterns: int) -> Work:
    """`framing occurrences`; like that of the peers, the start of the program is not timed."""
    import framing.corpus
    import framing.voice.classify  # noqa: F401  the program imports them when it first needs them
    from framing.cli import cli

    rows = study / "rows.jsonl"

    def work() -> int:
        cli.main(["occurrences", str(study), "-o", str(rows)], standalone_mode=False)
        with rows.open("rb") as lines:
            return sum(1 for _ in lines)

    return work


def words_framing(study: Path, patterns: int) -> Work:
    from framing.model import Zone
    from framing.running import running_words
    from framing.wordcounts import Counts, all_forms, weighting
    from framing.words import words_of

    texts = texts_of(study)

    def work() -> int:
        running, _ = running_words(texts, [[Zone(0, len(text), "body")] for text in texts], ("body",))
        words = words_of(running)
        counts = Counts(words, all_forms(words.vocabulary))
        weigh = weighting(counts.terms)
        return sum(weigh(table).nnz for _, table in counts.tables(counts.terms))

    return work


def words_scikit_learn(study: Path, patterns: int) -> Work:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = texts_of(study)
    # What a word is for framing: apostrophes inside it belong to it, and one letter is enough.
    words = r"\w+(?:['’]\w+)*"
    return lambda: int(TfidfVectorizer(ngram_range=(1, 2), token_pattern=words).fit_transform(texts).nnz)


def terms_scikit_learn(study: Path, patterns: int) -> Work:
    from sklearn.feature_extraction.text import CountVectorizer

    texts = texts_of(study)
    vocabulary = sorted({spelling.lower() for spelling in spellings(patterns)})
    vectorizer = CountVectorizer(vocabulary=vocabulary, ngram_range=(1, 3))
    return lambda: int(vectorizer.transform(texts).sum())


def run_framing(study: Path, patterns: int) -> Work:
    """`framing run` from nothing: voices, words, statistics, figures, report."""

    def work() -> int:
        for left in (".framing", "data", "figures"):
            shutil.rmtree(study / left, ignore_errors=True)
        command = [sys.executable, "-m", "framing", "run", str(study), "--jobs", "1"]
        subprocess.run(command, check=True, capture_output=True)
        return (study / "report.html").stat().st_size

    return work


def page_scattertext(study: Path, patterns: int) -> Work:
    import pandas as pd
    import scattertext

    files = sorted((study / "texts").rglob("*.txt"))
    table = pd.DataFrame(
        [(file.parent.name, file.read_text("utf-8")) for file in files], columns=["source", "text"]
    )

    def work() -> int:
        table["parse"] = table["text"].apply(scattertext.whitespace_nlp_with_sentences)
        corpus = scattertext.CorpusFromParsedDocuments(
            table, category_col="source", parsed_col="parse"
        ).build()
        first = sorted(set(table["source"]))[0]
        return len(scattertext.produce_scattertext_explorer(corpus, category=first, category_name=first))

    return work


MATCHING = "finding terms, text to exact spans"
VOICES = "occurrences with voice, files to rows"
CLOSE = "the same where terms stand close"
WORDS = "TF-IDF of words and pairs of words"
PAGE = "the whole run, files to report"

JOBS = (
    Job(MATCHING, "framing", "framing", matching_framing),
    Job(MATCHING, "spaCy PhraseMatcher (LOWER)", "spacy", matching_spacy),
    Job(MATCHING, "flashtext2", "flashtext2", matching_flashtext2),
    Job(MATCHING, "pyahocorasick and a boundary test", "ahocorasick", matching_pyahocorasick),
    Job(MATCHING, "scikit-learn CountVectorizer (no spans)", "sklearn", terms_scikit_learn),
    Job(VOICES, "framing", "framing", voices_framing),
    Job(VOICES, "spaCy PhraseMatcher (no voice)", "spacy", matching_spacy),
    Job(CLOSE, "framing", "framing", voices_framing, DENSE),
    Job(WORDS, "framing", "framing", words_framing),
    Job(WORDS, "scikit-learn TfidfVectorizer", "sklearn", words_scikit_learn),
    Job(PAGE, "framing run", "framing", run_framing),
    Job(PAGE, "scikit-learn TfidfVectorizer alone", "sklearn", words_scikit_learn),
    Job(PAGE, "Scattertext", "scattertext", page_scattertext, SMALL),
)


@dataclass(frozen=True)
class Result:
    seconds: float
    found: int
    memory: float  # MB, the most at any moment


def measure(job: Job, study: Path, patterns: int, repeats: int) -> Result:
    """In this process: the middle CPU time, children included."""
    work = job.make(study, patterns)
    gc.collect()
    gc.freeze()  # looking through what was imported and prepared for cycles is no part of anyone's work
    times, found = [], 0
    for _ in range(repeats):
        before = _cpu()
        found = work()
        times.append(_cpu() - before)
    scale = 1e6 if sys.platform == "darwin" else 1e3
    memory = max(resource.getrusage(who).ru_maxrss for who in _WHO) / scale
    return Result(sorted(times)[len(times) // 2], found, memory)


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _cpu() -> float:
    usages = [resource.getrusage(who) for who in _WHO]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def in_own_process(number: int, study: Path, patterns: int, repeats: int) -> Result | None:
    one_core = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}
    command = [sys.executable, __file__, "--one", str(number), str(study), str(patterns), str(repeats)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | one_core)
    if done.returncode:
        print(f"  {JOBS[number].name} failed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
        return None
    return Result(**json.loads(done.stdout.strip().splitlines()[-1]))


def size_of(study: Path) -> float:
    """The texts in MB."""
    return sum(file.stat().st_size for file in (study / "texts").rglob("*.txt")) / 1e6


def table(work: str, patterns: int, studies: dict[str, Path]) -> Iterator[str]:
    """The rows of one table; ratios say how many times as fast framing is, for each byte of text."""
    print(f"{work}, {patterns} patterns")
    yield f"\n## {work[0].upper()}{work[1:]}: {patterns} patterns\n"
    yield "| | MB of text | seconds | MB/s | framing is faster by | found | found/s | peak memory, MB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    ours = 0.0
    for number, job in enumerate(JOBS):
        if job.work != work:
            continue
        if importlib.util.find_spec(job.needs) is None:
            print(f"  {job.name} is not installed: skipped")
            yield f"| {job.name} | | | | not installed | | | |"
            continue
        study = studies[job.study]
        result = in_own_process(number, study, patterns, 1 if work == PAGE else REPEATS)
        if result is None:
            yield f"| {job.name} | | | | failed | | | |"
            continue
        megabytes = size_of(study)
        speed = megabytes / result.seconds
        if job.needs == "framing":
            ours = speed
        ratio = f"{ours / speed:.1f} ×" if ours and job.needs != "framing" else ""
        line = (
            f"| {job.name} | {megabytes:.1f} | {result.seconds:.2f} | {speed:.2f} | {ratio} "
            f"| {result.found:,} | {result.found / result.seconds:,.0f} | {result.memory:.0f} |"
        )
        print(f"  {job.name}: {speed:.2f} MB/s {ratio}, {result.memory:.0f} MB")
        yield line


def report(megabytes: float, page_megabytes: float, patterns: Sequence[int]) -> str:
    lines = [
        "# Speed and memory beside the peers",
        "",
        "Made by `make bench`: every program in its own process, on one core, CPU time, the middle of three",
        "runs (the whole run: once). Compare the ratios; the figures are this machine's.",
        f"CPython {platform.python_version()}, {platform.system()} on {platform.machine()}.",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for count in patterns:
            studies = {kind: Path(folder) / f"{kind}-{count}" for kind in (WHOLE, SMALL, DENSE)}
            generate.write(studies[WHOLE], megabytes, count)
            generate.write(studies[SMALL], page_megabytes, count)
            generate.write(studies[DENSE], megabytes / 4, count, occurrences=_DENSE)
            works = (MATCHING, VOICES, CLOSE, WORDS, PAGE) if count == patterns[0] else (MATCHING, VOICES)
            for work in works:
                lines += table(work, count, studies)
    return "\n".join(lines) + "\n"


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        number, study, patterns, repeats = sys.argv[2:]
        result = measure(JOBS[int(number)], Path(study), int(patterns), int(repeats))
        print(json.dumps(vars(result)))
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--patterns", type=int, nargs="+", default=[60, 1000])
    parser.add_argument("--page-megabytes", type=float, default=2, help="corpus for Scattertext, the slowest")
    parser.add_argument("--out", type=Path, default=HERE / "results.md")
    options = parser.parse_args()
    started = time.monotonic()
    options.out.write_text(
        report(options.megabytes, options.page_megabytes, options.patterns), "utf-8", newline="\n"
    )
    print(f"{options.out}: written after {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
