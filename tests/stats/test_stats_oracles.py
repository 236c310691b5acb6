"""Published values, each with its origin in ``oracles.json``."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from framing.stats.agreement import cohen_kappa, krippendorff_alpha
from framing.stats.association import log_dice, mutual_information
from framing.stats.dispersion import dispersion
from framing.stats.intervals import difference, wilson
from framing.stats.keyness import chi_squared, conservative_log_ratio, g2, log_ratio, weighted_log_odds
from framing.stats.multiplicity import benjamini_hochberg, holm
from framing.stats.permutation import permutation_test

ORACLES = json.loads((Path(__file__).parent / "oracles.json").read_text(encoding="utf-8"))
SIX = {"rtol": 0, "atol": 5e-7}
THREE = {"rtol": 0, "atol": 5.001e-4}


@pytest.mark.parametrize(("hits", "trials", "low", "high"), ORACLES["wilson"]["cases"])
def test_wilson(hits, trials, low, high):
    interval = wilson(hits, trials)
    assert [round(float(interval.low), 4), round(float(interval.high), 4)] == [low, high]
    reference = stats.binomtest(hits, trials).proportion_ci(method="wilson")
    np.testing.assert_allclose([interval.low, interval.high], reference, atol=1e-12)


def test_difference_of_wilson_intervals():
    case = ORACLES["difference"]
    result = difference(wilson(*case["a"]), wilson(*case["b"]))
    assert [round(float(result.low), 4), round(float(result.high), 4)] == [case["low"], case["high"]]


def test_g2_and_log_ratio():
    case = ORACLES["g2"]
    np.testing.assert_allclose(g2(*case["counts"]), case["four_term"], **SIX)
    np.testing.assert_allclose(g2(*case["counts"], terms=2), case["two_term"], **SIX)
    np.testing.assert_allclose(log_ratio(*case["counts"]), case["log_ratio"], **SIX)


def test_quanteda_keyness():
    case = ORACLES["quanteda_keyness"]
    counts = case["counts"]
    np.testing.assert_allclose(chi_squared(*counts), case["chi2"], **SIX)
    np.testing.assert_allclose(chi_squared(*counts, correction="yates"), case["chi2_yates"], **SIX)
    np.testing.assert_allclose(chi_squared(*counts, correction="williams"), case["chi2_williams"], **SIX)
    np.testing.assert_allclose(g2(*counts), case["g2"], **SIX)
    np.testing.assert_allclose(g2(*counts, williams=True), case["g2_williams"], **SIX)
    a, n_a, b, n_b = counts
    np.testing.assert_allclose(
        stats.fisher_exact([[a, b], [n_a - a, n_b - b]]).pvalue, case["fisher_p"], **SIX
    )


def test_lrc():
    case = ORACLES["lrc"]
    a, n_a, b, n_b = case["counts"]
    result = conservative_log_ratio(a, n_a, b, n_b)
    np.testing.assert_allclose(result.lrc, case["lrc"], **SIX)
    low, high = case["cp"]
    odds = [np.log2(p / (1 - p) * n_b / n_a) for p in (low, high)]
    np.testing.assert_allclose([result.low, result.high], odds, **SIX)


def test_weighted_log_odds():
    case = ORACLES["log_odds"]
    two = weighted_log_odds(case["a"], case["b"], case["prior"])
    four = weighted_log_odds(case["a"], case["b"], case["prior"], variance_terms=4)
    np.testing.assert_allclose(two.z, case["z_two"], **SIX)
    np.testing.assert_allclose(four.z, case["z_four"], **SIX)
    np.testing.assert_allclose(1 - 2 * stats.norm.cdf(four.z), case["score"], **SIX)


def test_dispersion_of_a():
    case = ORACLES["dispersion_a"]
    result = dispersion(case["counts"], case["sizes"])
    for name in ("dp", "dp_norm", "juilland_d", "rosengren_s", "kl", "carroll_d2"):
        np.testing.assert_allclose(getattr(result, name), [case[name]], err_msg=name, **SIX)


def test_dispersion_of_words():
    case = ORACLES["dispersion_words"]
    result = dispersion(np.array(case["counts"]).T, case["sizes"])
    for name in ("dp", "dp_norm", "juilland_d", "rosengren_s", "kl"):
        np.testing.assert_allclose(getattr(result, name), case[name], err_msg=name, **THREE)


@pytest.mark.parametrize(
    ("ratings", "metric", "alpha"),
    [
        (case["ratings"], metric, alpha)
        for case in ORACLES["krippendorff"]
        for metric, alpha in case["alpha"].items()
    ],
)
def test_krippendorff(ratings, metric, alpha):
    data = [[np.nan if mark == "*" else float(mark) for mark in coder] for coder in ratings]
    digits = len(str(alpha).split(".")[1])
    assert round(krippendorff_alpha(data, metric=metric), digits) == alpha


@pytest.mark.parametrize("case", ORACLES["kappa"], ids=lambda case: case["origin"][:12])
def test_kappa(case):
    result = cohen_kappa(case["table"])
    for name in ("kappa", "se", "low", "high"):
        if name in case:
            assert round(getattr(result, name), case["digits"]) == case[name]


@pytest.mark.parametrize(("together", "node", "collocate", "published"), ORACLES["church_hanks"]["cases"])
def test_mutual_information(together, node, collocate, published):
    value = float(mutual_information(together, node, collocate, ORACLES["church_hanks"]["words"]))
    assert 0 <= value - published + 0.05 < 0.15  # printed with one digit, rounded or cut


def test_log_dice_scale():
    assert log_dice(7, 7, 7) == 14
    assert log_dice(1, 2**14, 2**14) == 0
    assert log_dice(20, 100, 300) == pytest.approx(float(log_dice(10, 100, 300)) + 1)


def test_adjusted_p():
    np.testing.assert_allclose(holm(ORACLES["holm"]["p"]), ORACLES["holm"]["adjusted"], **SIX)
    case = ORACLES["benjamini_hochberg"]
    np.testing.assert_allclose(benjamini_hochberg(case["p"]), case["adjusted"], **SIX)


def test_permutation_example():
    case = ORACLES["permutation"]
    words = [case["words"]] * 3
    result = permutation_test(case["a"], words, case["b"], words, per=1000)
    assert result.exact
    assert result.p.tolist() == [case["p"]]
    np.testing.assert_allclose(result.difference, 20.0)
    # The same counts as independent words would look like a finding.
    assert stats.chi2.sf(g2(7, 300, 1, 300), 1) < 0.05
