"""What all tests share: a small study, and the shared research folder where it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

LEXICON = """\
title = "Names of the camps"
language = "en"

[[frames]]
id = "state"
label = "Government usage"

[[frames]]
id = "critics"
label = "Critics' usage"

[[concepts]]
id = "camps"
label = "The camps"

[[concepts.terms]]
term = "holding camp"
frame = "critics"
note = "unreferenced"

[[concepts.terms]]
term = "training centre"
frame = "state"
variants = ["training cent{re,er}"]
note = "unreferenced"
"""

TEXTS = {
    "north/one.txt": "The training centre opened on Monday. The holding camps were full, the paper wrote.\n",
    "north/two.txt": "Critics say the holding camp is a prison.\n\nThe training centre is large.\n",
    "south/one.txt": "The so-called “training centers” are holding camps. Nobody left the holding camp.\n",
}


@pytest.fixture
def make_study(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a study folder: texts by path, and the text of its lexicon."""

    def make(texts: dict[str, str] | None = None, lexicon: str = LEXICON, name: str = "study") -> Path:
        root = tmp_path / name
        (root / "lexicons").mkdir(parents=True)
        (root / "lexicons" / "camps.toml").write_text(lexicon, encoding="utf-8")
        for path, text in (TEXTS if texts is None else texts).items():
            file = root / "texts" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return root

    return make


@pytest.fixture(scope="session")
def shared() -> Path:
    """The research folder beside the repository; tests that need it are skipped without it."""
    if not (SHARED / "texts").is_dir():
        pytest.skip("the shared research folder is not beside the repository")
    return SHARED
