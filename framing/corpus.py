"""The texts of a corpus, annotated: as the cache knows them, else by processes here or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.annotation import read_batch
from framing.batch import (
    BATCH_BYTES,
    Annotator,
    Batch,
    batches,
    document_key,
    readings_context,
    words_context,
)
from framing.cache import Cache, size
from framing.columns import Columns
from framing.kept import Kept, Kind
from framing.matching import Matcher
from framing.model import Annotation, Document, Lexicon
from framing.parallel import Done, each_batch
from framing.readers import DocumentFile, Listing, read_bytes, read_document
from framing.study import Study

if TYPE_CHECKING:
    from framing.running import Running
    from framing.words import Words

Progress = Callable[[int, int], None]  # bytes done, bytes in all

Engine = Callable[[Annotator, Sequence[Sequence[DocumentFile]]], Iterator[Done[DocumentFile, Batch]]]
"""What annotates batches of files: the processes of this machine by default, or those of a cluster."""

EMPTY = "empty file"
DIED = "left out: the process that annotated it died, also when it had nothing else to do"
_HELD = 50_000_000  # bytes of running words that are held; others are read from the cache again and again
_WORTH_PROCESSES = 2 * BATCH_BYTES  # with less to do, starting processes takes longer than the work


@dataclass(frozen=True, slots=True, eq=False)
class Annotated:
    """The results for the documents of a study that have text, in path order, and what was left out.

    `every_key` are the keys of all files, those without text too, unless one was given up. `trouble` says why
    results could not be kept for the next run, where they could not.
    """

    files: tuple[DocumentFile, ...]
    keys: tuple[bytes, ...]
    readings: Columns
    words: Words
    skipped: tuple[tuple[str, str], ...]
    every_key: tuple[bytes, ...] = ()
    trouble: str = ""


def annotate_each(
    study: Study, lexicons: Sequence[Lexicon], listing: Listing, progress: Progress | None = None
) -> Iterator[tuple[Document, Annotation]]:
    """Each document of a study that is not empty, with its annotation but for the words, in path order."""
    matcher = Matcher(lexicons)
    sizes = _sizes(listing.files)
    done = 0
    for batch in batches(listing.files, sizes):
        documents = [read_document(file) for file in batch]
        filled = [document for document in documents if document.text.strip()]
        for document, found in zip(filled, read_batch(filled, matcher, study.settings.zones), strict=True):
            yield document, Annotation(document.path, document.source, found)
        if progress:
            done += sum(len(document.text) for document in documents)
            progress(min(done, sum(sizes)), sum(sizes))


def annotate_files(
    study: Study,
    lexicons: Sequence[Lexicon],
    listing: Listing,
    progress: Progress | None = None,
    jobs: int = 1,
    cache: Path | None = None,
    engine: Engine | None = None,
    keys: Sequence[bytes] = (),
    meanwhile: Callable[[], None] = lambda: None,
) -> Annotated:
    """Annotates the texts of a study, but for those whose results are in the folder `cache`.

    The results do not depend on `jobs`, `cache` or `engine`. `keys` are those of the texts, where known.
    `meanwhile` is called while other processes are at work.
    Raises `StudyError` for a text that cannot be read.
    """
    from framing import columns, running

    zones, files = study.settings.zones, listing.files
    sizes = _sizes(files)
    # With an empty cache nothing can be found, so there is no need to read the texts beforehand.
    known_before = cache is not None and size(cache).packs > 0
    keys = list(keys) if keys else document_keys(files) if known_before else [b""] * len(files)
    store = Cache(cache, "readings", readings_context(lexicons, zones))
    known = Kept(store, frozenset(keys), _kind(columns))
    store = Cache(cache, "words", words_context(zones))
    known_words = Kept(store, frozenset(keys), _kind(running), _HELD)

    total = sum(sizes)
    left = sum(s for key, s in zip(keys, sizes, strict=True) if key not in known.places)
    lost: set[str] = set()
    matcher = None
    # Words that are missing bring the readings with them.
    for keep_words in (True, False):
        there = known_words.places if keep_words else known.places
        missing = [i for i, key in enumerate(keys) if key not in there and files[i].path not in lost]
        if not missing:
            continue
        matcher = matcher or Matcher(lexicons)
        work = Annotator(matcher, zones, keep_words)
        number = {files[i].path: i for i in missing}
        todo, their_sizes = [files[i] for i in missing], [sizes[i] for i in missing]
        for batch, done in _in_batches(work, todo, their_sizes, jobs, engine, meanwhile):
            lost.update(file.path for file in done.lost)
            for part, result in done.results:
                for file, new in zip(part, result.keys, strict=True):
                    keys[number[file.path]] = new
                known.add(result.keys, result.readings)
                if result.words is not None:
                    known_words.add(result.keys, result.words)
            left -= sum(sizes[number[file.path]] for file in batch)
            if progress:
                progress(total - max(left, 0), total)
    if progress:
        progress(total, total)
    return _gather(files, keys, known, known_words, lost)


def _in_batches(
    work: Annotator,
    files: Sequence[DocumentFile],
    sizes: Sequence[int],
    jobs: int,
    engine: Engine | None,
    meanwhile: Callable[[], None],
) -> Iterator[tuple[Sequence[DocumentFile], Done[DocumentFile, Batch]]]:
    """Each batch of some files with what became of it, as batches are finished. `sizes` are their bytes."""
    at_once = 1 if sum(sizes) <= _WORTH_PROCESSES else jobs
    todo = list(batches(files, sizes, at_once))
    if at_once > 1:
        import framing.voice.classify  # noqa: F401  once here instead of in each process
    for done in engine(work, todo) if engine else each_batch(work, todo, at_once, meanwhile):
        yield todo[done.number], done


def _gather(
    files: Sequence[DocumentFile],
    keys: Sequence[bytes],
    known: Kept[Columns],
    known_words: Kept[Running],
    lost: Collection[str],
) -> Annotated:
    """The results for the files that have text. `lost` are the paths of those that were given up."""
    from framing import columns
    from framing.words import Words

    here = [i for i, file in enumerate(files) if file.path not in lost]
    order = [keys[i] for i in here]
    found = known.whole(order)
    known.tidy()
    known_words.tidy()

    empty = found.empty
    skipped = [(files[i].path, EMPTY) for i, blank in zip(here, empty.tolist(), strict=True) if blank]
    skipped += [(path, DIED) for path in lost]
    filled = (~empty).nonzero()[0]
    kept = tuple(order[i] for i in filled.tolist())
    return Annotated(
        tuple(files[here[i]] for i in filled.tolist()),
        kept,
        columns.take(found, filled),
        Words(known_words.pieces(kept)),
        tuple(skipped),
        () if lost else tuple(keys),
        known.trouble or known_words.trouble,
    )


def _kind(module: Any) -> Kind[Any]:
    """A kind of result from the module that has its functions."""
    return Kind(module.join, module.take, module.to_arrays, module.from_arrays)


def document_keys(files: Sequence[DocumentFile]) -> list[bytes]:
    """The key of each text. Raises `StudyError` if one cannot be read."""
    return [document_key(file, read_bytes(file)) for file in files]


def _sizes(files: Sequence[DocumentFile]) -> list[int]:
    sizes = []
    for file in files:
        try:
            sizes.append(os.stat(file.file).st_size)  # noqa: PTH116
        except OSError:
            sizes.append(0)  # whoever reads it will say what is wrong
    return sizes
