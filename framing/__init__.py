"""framing: who calls what by which name, and in whose voice.

    import framing

    framing.run("my-study")                       # writes the report, figures and data
    profile = framing.read_study("my-study")      # writes nothing
    profile.to_frame()                            # a data frame of counts by source, term and voice

    lexicon = framing.read_lexicon(Path("my-study/lexicons/names.toml"))
    document = framing.Document("note.txt", "me", "The so-called training centres are full.")
    framing.annotate(document, lexicon).readings  # each occurrence with its voice, rule and evidence

Nothing is imported before it is used, so that ``framing --help`` answers at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.annotation import annotate
    from framing.api import read_study, run
    from framing.lexicon_files import read_lexicon
    from framing.model import Document, Lexicon

__version__ = "0.1.0"
__all__ = ["Document", "Lexicon", "annotate", "read_lexicon", "read_study", "run"]

_HOMES = {
    "Document": "framing.model",
    "Lexicon": "framing.model",
    "annotate": "framing.annotation",
    "read_lexicon": "framing.lexicon_files",
    "read_study": "framing.api",
    "run": "framing.api",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'framing' has no attribute '{name}'")
