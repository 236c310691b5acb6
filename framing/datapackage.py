"""The files of ``data/``: every table as CSV, a data package that describes them, and the methods."""

from __future__ import annotations

import json
from typing import Any

from framing import __version__
from framing.analysis import Analysis
from framing.analysis.schema import column, columns, schema
from framing.profile import Profile
from framing.tables import csv_bytes

_CONSTRAINTS = ("minimum", "maximum", "enum")


def data_files(profile: Profile, analysis: Analysis) -> dict[str, bytes]:
    """Files by name: ``<table>.csv`` for each table of the schema, ``datapackage.json``, ``methods.md``.

    Columns stand in the schema's order, in UTF-8. Missing values are empty cells.
    """
    files = {f"{name}.csv": csv_bytes(analysis.tables[name][columns(name)]) for name in schema()["tables"]}
    package = describe(profile.settings.title)
    files["datapackage.json"] = (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
    files["methods.md"] = analysis.methods.encode()
    return files


def describe(title: str = "") -> dict[str, Any]:
    """The descriptor of the data package (Frictionless Data Package): what each column of each table is."""
    return {
        "profile": "tabular-data-package",
        "name": "framing-data",
        "title": title or "Who calls what by which name, and in whose voice",
        "description": "Tables of a study, computed by framing. How they were computed: methods.md",
        "version": __version__,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": name,
                "path": f"{name}.csv",
                "title": table["about"],
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [_field(name, c) for c in table["columns"]], "missingValues": [""]},
            }
            for name, table in schema()["tables"].items()
        ],
    }


def _field(table: str, name: str) -> dict[str, Any]:
    about = column(table, name)
    field = {"name": name, "type": about["type"], "description": about["description"]}
    if "unit" in about:
        field["unit"] = about["unit"]
    constraints = {key: about[key] for key in _CONSTRAINTS if key in about}
    return field | ({"constraints": constraints} if constraints else {})
