"""Addresses within the page. A door is a link from a number to its passages; its address says which.

``#passages?source=…;concept=<lexicon>/<concept>;frame=…;term=…;voice=…`` shows a concordance; ``voice`` is
``chosen`` (the voices the study holds to be a source's own choice) or one of the voices, and all voices count
if it is absent. ``counted=no`` shows what stands in zones that are not counted, ``counted=any`` both.
``#reader?document=…;at=…`` shows a document at a code point; ``#words?word=…;source=…`` the places of a word;
``#distinctive?source=…;against=…`` the words that set two sources apart.
The script reads these addresses; without it they lead nowhere, and the tables in ``data/`` hold the passages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlsplit

_NO_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    return quote(value, safe="/")


def _address(view: str, values: dict[str, str]) -> str:
    pairs = ";".join(f"{key}={_quoted(value)}" for key, value in values.items() if value)
    return f"#{view}?{pairs}"


def passages(
    *,
    source: str = "",
    concept: str = "",
    level: str = "",
    item: str = "",
    voice: str = "",
    zone: str = "",
    counted: str = "",
    document: str = "",
    speaker: str = "",
    rule: str = "",
    period: str = "",
) -> str:
    """The address of a concordance. `level` ("term" or "frame") says what `item` is."""
    values = {
        "source": source,
        "concept": concept,
        "term": item if level == "term" else "",
        "frame": item if level == "frame" else "",
        "voice": "" if voice == "all" else voice,
        "zone": zone,
        "counted": counted,
        "document": document,
        "speaker": speaker,
        "rule": rule,
        "period": period,
    }
    return _address("passages", values)


def reader(document: str, at: int | None = None, to: int | None = None) -> str:
    """The address of a document, at the code point `at` or with the stretch from `at` to `to` marked."""
    return _address(
        "reader",
        {
            "document": document,
            "at": "" if at is None else str(at),
            "to": "" if to is None else str(to),
        },
    )


def words(word: str, source: str = "", *, without: str = "") -> str:
    """The address of the places of a word in the texts held here: of a source, or of all but one."""
    return _address("words", {"word": word, "source": source, "without": without})


def apart(source: str, against: str) -> str:
    """The address of the words that set two sources apart."""
    return _address("distinctive", {"source": source, "against": against})


def slugs(names: Iterable[str], prefix: str) -> dict[str, str]:
    """An element id for each name: its Latin letters and digits, numbered where two would be alike."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        base = "-".join(part for part in (prefix, _NO_SLUG.sub("-", plain).strip("-")[:60]) if part)
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        ids[name] = slug
    return ids


def web_address(url: str) -> str:
    """`url` if it is a web address that a browser may follow, else nothing."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""
