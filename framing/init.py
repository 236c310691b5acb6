"""A new study to begin with."""

from __future__ import annotations

import json
from pathlib import Path

from framing.errors import StudyError
from framing.output import write_all
from framing.readers.corpus import EXAMPLE, EXAMPLE_TEXT
from framing.readers.tables import METADATA_COLUMNS
from framing.resources import bundled
from framing.study import SETTINGS
from framing.wording import as_argument

_SETTINGS = """\
# Settings of this study. Every line is optional; delete the "#" to change one.
title = {title}
# lexicons = ["china"]          # lexicons to use, by file name; all in lexicons/ by default
# source_column = "source"      # column of metadata.csv that says whose a text is, or its group
# zones = ["headline", "subhead", "body", "pullquote"]   # parts of a text that count
# voices = ["own"]              # voices in which a source is held to choose a name itself
# own_spokespeople = false      # count a source's quotations of its own spokespeople as its own voice
# minimum_texts = 5             # fewer texts than this: described, not compared
# period = "month"              # or "quarter", "year"
# whole_texts = 60              # most texts that the report holds in full
# resamples = 2000              # random draws for intervals and tests
# seed = 20220528               # where the draws begin; the same seed gives the same figures
"""
_METADATA = ",".join(METADATA_COLUMNS) + "\n"
_LEXICON = "china.toml"  # the other shipped one is for the invented sample texts and would count in any text


def init_study(folder: Path) -> list[str]:
    """Make a study in `folder`: settings, a lexicon, an example text. Returns lines to show.

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
        f"texts/{EXAMPLE}": EXAMPLE_TEXT.encode(),
        "texts/metadata.csv": _METADATA.encode(),
        f"lexicons/{_LEXICON}": (bundled("lexicons") / _LEXICON).read_bytes(),
    }
    write_all(folder, files)
    return [
        f"made {folder}",
        f"1. put your texts into {folder / 'texts'}, one folder per source",
        f"2. look at {folder / 'lexicons' / _LEXICON}; write your own lexicon beside it or instead of it",
        f"3. framing run {as_argument(folder)}",
    ]
