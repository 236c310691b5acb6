"""Templates filled: one page of HTML for each part of a pack."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from framing.handout.language import Translate
from framing.resources import bundled, template_fault

_PAPER = {"a4": "210mm 297mm", "letter": "8.5in 11in"}


class Pages:
    """The templates in ``root/templates/handout``, file by file, else those that come with framing.

    A template of the school's own that is wrong is noted in `faults`, and the page is made from the shipped
    ones.
    """

    def __init__(self, root: Path, translate: Translate) -> None:
        self.own = root / "templates" / "handout"
        self.shipped = bundled("templates") / "handout"
        self.translate = translate
        self.faults: list[str] = []

    def fill(self, part: str, paper: str, points: int, footer: str, values: Mapping[str, Any]) -> str:
        """The page of one part. Text is escaped; the style is the only thing that may act, nothing is loaded.

        `points` is the size of type, `footer` stands at the foot of every page beside its number.
        """
        from jinja2 import TemplateError

        if self.own.resolve() != self.shipped.resolve() and self.own.is_dir():
            try:
                return self._fill(self._environment, part, paper, points, footer, values)
            except (TemplateError, UnicodeDecodeError, TypeError, ValueError, ArithmeticError) as error:
                self.faults.append(
                    f"{template_fault((self.own,), error)}; "
                    "correct the template, or delete it (the shipped one was used instead)"
                )
        return self._fill(self._plain, part, paper, points, footer, values)

    def _fill(
        self, environment: Any, part: str, paper: str, points: int, footer: str, values: Mapping[str, Any]
    ) -> str:
        from markupsafe import Markup

        sheet = environment.loader.get_source(environment, "handout.css")[0].replace("</", "<\\/")
        style = f":root {{ --size: {points}pt; }}\n{_page_rule(paper, footer, self.translate)}\n{sheet}"
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'"
        template = environment.get_template(f"{part}.html")
        page: str = template.render(**values, style=Markup(style), policy=policy)
        return page

    @cached_property
    def _environment(self) -> Any:
        return self._make(self.own, self.shipped)

    @cached_property
    def _plain(self) -> Any:
        return self._make(self.shipped)

    def _make(self, *folders: Path) -> Any:
        from jinja2 import FileSystemLoader, StrictUndefined
        from jinja2.sandbox import SandboxedEnvironment

        # A study may come from a stranger, so its templates reach plain data only.
        environment = SandboxedEnvironment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            self.translate, lambda one, many, n: self.translate(one if n == 1 else many), newstyle=True
        )
        return environment


def _page_rule(paper: str, footer: str, _: Translate) -> str:
    page, of = css_string(_("Page") + " "), css_string(" " + _("of") + " ")
    return (
        f"@page {{ size: {_PAPER[paper]}; margin: 12mm 17mm 15mm;\n"
        f"  @bottom-left {{ content: {css_string(footer)}; font: 9pt sans-serif; width: 75%; }}\n"
        f"  @bottom-right {{ content: {page} counter(page) {of} counter(pages); font: 9pt sans-serif; }} }}"
    )


def css_string(text: str) -> str:
    """A text as a CSS string: whatever is not a letter, digit or space is written as its number."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):X} " for c in text) + '"'
