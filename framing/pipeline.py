"""From a study folder to its results: the steps of a run, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.batch import code, document_key, program, whole_program
from framing.cache import LIMIT, Cache, Size, clear, key, prune, size
from framing.corpus import Annotated, Engine, Progress, annotate_files, document_keys
from framing.errors import OutputError, StudyError
from framing.lexicon_files import read_all
from framing.model import Document, Lexicon
from framing.output import (
    PRIVATE,
    note_results,
    only_run,
    publish,
    recover,
    require_no_folder,
    untouched,
    write_made,
)
from framing.parallel import side_by_side
from framing.readers import (
    DocumentFile,
    Listing,
    decode_document,
    is_markup,
    list_texts,
    read_bytes,
)
from framing.remembered import Remembered
from framing.study import Study, require_folder
from framing.wording import listed

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.changes import Changes
    from framing.charts import Chart
    from framing.figures.save import Format
    from framing.figures.style import Preset
    from framing.handout import Pack as HandoutPack
    from framing.profile import Profile

REPORT = "report.html"
RESULTS = ("figures", "data", PRIVATE)  # the folders that a run writes into
CACHE = "cache"  # below the study's private folder
_NAMED = 8  # most files that one note names
_SHARES = 8  # of the charts: so small that processes end their work at much the same time


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run wrote, and what the user should know about it.

    report   the report's path
    files    the results, by their path below the study
    skipped  files that were left out: (path, reason)
    notes    remarks on the input and on this run
    changes  what differs from the run before; None for a first run, and when nothing differs
    """

    report: Path
    files: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    changes: Changes | None = None


def read_lexicons(study: Study) -> tuple[Lexicon, ...]:
    """The lexicons of a study. Raises `LexiconError`, which tells the faults of all of them."""
    return read_all(study.lexicons)


def profile_study(
    study: Study, progress: Progress | None = None, jobs: int = 1, cache: Path | None = None
) -> Profile:
    """The profile of a study. Raises `StudyError` if no text has words."""
    return profile_and_reader(study, progress, jobs, cache)[0]


def profile_and_reader(
    study: Study, progress: Progress | None = None, jobs: int = 1, cache: Path | None = None
) -> tuple[Profile, Callable[[str], Document]]:
    """The profile of a study, and what reads its documents again. Raises as `profile_study` does."""
    lexicons, listing = read_lexicons(study), texts_of(study)
    found = annotate_files(study, lexicons, listing, progress, jobs, cache)
    return _profile(study, lexicons, listing, found), _document_reader(found)


def _profile(study: Study, lexicons: Sequence[Lexicon], listing: Listing, found: Annotated) -> Profile:
    from framing.profile import profile_of

    if not found.files:
        raise StudyError(f"{study.texts}: every text is empty; put at least one text with words there")
    skipped = sorted((*listing.skipped, *found.skipped))
    return profile_of(
        study.settings,
        lexicons,
        found.files,
        found.readings,
        found.words,
        skipped,
        (*listing.notes, *_twice(found.files, found.keys), *_markup(found.files)),
    )


def _twice(files: Sequence[DocumentFile], keys: Sequence[bytes]) -> Iterator[str]:
    """A note on texts that a source has a second time, word for word: each counts as a text of its own."""
    first: dict[tuple[str, bytes], str] = {}
    again = [
        f"{file.path} (= {before})"
        for file, key in zip(files, keys, strict=True)
        if (before := first.setdefault((file.source, key), file.path)) != file.path
    ]
    if again:
        yield (
            f"the same text twice in one source: {listed(again, _NAMED)}; each file counts as a text, "
            "so delete one where it is one article"
        )


def _markup(files: Sequence[DocumentFile]) -> Iterator[str]:
    """A note on files that hold markup instead of prose."""
    if found := [file.path for file in files if is_markup(file)]:
        yield (
            f"markup instead of plain text: {listed(found, _NAMED)}; tags and scripts count as words, so "
            "save what a reader sees as .txt (docs/study.md has programs for it)"
        )


def run(
    study: Study, progress: Progress | None = None, jobs: int = 1, engine: Engine | None = None
) -> Outcome:
    """The main job: annotate the texts of a study, and write its report, figures and data.

    Where nothing is new and the results are as the last run left them, there is nothing to do. Raises
    `StudyError` while another run is at work in the study.
    """
    from framing.changes.compare import compare
    from framing.changes.state import STATE, Last, dump, load, state_of

    require_writable(study.root)
    with only_run(study.root):
        recover(study.root)
        # Before it is used: a template that is edited while this run is at work is new to the next one.
        maker = whole_program(study.root)
        lexicons, listing = read_lexicons(study), texts_of(study)
        last = load(study.root)
        keys = document_keys(listing.files) if last else []
        if (
            last is not None
            and last.inputs == inputs_digest(maker, study, lexicons, listing, keys)
            and untouched(study.root, last.outputs)
        ):
            return Outcome(study.root / REPORT, last.outputs, last.skipped, last.notes)
        found = annotate_files(
            study, lexicons, listing, progress, jobs, study.root / PRIVATE / CACHE, engine, keys, import_all
        )
        profile = _profile(study, lexicons, listing, found)
        # Made once more at the end: it takes much memory, and little time.
        state = partial(state_of, profile, found.keys, causes(study, lexicons))
        news = compare(last.state, state()) if last else None
        # While nothing changes, the last changes stay, so that the same study gives the same report.
        told = news or (last.changes if last else None)
        every_key, trouble = found.every_key, found.trouble
        reader = _document_reader(found)
        del last, found
        profile = replace(profile, changes=told)
        files = results(study, profile, reader, jobs, study.root / PRIVATE / CACHE)
        outputs = tuple(files)
        # A document that was given up is tried again by the next run.
        whole = inputs_digest(maker, study, lexicons, listing, every_key) if every_key else ""
        this = Last(state(), told, whole, outputs, profile.skipped, profile.notes)
        publish(study.root, {**files, STATE: dump(this)})
        note_results(study.root, outputs)
        prune(study.root / PRIVATE / CACHE)
    notes = (*profile.notes, trouble) if trouble else profile.notes
    return Outcome(study.root / REPORT, outputs, profile.skipped, notes, news)


def import_all() -> None:
    """Import what comes after annotation, at a time when nobody waits for it.

    All processes that follow have it then. Otherwise each imports what it needs.
    """
    import sklearn.feature_extraction.text  # noqa: F401

    import framing.analysis
    import framing.figures
    import framing.report  # noqa: F401


def results(
    study: Study,
    profile: Profile,
    reader: Callable[[str], Document],
    jobs: int = 1,
    cache: Path | None = None,
) -> dict[str, bytes]:
    """Everything that a run writes for people: contents by path below the study.

    `reader` reads a document again by its path. The results do not depend on `jobs` nor on what earlier
    runs left in the folder `cache`.
    """
    import numpy as np

    from framing.analysis import analyse
    from framing.datapackage import data_files
    from framing.report import contents, page

    drawing = code("figures", libraries=("matplotlib", "numpy", "pillow"))
    drawn = Remembered(Cache(cache, "figures", drawing))
    analysis = analyse(profile, jobs, cache)
    shares = _SHARES if jobs > 1 else 1
    tasks: list[Callable[[], Any]] = [
        lambda: contents(study, profile, analysis, reader),
        lambda: data_files(profile, analysis),
        *(partial(_charts, profile, analysis, drawn.known, share, shares) for share in range(shares)),
    ]
    said, data, *drawings = side_by_side(tasks, jobs)
    by_place = {place: chart for share in drawings for place, chart in share.items()}
    charts = [by_place[place] for place in sorted(by_place)]
    files: dict[str, bytes] = {}
    for chart in charts:
        drawn.use(chart.key, np.frombuffer(chart.png, np.uint8))
        files[f"figures/{chart.name}.svg"] = chart.svg
        files[f"figures/{chart.name}.png"] = chart.png
    files |= {f"data/{name}": content for name, content in data.items()}
    drawn.keep()
    files[REPORT] = page(study, profile, said, charts).encode()
    return dict(sorted(files.items()))


def _charts(
    profile: Profile, analysis: Analysis, known: Mapping[bytes, Any], share: int, shares: int
) -> dict[tuple[int, int], Chart]:
    # A process that draws nothing is spared the import of matplotlib.
    from framing.figures import Style, charts

    return charts(profile, analysis, Style(), known, share, shares)


def inputs_digest(
    maker: bytes, study: Study, lexicons: Sequence[Lexicon], listing: Listing, keys: Sequence[bytes]
) -> str:
    """A digest of everything that the results of a study depend on.

    `maker` is that of what makes them (`whole_program`), `keys` are those of the texts.
    """
    about = [(file.path, file.source, file.member, file.date, file.url) for file in listing.files]
    rest = (about, listing.skipped, listing.notes, lexicons, study.settings, study.title)
    return key(maker, repr(rest).encode(), *keys).hex()


def causes(study: Study, lexicons: Sequence[Lexicon]) -> dict[tuple[str, str], str]:
    """What results depend on besides the texts, by kind and name, with a digest of each but for its name."""
    found = {("lexicon", each.id): key(repr(replace(each, id="")).encode()).hex() for each in lexicons}
    for field in fields(study.settings):
        value = getattr(study.settings, field.name)
        found["setting", field.name] = key(repr(value).encode()).hex()
    return found | {("framing", ""): program().hex()}


def cache_size(root: Path) -> tuple[Size, int]:
    """What is kept between the runs of the study in `root`, and the most bytes that are kept."""
    return size(_private(root) / CACHE), LIMIT


def clear_cache(root: Path) -> Size:
    """Delete what is kept between runs; says what was there. What the last run found is kept."""
    private = _private(root)
    if not private.is_dir():
        return Size(0, 0)
    with only_run(root):
        return clear(private / CACHE)


def _private(root: Path) -> Path:
    require_folder(root)
    return root / PRIVATE


def figures(
    study: Study, folder: Path, width: Preset, kind: Format, progress: Progress | None = None
) -> tuple[list[Path], list[str]]:
    """Draw the figures for publication into `folder`: (their paths, notes on what was there).

    Raises `StudyError`, `OutputError`.
    """
    from framing.analysis import analyse
    from framing.figures import Style, drawn_as

    lexicons, listing = read_lexicons(study), texts_of(study)
    found = annotate_files(study, lexicons, listing, progress)
    profile = _profile(study, lexicons, listing, found)
    drawn = drawn_as(kind, profile, analyse(profile), Style(width))
    made_from = inputs_digest(whole_program(study.root), study, lexicons, listing, found.every_key)
    files = {f"{name}.{kind}": data for name, data in drawn.items()}
    notes = write_made(study.root, "figures", folder, files, made_from) if files else []
    return [folder / name for name in sorted(files)], notes


def handout(
    study: Study,
    folder: Path | None,
    concept: str,
    level: str,
    kind: str,
    paper: str,
    language: str,
    progress: Progress | None = None,
) -> tuple[Path, HandoutPack]:
    """Write a pack for a class into `folder`, by default below the study's ``handouts/``: (folder, pack).

    With a fault in the pack its HTML pages are written all the same. Raises `StudyError`, `OutputError`.
    """
    from framing.analysis import analyse
    from framing.handout import make_pack

    profile, reader = profile_and_reader(study, progress)
    analysis = analyse(profile)
    pack = make_pack(study, profile, analysis, reader, concept, level, kind, paper, language)
    target = folder or study.root / "handouts" / pack.name
    pages = (data for name, data in sorted(pack.files.items()) if name.endswith(".html"))
    notes = write_made(study.root, "handout", target, pack.files, key(*pages).hex())
    return target, replace(pack, notes=(*pack.notes, *notes))


def texts_of(study: Study) -> Listing:
    """What a study's texts folder holds. Raises `StudyError` as `list_texts` does."""
    return list_texts(study.texts, study.settings.source_column)


def _document_reader(found: Annotated) -> Callable[[str], Document]:
    """A function that reads a document again by its path, as it was annotated.

    It raises `StudyError` for one that changed since: places in the one are none in the other.
    """
    annotated = {file.path: (file, digest) for file, digest in zip(found.files, found.keys, strict=True)}
    return lambda path: _unchanged(*annotated[path])


def _unchanged(file: DocumentFile, known: bytes) -> Document:
    data = read_bytes(file)
    if document_key(file, data) != known:
        raise StudyError(f"{file.file}: changed while the run was at work; run again")
    return decode_document(file, data)


def require_writable(root: Path) -> None:
    """Raise `OutputError` before any work is done if results could not be written into the study in `root`.

    Each folder is tried that is there already: what is found out while results are moved leaves a mixture.
    """
    import tempfile

    require_no_folder(root, (REPORT,))
    for folder in (root, *(below for name in RESULTS if (below := root / name).exists())):
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise OutputError(
                f"{folder}: cannot be written: {error.strerror}; change its permissions or copy the study"
            ) from error
