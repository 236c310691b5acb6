"""TOML files that people write: lexicons, ``framing.toml``, ``handout.toml``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from framing.errors import FramingError

_LARGEST = 20_000_000  # bytes; nobody wrote a file beyond this


def toml_text(file: Path, kind: type[FramingError]) -> str:
    """The text of a TOML file. Raises `kind` if it is no UTF-8 or cannot be read, but `FileNotFoundError`."""
    try:
        if file.stat().st_size > _LARGEST:
            raise kind(f"{file}: larger than {_LARGEST // 1_000_000} MB; check that it is the right file")
        data = file.read_bytes()
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise kind(f"{file}: cannot be read ({reason}); check the name and the permissions") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise kind(f"{file}, line {line}: not UTF-8; save the file with the encoding UTF-8") from None


def toml_table(text: str, file: Path, kind: type[FramingError]) -> dict[str, Any]:
    """What the `text` of a TOML file says. Raises `kind`, with the line where the parser tells it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = re.sub(r"\s+", " ", str(error))
        found = re.search(r" \(at line (\d+), column \d+\)$", said)
        line = f", line {found[1]}" if found else ""
        said = (
            said[: found.start()]
            if found
            else said.replace(" (at end of document)", " at the end of the file")
        )
        raise kind(
            f"{file}{line}: not valid TOML: {said}; check the quotation marks (straight, not "
            "curly), brackets and commas of this line and the one before"
        ) from None
    except (RecursionError, ValueError):
        raise kind(f"{file}: not valid TOML: nested too deep or a number too long") from None
