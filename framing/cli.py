"""The command line: parses, calls, prints; nothing else. Imports that take time stay inside the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing import __version__
from framing.model import VOICES

if TYPE_CHECKING:
    from framing.corpus import Progress
    from framing.figures.save import Format
    from framing.figures.style import Preset


class _Place(click.Path):
    def __init__(self, *, file_okay: bool = True, dir_okay: bool = True) -> None:
        super().__init__(file_okay=file_okay, dir_okay=dir_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As it is, but that no name must be empty: as a path that would be the current folder."""
        if value == "":
            self.fail("the name is empty; give the path of a file or folder", param, ctx)
        return super().convert(value, param, ctx)


STUDY = click.argument("study", type=_Place(), default=".")
TEXTS = click.option("--texts", type=_Place(), help="Folder of texts, instead of the study's own.")
LEXICON = click.option(
    "--lexicon",
    "lexicons",
    type=_Place(),
    multiple=True,
    help="Lexicon file, instead of the study's own; may be given several times.",
)
OUTPUT = click.option(
    "-o",
    "--output",
    type=_Place(dir_okay=False),
    help="File to write; standard output by default.",
)


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        """As it is, but that nothing is wrong where the reader of our output has gone, as in `… | head`.

        Click would end with 1 then.
        """
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # for what is still to be written
            ctx.exit(0)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="framing")
def cli() -> None:
    """Compare who calls what by which name, and in whose voice."""


@cli.command()
@STUDY
@click.option("--jobs", type=click.IntRange(1), help="Processes; by default as many as there are cores.")
@click.option("--watch", is_flag=True, help="Stay, and run again when texts, lexicons or templates change.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option("--scheduler", help="Address of a Dask scheduler; without it --engine dask starts its own.")
@click.option("--texts-at", help="Where the cluster's workers find the texts folder: a path or a URL.")
def run(
    study: Path, jobs: int | None, watch: bool, engine: str, scheduler: str | None, texts_at: str | None
) -> None:
    """Annotate the texts of STUDY and write its report, figures and data."""
    from framing.parallel import cores
    from framing.pipeline import import_all

    if (scheduler or texts_at) and engine != "dask":
        raise click.UsageError("--scheduler and --texts-at need --engine dask")

    def once() -> None:
        _run(study, jobs or cores(), engine, scheduler, texts_at)
        if watch:
            import_all()

    if watch:
        from framing.watch import keep_running

        keep_running(study, once, lambda line: click.echo(line, err=True))
    else:
        once()


def _run(study: Path, jobs: int, engine: str, scheduler: str | None, texts_at: str | None) -> None:
    from framing import pipeline
    from framing.changes.words import lines
    from framing.study import open_study

    opened = open_study(study)
    with ExitStack() as stack:
        progress = stack.enter_context(_progress())
        cluster = None
        if engine == "dask":
            from framing.cluster import dask_engine

            texts = texts_at or str(opened.texts.resolve())
            cluster = stack.enter_context(dask_engine(scheduler, jobs, texts))
        outcome = pipeline.run(opened, progress, jobs, cluster)
    for path, reason in outcome.skipped:
        click.echo(f"left out: {path}: {reason}", err=True)
    for note in outcome.notes:
        click.echo(f"note: {note}", err=True)
    for line in lines(outcome.changes) if outcome.changes else ():
        click.echo(f"since the last run: {line}", err=True)
    click.echo(outcome.report)


@cli.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show what is kept between the runs of a study, or clear it."""
    if context.invoked_subcommand is None:
        _show_cache(Path())


@cache.command("show")
@STUDY
def cache_show(study: Path) -> None:
    """How much is kept for STUDY."""
    _show_cache(study)


@cache.command("clear")
@STUDY
def cache_clear(study: Path) -> None:
    """Delete what is kept for STUDY; the next run annotates every text again."""
    from framing import pipeline

    held = pipeline.clear_cache(study)
    click.echo(f"{study}: {held.packs} files, {held.bytes / 1e6:.1f} MB deleted")


def _show_cache(study: Path) -> None:
    from framing import pipeline

    held, limit = pipeline.cache_size(study)
    click.echo(f"{study}: {held.packs} files, {held.bytes / 1e6:.1f} MB of at most {limit / 1e6:,.0f} MB")


@cli.command()
@STUDY
@TEXTS
@LEXICON
@click.option("--format", "kind", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl")
@OUTPUT
def occurrences(
    study: Path, texts: Path | None, lexicons: tuple[Path, ...], kind: str, output: Path | None
) -> None:
    """List every occurrence with its voice, rule and evidence, one row each."""
    from framing import corpus, pipeline, tables
    from framing.errors import OutputError
    from framing.study import open_study

    if kind == "parquet" and not output and sys.stdout and sys.stdout.isatty():
        raise OutputError("a parquet file cannot be shown here; name one with -o")
    opened = open_study(study, texts, lexicons)
    read = pipeline.read_lexicons(opened)
    found = (annotation for _, annotation in corpus.annotate_each(opened, read, pipeline.texts_of(opened)))
    if kind == "parquet":
        _write(output, iter([tables.parquet_bytes(tables.readings_frame(found))]))
        return
    rows = (row for annotation in found for row in tables.reading_rows(annotation))
    lines = tables.jsonl(rows) if kind == "jsonl" else tables.csv_lines(rows)
    _write(output, (line.encode() for line in lines))


@cli.command()
@click.argument("pattern")
@STUDY
@TEXTS
@LEXICON
@click.option("--width", type=click.IntRange(10, 1000), default=60, show_default=True, help="Characters.")
@click.option("--voice", type=click.Choice(VOICES), help="Only occurrences in this voice.")
def kwic(
    pattern: str, study: Path, texts: Path | None, lexicons: tuple[Path, ...], width: int, voice: str | None
) -> None:
    """Show the occurrences of a term or concept in context, one line each.

    PATTERN is the id of a concept, or a term or its spelling, taken as the lexicon takes it (a `*` stands
    for any characters).
    """
    from framing import concordance, corpus, pipeline
    from framing.errors import StudyError
    from framing.study import open_study
    from framing.wording import as_argument

    if not pattern.strip():
        raise StudyError("PATTERN is empty; give a term, its spelling or the id of a concept")
    opened = open_study(study, texts, lexicons)
    read = pipeline.read_lexicons(opened)
    named = concordance.finder(pattern, read)
    shown = 0
    for document, annotation in corpus.annotate_each(opened, read, pipeline.texts_of(opened)):
        wanted = tuple(
            reading
            for reading in annotation.readings
            if named(reading) and voice in (None, reading.ruling.voice)
        )
        for line in concordance.lines(document, wanted, width):
            shown += 1
            click.echo(
                f"{line.document}:{line.reading.occurrence.start}\t{line.left:>{width}} "
                f"[{line.node}] {line.right:<{width}}\t{line.reading.zone}\t{line.reading.ruling.voice}"
            )
    if not shown:
        where = f" in the voice '{voice}'" if voice else ""
        part = "" if "*" in pattern else f" (names are found whole, '*{pattern}*' in what holds it)"
        raise StudyError(
            f"nothing found for '{pattern}'{where}{part}; the lexicon's names and concepts can be looked "
            f"for, and `framing lexicon show {as_argument(opened.lexicons[0])}` lists them"
        )


@cli.command()
@click.argument("file", type=_Place(), required=False)
@click.option(
    "--at",
    type=click.IntRange(0),
    help="Offset of the term's first character in FILE, as the report's reader shows it.",
)
@click.option("--text", help="A pasted passage; mark the term with [[ ]], or name it with --term.")
@click.option("--term", help="The term in --text, or in FILE (its first occurrence).")
@LEXICON
def explain(
    file: Path | None, at: int | None, text: str | None, term: str | None, lexicons: tuple[Path, ...]
) -> None:
    """Say in whose voice a term stands, and why: the rule, the evidence, and the rules that did not fire.

    Without a place, say for every name in FILE what decided. The lexicons are those of FILE's study, for a
    passage those of the study in the current folder; without a study, those that come with framing.
    """
    from framing.explaining import explain_passage

    click.echo(explain_passage(file, at, text, term, lexicons), nl=False)


@cli.command()
@STUDY
@click.option("--concept", default="", help="Id of a concept; by default the whole study.")
@click.option(
    "--level",
    type=click.Choice(["first-steps", "standard", "advanced"]),
    default="standard",
    show_default=True,
)
@click.option(
    "--format", "kind", type=click.Choice(["pdf", "docx", "html"]), default="pdf", show_default=True
)
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option("--language", type=click.Choice(["en", "fr", "de", "es"]), default="en", show_default=True)
@click.option(
    "-o",
    "--output",
    type=_Place(file_okay=False),
    help="Folder to write into; by default one in STUDY/handouts.",
)
def handout(
    study: Path, concept: str, level: str, kind: str, paper: str, language: str, output: Path | None
) -> None:
    """Make a pack for a class: student sheet, teacher's key, evidence card, and how to run the lesson."""
    from framing import pipeline
    from framing.study import open_study

    with _progress() as progress:
        folder, pack = pipeline.handout(
            open_study(study), output, concept, level, kind, paper, language, progress
        )
    for note in pack.notes:
        click.echo(f"note: {note}", err=True)
    for name in pack.files:
        click.echo(folder / name)
    if pack.fault:
        raise pack.fault


@cli.command()
@STUDY
@click.option(
    "--width", type=click.Choice(["report", "single", "double"]), default="single", show_default=True
)
@click.option("--format", "kind", type=click.Choice(["pdf", "svg", "png"]), default="pdf", show_default=True)
@click.option(
    "-o",
    "--output",
    type=_Place(file_okay=False),
    required=True,
    help="Folder for the figures.",
)
def figures(study: Path, width: Preset, kind: Format, output: Path) -> None:
    """Draw the figures of STUDY again for publication: 89 or 183 mm wide."""
    from framing import pipeline
    from framing.errors import StudyError
    from framing.study import open_study

    with _progress() as progress:
        paths, notes = pipeline.figures(open_study(study), output, width, kind, progress)
    if not paths:
        raise StudyError(
            f"{study}: nothing to draw: no name stands in the texts; check that the lexicon fits the texts"
        )
    for note in notes:
        click.echo(f"note: {note}", err=True)
    for path in paths:
        click.echo(path)


@cli.command()
@click.argument("folder", type=_Place(), default=".")
def init(folder: Path) -> None:
    """Make a new study in FOLDER: a texts folder, a lexicon to begin with, and its settings."""
    from framing.init import init_study

    for line in init_study(folder):
        click.echo(line)


@cli.group()
def lexicon() -> None:
    """List, show and check lexicons."""


@lexicon.command("list")
@STUDY
def lexicon_list(study: Path) -> None:
    """The lexicons of STUDY, and those that come with framing."""
    from framing.errors import Faults, LexiconError
    from framing.lexicon_files import headline, read_lexicon
    from framing.resources import bundled
    from framing.study import lexicons_in, require_folder

    require_folder(study)
    faults = Faults(LexiconError)
    for place, folder in (("study", study / "lexicons"), ("shipped", bundled("lexicons"))):
        for path in lexicons_in(folder):
            with faults.gathered():
                click.echo(f"{place}\t{headline(read_lexicon(path))}\t{path}")
    faults.stop()


@lexicon.command("show")
@click.argument("file", type=_Place())
def lexicon_show(file: Path) -> None:
    """The frames, concepts and terms of a lexicon FILE (or of a shipped one, by its name)."""
    from framing.lexicon_files import read_lexicon, summarise

    click.echo(summarise(read_lexicon(_lexicon_file(file))))


@lexicon.command("check")
@click.argument("files", type=_Place(), nargs=-1, required=True)
def lexicon_check(files: tuple[Path, ...]) -> None:
    """Read lexicon FILES and say what is wrong or missing."""
    from framing.errors import Faults, LexiconError
    from framing.lexicon_files import check

    faults = Faults(LexiconError)
    for path in files:
        file = _lexicon_file(path)
        with faults.gathered():
            for warning in check(file):
                click.echo(f"{file}: {warning}")
            click.echo(f"{file}: can be used")
    faults.stop()


def _lexicon_file(named: Path) -> Path:
    """`named`, or the shipped lexicon of that name where there is no such file."""
    from framing.resources import bundled

    shipped = bundled("lexicons") / f"{named.name.removesuffix('.toml')}.toml"
    return shipped if not named.exists() and named.parent == Path() and shipped.is_file() else named


def _write(output: Path | None, chunks: Iterable[bytes]) -> None:
    """Write to standard output as it comes, or to a file whole."""
    from framing.errors import OutputError
    from framing.output import write_whole

    if output:
        write_whole(output, b"".join(chunks))
        return
    if not sys.stdout:
        raise OutputError("standard output is closed; name a file with -o")
    stream = sys.stdout.buffer
    for chunk in chunks:
        stream.write(chunk)
    stream.flush()


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A progress bar on standard error, where a person is looking."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield None
        return
    with click.progressbar(length=1000, label="Reading texts", file=sys.stderr) as bar:
        yield lambda done, total: bar.update(1000 * done // max(total, 1) - bar.pos)
