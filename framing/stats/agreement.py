"""How far two or more codings of the same items agree."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from framing.stats.intervals import Floats, divide


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa with its large-sample interval; `observed` and `expected` are shares of agreement."""

    kappa: float
    low: float
    high: float
    se: float
    observed: float
    expected: float
    items: int
    level: float


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Scores of one label, each in 0..1 or nan where undefined; `support` counts it in the gold coding."""

    label: Hashable
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """A coding measured against a gold coding. `confusion[i, j]` counts gold label i coded as label j."""

    labels: tuple[Hashable, ...]
    by_label: tuple[LabelScore, ...]
    confusion: NDArray[np.int64]
    accuracy: float
    macro_f1: float


def confusion_table(
    gold: Sequence[Hashable], coded: Sequence[Hashable], labels: Sequence[Hashable]
) -> NDArray[np.int64]:
    """Return counts (labels, labels): rows are `gold`, columns `coded`. A label not listed is a KeyError."""
    if len(gold) != len(coded):
        raise ValueError(f"the codings differ in length: {len(gold)} and {len(coded)}")
    place = {label: i for i, label in enumerate(labels)}
    table = np.zeros((len(place), len(place)), np.int64)
    for g, c in zip(gold, coded, strict=True):
        table[place[g], place[c]] += 1
    return table


def cohen_kappa(confusion: ArrayLike, *, level: float = 0.95) -> Kappa:
    """Return Cohen's kappa of two coders from their confusion table.

    kappa = (p_o - p_e) / (1 - p_e), with p_o the share on the diagonal and p_e the share expected from the
    margins. The interval is kappa ± z s.e., clipped to -1..1, with the s.e. of Fleiss, Cohen and Everitt
    (1969). It takes items as independent; where items cluster in documents it is too narrow.

    `confusion` is a square array of counts. No items, or only one label used by both (p_e = 1): kappa and its
    interval are nan.

    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement
    20. Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and weighted
    kappa. Psychological Bulletin 72.
    """
    table = np.asarray(confusion, np.float64)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or np.any(table < 0):
        raise ValueError("the confusion table must be square and its counts not negative")
    items = float(table.sum())
    nan = float("nan")
    if items == 0:
        return Kappa(nan, nan, nan, nan, nan, nan, 0, level)
    p = table / items
    row, column = p.sum(axis=1), p.sum(axis=0)
    observed, expected = float(np.trace(p)), float(row @ column)
    if 1 - expected < 1e-12:
        return Kappa(nan, nan, nan, nan, observed, expected, int(items), level)
    kappa = (observed - expected) / (1 - expected)
    on = float((np.diag(p) * (1 - (row + column) * (1 - kappa)) ** 2).sum())
    cross = p * (column[:, None] + row[None, :]) ** 2
    off = (1 - kappa) ** 2 * float(cross.sum() - np.trace(cross))
    variance = (on + off - (kappa - expected * (1 - kappa)) ** 2) / (items * (1 - expected) ** 2)
    se = float(np.sqrt(max(variance, 0.0)))
    reach = float(ndtri((1 + level) / 2)) * se
    return Kappa(
        kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach), se, observed, expected, int(items), level
    )


def krippendorff_alpha(
    ratings: ArrayLike, *, metric: Literal["nominal", "ordinal", "interval", "ratio"] = "nominal"
) -> float:
    """Return Krippendorff's alpha of any number of coders, with gaps allowed.

    alpha = 1 - D_o / D_e from the matrix of coincidences o of values c and k::

        o_ck = sum over items of (pairs c-k in the item) / (values in the item - 1)
        D_o = sum o_ck d_ck,   D_e = sum n_c n_k d_ck / (n - 1)

    d is 0 or 1 (nominal), (c - k)² (interval), ((c - k) / (c + k))² (ratio), or for ordinal values
    (sum of n_g for g from c to k, minus (n_c + n_k) / 2)².

    `ratings` is an array (coders, items) of numbers, nan for a gap. For nominal data any numbers that stand
    for the labels. Items with fewer than two values are left out. Nothing left, or only one value ever used:
    nan.

    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
    """
    data = np.asarray(ratings, np.float64)
    if data.ndim != 2:
        raise ValueError("ratings must be an array (coders, items)")
    values = np.unique(data[~np.isnan(data)])
    # counts[item, value] = coders who gave this value to the item
    counts = (
        np.stack([(data == value).sum(axis=0) for value in values], axis=1)
        if len(values)
        else np.zeros((0, 0))
    )
    counts = counts[counts.sum(axis=1) > 1].astype(np.float64)
    if counts.size == 0:
        return float("nan")
    weighted = counts / (counts.sum(axis=1, keepdims=True) - 1)
    coincidence = weighted.T @ counts - np.diag(weighted.sum(axis=0))
    n_c = coincidence.sum(axis=1)
    distance = _distance(values, n_c, metric)
    expected = float((np.outer(n_c, n_c) * distance).sum()) / (float(n_c.sum()) - 1)
    if expected == 0:
        return float("nan")
    return 1 - float((coincidence * distance).sum()) / expected


def scores(gold: Sequence[Hashable], coded: Sequence[Hashable], labels: Sequence[Hashable]) -> Scores:
    """Return precision, recall and F1 per label, the confusion table, accuracy and macro F1.

    precision = hits / coded so, recall = hits / gold so, F1 = 2 hits / (coded so + gold so). A label that is
    never coded has no precision, one that is never gold no recall, and one that is neither no F1: nan. Macro
    F1 is the mean over the labels that have an F1. No items: nan.
    """
    table = confusion_table(gold, coded, labels)
    hit, in_gold, in_coded = np.diag(table), table.sum(axis=1), table.sum(axis=0)
    precision, recall, f1 = divide(hit, in_coded), divide(hit, in_gold), divide(2 * hit, in_gold + in_coded)
    known = f1[~np.isnan(f1)]
    by_label = tuple(
        LabelScore(label, float(precision[i]), float(recall[i]), float(f1[i]), int(in_gold[i]))
        for i, label in enumerate(labels)
    )
    accuracy = float(divide(hit.sum(), table.sum()))
    return Scores(
        tuple(labels), by_label, table, accuracy, float(known.mean()) if known.size else float("nan")
    )


def _distance(values: Floats, n_c: Floats, metric: str) -> Floats:
    c, k = values[:, None], values[None, :]
    if metric == "nominal":
        return np.asarray(c != k, np.float64)
    if metric == "interval":
        return np.asarray((c - k) ** 2, np.float64)
    if metric == "ratio":
        if values[0] < 0:
            raise ValueError("ratio data must not be negative")
        return np.asarray(np.nan_to_num(divide(c - k, c + k)) ** 2, np.float64)
    if metric == "ordinal":
        upto = np.cumsum(n_c)
        rank = np.arange(len(n_c))
        inclusive = np.abs(upto[:, None] - upto[None, :]) + n_c[np.minimum.outer(rank, rank)]
        result: Floats = (inclusive - (n_c[:, None] + n_c[None, :]) / 2) ** 2
        np.fill_diagonal(result, 0.0)
        return result
    raise ValueError(f"unknown metric {metric!r}: use nominal, ordinal, interval or ratio")
