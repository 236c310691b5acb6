"""The Python interface to a study: for notebooks and scripts. The command line does the same."""

from __future__ import annotations

from pathlib import Path

from framing import pipeline
from framing.pipeline import Outcome
from framing.profile import Profile
from framing.study import open_study


def run(folder: str | Path) -> Outcome:
    """Make the report, figures and data of the study in `folder`, as ``framing run`` does.

    Raises `FramingError` with a line for each fault that says what to mend.
    """
    return pipeline.run(open_study(Path(folder)))


def read_study(folder: str | Path) -> Profile:
    """The profile of the study in `folder`, without writing anything: readings, documents, word counts."""
    return pipeline.profile_study(open_study(Path(folder)))
