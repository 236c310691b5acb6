"""Templates filled, and one file made of page, style and script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from framing.errors import StudyError
from framing.resources import bundled, files_below, template_fault


def fill(root: Path, values: Mapping[str, Any]) -> str:
    """The page from the templates in ``root/templates/report``, file by file, else from framing's own.

    `values` also get `style` and `script`, and `policy`: a content security policy that lets only these two
    act and nothing be loaded. Raises `StudyError` that names the template and line that is wrong.
    """
    from jinja2 import TemplateError

    folders = (root / "templates" / "report", bundled("templates") / "report")
    # A study may come from a stranger, so templates of its own reach plain data only.
    own = folders[0].is_dir() and folders[0].resolve() != folders[1].resolve()
    environment = _environment(folders, own, tuple(sorted(files_below(folders[0]))) if own else ())
    try:
        style, script = (_source(environment, name) for name in ("report.css", "report.js"))
        page: str = environment.get_template("report.html").render(
            **values, style=style, script=script, policy=_policy(style, script)
        )
    except TemplateError as error:
        raise StudyError(
            f"{template_fault(folders, error)}; "
            "correct the template, or delete it to use the one that comes with framing"
        ) from error
    except UnicodeDecodeError as error:
        raise StudyError(f"{folders[0]}: a template is not UTF-8; save it as UTF-8") from error
    return page


@lru_cache(maxsize=1)
def _environment(folders: Sequence[Path], own: bool, files: Sequence[Path]) -> Any:
    """What reads the templates in `folders`; those of the next run with `--watch` too, if they do not change.

    It notices a template that changes, but not one that comes before another of its name in the second
    folder. So it is made anew for other `files` in the first.
    """
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return (SandboxedEnvironment if own else Environment)(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _source(environment: Any, name: str) -> str:
    text: str = environment.loader.get_source(environment, name)[0]
    if "</" in text:
        from jinja2 import TemplateSyntaxError

        raise TemplateSyntaxError("'</' would end the element it stands in; write '<\\/'", 1, name)
    return text


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
