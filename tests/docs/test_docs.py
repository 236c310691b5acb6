"""Documentation that cannot fall behind: what it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from framing.cli import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
_COMMAND = re.compile(
    r"(?:^|`|\./|bin/)framing ([a-z]+)(?: (list|show|check|clear)\b)?([^`\n]*)", re.MULTILINE
)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
_TARGET = re.compile(r"\bmake ([a-z]+)")


def commands() -> list[tuple[str, str, str, str]]:
    """(page, command, subcommand, rest of the line) for each command line that a page shows."""
    return [
        (page.name, *match.groups(default=""))
        for page in PAGES
        for match in _COMMAND.finditer(page.read_text(encoding="utf-8"))
    ]


def test_pages_show_commands() -> None:
    assert len(commands()) > 10


@pytest.mark.parametrize(("page", "name", "sub", "rest"), commands())
def test_commands_and_options_exist(page: str, name: str, sub: str, rest: str) -> None:
    command: click.Command | None = cli.commands.get(name)
    assert command is not None, f"{page} shows `framing {name}`"
    if sub and isinstance(command, click.Group):
        command = command.commands.get(sub)
        assert command is not None, f"{page} shows `framing {name} {sub}`"
    known = {option for parameter in command.params for option in parameter.opts}
    for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
        assert option in {*known, "--help"}, f"{page} shows {option} for `framing {name}`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for name in _TARGET.findall(
            "\n".join(re.findall(r"`[^`]+`|^make .*$", page.read_text(), re.MULTILINE))
        ):
            assert name in targets, f"{page.name} names `make {name}`"


def test_every_setting_is_documented() -> None:
    from dataclasses import fields

    from framing.study import Settings

    for field in fields(Settings):
        assert re.search(rf"^    {field.name} ", Settings.__doc__ or "", re.MULTILINE), field.name


def test_a_study_is_described_whole() -> None:
    from dataclasses import fields

    from framing.readers.tables import METADATA_COLUMNS, OVERRIDE_COLUMNS
    from framing.study import Settings

    page = (ROOT / "docs" / "study.md").read_text(encoding="utf-8")
    for name in (*METADATA_COLUMNS, *(field.name for field in fields(Settings))):
        assert f"| `{name}` |" in page, name
    assert ",".join(OVERRIDE_COLUMNS) in page


def test_a_table_becomes_texts_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from framing.init import init_study
    from framing.readers import list_texts, read_document

    page = (ROOT / "docs" / "study.md").read_text(encoding="utf-8")
    [recipe] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    init_study(Path("my-study"))
    (tmp_path / "export.csv").write_text(
        'outlet,title,date,text\ngazette,"One, two",2024-05-11,"A text,\nwith lines."\npost,,,Another.\n'
        f'/etc/ A: B ,,,Third.\n" ",,,{"long " * 30_000}\n../x,,,Fifth.\n',
        "utf-8",
    )
    exec(recipe, {})
    documents = map(read_document, list_texts(tmp_path / "my-study" / "texts").files)
    assert [(d.source, d.title, d.date, d.text[:21]) for d in documents] == [
        ("etc A B", "", "", "Third."),
        ("gazette", "One, two", "2024-05-11", "A text,\nwith lines."),
        ("post", "", "", "Another."),
        ("unknown", "", "", "long long long long l"),
        ("x", "", "", "Fifth."),
    ]


def test_remedies_can_be_followed() -> None:
    # The package itself is on no index, so no message may send people there for it.
    for file in (ROOT / "framing").rglob("*.py"):
        assert not re.search(r"pip install '?framing", file.read_text(encoding="utf-8")), file.name


def test_every_module_is_in_the_table_of_the_design() -> None:
    table = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    here = [path for path in (ROOT / "framing").iterdir() if path.is_dir() or path.suffix == ".py"]
    names = {f"{path.name}/" if path.is_dir() else path.stem for path in here}
    for name in names - {"__init__", "__pycache__/"}:
        assert f"`{name}`" in table, name


def test_every_module_says_what_it_is() -> None:
    import ast

    for file in sorted((ROOT / "framing").rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        if source.strip():
            assert ast.get_docstring(ast.parse(source)), f"{file.relative_to(ROOT)} has no docstring"
