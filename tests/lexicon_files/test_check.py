import pytest

from framing.lexicon_files import check

BASE = """title = "t"
[[frames]]
id = "a"
label = "A"
[[frames]]
id = "b"
label = "B"
[[concepts]]
id = "c"
label = "C"
[[concepts.terms]]
term = "ferry"
frame = "a"
source = "s"
[[concepts.terms]]
term = "barge"
frame = "b"
source = "s"
"""

CASES = [
    ("nothing", "", "", None),
    ("no source", 'frame = "b"\nsource = "s"', 'frame = "b"', "unreferenced"),
    ("frame not used", 'frame = "b"', 'frame = "a"', 'frame "b" is not used'),
    (
        "variant not needed",
        'frame = "b"',
        'frame = "b"\nvariants = ["Barge"]',
        'variant "Barge" is not needed',
    ),
    ("exclusion without effect", 'frame = "b"', 'frame = "b"\nexclude = ["boat"]', '"boat" does not contain'),
    ("url", 'frame = "b"', 'frame = "b"\nurl = "javascript:alert(1)"', "will not be a link"),
    ("plural", '"barge"', '"ferrys"', '"ferrys" is the plural of "ferry"'),
    ("alternatives", '"barge"', '"barge|scow"', '"barge|scow" has |, which stands for nothing but itself'),
    ("a set", 'frame = "b"', 'frame = "b"\nvariants = ["sc[ou]w"]', '"sc[ou]w" has [, which'),
    ("any characters", '"barge"', '"barge.*"', '"barge.*" has .*, which'),
    ("a backspace", '"barge"', '"\\bbarge"', '"barge" has U+0008, which'),
    ("a backslash", 'frame = "b"', "frame = 'b'\nexclude = ['\\bbarge way']", "has \\, which"),
    ("quotation marks", '"barge"', '"“barge”"', '“barge”" stands in quotation marks'),
    ("signs of names", '"barge"', '"C++ {barge,boat}* (A&T) U.S. \'90s $5?"', None),
    ("marks within", '"barge"', '"the “barge” line"', None),
    ("one term", BASE[BASE.rindex("[[concepts.terms]]") :], "", "only one term"),
]


@pytest.mark.parametrize(("name", "old", "new", "says"), CASES, ids=[case[0] for case in CASES])
def test_warnings(tmp_path, name, old, new, says):
    path = tmp_path / "t.toml"
    path.write_text(BASE.replace(old, new), "utf-8")
    warnings = check(path)
    if says is None:
        assert warnings == []
    else:
        assert any(says in warning for warning in warnings), warnings


def test_one_frame(tmp_path):
    path = tmp_path / "t.toml"
    text = BASE.replace('[[frames]]\nid = "b"\nlabel = "B"\n', "").replace('frame = "b"', 'frame = "a"')
    path.write_text(text, "utf-8")
    assert any("only one frame" in warning for warning in check(path))
