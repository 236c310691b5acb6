"""Numbers in, numbers out: no text, no files, no pandas.

Documents are the sampling unit throughout. Arrays are NumPy arrays; what is undefined is nan, never a
warning.

intervals      Wilson; document bootstrap of shares and rates; interval of a difference
permutation    document permutation test of the difference of two shares or rates
multiplicity   Holm and Benjamini-Hochberg adjusted p-values
too_few        the rule for "too few texts to say"
keyness        G², chi², log ratio, LRC, weighted log-odds
dispersion     DP, DPnorm, Juilland's D, Rosengren's S, Carroll's D2, KL divergence
association    log-Dice, MI
agreement      Cohen's kappa, Krippendorff's alpha, precision, recall and F1
balance        index of a concept with two frames; entropy for more
similarity     cosine between sources, classical scaling to two dimensions
"""
