import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import LexiconError
from framing.lexicon_files.patterns import LIMIT, expand


@pytest.mark.parametrize(
    ("pattern", "spellings"),
    [
        ("ferry", ("ferry",)),
        ("cent{re,er}", ("centre", "center")),
        ("{a,b} {c,d}", ("a c", "a d", "b c", "b d")),
        ("a{b,c{d,e}f,}g", ("abg", "acdfg", "acefg", "ag")),
        ("{old ,}ferry", ("old ferry", "ferry")),
        ("{a,a}", ("a",)),
        ("{a}", ("a",)),
        ("one, two", ("one, two",)),
        ("  a   b ", ("a b",)),
        ("ferr*", ("ferr*",)),
        ("U.S.", ("U.S.",)),
        ("{船,フェリー}", ("船", "フェリー")),
    ],
)
def test_expansion(pattern, spellings):
    assert expand(pattern) == spellings


def test_the_bound_is_exact():
    assert len(expand("x" + "{a,b}" * 8)) == LIMIT
    with pytest.raises(LexiconError, match="more than 256"):
        expand("x" + "{a,b}" * 8 + "{c,d,e}")


@pytest.mark.parametrize(
    "pattern", ["", " ", "*", "* *", "{,}", "a{,b}{", "}", "{a", "a}", "-", "{*,a}", "a" * 501]
)
def test_refused(pattern):
    with pytest.raises(LexiconError):
        expand(pattern)


@given(st.text(alphabet="ab{},* -", max_size=200))
def test_any_text_is_expanded_or_refused(pattern):
    try:
        spellings = expand(pattern)
    except LexiconError:
        return
    assert 1 <= len(spellings) <= LIMIT
    assert len(set(spellings)) == len(spellings)
    assert not any(set("{}") & set(spelling) for spelling in spellings)
