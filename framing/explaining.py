"""Explanations on request: which span of which text is meant, and why it has its voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from framing.errors import StudyError
from framing.lexicon_files import read_all
from framing.matching import Matcher
from framing.model import Document, Span
from framing.readers import SUFFIXES, DocumentFile, list_texts, read_document
from framing.resources import bundled
from framing.study import SETTINGS, lexicons_in, open_study, read_settings
from framing.text.zones import find_zones
from framing.voice.explain import explain, render, render_briefly
from framing.wording import listed

_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_WORD = re.compile(r"\w[\w'’-]*")
_REPORTED_PLACE = re.compile(r"(.+?),\s*(\d+)\s*(?:,.*)?", re.ASCII | re.DOTALL)


def explain_passage(
    file: Path | None, at: int | None, text: str | None, term: str | None, lexicons: Sequence[Path]
) -> str:
    """Why terms have their voices, as plain text.

    The text is a file or a pasted passage. The place is the offset `at`, or `term`, or what the passage marks
    with ``[[ ]]``: each is told with all rules. Without any, every occurrence of the lexicons' terms is
    meant; of several it is told what decided. Raises `StudyError` where nothing or too much is given, or
    nothing is found.
    """
    if (file is None) == (text is None):
        raise StudyError("give either a FILE or --text, and the place with --at, --term or [[ ]]")
    if file is not None:
        document, folder = _document(file)
    else:
        assert text is not None
        document, folder = Document("passage", "passage", _MARKED.sub(r"\1", text)), None
    if (spans := _places(document.text, at, term, text)) is not None:
        return _in_full(document, spans)
    used = _lexicons(lexicons, folder)
    names = _occurrences(document, used)
    if at is not None:
        return _explain_at(at, document, names, used)
    if not names:
        marked = "mark the term as [[term]]" if file is None else "give its place with --at"
        where = file or "the passage"
        raise StudyError(
            f"no name of {_called(used)} stands in {where}; {marked}, or name the term with --term"
        )
    if len(names) == 1:
        return _in_full(document, names)
    brief = render_briefly(document, find_zones(document.text, document.title), names)
    return f"{brief}\nall rules for one place: the same with --at and its offset, as in --at {names[0][0]}\n"


def _in_full(document: Document, spans: Sequence[Span]) -> str:
    """What all rules say of each of the spans."""
    zones = find_zones(document.text, document.title)
    return "\n".join(render(explain(document, zones, span)) for span in spans)


def _explain_at(at: int, document: Document, names: Sequence[Span], lexicons: Sequence[Path]) -> str:
    """What all rules say of the name at an offset, else of the word there. `names` are all of the text."""
    if here := [span for span in names if span[0] <= at < span[1]]:
        return _in_full(document, here)
    missed = f"no name of {_called(lexicons)} stands at {at}{_nearest(document.text, names, at)}"
    if word := _word_at(document.text, at):
        return f"{missed}; the rules say of the word there:\n\n{_in_full(document, word)}"
    raise StudyError(
        f"{missed}; give the offset of a name's first character, as the report's reader and "
        "`framing occurrences` show it"
    )


def _called(lexicons: Sequence[Path]) -> str:
    """Lexicons by their names."""
    names = [f"'{path.stem}'" for path in lexicons]
    return f"the lexicon{'' if len(names) == 1 else 's'} {listed(names)}"


def _nearest(text: str, names: Sequence[Span], at: int) -> str:
    """Which of the names is nearest to an offset that none of them holds."""
    if not names:
        return " or anywhere in the text"
    start, end = min(names, key=lambda span: max(span[0] - at, at - span[1]))
    return f" (the nearest is '{' '.join(text[start:end].split())}' at {start})"


def _document(file: Path) -> tuple[Document, Path | None]:
    """The document and, where the file lies in a study, the study's folder, for its metadata and lexicons."""
    for texts in file.resolve().parents:
        if texts.name == "texts" and texts.is_dir():
            column = read_settings(texts.parent / SETTINGS).source_column
            for text in list_texts(texts, column).files:
                if Path(text.file).resolve() == file.resolve():
                    return read_document(text), texts.parent
    if file.is_dir():
        raise StudyError(f"{file}: is a folder; give the path of a text in it")
    if not file.is_file():
        raise StudyError(f"{file}: no such file{_meant(file)}; give the path of a text")
    if file.suffix and file.suffix.lower() not in SUFFIXES:
        raise StudyError(f"{file}: is no text; give a {' or '.join(SUFFIXES)} file, as a study's texts are")
    return read_document(DocumentFile(file.parent, file.name, file.stem)), None


def _meant(file: Path) -> str:
    """What may have been meant by a file that is not there.

    The report gives places below the folder of texts, the offset and the words with commas behind.
    """
    meant = [(file, "")]
    if place := _REPORTED_PLACE.fullmatch(str(file)):
        meant.append((Path(place[1]), f" --at {place[2]}"))
    for path, option in meant:
        for there in (path, Path("texts") / path):
            if there.is_file():
                return f" (did you mean '{there}'{option}?)"
    return ""


def _lexicons(given: Sequence[Path], study: Path | None) -> list[Path]:
    if given:
        return list(given)
    # A passage of no study is read with the lexicons of the study that the user stands in.
    own = open_study(study or Path(), need_lexicon=False).lexicons
    return list(own) or lexicons_in(bundled("lexicons"))


def _places(text: str, at: int | None, term: str | None, marked: str | None) -> list[Span] | None:
    """The spans that are named or marked; None if the lexicons have to find them."""
    if at is not None and at >= len(text):
        raise StudyError(
            f"--at {at} lies behind the end of the text, which has {len(text)} characters; correct the offset"
        )
    if term is not None:
        if not term.strip():
            raise StudyError("--term is empty; give words that stand in the text")
        pattern = r"\s+".join(re.escape(word) for word in term.split())
        found = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]
        if not found:
            raise StudyError(f"'{term}' does not stand in the text; check its spelling")
        if at is None:
            return found[:1]
        if not (there := [span for span in found if span[0] <= at < span[1]]):
            starts = listed([str(start) for start, _ in found], 5)
            raise StudyError(
                f"'{term}' does not stand at {at}, but at {starts}; correct --at, or leave it out"
            )
        return there
    if marked is not None and (marks := list(_MARKED.finditer(marked))):
        if not all(mark[1].strip() for mark in marks):
            raise StudyError("[[ ]] marks nothing; put the term between the marks, as in [[term]]")
        # Each pair of marks before a term moved it by four characters.
        return [(mark.start(1) - 4 * n - 2, mark.end(1) - 4 * n - 2) for n, mark in enumerate(marks)]
    return None


def _occurrences(document: Document, lexicons: Sequence[Path]) -> list[Span]:
    matcher = Matcher(read_all(lexicons))
    return sorted({(found.start, found.end) for found in matcher.find(document.text)})


def _word_at(text: str, at: int) -> list[Span]:
    line = text.rfind("\n", 0, at) + 1
    return [word.span() for word in _WORD.finditer(text, line) if word.start() <= at < word.end()][:1]
