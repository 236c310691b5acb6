"""The words of the interface in four languages, from gettext catalogues (``framing/locale/*.po``)."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "fr", "de", "es")

Translate = Callable[[str], str]


def read_po(text: str) -> dict[str, str]:
    """The messages of a ``.po`` file: msgid to msgstr, the header among them under "".

    Comments and untranslated messages are left out. Contexts and plurals are not used here. Read as text, a
    catalogue needs no compiling: whoever mends a translation sees it at once.
    """
    found: dict[str, dict[str, str]] = {}
    entry: dict[str, str] = {}
    field = ""
    for line in [*text.splitlines(), 'msgid ""']:
        keyword, _, rest = line.strip().partition(" ")
        if keyword in ("msgid", "msgstr"):
            if keyword == "msgid" and "msgstr" in entry:
                found[entry["msgid"]] = entry
                entry = {}
            field, quoted = keyword, rest
        elif line.startswith('"'):
            quoted = line
        else:
            continue
        entry[field] = entry.get(field, "") + ast.literal_eval(quoted.strip())
    return {key: value["msgstr"] for key, value in found.items() if value["msgstr"]}


@cache
def catalogue(language: str) -> dict[str, str]:
    """The messages of a language; none for English, which the program is written in."""
    if language == "en":
        return {}
    return read_po(files("framing").joinpath("locale", f"{language}.po").read_text(encoding="utf-8"))


def translator(language: str) -> Translate:
    """A function from an English message to the language's; a message that is missing stays English."""
    messages = catalogue(language)
    return lambda message: messages.get(message, message)
