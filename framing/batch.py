"""A batch of documents, from files to results: what a process does, and what the cache keeps."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import unidata_version

from framing import __version__
from framing.annotation import annotate_zoned, zones_of
from framing.cache import key
from framing.columns import Columns, in_columns
from framing.matching import Matcher
from framing.model import Document, Lexicon, ZoneKind
from framing.readers import DocumentFile, decode_document, read_bytes
from framing.resources import bundled, files_below
from framing.text.tokens import count_words

if TYPE_CHECKING:
    from framing.running import Running

BATCH_BYTES = 4_000_000  # texts that are handled together; larger gains nothing

# What `annotate` and the words that are kept are made of, below this package.
_CODE = (
    *("text", "voice", "readers", "lexicon_files", "annotation.py", "batch.py", "columns.py", "matching.py"),
    *("model.py", "running.py"),
)


class Batch(NamedTuple):
    """The results for some documents, row by row. `words` is None if it was not asked for."""

    keys: tuple[bytes, ...]
    readings: Columns
    words: Running | None


@dataclass(frozen=True, slots=True)
class Annotator:
    """What has to be done with each batch of files; can be sent to another process."""

    matcher: Matcher
    zones: tuple[ZoneKind, ...]
    keep_words: bool = True

    def __call__(self, files: Sequence[DocumentFile]) -> Batch:
        """Read the files and annotate them. A file without text has a row too."""
        keys, documents = [], []
        for file in files:
            data = read_bytes(file)
            keys.append(document_key(file, data))
            documents.append(decode_document(file, data))
        return self.annotate(keys, documents)

    def annotate(self, keys: Sequence[bytes], documents: Sequence[Document]) -> Batch:
        """The results for documents whose keys are known."""
        zones = zones_of(documents)
        texts = [document.text for document in documents]
        running = None
        if self.keep_words:
            from framing.running import running_words  # slow to import

            running, words = running_words(texts, zones, self.zones)
        else:
            words = count_words(texts, zones)
        found = annotate_zoned(documents, zones, words, self.matcher, self.zones)
        return Batch(tuple(keys), in_columns(found), running)


def document_key(file: DocumentFile, data: bytes) -> bytes:
    """A digest of a document: its bytes, and all metadata that a rule looks at; whose it is none does."""
    return key(data, repr((file.title, file.type, file.spokespeople, file.overrides)).encode())


def readings_context(lexicons: Sequence[Lexicon], zones: Sequence[ZoneKind]) -> bytes:
    """A digest of what readings depend on besides the document. Labels and notes do not change a reading."""
    names = [
        (lexicon.id, concept.id, term.term, term.frame, term.variants, term.exclude, term.match_case)
        for lexicon in lexicons
        for concept in lexicon.concepts
        for term in concept.terms
    ]
    return key(program(), repr((names, tuple(zones))).encode())


def words_context(zones: Sequence[ZoneKind]) -> bytes:
    """A digest of what running words depend on besides the document."""
    return key(program(), repr(tuple(zones)).encode())


@lru_cache(maxsize=1)
def program() -> bytes:
    """A digest of the code and word lists that annotate, and of what else decides what a letter is."""
    return code(*_CODE)


def code(*names: str, libraries: Sequence[str] = ()) -> bytes:
    """A digest of these files and folders of framing, of these libraries' versions, and of Python's."""
    package = Path(__file__).parent
    files = [file for name in names for file in [package / name, *(package / name).rglob("*")]]
    versions = (sys.version, unidata_version, __version__, *map(version, libraries))
    return key(*(text.encode() for text in versions), *_contents(files))


def whole_program(root: Path) -> bytes:
    """A digest of all that makes results out of texts: framing, templates, and the libraries' versions.

    `root` is the study's folder, which may have templates of its own.
    """
    libraries = ("numpy", "scipy", "pandas", "matplotlib", "jinja2")
    folders = (Path(__file__).parent, bundled("templates"), root / "templates")
    files = [file for folder in folders for file in files_below(folder)]
    return key(program(), *(f"{name} {version(name)}".encode() for name in libraries), *_contents(files))


def _contents(files: Sequence[Path]) -> Iterator[bytes]:
    for file in sorted(files):
        if file.suffix not in (".pyc", "") and file.is_file():
            yield file.name.encode()
            yield file.read_bytes()


def batches(
    files: Sequence[DocumentFile], sizes: Sequence[int], jobs: int = 1
) -> Iterator[list[DocumentFile]]:
    """The files in lists of at most about `BATCH_BYTES`; `sizes` are their bytes.

    There are as many lists for each of `jobs`, of much the same size, so that none has to wait for another.
    """
    rounds = math.ceil(sum(sizes) / (BATCH_BYTES * jobs))
    enough = max(1, math.ceil(sum(sizes) / max(rounds * jobs, 1)))
    batch: list[DocumentFile] = []
    held = 0
    for file, size in zip(files, sizes, strict=True):
        batch.append(file)
        held += size
        if held >= enough:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
