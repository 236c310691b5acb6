"""The report: one HTML file that works without a network, in which every number leads to its passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from framing.charts import Chart
from framing.model import Document
from framing.profile import Profile
from framing.report.page import fill
from framing.report.view import build, illustrated
from framing.study import Study

if TYPE_CHECKING:
    from framing.analysis import Analysis

__all__ = ["contents", "page", "render"]


def render(
    study: Study,
    profile: Profile,
    analysis: Analysis,
    charts: Sequence[Chart],
    read: Callable[[str], Document],
) -> str:
    """The report of a study as one HTML file.

    `analysis` holds the tables of ``data_schema.toml``, `charts` the figures, and `read`
    reads a document again by its path. Raises `StudyError` for a template that is wrong.
    """
    return page(study, profile, contents(study, profile, analysis, read), charts)


def contents(
    study: Study, profile: Profile, analysis: Analysis, read: Callable[[str], Document]
) -> dict[str, Any]:
    """What the report says, as plain data for `page`."""
    return build(profile, analysis, read, study.title)


def page(study: Study, profile: Profile, said: dict[str, Any], charts: Sequence[Chart]) -> str:
    """The report, of its contents and the figures.

    The templates are those in the study's ``templates/report``, file by file, else those that come with
    framing. Raises `StudyError` for a template that is wrong.
    """
    return fill(study.root, illustrated(said, profile, charts))
