"""Rows of a table as records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def records(table: pd.DataFrame) -> Iterator[Any]:
    """The rows, each with the columns as attributes; ``data_schema.toml`` says what type each has."""
    return table.itertuples(index=False)
