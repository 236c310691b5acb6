"""Explanations on request: which span of which text is meant, and why it has its voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from framing.errors import StudyError
from framing.lexicon_files import read_lexicon
from framing.matching import Matcher
from framing.model import Document, Span
from framing.readers import DocumentFile, list_texts, read_document
from framing.resources import bundled
from framing.study import open_study
from framing.text.zones import find_zones
from framing.voice.explain import explain, render

_MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_WORD = re.compile(r"\w[\w'’-]*")


def explain_passage(
    file: Path | None, at: int | None, text: str | None, term: str | None, lexicons: Sequence[Path]
) -> str:
    """Why terms have their voices, as plain text; one part for each place that is meant.

    The text is a file or a pasted passage. The place is the offset `at`, or `term`, or what the passage marks
    with ``[[ ]]``, or else every occurrence of the lexicons' terms. Raises `StudyError` where nothing or too
    much is given, or nothing is found.
    """
    if (file is None) == (text is None):
        raise StudyError("give either a FILE or --text, and the place with --at, --term or [[ ]]")
    if file is not None:
        document, folder = _document(file)
    else:
        assert text is not None
        document, folder = Document("passage", "passage", _MARKED.sub(r"\1", text)), None
    spans = _places(document.text, at, term, text)
    no_name = ""
    if spans is None:
        spans = _occurrences(document, _lexicons(lexicons, folder))
        if at is not None:
            spans = [span for span in spans if span[0] <= at < span[1]]
            if not spans:
                spans = _word_at(document.text, at)
                no_name = f"no name of the lexicon stands at {at}; the rules say of the word there:\n\n"
    if not spans:
        raise StudyError(
            f"no term found in {file or 'the passage'}; mark it as [[term]] in --text, or name it with --term"
        )
    zones = find_zones(document.text, document.title)
    return no_name + "\n".join(render(explain(document, zones, span)) for span in spans)


def _document(file: Path) -> tuple[Document, Path | None]:
    """The document and, where the file lies in a study, the study's folder, for its metadata and lexicons."""
    for texts in file.resolve().parents:
        if texts.name == "texts" and texts.is_dir():
            for listed in list_texts(texts).files:
                if Path(listed.file).resolve() == file.resolve():
                    return read_document(listed), texts.parent
    if file.is_dir():
        raise StudyError(f"{file}: is a folder; give the path of a text in it")
    if not file.is_file():
        # The report and the tables give places below the folder of texts.
        below = Path("texts") / file
        meant = f" (did you mean '{below}'?)" if below.is_file() else ""
        raise StudyError(f"{file}: no such file{meant}; give the path of a text")
    return read_document(DocumentFile(file.parent, file.name, file.stem)), None


def _lexicons(given: Sequence[Path], study: Path | None) -> list[Path]:
    if given:
        return list(given)
    own = open_study(study, need_lexicon=False).lexicons if study else ()
    return list(own) or sorted(bundled("lexicons").glob("*.toml"))


def _places(text: str, at: int | None, term: str | None, marked: str | None) -> list[Span] | None:
    """The spans that are named or marked; None if the lexicons have to find them."""
    if at is not None and at >= len(text):
        raise StudyError(f"--at {at} lies behind the end of the text, which has {len(text)} characters")
    if term is not None:
        pattern = r"\s+".join(re.escape(word) for word in term.split())
        found = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]
        if not found:
            raise StudyError(f"'{term}' does not stand in the text; check its spelling")
        return [span for span in found if at is None or span[0] <= at < span[1]] or found[:1]
    if marked is not None and (marks := list(_MARKED.finditer(marked))):
        # Each pair of marks before a term moved it by four characters.
        return [(mark.start(1) - 4 * n - 2, mark.end(1) - 4 * n - 2) for n, mark in enumerate(marks)]
    return None


def _occurrences(document: Document, lexicons: Sequence[Path]) -> list[Span]:
    matcher = Matcher([read_lexicon(path) for path in lexicons])
    return sorted({(found.start, found.end) for found in matcher.find(document.text)})


def _word_at(text: str, at: int) -> list[Span]:
    line = text.rfind("\n", 0, at) + 1
    return [word.span() for word in _WORD.finditer(text, line) if word.start() <= at < word.end()][:1]
