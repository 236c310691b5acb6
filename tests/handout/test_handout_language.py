"""The catalogues are complete, hold nothing stale, and keep the placeholders."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from framing.handout.language import LANGUAGES, catalogue, read_po, translator

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)s")
OTHERS = [language for language in LANGUAGES if language != "en"]


def messages() -> set[str]:
    """Every message in the code, the templates and the data files."""
    from jinja2 import Environment

    found: set[str] = set()
    for file in (ROOT / "framing" / "handout").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
            if called and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    environment = Environment(extensions=["jinja2.ext.i18n"])
    for file in (ROOT / "templates" / "handout").glob("*.html"):
        for _line, _function, message in environment.extract_translations(file.read_text(encoding="utf-8")):
            found.add(message if isinstance(message, str) else message[0])
    data = ROOT / "framing" / "handout"
    found |= set(tomllib.loads((data / "reasons.toml").read_text(encoding="utf-8")).values())
    for step in tomllib.loads((data / "lesson.toml").read_text(encoding="utf-8"))["steps"]:
        found |= {step["name"], step["do"]}
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_catalogue_is_complete_and_current(language: str) -> None:
    there = set(catalogue(language)) - {""}
    wanted = messages()
    assert len(wanted) > 100
    assert wanted - there == set(), "not translated"
    assert there - wanted == set(), "no longer used"


@pytest.mark.parametrize("language", OTHERS)
def test_placeholders_are_kept(language: str) -> None:
    for message, translation in catalogue(language).items():
        if message:
            assert sorted(PLACEHOLDER.findall(message)) == sorted(PLACEHOLDER.findall(translation)), message


def test_only_english_needs_no_catalogue() -> None:
    shipped = {file.stem for file in (ROOT / "framing" / "locale").glob("*.po")}
    assert shipped == set(OTHERS)
    assert translator("en")("Source") == "Source"
    assert translator("de")("Source") == "Quelle"
    assert translator("de")("a message that nobody wrote") == "a message that nobody wrote"


def test_po_files_as_editors_write_them() -> None:
    text = """# comment
msgid ""
msgstr "Language: xx\\n"

#: somewhere:1
#, python-format
msgid "one %(n)s "
"two"
msgstr ""
"eins %(n)s "
"\\"zwei\\""

msgid "untranslated"
msgstr ""
"""
    assert read_po(text) == {"": "Language: xx\n", "one %(n)s two": 'eins %(n)s "zwei"'}
