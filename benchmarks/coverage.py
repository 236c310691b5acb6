"""Do the intervals and p-values keep their promise? A simulation with clustered occurrences.

    python benchmarks/coverage.py [--samples N]

Each simulated source has n documents with the concept. How often the concept occurs in a document varies much
(geometric, mean 4). The document's own share of the term is drawn from a beta distribution with mean p and
intraclass correlation rho, its hits are binomial. Intervals are nominal 95 %.

Printed: how often the interval holds the true share, for the method in use and for those it was preferred
to; how many intervals are narrow enough to be shown, and how often these hold it; whether permutation
p-values are uniform when both sources are alike (Kolmogorov-Smirnov p); how often token-level G² at .05
then claims a difference; how often one is claimed where a source only names the concept more often: too
often for a name that stands in fewer than five documents. Exit code 1 if the main grid leaves 93-97 %, or
KS p is .01 or less.
"""

import argparse
import sys
import time

import numpy as np
from scipy import stats

from framing.stats.intervals import bootstrap_rates, bootstrap_shares, resampled, wilson
from framing.stats.keyness import g2
from framing.stats.permutation import permutation_test
from framing.stats.too_few import WIDEST

SHARES = (0.1, 0.3, 0.5)
LEAST, MOST = 0.93, 0.97
KS_LEAST = 0.01
RESAMPLES = 1000


def draw(rng, documents, samples, share, rho, mean=4.0):
    """Return hits and totals, arrays (documents, samples)."""
    totals = rng.geometric(1 / mean, size=(documents, samples))
    a, b = share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho
    return rng.binomial(totals, rng.beta(a, b, size=(documents, samples))), totals


def holds(low, high, truth):
    return np.mean((low <= truth) & (truth <= high))


def percentile(hits, totals):
    """Return the plain percentile interval, for comparison."""
    weights = np.concatenate(list(resampled(len(hits), RESAMPLES, 0)), axis=1).T
    drawn, base = weights @ hits, weights @ totals
    shares = np.divide(drawn, base, out=np.full(drawn.shape, np.nan), where=base > 0)
    return np.nanpercentile(shares, [2.5, 97.5], axis=0)


def coverage(title, settings, samples):
    """Print a row for each of (documents, share, rho, mean total, documents without); return coverages."""
    print(f"\n{title}")
    print(
        "  docs  share  rho  mean  without   ours  too high  too low  width  not wide  of these"
        "   percentile  Wilson on tokens"
    )
    found = []
    for documents, share, rho, mean, without in settings:
        rng = np.random.default_rng(
            [1, documents, round(100 * share), round(100 * rho), round(mean), without]
        )
        hits, totals = draw(rng, documents, samples, share, rho, mean)
        nothing = np.zeros((without, samples), hits.dtype)
        hits, totals = np.concatenate([hits, nothing]), np.concatenate([totals, nothing])
        ours = bootstrap_shares(hits, totals, resamples=RESAMPLES)
        tokens = wilson(hits.sum(axis=0), totals.sum(axis=0))
        found.append(holds(ours.low, ours.high, share))
        narrow = ours.high - ours.low <= WIDEST
        print(
            f"  {documents:4d}   {share:.2f}  {rho:.1f}  {mean:4.0f}  {without:7d}  {found[-1]:5.1%}"
            f"  {np.mean(ours.low > share):8.1%}  {np.mean(ours.high < share):7.1%}"
            f"  {np.mean(ours.high - ours.low):5.3f}  {np.mean(narrow):8.1%}"
            f"  {holds(ours.low[narrow], ours.high[narrow], share):8.1%}"
            f"  {holds(*percentile(hits, totals), share):10.1%}"
            f"  {holds(tokens.low, tokens.high, share):16.1%}"
        )
    return found


def rate_coverage(samples):
    print("\nRates per 1,000 words: negative binomial occurrences, texts of 100 to 1,500 words")
    print("  docs  rate   ours")
    for documents in (15, 30, 60):
        for rate in (0.5, 2.0, 5.0):
            rng = np.random.default_rng([2, documents, round(10 * rate)])
            words = rng.integers(100, 1500, size=(documents, samples))
            hits = rng.poisson(rate * rng.gamma(1.0, 1.0, size=words.shape) * words / 1000)
            result = bootstrap_rates(hits, words, resamples=RESAMPLES)
            print(f"  {documents:4d}  {rate:4.1f}  {holds(result.low, result.high, rate):5.1%}")


def nulls(samples):
    """Print a row per null; return the KS p-values."""
    print("\nTwo sources alike: permutation p-values, and G2 over tokens on the same draws")
    print("  docs     share  rho   KS p   p <= .05   G2 <= .05")
    found = []
    for a, b in ((15, 15), (15, 40)):
        for share in SHARES:
            for rho in (0.1, 0.3):
                rng = np.random.default_rng([3, a, b, round(100 * share), round(100 * rho)])
                h, t = draw(rng, a + b, samples, share, rho)
                test = permutation_test(h[:a], t[:a], h[a:], t[a:], permutations=1999)
                found.append(stats.kstest(test.p, "uniform").pvalue)
                tokens = g2(h[:a].sum(axis=0), t[:a].sum(axis=0), h[a:].sum(axis=0), t[a:].sum(axis=0))
                claimed = np.mean(stats.chi2.sf(np.abs(tokens), 1) <= 0.05)
                print(
                    f"  {a:2d} : {b:2d}    {share:.1f}   {rho:.1f}  {found[-1]:.3f}"
                    f"  {np.mean(test.p <= 0.05):9.1%}  {claimed:10.1%}"
                )
    return found


def unequal(samples):
    """Print how often sources seem to differ that only differ in how often they name the concept."""
    print("\nTwo sources alike, 12 documents each, the second names the concept more often")
    print("  mean     share   p <= .05   in < 5 documents   in 5 or more")
    for often in (1, 3, 7):
        for share in (0.02, *SHARES):
            rng = np.random.default_rng([4, often, round(100 * share)])
            t = np.concatenate([rng.poisson(o, (12, samples)) + 1 for o in (0.5, often)])
            h = rng.binomial(t, share)
            p = permutation_test(h[:12], t[:12], h[12:], t[12:], permutations=999).p
            # Where all documents or none have the term there is nothing to compare.
            telling = np.minimum((h > 0).sum(axis=0), (h < t).sum(axis=0))
            rows = [telling > 0, (telling > 0) & (telling < 5), telling >= 5]
            said = [f"{np.mean(p[row] <= 0.05):.1%}" if row.sum() > 20 else "-" for row in rows]
            print(f"  1.5 : {often + 1}  {share:5.2f}  {said[0]:>9}  {said[1]:>17}  {said[2]:>13}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--samples", type=int, default=4000, help="simulated sources per row (default 4000)")
    samples = parser.parse_args().samples
    start = time.perf_counter()
    grid = [(n, p, rho, 4, 0) for n in (15, 20, 30, 60, 120) for p in SHARES for rho in (0.1, 0.2, 0.3)]
    main_grid = coverage("Main grid", grid, samples)
    coverage(
        "Documents without the concept among the source's", [(15, p, 0.2, 4, 45) for p in SHARES], samples
    )
    coverage("Fewer documents", [(n, p, 0.2, 4, 0) for n in (2, 3, 5, 8, 10) for p in SHARES], samples)
    hard = [(15, 0.02, 0.2, 4, 0), (15, 0.05, 0.2, 4, 0), (30, 0.05, 0.3, 4, 0), (30, 0.1, 0.5, 4, 0)]
    hard += [(15, 0.1, 0.3, 9, 0), (30, 0.1, 0.3, 9, 0), (60, 0.1, 0.3, 9, 0), (120, 0.1, 0.3, 9, 0)]
    coverage("Hard cases: rare terms, strong clustering, long documents", hard, samples)
    rate_coverage(samples)
    ks = nulls(samples)
    unequal(samples)
    print(f"\nMain grid: {min(main_grid):.1%} to {max(main_grid):.1%}; least KS p {min(ks):.3f}")
    print(f"{time.perf_counter() - start:.0f} s")
    return int(min(main_grid) < LEAST or max(main_grid) > MOST or min(ks) <= KS_LEAST)


if __name__ == "__main__":
    sys.exit(main())
