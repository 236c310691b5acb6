"""From a study folder to its results: the steps of a run, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from framing.annotate import annotate_batch
from framing.errors import OutputError, StudyError
from framing.lexicon_files import read_lexicon
from framing.matching import Matcher
from framing.model import Annotation, Document, Lexicon
from framing.output import write_all
from framing.profile import Profile, build_profile
from framing.readers import EMPTY, DocumentFile, Listing, list_texts, read_document
from framing.study import Study

if TYPE_CHECKING:
    from framing.handout import Pack

BATCH_BYTES = 4_000_000  # texts that are scanned together; larger gains nothing

Progress = Callable[[int, int], None]  # bytes done, bytes in all


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run wrote: the report's path, the files by their path below the study, and the profile."""

    report: Path
    files: tuple[str, ...]
    profile: Profile


def read_lexicons(study: Study) -> tuple[Lexicon, ...]:
    """The lexicons of a study. Raises `LexiconError`."""
    return tuple(read_lexicon(path) for path in study.lexicons)


def batches(files: Sequence[DocumentFile], progress: Progress | None = None) -> Iterator[list[Document]]:
    """Documents in path order, in lists of about `BATCH_BYTES`; empty texts are among them."""
    sizes = [file.file.stat().st_size for file in files]
    total, done, held = sum(sizes), 0, 0
    batch: list[Document] = []
    for file, size in zip(files, sizes, strict=True):
        batch.append(read_document(file))
        held += size
        if held >= BATCH_BYTES:
            yield batch
            done, held, batch = done + held, 0, []
            if progress:
                progress(done, total)
    if batch:
        yield batch
    if progress:
        progress(total, total)


def annotations(
    study: Study, lexicons: Sequence[Lexicon], listing: Listing, progress: Progress | None = None
) -> Iterator[tuple[Document, Annotation]]:
    """Each document of a study that is not empty, with its annotation, in path order."""
    matcher = Matcher(lexicons)
    for batch in batches(listing.files, progress):
        filled = [document for document in batch if document.text.strip()]
        yield from zip(filled, annotate_batch(filled, matcher, study.settings.zones), strict=True)


def profile_study(study: Study, progress: Progress | None = None) -> Profile:
    """The profile of a study. Raises `StudyError` if no text has words."""
    from framing import wordcounts
    from framing.text.zones import find_zones

    lexicons = read_lexicons(study)
    listing = list_texts(study.texts)
    matcher = Matcher(lexicons)
    found: list[Annotation] = []
    counts = []
    skipped = list(listing.skipped)
    for batch in batches(listing.files, progress):
        filled = [document for document in batch if document.text.strip()]
        skipped += [(document.path, EMPTY) for document in batch if not document.text.strip()]
        found += annotate_batch(filled, matcher, study.settings.zones)
        counted = [
            [(z.start, z.end) for z in find_zones(d.text, d.title) if z.kind in study.settings.zones]
            for d in filled
        ]
        counts.append(wordcounts.count([d.text for d in filled], counted))
    if not found:
        raise StudyError(f"{study.texts}: every text is empty; put at least one text with words there")
    return build_profile(
        study.settings,
        lexicons,
        listing.files,
        found,
        wordcounts.merge(counts),
        sorted(skipped),
        listing.notes,
    )


def run(study: Study, progress: Progress | None = None) -> Outcome:
    """The main job: annotate the texts of a study, and write its report, figures and data."""
    from framing.analysis import analyse
    from framing.datapackage import data_files
    from framing.figures import draw
    from framing.report import render

    require_writable(study.root)
    profile = profile_study(study, progress)
    reader = document_reader(study)
    analysis = analyse(profile, reader)
    charts = draw(profile, analysis)
    files: dict[str, bytes] = {}
    for chart in charts:
        files[f"figures/{chart.name}.svg"] = chart.svg
        files[f"figures/{chart.name}.png"] = chart.png
    files |= {f"data/{name}": data for name, data in data_files(profile, analysis).items()}
    files["report.html"] = render(study, profile, analysis, charts, reader).encode()
    write_all(study.root, files)
    return Outcome(study.root / "report.html", tuple(sorted(files)), profile)


def handout(
    study: Study,
    folder: Path | None,
    concept: str,
    level: str,
    kind: str,
    paper: str,
    language: str,
    progress: Progress | None = None,
) -> tuple[Path, Pack]:
    """Write a pack for a class into `folder`, by default below the study's ``handouts/``: (folder, pack).

    With a fault in the pack its HTML pages are written all the same. Raises `StudyError`, `OutputError`.
    """
    from framing.analysis import analyse
    from framing.handout import make_pack

    profile = profile_study(study, progress)
    reader = document_reader(study)
    analysis = analyse(profile, reader)
    pack = make_pack(study, profile, analysis, reader, concept, level, kind, paper, language)
    target = folder or study.root / "handouts" / pack.name
    write_all(target, pack.files)
    return target, pack


def document_reader(study: Study) -> Callable[[str], Document]:
    """A function that reads a document of the study again by its path."""
    files = {file.path: file for file in list_texts(study.texts).files}
    return lambda path: read_document(files[path])


def require_writable(folder: Path) -> None:
    """Raise `OutputError` before any work is done if results could not be written into `folder`."""
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written: {error.strerror}; change its permissions or copy the study"
        ) from error
