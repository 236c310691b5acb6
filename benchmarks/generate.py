"""Make a study with a corpus of news-like articles, the same every time.

    python benchmarks/generate.py FOLDER [--megabytes 20] [--patterns 60] [--occurrences 330] [--seed 1]

FOLDER gets ``texts/<source>/<number>.txt`` (articles of some 4 KB), and ``lexicons/bench.toml`` with as many
patterns as asked for. So many occurrences a megabyte are planted, in the publisher's own words, quoted,
attributed, distanced and in brackets. A smaller corpus is the beginning of a larger one.
"""

from __future__ import annotations

import argparse
import itertools
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ARTICLE = 4_000  # characters, about
OCCURRENCES = 330  # per million characters, about
_BLOCK = 250  # articles that share a random stream
_VOCABULARY = 60_000
_FUNCTION_SHARE = 0.45  # of running words


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def vocabulary() -> tuple[list[str], NDArray[np.float64]]:
    """Words and their cumulative probabilities: function words, then content words by Zipf's law."""
    parts, rng = data(), np.random.default_rng(7)
    function = parts["function_words"].split()
    content: dict[str, None] = {}
    while len(content) < _VOCABULARY:
        syllables = "".join(
            str(rng.choice(parts["starts"])) + _middle(rng, parts["middles"]) + str(rng.choice(parts["ends"]))
            for _ in range(int(rng.integers(1, 3)))
        )
        content.setdefault(syllables + str(rng.choice(parts["suffixes"])))
    # Frequent words are short.
    by_length = sorted(content, key=lambda word: (len(word) + 7 * rng.random(), word))
    weights = 1 / (np.arange(len(function)) + 3)
    tail = 1 / (np.arange(_VOCABULARY) + 20) ** 1.05
    probabilities = np.concatenate(
        (weights / weights.sum() * _FUNCTION_SHARE, tail / tail.sum() * (1 - _FUNCTION_SHARE))
    )
    return [*function, *by_length], np.cumsum(probabilities)


def _middle(rng: np.random.Generator, middles: list[str]) -> str:
    # Letters beyond ASCII are rare, as in English news.
    return middles[-int(rng.integers(1, 3))] if rng.random() < 0.002 else str(rng.choice(middles[:-2]))


def terms(patterns: int) -> list[str]:
    """`patterns` different names of two or three words, each of which stands in some article."""
    parts = data()
    words, _ = vocabulary()
    rare = (word for word in words[-20_000:] if word.isascii() and len(word) > 4)
    pairs = itertools.product(parts["terms_first"], parts["terms_last"])
    plain = [f"{first} {last}" for first, last in itertools.islice(pairs, 0, 100, 7)]
    named = (f"{next(rare).title()} {last}" for last in itertools.cycle(parts["terms_last"]))
    return [*plain, *itertools.islice(named, max(0, patterns - len(plain)))][:patterns]


def articles(
    megabytes: float, patterns: int = 60, seed: int = 1, occurrences: int = OCCURRENCES
) -> Iterator[str]:
    """Articles of about `megabytes` million characters together."""
    left = int(megabytes * 1_000_000)
    for block in itertools.count():
        for text in _block(block, tuple(terms(patterns)), seed, occurrences):
            if left <= 0:
                return
            left -= len(text)
            yield text


def _block(block: int, names: tuple[str, ...], seed: int, occurrences: int) -> Iterator[str]:
    parts = data()
    words, cumulative = vocabulary()
    rng = np.random.default_rng([seed, block])
    drawn = np.searchsorted(cumulative, rng.random(_BLOCK * 1300)).tolist()
    stream = (words[min(i, len(words) - 1)] for i in drawn)
    sizes = iter(rng.integers(3, 14, _BLOCK * 160).tolist())

    def some(count: int) -> str:
        return " ".join(itertools.islice(stream, count))

    for _ in range(_BLOCK):
        planted = int(rng.poisson(occurrences * ARTICLE / 1_000_000))
        spots = set(rng.integers(1, 35, planted).tolist())
        lines, sentences, length = [some(8).title()], [], 0
        for number in itertools.count():
            if number in spots:
                shape = parts["sentences"][int(rng.integers(len(parts["sentences"])))]
                sentence = shape.format(
                    term=names[int(rng.integers(len(names)))],
                    speaker=parts["speakers"][int(rng.integers(len(parts["speakers"])))],
                    a=some(6),
                    b=some(7),
                )
            else:
                joint = parts["joints"][int(rng.integers(len(parts["joints"])))]
                sentence = parts["shapes"][int(rng.integers(len(parts["shapes"])))].format(
                    s=f"{some(next(sizes))}{joint} {some(next(sizes))}",
                    speaker=parts["speakers"][int(rng.integers(len(parts["speakers"])))],
                    n=int(rng.integers(10, 99)),
                )
            sentences.append(sentence[0].upper() + sentence[1:])
            length += len(sentence)
            if number % 4 == 3:
                lines.append(" ".join(sentences))
                sentences = []
                if length > ARTICLE:
                    break
        yield "\n\n".join(lines) + "\n"


def lexicon(patterns: int) -> str:
    """A lexicon file of two frames: each concept is named in two ways."""
    lines = ['title = "Benchmark"', 'language = "en"']
    for frame in ("one", "two"):
        lines += ["", "[[frames]]", f'id = "{frame}"', f'label = "Side {frame}"']
    names = terms(patterns)
    for number, pair in enumerate(_pairs(names)):
        lines += ["", "[[concepts]]", f'id = "c{number}"', f'label = "Thing {number}"']
        for frame, name in zip(("one", "two"), pair, strict=False):
            lines += ["", "[[concepts.terms]]", f'term = "{name}"', f'frame = "{frame}"']
    return "\n".join(lines) + "\n"


def _pairs(names: list[str]) -> Iterator[list[str]]:
    return (names[i : i + 2] for i in range(0, len(names), 2))


def write(
    folder: Path, megabytes: float, patterns: int = 60, seed: int = 1, occurrences: int = OCCURRENCES
) -> None:
    """Write the study."""
    sources = [source.lower().replace(" ", "-") for source in data()["sources"]]
    for source in sources:
        (folder / "texts" / source).mkdir(parents=True, exist_ok=True)
    (folder / "lexicons").mkdir(exist_ok=True)
    (folder / "lexicons" / "bench.toml").write_text(lexicon(patterns), "utf-8")
    for number, text in enumerate(articles(megabytes, patterns, seed, occurrences)):
        source = sources[number % len(sources)]
        (folder / "texts" / source / f"{number:07}.txt").write_text(text, "utf-8", newline="")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--patterns", type=int, default=60)
    parser.add_argument("--occurrences", type=int, default=OCCURRENCES, help="a megabyte, about")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.megabytes, options.patterns, options.seed, options.occurrences)


if __name__ == "__main__":
    main()
