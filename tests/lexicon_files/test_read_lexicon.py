import json
import tomllib
from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon_files import read_all, read_lexicon
from framing.model import Concept, Frame, Lexicon, Term

DATA = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))
BASE = "\n" + DATA["base"]


def write(folder, text, name="ferry.toml"):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def message(path, faults=1):
    with pytest.raises(LexiconError) as caught:
        read_lexicon(path)
    said = str(caught.value)
    lines = said.split("\n")
    assert len(lines) == faults
    assert all(line.startswith(str(path)) for line in lines)
    return said


def test_a_good_lexicon(tmp_path):
    assert read_lexicon(write(tmp_path, BASE)) == Lexicon(
        id="ferry",
        title="Names of a ferry",
        language="en",
        frames=(Frame("crew", "The crew's usage"), Frame("town", "The town's usage")),
        concepts=(
            Concept(
                "boat",
                "The boat",
                (
                    Term("ferry", "town", ("car-ferr{y,ies}",), ("ferry terminal",), source="Harbour rules"),
                    Term("vessel", "crew"),
                ),
            ),
        ),
    )


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["name"])
def test_what_is_wrong_is_named_with_place_and_remedy(tmp_path, case):
    assert BASE.count(case.get("old", "[[concepts]]")) >= 1
    changed = BASE.replace(case["old"], case["new"], 1) if "old" in case else BASE + case["new"]
    said = message(write(tmp_path, changed), case.get("faults", 1))
    for part in case["says"]:
        assert part in said


def test_all_faults_are_told_at_once_in_the_order_of_their_lines(tmp_path):
    text = BASE
    for old, new in (
        ('label = "The crew\'s usage"', "lable = 3"),
        ('id = "boat"', 'id = "the boat"'),
        ('["car-ferr{y,ies}"]', '["car-ferr{y", "vessel", 7]'),
        ('term = "vessel"\nframe = "crew"', 'term = "Vessel"\nframe = "crews"'),
        ("match_case = false", 'match_case = "no"\nextra = 1'),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = write(tmp_path, text)
    told = [line.removeprefix(f"{path}, ") for line in message(path, 8).split("\n")]
    expected = (
        ("line 7 (frame 1, lable): unknown key (did you mean 'label'?)", "; correct or delete it"),
        ('line 14 (concept 1, id): "the boat" is no id', "; use letters"),
        ("line 20 (concept 1, term 1, variant 1): \"car-ferr{y\" has a '{' that no '}' closes", "; add or"),
        ("line 20 (concept 1, term 1, variant 3): must be a text in quotation marks", "; it is a number"),
        ('line 25 (concept 1, term 2, term): "Vessel" also belongs to "ferry"', "; delete it from"),
        ('line 26 (concept 1, term 2, frame): there is no frame "crews" (did you mean', "; use one of crew"),
        ("line 27 (concept 1, term 2, match_case): must be true or false", "; it is a text"),
        ("line 28 (concept 1, term 2, extra): unknown key", "; correct or delete it"),
    )
    for line, (begins, remedy) in zip(told, expected, strict=True):
        assert line.startswith(begins)
        assert remedy in line


def test_terms_are_not_blamed_for_a_frame_whose_id_is_wrong(tmp_path):
    for wrong in ("id = 3", 'ids = "crew"', 'id = ""'):
        said = message(write(tmp_path, BASE.replace('id = "crew"', wrong)))
        assert said.startswith(f"{tmp_path / 'ferry.toml'}, line 6 (frame 1, ")


def test_of_very_many_faults_the_first_are_told(tmp_path):
    terms = "".join(f'\n[[concepts.terms]]\nterm = "boat {n}"\nframe = "crews"\n' for n in range(500))
    lines = message(write(tmp_path, BASE + terms), 21).split("\n")
    assert "line 31 " in lines[0]
    assert lines[-1].endswith(": 480 more faults; mend these and check again")


def test_the_faults_of_several_files_are_told_together(tmp_path):
    good = write(tmp_path, BASE)
    one = write(tmp_path, BASE.replace('"crew"\nmatch', '"crews"\nmatch'), "one.toml")
    two = write(tmp_path, "\ntitle = x\n", "two.toml")
    assert read_all([good]) == (read_lexicon(good),)
    with pytest.raises(LexiconError) as caught:
        read_all([one, good, two])
    first, second = caught.value.args
    assert first.startswith(f"{one}, line 26")
    assert second.startswith(f"{two}, line 2: not valid TOML")


def test_case_tells_words_apart_where_both_terms_say_so(tmp_path):
    text = BASE.replace("match_case = false", "match_case = true")
    text += '\n[[concepts.terms]]\nterm = "Vessel"\nframe = "town"\nmatch_case = true\n'
    assert len(read_lexicon(write(tmp_path, text)).concepts[0].terms) == 3


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + BASE.encode(), BASE.replace("\n", "\r\n").encode()])
def test_byte_order_mark_and_windows_line_ends(tmp_path, data):
    (tmp_path / "a.toml").write_bytes(data)
    assert read_lexicon(tmp_path / "a.toml").title == "Names of a ferry"


def test_language_is_english_unless_stated(tmp_path):
    assert read_lexicon(write(tmp_path, BASE.replace('language = "en"', ""))).language == "en"


def test_bytes_that_are_no_utf8(tmp_path):
    (tmp_path / "a.toml").write_bytes(BASE.encode() + b"\n# caf\xe9\n")
    said = message(tmp_path / "a.toml")
    assert "line 29" in said
    assert "UTF-8" in said


def test_a_folder_and_a_missing_file(tmp_path):
    write(tmp_path, BASE)
    assert "is a folder" in message(tmp_path)
    assert "did you mean 'ferry.toml'" in message(tmp_path / "fery.toml")


def test_hostile_depth_and_numbers(tmp_path):
    assert "not valid TOML" in message(write(tmp_path, "a = " + "[" * 100_000))
    assert "not valid TOML" in message(write(tmp_path, "a = " + "9" * 10_000))


def test_a_key_with_a_line_break_stays_in_one_line(tmp_path):
    assert "a b" in message(write(tmp_path, BASE.replace("language =", '"a\\nb" =')))


def test_a_lexicon_written_in_one_line_per_table(tmp_path):
    text = """title = "t"
frames = [{id = "a", label = "A"}]
concepts = [{id = "c", label = "C", terms = [
  {term = "ferry", frame = "a"},
  {term = "barge", frame = "zz"},
]}]
"""
    said = message(write(tmp_path, text))
    assert "line 5" in said
    assert "concept 1, term 2, frame" in said


def to_toml(lexicon):
    """The lexicon as TOML, every field written out."""

    def block(header, item, names):
        rows = (f"{name} = {json.dumps(getattr(item, name), ensure_ascii=False)}" for name in names)
        return "\n".join([header, *rows, ""])

    parts = [block("", lexicon, ("title", "language", "about"))]
    parts += [block("[[frames]]", frame, ("id", "label", "about")) for frame in lexicon.frames]
    for concept in lexicon.concepts:
        parts.append(block("[[concepts]]", concept, ("id", "label", "about")))
        for term in concept.terms:
            parts.append(block("[[concepts.terms]]", term, Term.__slots__))
    return "\n".join(parts)


@pytest.mark.parametrize("name", ["china", "valley"])
def test_round_trip(tmp_path, name):
    lexicon = read_lexicon(Path(__file__).parents[2] / "lexicons" / f"{name}.toml")
    assert read_lexicon(write(tmp_path, to_toml(lexicon), f"{name}.toml")) == lexicon
