"""Edge cases, symmetries and agreement with other libraries. Warnings are errors (see pyproject.toml)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy import stats as scipy_stats
from sklearn import metrics

from framing.stats.agreement import cohen_kappa, confusion_table, krippendorff_alpha, scores
from framing.stats.association import log_dice, mutual_information
from framing.stats.balance import balance, spread
from framing.stats.dispersion import dispersion
from framing.stats.intervals import (
    bootstrap_rates,
    bootstrap_shares,
    difference,
    packed,
    precision,
    resampled,
    wilson,
)
from framing.stats.keyness import chi_squared, conservative_log_ratio, g2, log_ratio, weighted_log_odds
from framing.stats.multiplicity import benjamini_hochberg, holm
from framing.stats.permutation import _random, permutation_test
from framing.stats.similarity import classical_map, source_similarity
from framing.stats.too_few import MINIMUM, WIDEST, standing

nan = np.nan


def sample(seed, documents=20, cells=7):
    rng = np.random.default_rng(seed)
    totals = rng.geometric(0.25, size=(documents, cells))
    return rng.binomial(totals, 0.3), totals


# --- intervals


def test_intervals_are_the_same_in_slices_and_of_small_numbers(monkeypatch):
    hits, totals = sample(5)
    expected = bootstrap_shares(hits.astype(float), totals.astype(float), resamples=200)
    monkeypatch.setattr("framing.stats.intervals._FLOATS", 3 * len(hits))
    found = bootstrap_shares(hits.astype(np.uint8), totals.astype(np.uint8), resamples=200)
    for name in ("estimate", "low", "high", "documents"):
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name), rtol=1e-12)


@pytest.mark.parametrize("filled", [0.0, 0.01, 0.5])
def test_sums_are_the_same_however_many_cells_are_filled(filled):
    rng = np.random.default_rng(3)
    counts = rng.integers(1, 9, (60, 20)) * (rng.random((60, 20)) < filled)
    labels = rng.integers(0, 3, (7, 60)).astype(np.float32)
    found = (packed(counts, np.float32) @ labels.T).T
    assert isinstance(found, np.ndarray)
    assert np.array_equal(found, labels.astype(int) @ counts)


@pytest.mark.parametrize(
    ("hits", "highest", "expected"),
    [(3.0, 2.0**24 - 1, np.float32), (3.0, 2.0**24, np.float64), (2.5, 10.0, np.float64)],
)
def test_single_precision_serves_only_sums_that_it_holds(hits, highest, expected):
    assert precision(np.array([hits]), np.array([4.0]), highest) is expected


def test_estimate_and_documents():
    result = bootstrap_shares([[1, 0], [2, 0], [0, 0]], [[2, 0], [2, 1], [0, 3]])
    np.testing.assert_allclose(result.estimate, [0.75, 0.0])
    assert result.documents.tolist() == [2, 2]


def test_same_seed_same_interval_and_other_cells_change_nothing():
    hits, totals = sample(1, cells=300)
    whole = bootstrap_shares(hits, totals, resamples=200, seed=5)
    again = bootstrap_shares(hits, totals, resamples=200, seed=5)
    part = bootstrap_shares(hits[:, 280:], totals[:, 280:], resamples=200, seed=5)
    assert whole.low.tobytes() == again.low.tobytes()
    np.testing.assert_allclose(whole.low[280:], part.low)
    np.testing.assert_allclose(whole.high[280:], part.high)
    other = bootstrap_shares(hits, totals, resamples=200, seed=6)
    assert not np.array_equal(whole.low, other.low)


def test_one_total_for_all_cells():
    hits, totals = sample(2)
    shared = totals.max(axis=1)
    vector = bootstrap_shares(hits, shared, resamples=300)
    matrix = bootstrap_shares(hits, np.repeat(shared[:, None], hits.shape[1], axis=1), resamples=300)
    np.testing.assert_allclose(vector.low, matrix.low)
    np.testing.assert_allclose(vector.high, matrix.high)


def test_mirror():
    hits, totals = sample(3)
    direct = bootstrap_shares(hits, totals, resamples=500)
    mirror = bootstrap_shares(totals - hits, totals, resamples=500)
    np.testing.assert_allclose(direct.estimate, 1 - mirror.estimate)
    np.testing.assert_allclose(direct.low, 1 - mirror.high, atol=0.02)
    np.testing.assert_allclose(direct.high, 1 - mirror.low, atol=0.02)


def test_near_bca_of_scipy_for_many_documents():
    hits, totals = sample(4, documents=400, cells=1)
    ours = bootstrap_shares(hits, totals, resamples=4000)
    theirs = scipy_stats.bootstrap(
        (hits[:, 0], totals[:, 0]),
        lambda h, t, axis: h.sum(axis=axis) / t.sum(axis=axis),
        paired=True,
        vectorized=True,
        n_resamples=4000,
        method="BCa",
        rng=np.random.default_rng(0),
    ).confidence_interval
    np.testing.assert_allclose([ours.low[0], ours.high[0]], theirs, atol=0.004)


def test_bounds_are_those_of_the_formula_written_out():
    """BCa (Efron 1987), its tails moved out by t for z and by the jackknife's error for the bootstrap's."""
    hits = np.array([9, 0, 1, 0, 2, 0, 1, 5, 0, 1])
    totals = np.array([10, 2, 3, 1, 6, 2, 2, 30, 4, 1])
    share, n = hits.sum() / totals.sum(), len(hits)
    drawn = np.concatenate([*resampled(n, 9999, 5)], axis=1)
    shares = np.sort((hits @ drawn) / (totals @ drawn))
    without = (hits.sum() - hits) / (totals.sum() - totals)
    pull = without.mean() - without
    acceleration = (pull**3).sum() / (6 * (pull**2).sum() ** 1.5)
    jackknife = np.sqrt((n - 1) / n * ((without - share) ** 2).sum())
    freedom = totals.sum() ** 2 / (totals**2).sum() - 1
    reach = scipy_stats.t.ppf(0.9, freedom) * jackknife / shares.std()
    tied = np.isclose(shares, share, rtol=1e-12, atol=0)
    bias = scipy_stats.norm.ppf(((shares < share) & ~tied).mean() + tied.mean() / 2)
    ends = []
    for moved in (bias - reach, bias + reach):
        level = scipy_stats.norm.cdf(bias + moved / (1 - acceleration * moved))
        ends.append(shares[round(level * (len(shares) - 1))])
    found = bootstrap_shares(hits, totals, resamples=9999, seed=5, level=0.8)
    np.testing.assert_allclose([found.low[0], found.high[0]], ends)
    assert tied.any()


def test_covers_with_fifteen_documents():
    # The simulation in benchmarks/coverage.py in small: 2,000 sources, s.e. of the coverage .005.
    rng = np.random.default_rng(7)
    totals = rng.geometric(0.25, size=(15, 2000))
    hits = rng.binomial(totals, rng.beta(0.3 * 4, 0.7 * 4, size=totals.shape))
    result = bootstrap_shares(hits, totals, resamples=500)
    assert 0.93 <= np.mean((result.low <= 0.3) & (result.high >= 0.3)) <= 0.97


def test_clusters_widen_the_interval():
    # Ten texts of ten occurrences, each all or nothing, are ten observations and not a hundred.
    hits = np.array([10, 0] * 5)
    clustered = bootstrap_shares(hits, np.full(10, 10))
    tokens = wilson(50, 100)
    assert clustered.high[0] - clustered.low[0] > 2 * float(tokens.high - tokens.low)


@pytest.mark.parametrize("share", [0, 1, 2])
def test_alike_in_all_documents_is_wilson_over_documents(share):
    result = bootstrap_shares([share] * 6, [2] * 6)
    plain = wilson(3 * share, 6)
    np.testing.assert_allclose([result.low[0], result.high[0]], [plain.low, plain.high])


def test_no_hits_per_word_is_poisson():
    result = bootstrap_rates([0, 0, 0], [500, 300, 200])
    np.testing.assert_allclose(
        [result.estimate[0], result.low[0], result.high[0]], [0, 0, 3.688879], atol=1e-6
    )


def test_equal_rates_have_the_interval_of_a_count():
    """Five events, Garwood (1936): 1.62 to 11.67."""
    result = bootstrap_rates([1] * 5, [200] * 5)
    np.testing.assert_allclose([result.low[0], result.high[0]], [1.623, 11.668], atol=1e-3)


@pytest.mark.parametrize("interval", [bootstrap_shares, bootstrap_rates])
def test_nothing_and_one_text(interval):
    nothing = interval(np.zeros((4, 3)), np.zeros(4))
    assert np.isnan([nothing.estimate, nothing.low, nothing.high]).all()
    none = interval(np.zeros((0, 3)), np.zeros(0))
    assert np.isnan(none.estimate).all()
    assert none.documents.tolist() == [0, 0, 0]
    assert interval(np.zeros((3, 0)), np.ones(3)).estimate.shape == (0,)
    one = interval([[1], [0]], [[4], [0]])
    assert one.estimate[0] > 0
    assert np.isnan([one.low, one.high]).all()
    assert one.documents.tolist() == [1]


def test_rate_unit():
    hits, words = sample(5)[0], np.full(20, 500)
    per_thousand = bootstrap_rates(hits, words, resamples=200)
    per_word = bootstrap_rates(hits, words, per=1, resamples=200)
    np.testing.assert_allclose(per_thousand.high, 1000 * per_word.high)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8).map(
        lambda rows: ([min(h, t) for h, t in rows], [t for _, t in rows])
    )
)
def test_interval_encloses_the_estimate(rows):
    result = bootstrap_shares(*rows, resamples=100)
    n = int(result.documents[0])
    assert n == sum(t > 0 for t in rows[1])
    assert np.isnan(result.estimate[0]) == (n == 0)
    assert np.isnan(result.low[0]) == np.isnan(result.high[0]) == (n < 2)
    if n >= 2:
        assert 0 <= result.low[0] <= result.estimate[0] <= result.high[0] <= 1
        assert result.low[0] < result.high[0] or len({*rows[0]}) > 1


@pytest.mark.parametrize(
    "arguments",
    [([3], [2]), ([-1], [2]), ([nan], [2]), ([1, 2], [2]), (np.ones((2, 2)), np.ones((2, 3)))],
)
def test_bad_counts(arguments):
    with pytest.raises(ValueError, match=r"hits|totals"):
        bootstrap_shares(*arguments)


def test_resamples_draw_whole_documents():
    blocks = list(resampled(50_000, 100, 3))
    assert len(blocks) > 1
    assert sum(block.shape[1] for block in blocks) == 100
    assert all((block.sum(axis=0) == 50_000).all() for block in blocks)


def test_wilson_edges():
    result = wilson([0, 0, 5], [0, 5, 5])
    np.testing.assert_array_equal(np.isnan(result.low), [True, False, False])
    assert result.low[1] == 0
    assert result.high[2] == 1
    with pytest.raises(ValueError, match="hits"):
        wilson(3, 2)


def test_difference_needs_both():
    a = bootstrap_shares([[1, 1], [0, 0]], [[2, 2], [1, 0]], resamples=100)
    result = difference(a, a)
    assert result.estimate[0] == 0
    assert result.low[0] < 0 < result.high[0]
    assert np.isnan(result.low[1])


# --- permutation


def test_exact_against_scipy():
    rng = np.random.default_rng(8)
    a, b = rng.integers(0, 9, 5), rng.integers(0, 9, 6)
    ours = permutation_test(a, np.ones(5), b, np.ones(6))
    theirs = scipy_stats.permutation_test(
        (a, b), lambda x, y, axis: np.abs(x.mean(axis=axis) - y.mean(axis=axis)), alternative="greater"
    )
    assert ours.exact
    assert ours.arrangements.tolist() == [462]
    assert ours.p[0] == pytest.approx(theirs.pvalue)


def test_random_is_near_exact_and_never_zero():
    rng = np.random.default_rng(9)
    a, ta = rng.integers(0, 3, (7, 4)), np.full((7, 4), 3)
    b, tb = rng.integers(0, 4, (7, 4)), np.full((7, 4), 3)
    exact = permutation_test(a, ta, b, tb)
    random = permutation_test(a, ta, b, tb, exact_up_to=0)
    assert exact.exact
    assert not random.exact
    np.testing.assert_allclose(random.p, exact.p, atol=0.02)
    apart = permutation_test(np.full(30, 3), np.full(30, 3), np.zeros(30), np.full(30, 3), permutations=499)
    assert apart.p[0] == 1 / 500


def test_groups_swap():
    hits, totals = sample(10, documents=12)
    one = permutation_test(hits[:5], totals[:5], hits[5:], totals[5:])
    two = permutation_test(hits[5:], totals[5:], hits[:5], totals[:5])
    np.testing.assert_allclose(one.p, two.p)
    np.testing.assert_allclose(one.difference, -two.difference)


def test_uniform_under_the_null():
    rng = np.random.default_rng(11)
    totals = rng.geometric(0.25, size=(24, 1000))
    hits = rng.binomial(totals, rng.beta(1.2, 2.8, size=totals.shape))
    result = permutation_test(hits[:10], totals[:10], hits[10:], totals[10:], permutations=999)
    assert scipy_stats.kstest(result.p, "uniform").pvalue > 0.01


@pytest.mark.parametrize("share", [0.1, 0.3])
@pytest.mark.parametrize("often", [(3, 6), (6, 12)])
def test_a_source_that_names_the_concept_less_often_does_not_seem_to_differ(share, often):
    # Twelve documents each; one source has one or two occurrences in a document, the other has more.
    rng = np.random.default_rng(12)
    totals = np.concatenate([rng.integers(1, 3, (12, 2000)), rng.integers(*often, (12, 2000))])
    hits = rng.binomial(totals, share)
    result = permutation_test(hits[:12], totals[:12], hits[12:], totals[12:], permutations=999)
    assert (result.p <= 0.05).mean() < 0.08


def test_undefined_differences():
    # Cells: no hits at all; no totals in one group; no totals in either; the concept in one text a group.
    result = permutation_test(
        [[0, 1, 0, 2], [0, 1, 0, 0]],
        [[2, 2, 0, 2], [2, 2, 0, 0]],
        np.zeros((2, 4)),
        [[2, 0, 0, 3], [2, 0, 0, 0]],
    )
    np.testing.assert_array_equal(result.difference, [0, nan, nan, 1])
    np.testing.assert_array_equal(result.p, [1, nan, nan, 1])
    empty = permutation_test(np.zeros((0, 1)), np.zeros(0), [[1.0]], [2.0])
    assert np.isnan(empty.p).all()


# --- multiplicity


def test_adjusted_p_with_gaps():
    p = [0.01, nan, 0.04, 0.03, 0.005]
    np.testing.assert_allclose(holm(p), [0.03, nan, 0.06, 0.06, 0.02])
    np.testing.assert_allclose(benjamini_hochberg(p), [0.02, nan, 0.04, 0.04, 0.02])
    for adjust in (holm, benjamini_hochberg):
        assert adjust([]).shape == (0,)
        assert np.isnan(adjust([nan])).all()
        assert adjust([[0.5, 0.9]]).shape == (1, 2)
        with pytest.raises(ValueError, match="between 0 and 1"):
            adjust([1.2])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjustment_never_helps(p):
    strict, mild = holm(p), benjamini_hochberg(p)
    assert (strict >= np.array(p) - 1e-12).all()
    assert (strict + 1e-12 >= mild).all()
    assert (strict <= 1).all()


# --- too few


@pytest.mark.parametrize(
    ("documents", "expected"), [(0, "none"), (1, "one"), (2, "few"), (4, "few"), (5, "ok")]
)
def test_standing(documents, expected):
    assert standing(documents) == expected


def test_too_few_rule_is_configurable():
    assert standing(5, minimum=6) == "few"
    assert standing([5, 5, 1], [6, 5, 2]).tolist() == ["few", "ok", "one"]
    with pytest.raises(ValueError, match="one text never"):
        standing(3, minimum=1)
    with pytest.raises(ValueError, match="negative"):
        standing(-1)


def test_an_interval_wider_than_that_of_five_texts_says_too_little():
    assert standing([1, 4, 5, 5, 5], 5, [0.9, 0.9, 0.81, 0.8, np.nan]).tolist() == [
        "one",
        "few",
        "wide",
        "ok",
        "ok",
    ]
    assert standing(5, width=0.9 - 0.1) == "ok"  # rounding makes no interval wide
    # Clopper and Pearson's interval for five texts, at its widest.
    exact = [scipy_stats.binomtest(k, MINIMUM).proportion_ci(method="exact") for k in range(MINIMUM + 1)]
    assert max(interval.high - interval.low for interval in exact) == pytest.approx(WIDEST, abs=0.001)


# --- keyness

ZEROS = ([0, 5, 0, 3, 0], [10, 10, 0, 3, 0], [4, 0, 2, 2, 0], [10, 10, 10, 2, 0])


def test_g2_is_scipys():
    a, n_a, b, n_b = 12, 400, 30, 450
    table = [[a, b], [n_a - a, n_b - b]]
    ours = g2(a, n_a, b, n_b)
    theirs = scipy_stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert ours == pytest.approx(-theirs)
    assert chi_squared(a, n_a, b, n_b) == pytest.approx(
        -scipy_stats.chi2_contingency(table, correction=False).statistic
    )
    assert chi_squared(a, n_a, b, n_b, correction="yates") == pytest.approx(
        -scipy_stats.chi2_contingency(table).statistic
    )


def test_keyness_with_zeros():
    undefined = [False, False, True, False, True]
    for value in (
        g2(*ZEROS),
        g2(*ZEROS, terms=2),
        g2(*ZEROS, williams=True),
        chi_squared(*ZEROS),
        chi_squared(*ZEROS, correction="yates"),
        chi_squared(*ZEROS, correction="williams"),
    ):
        np.testing.assert_array_equal(np.isnan(value), undefined)
        assert value[3] == pytest.approx(0)  # the word is all there is on both sides
        assert value[0] < 0 < value[1]
    np.testing.assert_allclose(log_ratio(*ZEROS), [-3, np.log2(10), nan, 0, nan])
    np.testing.assert_allclose(log_ratio(*ZEROS, add=0), [nan, nan, nan, 0, nan])
    bounds = conservative_log_ratio(*ZEROS)
    np.testing.assert_array_equal(np.isnan(bounds.low), undefined)
    assert np.isfinite(bounds.lrc).all()
    assert bounds.low[0] == -np.inf
    assert bounds.high[1] == np.inf
    with pytest.raises(ValueError, match="counts"):
        g2(5, 4, 1, 9)


def test_lrc_is_conservative():
    a, b = np.array([40, 6, 12]), np.array([10, 5, 60])
    loose = conservative_log_ratio(a, 1000, b, 1000, comparisons=1)
    strict = conservative_log_ratio(a, 1000, b, 1000)
    ratio = log_ratio(a, 1000, b, 1000)
    assert loose.lrc[1] == 0
    assert 0 < strict.lrc[0] < loose.lrc[0] < ratio[0]
    assert ratio[2] < loose.lrc[2] < strict.lrc[2] < 0
    mirror = conservative_log_ratio(b, 1000, a, 1000)
    np.testing.assert_allclose(strict.lrc, -mirror.lrc)


def test_the_sign_of_g2_is_that_of_the_rates_not_of_the_counts():
    assert g2(10, 1000, 12, 10000) > 0 > g2(12, 10000, 10, 1000)


def test_log_odds_of_some_words_are_those_of_all():
    a, b, prior = np.array([30, 5, 0, 65]), np.array([10, 5, 0, 85]), np.array([4, 1, 0.5, 15])
    whole = weighted_log_odds(a, b, prior)
    some = weighted_log_odds(a[1:], b[1:], prior[1:], n_a=100, n_b=100, n_prior=20.5)
    np.testing.assert_allclose(some.z, whole.z[1:])


def test_log_odds():
    a, b, prior = np.array([30, 5, 0, 65]), np.array([10, 5, 0, 85]), np.array([4, 1, 0.5, 15])
    one, two = weighted_log_odds(a, b, prior), weighted_log_odds(b, a, prior)
    np.testing.assert_allclose(one.z, -two.z)
    assert np.isfinite(one.z).all()
    assert one.low[0] > 0
    # A stronger prior draws every word towards no difference.
    assert abs(weighted_log_odds(a, b, 100 * prior).delta[0]) < abs(one.delta[0])
    assert np.isnan(weighted_log_odds([3], [4], 1.0).z).all()
    with pytest.raises(ValueError, match="prior"):
        weighted_log_odds(a, b, 0.0)


# --- dispersion


def test_dispersion_edges():
    result = dispersion([[0, 2, 5], [0, 4, 0], [0, 0, 0]], [10, 20, 0])
    np.testing.assert_allclose(result.dp, [nan, 0, 2 / 3], atol=1e-12)
    np.testing.assert_allclose(result.dp_norm, [nan, 0, 1], atol=1e-12)
    np.testing.assert_allclose(result.juilland_d, [nan, 1, 0], atol=1e-12)
    assert result.range.tolist() == [0, 2, 1]
    single = dispersion([3], [10])
    assert single.dp.tolist() == [0]
    assert np.isnan(single.dp_norm).all()
    nothing = dispersion(np.zeros((2, 1)), [0, 0])
    assert np.isnan(nothing.dp).all()


# --- association


def test_association_edges():
    np.testing.assert_array_equal(log_dice([0, 0], [0, 3], [0, 3]), [nan, nan])
    np.testing.assert_array_equal(mutual_information([0, 1], [3, 0], [3, 0], 100), [nan, nan])
    assert mutual_information(4, 8, 8, 160, window=10) == 0


# --- agreement


def test_scores_are_sklearns():
    rng = np.random.default_rng(12)
    labels = ["own", "quoted", "glossed", "name"]
    gold = [labels[i] for i in rng.integers(0, 3, 200)]
    coded = [g if rng.random() < 0.7 else labels[rng.integers(0, 3)] for g in gold]
    result = scores(gold, coded, labels)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        gold, coded, labels=labels, zero_division=np.nan
    )
    np.testing.assert_allclose([s.precision for s in result.by_label], precision)
    np.testing.assert_allclose([s.recall for s in result.by_label], recall)
    np.testing.assert_allclose([s.f1 for s in result.by_label], f1)
    np.testing.assert_array_equal([s.support for s in result.by_label], support)
    np.testing.assert_array_equal(result.confusion, metrics.confusion_matrix(gold, coded, labels=labels))
    assert result.macro_f1 == pytest.approx(np.nanmean(f1))
    assert result.accuracy == pytest.approx(metrics.accuracy_score(gold, coded))
    kappa = cohen_kappa(result.confusion)
    assert kappa.kappa == pytest.approx(metrics.cohen_kappa_score(gold, coded))
    assert kappa.low < kappa.kappa < kappa.high


def test_agreement_edges():
    assert np.isnan(cohen_kappa([[0, 0], [0, 0]]).kappa)
    assert np.isnan(cohen_kappa([[9, 0], [0, 0]]).kappa)
    perfect = cohen_kappa([[4, 0], [0, 6]])
    assert (perfect.kappa, perfect.low, perfect.high) == (1, 1, 1)
    empty = scores([], [], ["own"])
    assert np.isnan([empty.accuracy, empty.macro_f1]).all()
    with pytest.raises(ValueError, match="length"):
        confusion_table(["own"], [], ["own"])
    with pytest.raises(KeyError):
        confusion_table(["own"], ["other"], ["own"])


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_krippendorff_edges(metric):
    assert krippendorff_alpha([[1, 2, 3, 0], [1, 2, 3, 0]], metric=metric) == 1
    assert np.isnan(krippendorff_alpha([[1, 1], [1, 1]], metric=metric))
    assert np.isnan(krippendorff_alpha([[nan, 1], [2, nan]], metric=metric))
    assert np.isnan(krippendorff_alpha(np.zeros((2, 0)), metric=metric))


# --- balance


def test_balance_is_a_share_on_another_scale():
    hits, totals = sample(13)
    index = balance(hits, totals - hits, resamples=200)
    share = bootstrap_shares(hits, totals, resamples=200)
    np.testing.assert_allclose(index.estimate, 2 * share.estimate - 1)
    np.testing.assert_allclose(index.low, 2 * share.low - 1)
    ends = balance([[1, 0, 0], [1, 0, 0]], [[0, 2, 0], [0, 2, 0]])
    np.testing.assert_array_equal(ends.estimate, [1, -1, nan])
    assert ends.high[0] == 1
    assert ends.low[1] == -1


def test_spread():
    result = spread([[5, 9, 0, 1], [5, 0, 0, 1], [5, 0, 0, 0]])
    np.testing.assert_allclose(result.entropy, [1, 0, nan, np.log(2) / np.log(3)], atol=1e-12)
    np.testing.assert_allclose(result.effective, [3, 1, nan, 2])
    assert spread([4]).entropy.tolist() == [0]


# --- similarity


def vocabulary(seed=0, documents=30, words=200):
    rng = np.random.default_rng(seed)
    group = np.arange(documents) % 3
    lean = rng.gamma(0.5, size=(3, words))
    lean[1] = 0.9 * lean[0] + 0.1 * lean[1]
    return sparse.csr_array(rng.poisson(lean[group]).astype(float)), group


def products(rows, group, sources):
    """The inner products of each row with the mean row of each source, rows without words left out."""
    rows, group = np.asarray(rows, float), np.asarray(group)
    filled = rows.any(axis=1)
    means = np.zeros((sources, rows.shape[1]))
    for s in range(sources):
        if (filled & (group == s)).any():
            means[s] = rows[filled & (group == s)].mean(axis=0)
    return rows @ means.T


def test_similarity():
    rows, group = vocabulary()
    rows = rows.toarray()
    result = source_similarity(products(rows, group, 3), group)
    means = np.stack([rows[group == s].mean(axis=0) for s in range(3)])
    np.testing.assert_allclose(result.cosine, metrics.pairwise.cosine_similarity(means))
    np.testing.assert_array_equal(result.low, result.low.T)
    off = ~np.eye(3, dtype=bool)
    assert (result.low[off] < result.cosine[off]).all()
    assert (result.cosine[off] < result.high[off]).all()
    assert (result.high <= 1).all()
    assert result.low[0, 1] > result.high[0, 2]


@pytest.mark.parametrize("documents", [45, 120])
def test_similarity_spreads_as_the_bootstrap_does(documents):
    rows, group = vocabulary(3, documents)
    rows = rows.toarray()
    result = source_similarity(products(rows, group, 3), group)
    reach = (np.arctanh(result.high[0, 1:]) - np.arctanh(result.low[0, 1:])) / 2
    drawn = []
    parts = [rows[group == s] for s in range(3)]
    for seed in range(1500):
        rng = np.random.default_rng(seed)
        means = np.stack([part[rng.integers(len(part), size=len(part))].mean(axis=0) for part in parts])
        drawn.append(np.arctanh(metrics.pairwise.cosine_similarity(means)[0, 1:]))
    n = documents // 3
    deviation = np.std(drawn, axis=0) * np.sqrt(n / (n - 1))
    ratio = reach / (scipy_stats.norm.ppf(0.975) * deviation)
    # The first two sources are nearly alike: there the cosine has an end, and the jackknife is wider.
    assert 0.95 < ratio[0] < 1.3
    assert ratio[1] == pytest.approx(1, abs=0.1)


def test_similarity_edges():
    rows = np.array([[1.0, 0], [0, 1.0], [1.0, 1.0], [0, 0]])
    group = [0, 1, 1, 2]
    result = source_similarity(products(rows, group, 4), group)
    assert result.documents.tolist() == [1, 2, 0, 0]
    assert np.isnan(result.cosine[2:]).all()
    assert result.cosine[0, 0] == 1
    assert np.isnan(result.low[0]).all()  # one document: described, never inferred from
    with pytest.raises(ValueError, match="source"):
        source_similarity(products(rows, group, 4), [0, 1, 2, 4])
    group = [0, 0, 0, 1, 1, 1]
    same = source_similarity(products(np.ones((6, 3)), group, 2), group)
    np.testing.assert_allclose(same.cosine, 1)
    np.testing.assert_allclose(same.low, 1)


def test_map_keeps_plane_distances():
    points = np.random.default_rng(14).normal(size=(6, 2))
    distances = np.linalg.norm(points[:, None] - points[None], axis=2)
    result = classical_map(distances)
    np.testing.assert_allclose(
        np.linalg.norm(result.points[:, None] - result.points[None], axis=2), distances
    )
    assert result.explained.sum() == pytest.approx(1)
    for axis in result.points.T:
        assert axis[np.argmax(np.abs(axis))] > 0


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_map_of_few(size):
    result = classical_map(np.zeros((size, size)))
    np.testing.assert_array_equal(result.points, np.zeros((size, 2)))
    far = classical_map(np.ones((size, size)) - np.eye(size))
    assert np.isfinite(far.points).all()


@pytest.mark.parametrize("size", [1, 3, 6])
def test_every_document_is_as_likely_chosen(size):
    labels = np.concatenate(list(_random(7, size, 20_000, 0)))
    assert (labels.sum(axis=1) == size).all()
    np.testing.assert_allclose(labels.mean(axis=0), size / 7, atol=0.015)


def test_equal_keys_still_choose_the_right_number(monkeypatch):
    class Same:
        def integers(self, low, high, size, dtype):
            return np.zeros(size, dtype)

    monkeypatch.setattr(np.random, "default_rng", lambda seed: Same())
    assert (np.concatenate(list(_random(7, 3, 5, 0))).sum(axis=1) == 3).all()
