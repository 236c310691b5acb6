"""Patterns: how one line of a lexicon stands for several spellings."""

from __future__ import annotations

from framing.errors import LexiconError

LIMIT = 256  # spellings that one pattern may stand for
_LONGEST = 500  # characters; far more than any name has


def expand(pattern: str) -> tuple[str, ...]:
    """The spellings that `pattern` stands for, in order and without repetition.

    ``cent{re,er}`` gives ``centre`` and ``center``; braces may be nested, and an alternative may be empty:
    ``camp{,site}``. White space is trimmed at the ends and shortened to one space within, since a space
    matches any gap between words. ``*`` stays as it is: it is the matcher's. Raises `LexiconError` for braces
    that do not pair up, for more than `LIMIT` spellings, and for a spelling without any letter or digit.
    """
    if len(pattern) > _LONGEST:
        raise LexiconError(
            f"{quoted(pattern)} is {len(pattern)} characters long; a pattern may have {_LONGEST}: shorten it"
        )
    # One entry per open brace: the alternatives that are complete, and the one that is being read.
    opened: list[tuple[list[str], list[str]]] = []
    done: list[str] = []
    current = [""]
    literal = ""
    for char in pattern:
        if char not in "{}" and not (char == "," and opened):
            literal += char
            continue
        current = [spelling + literal for spelling in current]
        literal = ""
        if char == "{":
            opened.append((done, current))
            done, current = [], [""]
            continue
        if char == "}" and not opened:
            raise LexiconError(
                f"{quoted(pattern)} has a '}}' without a '{{' before it; add or delete a brace"
            )
        done += current
        current = [""]
        if char == "}":
            alternatives = done
            done, before = opened.pop()
            current = _joined(pattern, before, alternatives)
    if opened:
        raise LexiconError(f"{quoted(pattern)} has a '{{' that no '}}' closes; add or delete a brace")
    spellings = tuple(dict.fromkeys(" ".join((spelling + literal).split()) for spelling in current))
    for spelling in spellings:
        if not any(char.isalnum() for char in spelling):
            raise LexiconError(
                f"{quoted(pattern)} stands for {quoted(spelling)}, which has no letter or digit; "
                "write at least a part of a word"
            )
    return spellings


def _joined(pattern: str, before: list[str], alternatives: list[str]) -> list[str]:
    if len(before) * len(alternatives) > LIMIT:
        raise LexiconError(
            f"{quoted(pattern)} stands for more than {LIMIT} spellings; write several variants with "
            "fewer braces each"
        )
    return [start + end for start in before for end in alternatives]


def quoted(text: str) -> str:
    """`text` in quotation marks for a message, and not longer than a line can bear."""
    line = one_line(text)
    return f'"{line}"' if len(line) <= 60 else f'"{line[:57]}…"'


def one_line(text: str) -> str:
    """`text` without line breaks and control characters, for a message."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
