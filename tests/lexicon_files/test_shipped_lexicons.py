"""The lexicons that come with the project: readable, fair in their order, honest about their sources."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from framing.lexicon_files import check, headline, read_lexicon, summarise
from framing.matching import Matcher
from framing.readers import list_texts, read_document
from framing.text.zones import find_zones

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "lexicons").glob("*.toml"))


@pytest.fixture(params=SHIPPED, ids=lambda path: path.stem)
def path(request):
    return request.param


def test_there_are_two():
    assert [path.stem for path in SHIPPED] == ["china", "valley"]


def test_alphabetical_order_favours_nobody(path):
    lexicon = read_lexicon(path)
    for names in (
        [frame.id for frame in lexicon.frames],
        [concept.id for concept in lexicon.concepts],
        *([term.term.casefold() for term in concept.terms] for concept in lexicon.concepts),
    ):
        assert names == sorted(names)


def test_a_term_names_its_source_or_says_that_it_has_none(path):
    for concept in read_lexicon(path).concepts:
        for term in concept.terms:
            assert bool(term.source) != term.note.startswith("unreferenced"), term.term


def test_nothing_to_mend_but_missing_sources(path):
    assert [warning for warning in check(path) if "unreferenced" not in warning] == []


def test_description_names_every_term_and_frame(path):
    lexicon = read_lexicon(path)
    text = summarise(lexicon)
    assert text.startswith(headline(lexicon))
    for frame in lexicon.frames:
        assert frame.label in text
    for concept in lexicon.concepts:
        for term in concept.terms:
            assert f"  {term.term}  [{term.frame}]" in text


PLACES = [
    ("She flew to Tibet, not to Tibetan villages.", ["Tibet"]),
    ("the Tibet Autonomous Region (TAR)", ["Tibet Autonomous Region", "Tibet Autonomous Region"]),
    ("the Xinjiang Uyghur Autonomous Region", ["Xinjiang Uyghur Autonomous Region"]),
    ("Uyghurs, Uighurs, Uygurs and Uyhurs", ["Uyghur", "Uighur", "Uygur", "Uyhur"]),
    ("in Eastern Turkestan", ["East Turkistan"]),
    (
        "Vocational Skills Education and Training Centers (VETCs)",
        ["vocational education and training centre"] * 2,
    ),
    ("educational and vocational training centres", ["vocational education and training centre"]),
    ("training camps and re-education camps", ["re-education camp"]),
    ("de-radicalisation, counterterrorism", ["deradicalization", "counter-terrorism"]),
    ("she will not seek a second term", ["not seek a second term"]),
    ("resigned or stepped down", ["resign", "step down"]),
    ("the regime under a sanctions regime", ["Chinese regime"]),
    ("crimes against humanity", ["crime against humanity"]),
]


@pytest.mark.parametrize(("text", "terms"), PLACES, ids=[text for text, _ in PLACES])
def test_names_in_the_china_lexicon(text, terms):
    matcher = Matcher((read_lexicon(ROOT / "lexicons" / "china.toml"),))
    assert [occurrence.key.term for occurrence in matcher.find(text)] == terms


def test_a_statement_counted_by_hand():
    """Tibet 5 times in the argument and 69 times among the signatories, and no longer name counted as it."""
    files = sorted((ROOT / ".." / "shared" / "texts" / "coalition").glob("*.txt"))
    if not files:
        pytest.skip("the shared texts are not on this machine")
    text = files[0].read_text("utf-8")
    matcher = Matcher((read_lexicon(ROOT / "lexicons" / "china.toml"),))
    found = count(text, find_zones(text), matcher)
    argument = Counter()
    for (term, zone), n in found.items():
        argument[term] += n if zone in ("headline", "subhead", "body", "pullquote") else 0
    assert argument["Tibet"] == 5
    assert found["Tibet", "signatories"] == 69
    assert argument["East Turkistan"] == 3
    assert argument["Xinjiang Uyghur Autonomous Region"] == 1


def count(text, zones, matcher):
    return Counter(
        (place.key.term, next(zone.kind for zone in zones if zone.start <= place.start < zone.end))
        for place in matcher.find(text)
    )


@pytest.fixture(scope="module")
def corpus():
    return [read_document(file) for file in list_texts(ROOT / "texts").files]


def test_sample_corpus_has_texts_enough(corpus):
    texts = Counter(document.source for document in corpus)
    assert len(corpus) == 20
    assert texts == {
        "harbour-ledger": 3,
        "meridian-wire": 4,
        "ostrel-news-service": 6,
        "tavarin-coalition": 1,
        "the-lantern": 6,
    }
    with (ROOT / "texts" / "metadata.csv").open(encoding="utf-8", newline="") as file:
        assert [row["file"] for row in csv.DictReader(file)] == [document.path for document in corpus]


def test_every_sample_text_says_that_it_is_invented_where_nothing_counts(corpus):
    for document in corpus:
        last = document.text.rstrip().rsplit("\n", 1)[-1]
        assert last.startswith("Invented text for teaching."), document.path
        start = document.text.index(last)
        kinds = {zone.kind for zone in find_zones(document.text, document.title) if zone.end > start}
        assert kinds == {"boilerplate"}, document.path


def test_sample_corpus_has_occurrences_enough_in_its_own_lexicon_only(corpus):
    valley, china = (
        Matcher((read_lexicon(ROOT / "lexicons" / f"{name}.toml"),)) for name in ("valley", "china")
    )
    counted = Counter()
    for document in corpus:
        for (_, zone), n in count(document.text, find_zones(document.text, document.title), valley).items():
            counted[zone] += n
        assert china.find(document.text) == [], document.path
    assert (
        sum(n for zone, n in counted.items() if zone in ("headline", "subhead", "body", "pullquote")) >= 350
    )
    assert counted["signatories"] >= 25
    assert counted["notes"] >= 3
    assert counted["pullquote"] >= 1
