"""The columns of every table, from ``framing/data_schema.toml``, and tables made to fit them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_DTYPES = {
    "string": object,
    "integer": np.int64,
    "number": np.float64,
    "boolean": np.bool_,
}


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The schema file: `kinds`, columns that mean the same wherever they stand, and `tables`."""
    return tomllib.loads(files("framing").joinpath("data_schema.toml").read_text("utf-8"))


def column(table: str, name: str) -> dict[str, Any]:
    """What a column is: type, description, and where they apply unit, minimum, maximum and enum."""
    loaded = schema()
    found: dict[str, Any] = loaded["tables"][table].get(name) or loaded["kinds"][name]
    return found


def columns(table: str) -> list[str]:
    """The names of a table's columns, in their order."""
    names: list[str] = schema()["tables"][table]["columns"]
    return names


def table(name: str, parts: Iterable[Mapping[str, Any]], sort: str = "") -> pd.DataFrame:
    """A data frame with exactly the table's columns in their types, from parts that stand below each other.

    A part holds a value for each column: a list or array, or a scalar that stands for all its rows. `sort`
    names columns to sort by; equal rows keep their order.
    """
    gathered: dict[str, list[NDArray[Any]]] = {column_name: [] for column_name in columns(name)}
    for part in parts:
        size = next((len(value) for value in part.values() if np.ndim(value)), 1)
        for column_name, values in gathered.items():
            values.append(_values(part[column_name], size, _DTYPES[column(name, column_name)["type"]]))
    frame = pd.DataFrame(
        {
            column_name: np.concatenate(values)
            if values
            else np.empty(0, _DTYPES[column(name, column_name)["type"]])
            for column_name, values in gathered.items()
        }
    )
    return frame.sort_values(sort.split(), kind="stable", ignore_index=True) if sort else frame


def _values(value: Any, size: int, dtype: Any) -> NDArray[Any]:
    if np.ndim(value):
        return np.asarray(value, dtype)
    filled = np.empty(size, dtype)
    filled[:] = value
    return filled
