"""A new study to begin with."""

from __future__ import annotations

import json
from pathlib import Path

from framing.errors import StudyError
from framing.output import write_all
from framing.resources import bundled
from framing.study import SETTINGS

_SETTINGS = """\
# Settings of this study. Every line is optional; delete the "#" to change one.
title = {title}
# lexicons = ["china"]          # lexicons to use, by name; all in lexicons/ by default
# zones = ["headline", "subhead", "body", "pullquote"]   # parts of a text that count
# voices = ["own"]              # voices in which a source is held to choose a name itself
# own_spokespeople = false      # count a source's quotations of its own spokespeople as its own voice
# minimum_texts = 5             # fewer texts than this: described, not compared
# period = "month"              # or "quarter", "year"
"""
_EXAMPLE = """\
An example text

Replace this file with your own texts: one folder per source, one .txt file per text. The folder's name is
the source's name. Then call framing run.
"""
_METADATA = "file,source,title,date,url,type,spokespeople\nexample-source/example.txt,,,,,,\n"


def init_study(folder: Path) -> list[str]:
    """Make a study in `folder`: settings, the shipped lexicons, an example text. Returns lines to show.

    Raises `StudyError` if there is a study already: nothing is overwritten.
    """
    for name in (SETTINGS, "texts", "lexicons"):
        if (folder / name).exists():
            raise StudyError(f"{folder / name}: is there already; choose an empty folder")
    if folder.exists() and not folder.is_dir():
        raise StudyError(f"{folder}: is a file; choose another name")
    # A string of JSON is one of TOML too.
    title = json.dumps(folder.resolve().name, ensure_ascii=False)
    files = {
        SETTINGS: _SETTINGS.format(title=title).encode(errors="replace"),
        "texts/example-source/example.txt": _EXAMPLE.encode(),
        "texts/metadata.csv": _METADATA.encode(),
    }
    for lexicon in sorted(bundled("lexicons").glob("*.toml")):
        files[f"lexicons/{lexicon.name}"] = lexicon.read_bytes()
    write_all(folder, files)
    return [
        f"made {folder}",
        f"1. put your texts into {folder / 'texts'}, one folder per source",
        f"2. look at the lexicons in {folder / 'lexicons'}, or write your own",
        f"3. framing run {folder}",
    ]
