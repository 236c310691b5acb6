"""The columns of every table, from ``framing/data_schema.toml``, and tables made to fit them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd


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


def make(table: str, data: Mapping[str, Any], sort: str = "") -> pd.DataFrame:
    """A data frame with exactly the table's columns in their types.

    `data` holds lists or arrays, one per column. `sort` names columns to sort by; equal rows keep their
    order.
    """
    frame = pd.DataFrame({name: data[name] for name in columns(table)})
    for name in frame.columns:
        kind = column(table, name)["type"]
        if kind == "integer":
            frame[name] = np.asarray(frame[name], np.int64)
        elif kind == "number":
            frame[name] = np.asarray(frame[name], np.float64)
        elif kind == "boolean":
            frame[name] = np.asarray(frame[name], bool)
    if sort:
        frame = frame.sort_values(sort.split(), kind="stable", ignore_index=True)
    return frame


def empty(table: str) -> pd.DataFrame:
    """The table without rows."""
    return make(table, {name: [] for name in columns(table)})


def stack(table: str, parts: list[pd.DataFrame], sort: str) -> pd.DataFrame:
    """Parts of one table, one below the other, sorted."""
    filled = [part for part in parts if len(part)]
    if not filled:
        return empty(table)
    return pd.concat(filled, ignore_index=True).sort_values(sort.split(), kind="stable", ignore_index=True)
