"""The guide to lexicons: its example can be read, its message is the real one, and it names every key."""

import re
from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon_files import check, read_lexicon
from framing.lexicon_files.patterns import LIMIT
from framing.matching import Matcher
from framing.model import Term

GUIDE = (Path(__file__).parents[2] / "docs" / "lexicons.md").read_text("utf-8")
EXAMPLE = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[1]


def test_the_example_is_a_good_lexicon(tmp_path):
    path = tmp_path / "road.toml"
    path.write_text(EXAMPLE, "utf-8")
    assert check(path) == []
    matcher = Matcher((read_lexicon(path),))
    text = "relief-road, Relief Roads, the relief\nroad's cost, a 4-lane road, reliefroad, relief roadwork."
    surfaces = [text[place.start : place.end] for place in matcher.find(text)]
    assert surfaces == ["relief-road", "Relief Roads", "relief\nroad", "4-lane road"]


def test_the_message_is_what_a_user_sees(tmp_path):
    path = tmp_path / "road.toml"
    path.write_text(EXAMPLE.replace('frame = "residents"', 'frame = "resident"'), "utf-8")
    with pytest.raises(LexiconError) as caught:
        read_lexicon(path)
    assert str(caught.value).replace(str(path), "road.toml") in GUIDE


@pytest.mark.parametrize("key", Term.__slots__)
def test_every_key_of_a_term_is_explained(key):
    assert f"| `{key}` |" in GUIDE


def test_the_bound():
    assert f"at most {LIMIT} spellings" in GUIDE
