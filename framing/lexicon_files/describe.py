"""A lexicon in words, and what a careful author would still mend in it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from framing.lexicon_files.patterns import expand, quoted
from framing.lexicon_files.read import read_lexicon
from framing.model import Lexicon, Term
from framing.text.fold import plain
from framing.text.lines import is_marked
from framing.wording import plural

_WIDTH = 88
_UNREFERENCED = "unreferenced"
# What regular expressions are made of and names are not, and what "\b" in a TOML string is: a backspace.
_EXPRESSION = re.compile(r"[|^\[\]\\]|\.\*|[\x00-\x08\x0e-\x1b\x7f]")


def headline(lexicon: Lexicon) -> str:
    """One line for a list of lexicons: id, title, language and size."""
    terms = sum(len(concept.terms) for concept in lexicon.concepts)
    return (
        f"{lexicon.id}: {lexicon.title} ({lexicon.language}; {plural(len(lexicon.concepts), 'concept')}, "
        f"{plural(terms, 'term')}, {plural(len(lexicon.frames), 'frame')})"
    )


def summarise(lexicon: Lexicon) -> str:
    """The whole lexicon as plain text: its frames, then each concept with its terms and their sources."""
    lines = [headline(lexicon), *_wrapped(lexicon.about, ""), "", "Frames"]
    width = max(len(frame.id) for frame in lexicon.frames)
    lines += [f"  {frame.id.ljust(width)}  {frame.label}" for frame in lexicon.frames]
    for concept in lexicon.concepts:
        lines += ["", f"{concept.label} [{concept.id}]", *_wrapped(concept.about, "  ")]
        for term in concept.terms:
            lines.append(f"  {term.term}  [{term.frame}]{'  case matters' if term.match_case else ''}")
            for label, items in (("also", term.variants), ("not in", term.exclude)):
                if items:
                    lines += _wrapped(f"{label}: {'; '.join(items)}", "    ")
            for label, text in (("source", term.source), ("url", term.url), ("note", term.note)):
                if text:
                    lines += _wrapped(f"{label}: {text}", "    ")
    return "\n".join(lines) + "\n"


def check(path: Path) -> list[str]:
    """What in the lexicon file `path` works but deserves a second look, one line each.

    Raises `LexiconError` for what does not work (see `read_lexicon`).
    """
    lexicon = read_lexicon(path)
    used = {term.frame for concept in lexicon.concepts for term in concept.terms}
    warnings = [
        f"frame {quoted(frame.id)} is not used by any term"
        for frame in lexicon.frames
        if frame.id not in used
    ]
    if len(lexicon.frames) == 1:
        warnings.append("there is only one frame, so there is nothing to compare")
    for concept in lexicon.concepts:
        if len(concept.terms) == 1:
            warnings.append(
                f"concept {quoted(concept.label)} has only one term, so there is no choice to measure"
            )
        for term in concept.terms:
            warnings += [f"{quoted(concept.label)}, {quoted(term.term)}: {what}" for what in _of_term(term)]
    warnings += _plurals(lexicon)
    return warnings


def _of_term(term: Term) -> Iterator[str]:
    if not term.source:
        hint = "" if _UNREFERENCED in term.note else f'; name a document, or say note = "{_UNREFERENCED}"'
        yield f"unreferenced: no source says who uses it{hint}"
    if term.url and not term.url.startswith(("https://", "http://")):
        yield "the url does not begin with https:// or http://, so it will not be a link"
    for pattern in (term.term, *term.variants, *term.exclude):
        yield from _of_pattern(pattern)
    seen: set[str] = set()
    for pattern in (term.term, *term.variants):
        spellings = [plain(spelling, term.match_case) for spelling in expand(pattern)]
        if seen.issuperset(spellings):
            yield f"the variant {quoted(pattern)} is not needed: case, hyphens and earlier variants cover it"
        seen.update(spellings)
    for pattern in term.exclude:
        phrases = [plain(phrase, term.match_case) for phrase in expand(pattern)]
        if not any("*" in spelling or spelling in phrase for phrase in phrases for spelling in seen):
            yield f"the exclusion {quoted(pattern)} does not contain the term, so it has no effect"


def _of_pattern(pattern: str) -> Iterator[str]:
    if found := _EXPRESSION.search(pattern):
        sign = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        yield (
            f"{quoted(pattern)} has {sign}, which stands for nothing but itself; alternatives are written "
            "{one,other}, and * is any letters of a word"
        )
    if is_marked(pattern.strip()):
        yield f"{quoted(pattern)} stands in quotation marks, and is found only with them; leave them out"


def _plurals(lexicon: Lexicon) -> Iterator[str]:
    """Terms that are written like the plural of another term: the plural matches by itself, for both."""
    owners = {
        plain(spelling): term
        for concept in lexicon.concepts
        for term in concept.terms
        for pattern in (term.term, *term.variants)
        for spelling in expand(pattern)
    }
    for spelling, term in owners.items():
        other = owners.get(f"{spelling}s")
        if other and other is not term:
            yield f"{quoted(other.term)} is the plural of {quoted(term.term)}; make them one term"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)
