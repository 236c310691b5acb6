"""The tables on profiles small enough to count by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tiny_profiles import Text, tiny

from framing.analysis import Analysis, analyse
from framing.analysis.schema import column, columns, schema
from framing.analysis.timeline import period_of
from framing.pipeline import profile_study
from framing.profile import MOST_SOURCES
from framing.study import open_study

TWO = [
    Text("east", ["Upper Vale/o", "Upper Vale/o", "Lower Vale/q"]),
    Text("east", ["Lower Vale/o", "riot/a"], speaker="Ann Ash"),
    Text("east", ["Lower Vale/o/notes"]),
    Text("west", ["riot/q", "riot/q", "clash/o"], speaker="Bo Birch"),
]


def run(texts: list[Text], **settings: object) -> Analysis:
    return analyse(tiny(texts, **settings))


def pick(table: pd.DataFrame, **where: object) -> pd.DataFrame:
    for name, value in where.items():
        table = table[table[name] == value]
    return table


def one(table: pd.DataFrame, **where: object) -> pd.Series:
    found = pick(table, **where)
    assert len(found) == 1, found
    return found.iloc[0]


def test_shares_are_those_counted_by_hand() -> None:
    shares = run(TWO).tables["shares"]
    own = one(shares, source="east", item="Upper Vale", voices="chosen")
    assert (own.occurrences, own.total, own.documents, own.status) == (2, 3, 2, "few")
    assert own.share == pytest.approx(2 / 3)
    assert np.isnan(own.low)
    assert np.isnan(own.wilson_low)
    every = one(shares, source="east", item="Upper Vale", voices="all")
    assert (every.occurrences, every.total, every.share) == (2, 4, 0.5)
    frame = one(shares, source="west", item="press", voices="all")
    assert (frame.occurrences, frame.total, frame.documents, frame.status) == (1, 3, 1, "one")
    absent = one(shares, source="west", item="Upper Vale", voices="chosen")
    assert (absent.total, absent.status) == (0, "none")
    assert np.isnan(absent.share)


def test_what_is_not_counted_is_in_the_readings_alone() -> None:
    tables = run(TWO).tables
    assert len(tables["readings"]) == 9
    assert tables["counts"]["occurrences"].sum() == 8
    assert tables["documents"]["uncounted"].sum() == 1


def test_rates_are_per_thousand_counted_words() -> None:
    profile = tiny(TWO)
    rates = analyse(profile).tables["rates"]
    words = int(profile.documents.loc[profile.documents["source"] == "east", "words"].sum())
    row = one(rates, source="east", item="south", concept="valley", voices="all")
    assert (row.occurrences, row.words, row.documents) == (2, words, 3)
    assert row.rate == pytest.approx(2000 / words)


def test_shares_of_a_concept_sum_to_one_and_voices_sum_to_all() -> None:
    tables = run(TWO).tables
    shares = tables["shares"]
    keys = ["source", "lexicon", "concept", "level", "voices"]
    sums = shares[shares["total"] > 0].groupby(keys)[["share"]].sum()
    assert np.allclose(sums["share"], 1)
    both = shares[(shares["level"] == "term") & (shares["voices"] == "all")]
    counted = both.set_index(["source", "concept", "item"])["occurrences"]
    by_voice = tables["counts"].groupby(["source", "concept", "term"])["occurrences"].sum()
    assert counted[counted > 0].sort_index().to_dict() == by_voice.to_dict()


def test_balance_is_plus_one_for_the_second_frame() -> None:
    balance = run(TWO).tables["balance"]
    row = one(balance, source="east", concept="valley", voices="chosen")
    assert (row.frame_low, row.frame_high) == ("north", "south")
    assert row.balance == pytest.approx((1 - 2) / 3)
    three = one(balance, source="west", concept="event", voices="all")
    assert (three.frame_low, three.frame_high) == ("", "")
    assert np.isnan(three.balance)
    p = np.array([2 / 3, 1 / 3])
    assert three.entropy == pytest.approx(-(p * np.log(p)).sum() / np.log(3))


def test_published_example_of_six_nought_one_against_nought_one_nought() -> None:
    """A = 6, 0, 1 and B = 0, 1, 0 of equally many: p = .70, all 20 arrangements."""
    totals = 10
    texts = [
        Text(source, ["Upper Vale/o"] * hits + ["Lower Vale/o"] * (totals - hits))
        for source, counts in (("a", (6, 0, 1)), ("b", (0, 1, 0)))
        for hits in counts
    ]
    table = run(texts, minimum_texts=3).tables["differences"]
    row = one(table, item="Upper Vale", voices="chosen")
    assert row.p == pytest.approx(0.7)
    assert row.exact
    assert (row.share_a, row.share_b) == (pytest.approx(7 / 30), pytest.approx(1 / 30))
    assert row.log_odds_ratio == pytest.approx(np.log(7.5 / 23.5) - np.log(1.5 / 29.5))
    assert row.family == 2


def test_p_values_are_corrected_within_level_and_voices() -> None:
    texts = [
        Text(source, [f"{term}/{voice}"] * (1 + i % 2) + ["clash/o", "gathering/q"])
        for source, term in (("a", "riot"), ("b", "fray"), ("c", "clash"))
        for i, voice in enumerate("ooqoo")
    ]
    table = run(texts, minimum_texts=3).tables["differences"]
    for _, family in table.groupby(["level", "voices"]):
        known = family[family["p"].notna()]
        assert (known["family"] == len(known)).all()
        assert (known["p_holm"] >= known["p_bh"]).all()
        assert (known["p_bh"] >= known["p"]).all()
    assert table["p"].notna().any()


def test_too_few_texts_have_no_interval_and_no_comparison() -> None:
    texts = [Text("a", ["riot/o", "clash/o"])] * 4 + [Text("b", ["riot/o", "clash/o", "clash/o"])] * 5
    tables = run(texts, minimum_texts=5).tables
    few, enough = (one(tables["shares"], source=s, item="riot", voices="chosen") for s in "ab")
    assert few.status == "few"
    assert np.isnan([few.low, few.high, few.wilson_low, few.wilson_high]).all()
    assert enough.status == "ok"
    assert enough.low < enough.share < enough.high
    assert enough.wilson_low < enough.share < enough.wilson_high
    compared = pick(tables["differences"], item="riot")
    assert (compared["status"] == "few").all()
    assert compared[["p", "p_holm", "p_bh"]].isna().all(axis=None)
    other_way = [Text("c" if text.source == "a" else "b", text.terms) for text in texts]
    compared = pick(run(other_way, minimum_texts=5).tables["differences"], item="riot")
    assert (compared["status"] == "few").all()


def test_sensitivity_changes_what_it_says() -> None:
    profile = tiny(TWO)
    table = analyse(profile).tables["sensitivity"]
    where = {"source": "east", "concept": "valley", "frame": "south"}
    counts = {
        name: one(table, variation=name, **where).occurrences for name in sorted(set(table["variation"]))
    }
    assert counts == {
        "all voices": 2,
        "all zones": 2,
        "as reported": 1,
        "at least 10 texts": 1,
        "at least 3 texts": 1,
        "headlines left out": 1,
        "own spokespeople as own voice": 1,
        "without copied passages": 1,
    }


def test_speakers() -> None:
    table = run(TWO).tables["speakers"]
    row = one(table, source="west", speaker="Bo Birch", term="riot")
    assert (row.occurrences, row.documents, row.voice) == (2, 1, "quoted")


def test_dispersion_of_a_term_in_one_of_three_like_texts() -> None:
    texts = [
        Text("a", ["riot/o"], "one two three"),
        Text("a", [], "one two three four five six seven"),
        Text("a", [], "one two three four five six seven"),
        Text("b"),
    ]
    row = one(run(texts).tables["dispersion"], term="riot")
    assert (row.occurrences, row.documents, row.documents_in_source) == (1, 1, 3)
    assert row.dp == pytest.approx(2 / 3)
    assert row.dpnorm == pytest.approx(1)


def test_time_has_no_row_for_a_period_without_the_concept_and_change_cuts_in_the_middle() -> None:
    texts = [
        Text("a", ["riot/o"], date="2022-01-03"),
        Text("a", [], date="2022-02-03"),
        Text("a", ["clash/o", "riot/o"], date="2022-03-03"),
        Text("a", ["clash/o"], date="2022"),
        Text("a", ["clash/o"]),
    ]
    analysis = run(texts)
    time = pick(analysis.tables["time"], frame="press", voices="chosen")
    assert time["period"].tolist() == ["2022-01", "2022-03"]
    assert time["share"].tolist() == [0, 0.5]
    change = one(analysis.tables["change"], frame="press", voices="chosen")
    assert (change.period_a, change.period_b) == ("2022-01-03/2022-01-03", "2022-02-03/2022-03-03")
    assert change.difference == 0.5
    assert "2 documents without a date" in analysis.methods


@pytest.mark.parametrize(
    ("unit", "date", "period"),
    [
        ("month", "2022-05-28", "2022-05"),
        ("month", "2022", ""),
        ("quarter", "2022-05-28", "2022-Q2"),
        ("quarter", "2022-12", "2022-Q4"),
        ("year", "2022", "2022"),
        ("year", "", ""),
    ],
)
def test_the_period_of_a_date(unit: str, date: str, period: str) -> None:
    assert period_of(date, unit) == period


@pytest.mark.parametrize(("unit", "periods"), [("quarter", ["2022-Q1", "2022-Q2"]), ("year", ["2022"])])
def test_periods(unit: str, periods: list[str]) -> None:
    texts = [Text("a", ["riot/o"], date=date) for date in ("2022-01-03", "2022-04-01", "2022-05-28")]
    assert sorted(set(run(texts, period=unit).tables["time"]["period"])) == periods


def test_change_is_tested_where_both_halves_have_enough() -> None:
    texts = [Text("a", ["riot/o" if i < 5 else "clash/o"], date=f"2022-{i + 1:02d}-01") for i in range(10)]
    row = one(run(texts).tables["change"], frame="press", voices="chosen")
    assert row.p == pytest.approx(2 / 252)
    assert row.status == "ok"


def test_a_year_alone_is_on_no_side_of_a_cut_within_it() -> None:
    coarse = [Text("a", ["riot/o"], date="2023")] * 6
    fine = [Text("a", ["clash/o"], date=f"2023-0{month}-03") for month in range(2, 8)]
    row = one(run([*coarse, *fine], period="year").tables["change"], frame="press", voices="chosen")
    assert (row.period_a, row.period_b) == ("2023-02-03/2023-04-03", "2023-05-03/2023-07-03")
    earlier = [Text("a", ["riot/o"], date="2022")] * 6
    row = one(run([*earlier, *fine], period="year").tables["change"], frame="press", voices="chosen")
    assert (row.period_a, row.documents_a, row.documents_b) == ("2022/2022", 6, 6)


def test_most_texts_of_one_date_are_cut_behind_it() -> None:
    texts = [Text("a", ["riot/o"], date="2023-01-01")] * 3 + [Text("a", ["clash/o"], date="2023-02-01")]
    row = one(run(texts).tables["change"], frame="press", voices="chosen")
    assert (row.documents_a, row.documents_b) == (3, 1)


def test_the_window_ends_with_its_zone(make_study: Callable[..., Path]) -> None:
    text = "Council closes the holding camp\n\nPelicans were seen by the lake and the holding camp was empty."
    root = make_study({f"a/{number}.txt": text for number in range(3)})
    table = analyse(profile_study(open_study(root))).tables["collocates"]
    near = set(pick(table, source="a", window="5 words")["word"])
    assert {"council", "closes", "empty"} <= near
    assert not {"pelicans", "seen"} & near


def test_collocates_are_counted_once_and_stop_words_left_out() -> None:
    texts = [Text("a", ["riot/o"] * 4, "the silver river of the town")]
    table = run(texts).tables["collocates"]
    words = pick(table, source="", window="5 words")
    assert set(words["word"]) == {"silver", "river", "town"}
    river = one(words, word="river")
    # Ten words lie between two riots: each river stands by two of them and counts for one.
    assert (river.together, river.word_count, river.term_count) == (4, 5, 4)
    assert (table["together"] <= table[["word_count", "term_count"]].min(axis=1)).all()
    # All stands in one sentence, in which each river belongs to its nearest riot.
    assert one(table, source="a", window="sentence", word="river").together == 4


def test_in_a_sentence_a_place_belongs_to_the_nearest_occurrence() -> None:
    texts = [Text("a", ["riot/o", "riot/o"], words) for words in ("mud silver river", "mud silver dike")]
    table = run([*texts, texts[0], Text("a", ["clash/o"], "river")]).tables["collocates"]
    near = pick(table, source="a", term="riot", window="sentence").set_index("word")
    # Three words stand before, between and behind two riots: one of the places between goes to the second.
    assert near.loc["silver", "together"] == 6
    assert near.loc["river", "together"] == 4
    assert "dike" not in near.index


@pytest.mark.parametrize(("distance", "found"), [(5, True), (6, False)])
def test_the_window_is_five_words_wide(distance: int, found: bool) -> None:
    apart, between = ([f"{letter}{n}" for n in range(distance - 1)] for letter in "xy")
    table = run([Text("a", ["riot/o"], " ".join([*apart, "q", "beacon", *between]))] * 3).tables["collocates"]
    assert ("beacon" in set(pick(table, source="a", window="5 words")["word"])) == found


def test_a_word_of_the_term_is_no_collocate_of_it() -> None:
    table = run([Text("a", ["Upper Vale/o"] * 5, "near")]).tables["collocates"]
    assert not {"upper", "vale"} & set(table["word"])


def test_distinctive_words_stand_with_the_source_that_uses_them() -> None:
    texts = [Text("a", words="harbour fog and more fog")] * 3 + [
        Text("b", words="upland sheep graze upland")
    ] * 3
    table = run(texts).tables["distinctive"]
    first = pick(table, source="a", against="").iloc[0]
    assert first["word"] == "fog"
    assert (first["count"], first["count_against"], first["documents"]) == (6, 0, 3)
    pair = pick(table, source="a", against="b")
    assert (pair.loc[pair["word"] == "upland", "z"] < 0).all()
    assert (table["g2"] >= 0).all()
    assert all(group["z"].is_monotonic_decreasing for _, group in table.groupby(["source", "against"]))
    assert {"fog", "harbour"} <= set(pair["word"])


def test_z_compares_counted_words_under_a_prior_of_a_thousand_words() -> None:
    words = {
        "a": "fog fog fog fog sheep of the harbour harbour",
        "b": "sheep sheep fog the and of the harbour",
        "c": "bees bees bees bees bees bees fog and the sheep",
    }
    table = run([Text(source, words=said) for source, said in words.items()]).tables["distinctive"]
    split = {source: said.split() for source, said in words.items()}
    everywhere = " ".join(words.values()).split()

    def z(word: str, target: list[str], reference: list[str]) -> float:
        alpha = everywhere.count(word) * 1000 / len(everywhere)
        a, b = target.count(word) + alpha, reference.count(word) + alpha
        odds = [np.log(n / (len(side) + 1000 - n)) for n, side in ((a, target), (b, reference))]
        return float((odds[0] - odds[1]) / np.sqrt(1 / a + 1 / b))

    rest = split["b"] + split["c"]
    fog = one(table, source="a", against="", word="fog")
    assert fog.z == pytest.approx(z("fog", split["a"], rest))
    assert fog.log_ratio == pytest.approx(np.log2((4 / 9) / (2 / 18)))
    # Bees are too few in a and b to be compared there, and still belong to the corpus that is the prior.
    for word in ("fog", "sheep", "harbour"):
        found = one(table, source="a", against="b", word=word)
        assert found.z == pytest.approx(z(word, split["a"], split["b"])), word
    assert not len(pick(table, source="a", against="b", word="bees"))
    # Mean weights are of a side's own documents: of one here, of two there.
    apart = [one(table, source="a", against=other, word="fog").tfidf_against for other in "bc"]
    assert fog.tfidf_against == pytest.approx(sum(apart) / 2)


def test_similarity_is_one_with_itself_and_symmetric_words_are_alike() -> None:
    texts = [Text("a"), Text("b"), Text("c", words="quite other talk altogether")]
    tables = run(texts).tables
    assert one(tables["similarity"], source_a="a", source_b="b").cosine == pytest.approx(1)
    assert one(tables["similarity"], source_a="a", source_b="c").cosine == pytest.approx(0)
    assert (tables["similarity"]["status"] == "one").all()
    places = tables["map"].set_index("source")
    assert places.loc["a", "x"] == pytest.approx(places.loc["b", "x"])
    assert abs(places.loc["a", "x"] - places.loc["c", "x"]) == pytest.approx(np.sqrt(2))


def test_the_widest_gap_comes_first() -> None:
    widest = run(TWO).gaps[0]
    assert (widest.source, widest.term, widest.occurrences_all, widest.occurrences_chosen) == (
        "west",
        "riot",
        2,
        0,
    )
    assert widest.gap == pytest.approx(2 / 3)


SPOKEN = """“The holding camp is full,” said Ida Vorn. Ida Vorn said that the training centre was empty.

The holding camp was closed on Monday. “The holding camp is a scandal,” said Bo Birch.
"""


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("own_spokespeople = true", {"holding camp": 2, "training centre": 1}),
        ("own_spokespeople = false", {"holding camp": 1}),
        # Another voice is chosen: whose own the words are does not matter.
        ('own_spokespeople = true\nvoices = ["attributed"]', {"training centre": 1}),
    ],
)
def test_own_spokespeople_count_where_the_study_says_so(
    make_study: Callable[..., Path], settings: str, expected: dict[str, int]
) -> None:
    root = make_study({"a/one.txt": SPOKEN})
    (root / "texts" / "metadata.csv").write_text("file,spokespeople\na/one.txt,Ida Vorn\n", "utf-8")
    (root / "framing.toml").write_text(settings + "\n", "utf-8")
    shares = analyse(profile_study(open_study(root))).tables["shares"]
    counts = pick(shares, level="term", voices="chosen")
    found = {row.item: row.occurrences for row in counts.itertuples() if row.occurrences}
    assert found == expected


@pytest.mark.parametrize(
    ("named", "silent"),
    [
        ("Mayor Ida Vorn; Mr Bo Birch", ""),
        ("IDA VORN; bo birch", ""),
        ('"Ida Vorn, mayor; Bo Birch (spokesman)"', ""),
        ("Ida Vorn; Bo Birch; Ada Rell", "Ada Rell (a)"),
    ],
)
def test_spokespeople_are_known_by_their_names_whatever_their_titles(
    make_study: Callable[..., Path], named: str, silent: str
) -> None:
    root = make_study({"a/one.txt": SPOKEN})
    (root / "texts" / "metadata.csv").write_text(f"file,spokespeople\na/one.txt,{named}\n", "utf-8")
    profile = profile_study(open_study(root))
    assert profile.readings["own_side"].tolist() == [True, True, False, True]
    notes = [note for note in profile.notes if "spokesperson" in note]
    assert [f" from {silent};" in note for note in notes] == [True] * bool(silent)


def test_tables_have_the_columns_types_and_bounds_of_the_schema() -> None:
    tables = run([Text(t.source, t.terms, date="2022-01-01", speaker="X") for t in TWO * 5]).tables
    assert set(tables) == set(schema()["tables"])
    for name, table in tables.items():
        assert set(columns(name)) == set(table.columns), name
        for label in columns(name):
            about, values = column(name, label), table[label].dropna()
            if "enum" in about:
                assert set(values) <= set(about["enum"]), (name, label)
            if about["type"] in ("integer", "number") and len(values):
                assert values.min() >= about.get("minimum", -np.inf), (name, label)
                assert values.max() <= about.get("maximum", np.inf), (name, label)
            if about["type"] == "integer":
                assert table[label].dtype.kind == "i" or table.empty, (name, label)


ESTIMATED = [
    "shares",
    "rates",
    "balance",
    "time",
    "change",
    "speakers",
    "dispersion",
    "sensitivity",
    "counts",
]


def test_a_document_of_another_source_changes_nothing_elsewhere() -> None:
    texts = [
        Text("b", ["riot/o"] * (1 + i % 3) + ["clash/o", "Upper Vale/q"], date=f"2022-0{1 + i % 4}-01")
        for i in range(8)
    ]
    texts += [Text("c", ["fray/o"] * (1 + i % 2) + ["Lower Vale/o"]) for i in range(6)]
    before = run(texts).tables
    after = run([*texts, Text("a", ["gathering/o", "riot/q", "Lower Vale/a"], date="2022-01-07")]).tables
    for name in ESTIMATED:
        old = before[name].reset_index(drop=True)
        new = after[name]
        new = new[new["source"].isin(["b", "c"])].reset_index(drop=True)
        pd.testing.assert_frame_equal(old, new, obj=name)
    pairs = after["differences"]
    pairs = pairs[pairs["source_a"] == "b"].reset_index(drop=True)
    plain = [c for c in pairs.columns if c not in ("p_holm", "p_bh", "family")]
    pd.testing.assert_frame_equal(before["differences"][plain], pairs[plain])


def test_the_same_profile_gives_the_same_tables() -> None:
    first, second = run(TWO * 4), run(TWO * 4)
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, second.tables[name], obj=name)
    assert first.methods == second.methods


def test_order_of_documents_within_a_source_does_not_change_counts() -> None:
    texts = [Text("a", ["riot/o"] * (1 + i % 3) + ["clash/o"]) for i in range(9)]
    one_way, other_way = (run(order).tables["shares"] for order in (texts, texts[::-1]))
    exact = ["occurrences", "total", "documents", "share", "wilson_low", "wilson_high", "status"]
    pd.testing.assert_frame_equal(one_way[exact], other_way[exact])


DEGENERATE = {
    "one text": [Text("a", ["riot/o"])],
    "one source": [Text("a", ["riot/o", "clash/q"])] * 7,
    "no occurrences": [Text("a"), Text("b")],
    "nothing but the term": [Text("a", ["riot/o"], ""), Text("b", ["riot/o"], "")],
    "no words": [Text("a", words=""), Text("b", words="")],
    "a term in every text": [Text(s, ["riot/o"] * 2) for s in "ab" for _ in range(6)],
    "copies": [
        Text(s, ["riot/o"], "so many words in a row that the passage is long enough " * 3)
        for s in "aabbb" * 2
    ],
    "only uncounted": [Text("a", ["riot/o/notes"]), Text("b", ["clash/q/notes"])],
    "same date": [Text("a", ["riot/o"], date="2022-01-01")] * 6,
}


@pytest.mark.parametrize("texts", DEGENERATE.values(), ids=DEGENERATE)
def test_degenerate_corpora_give_tables_and_sentences(texts: list[Text]) -> None:
    analysis = run(texts)
    assert "nan" not in analysis.methods.lower().replace("ferdinand", "")
    assert set(analysis.tables) == set(schema()["tables"])
    for status in ("shares", "rates"):
        table = analysis.tables[status]
        estimated = table["status"].isin(["ok", "wide"])
        assert table.loc[~estimated, ["low", "high"]].isna().all(axis=None)
        assert table.loc[estimated, ["low", "high"]].notna().all(axis=None)
        assert (table.loc[table["status"] == "wide", "high"] > 0.8).all()


def test_texts_that_each_use_another_name_are_too_few_to_tell() -> None:
    split = [Text("split", ["riot/o"] * 3), Text("split", ["riot/o"] * 2), Text("split", ["clash/o"])]
    split += [Text("split", ["clash/o"] * 2), Text("split", ["clash/o"] * 2)]
    same = [Text("same", ["riot/o", "clash/o"]) for _ in range(5)]
    tables = run(split + same).tables
    wide = one(tables["shares"], source="split", item="riot", voices="chosen")
    assert (wide.status, wide.documents, wide.share) == ("wide", 5, 0.5)
    assert wide.high - wide.low > 0.8
    assert one(tables["shares"], source="same", item="riot", voices="chosen").status == "ok"
    # A comparison asks for texts: it weighs by itself how much they differ.
    compared = one(tables["differences"], level="term", item="riot", voices="chosen")
    assert compared.status == "ok"
    assert compared.p > 0.5
    reported = one(
        tables["sensitivity"], source="split", variation="as reported", concept="event", frame="south"
    )
    assert reported.status == "wide"


def test_the_methods_say_by_which_column_texts_are_grouped() -> None:
    assert "4 documents of 2 sources (by the column “party”)" in run(TWO, source_column="party").methods
    assert "4 documents of 2 sources with" in run(TWO).methods


def test_a_profile_says_whose_texts_a_group_holds() -> None:
    grouped = [
        Text("left", member="b"),
        Text("left", member="a"),
        Text("left", member="b"),
        Text("right", member="c"),
    ]
    profile = tiny(grouped)
    assert list(profile.members.values()) == ["b", "a", "b", "c"]
    assert [profile.whose(path, "left") for path in profile.members] == [
        "b (left)",
        "a (left)",
        "b (left)",
        "c (left)",
    ]
    # One source in two groups is told, too.
    split = [Text("left", member="a"), Text("right", member="a")]
    assert list(tiny(split).members.values()) == ["a", "a"]
    # Other names for the same sources group nothing.
    assert tiny([Text("The A", member="a"), Text("The B", member="b")]).members == {}
    assert tiny([Text("a"), Text("b")]).members == {}


def test_of_many_sources_those_with_most_texts_are_compared_and_the_methods_say_so() -> None:
    often = [
        Text(f"s{n:02}", ["riot/o", "clash/o"], words="shore gulls") for n in range(30) for _ in range(2)
    ]
    seldom = [Text(f"a{n:02}", ["riot/o"], words="shore terns") for n in range(5)]
    analysis = run(often + seldom, minimum_texts=2)
    compared = [f"s{n:02}" for n in range(MOST_SOURCES)]
    for name, sources in (("differences", compared), ("similarity", compared)):
        table = analysis.tables[name]
        assert sorted({*table["source_a"], *table["source_b"]}) == sources
    words = analysis.tables["distinctive"]
    assert set(words["against"]) <= {"", *compared}
    assert set(analysis.tables["shares"]["source"]) > set(compared)
    assert len(analysis.tables["map"]) == 35
    assert "Of 35 sources, the 24 with most documents were compared" in analysis.methods
    assert "a source has 1 to 2 documents (median 2)" in analysis.methods
