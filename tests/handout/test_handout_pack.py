"""Packs of the sample corpus and of small made-up studies: pages, answers, escapes, and what goes wrong."""

from __future__ import annotations

import builtins
import json
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from framing.analysis import analyse
from framing.errors import FramingError, OutputError, StudyError
from framing.handout import Pack, make_pack
from framing.handout.choose import _CLEAR, flat
from framing.handout.language import LANGUAGES
from framing.handout.passages import find_passages, weak_rules
from framing.handout.settings import PARTS, levels, read_wishes
from framing.handout.view import reasons, steps
from framing.pipeline import profile_and_reader
from framing.study import open_study

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold" / "corpus.jsonl"
CONCEPTS = ("event", "facilities", "move", "people", "region", "state", "")

Make = Callable[..., Path]


class Desk:
    """A study with all that a pack is made from."""

    def __init__(self, root: Path) -> None:
        lexicons = tuple(sorted((root / "lexicons").glob("*.toml")))
        self.study = open_study(root, lexicons=lexicons)
        self.profile, self.read = profile_and_reader(self.study)
        self.analysis = analyse(self.profile)

    def pack(self, concept: str = "", **options: str) -> Pack:
        return make_pack(self.study, self.profile, self.analysis, self.read, concept, **options)


@pytest.fixture(scope="module")
def sample() -> Desk:
    return Desk(ROOT)


@pytest.mark.parametrize("level", levels())
@pytest.mark.parametrize("concept", CONCEPTS)
def test_every_answer_has_its_evidence_in_the_passage(sample: Desk, concept: str, level: str) -> None:
    limits = levels()[level]
    for p in flat(sample.pack(concept, level=level).pairs):
        text = sample.read(p.document).text
        low, high = p.span
        assert all(low <= start < end <= high for start, end in (*p.evidence, p.term_span)), p.place
        assert " ".join(text[low:high].split()) == p.text
        assert p.voice in limits.voices
        assert p.rule not in weak_rules()
        assert p.words <= limits.words
        assert 1 <= p.sentences <= limits.sentences
        if p.voice != "own":
            assert p.evidence, p.place
        if p.voice == "attributed":
            assert p.cues, p.place


@pytest.mark.skipif(not GOLD.is_file(), reason="the sample corpus is not labelled yet")
@pytest.mark.parametrize("level", levels())
@pytest.mark.parametrize("concept", CONCEPTS)
def test_every_answer_is_what_people_answered(sample: Desk, concept: str, level: str) -> None:
    labels = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[row["document"], row["start"]] = row["accept"]
    for p in flat(sample.pack(concept, level=level).pairs):
        assert p.voice in labels[p.place], p.place


def test_a_name_held_at_a_distance_by_somebody_of_the_sentence_before_is_no_clear_case(sample: Desk) -> None:
    found = find_passages(sample.profile, sample.read, levels()["advanced"], [("valley", "event")])
    clear = {p.text: p.doubt <= _CLEAR for p in found if p.voice == "distanced"}
    assert not clear["It spoke of a “clash”."]
    assert clear['Exile groups speak of a "massacre" of nine people.']


def test_a_pack_sets_sources_side_by_side(sample: Desk) -> None:
    for pair in sample.pack("facilities").pairs:
        assert len({p.source for p in pair}) == 2
        assert len({p.voice for p in pair}) == 2


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("concept", ["facilities", "move", ""])
def test_standard_packs_fill_the_pages_they_promise(sample: Desk, concept: str, paper: str) -> None:
    pages = sample.pack(concept, kind="pdf", paper=paper).pages
    assert pages["student-sheet"] == 2
    assert pages["teachers-key"] in (1, 2)
    assert pages["evidence-card"] == 1
    assert pages["lesson"] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_fits_too(sample: Desk, language: str) -> None:
    pack = sample.pack("facilities", kind="pdf", paper="letter", language=language)
    assert not [note for note in pack.notes if "pages instead" in note]
    assert f'<html lang="{language}">' in pack.files["student-sheet.html"].decode()


def test_the_example_of_the_guide_fills_the_pages_it_promises(sample: Desk, tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "handouts.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    (tmp_path / "handout.toml").write_text(example, encoding="utf-8")
    study = replace(sample.study, root=tmp_path)
    pack = make_pack(study, sample.profile, sample.analysis, sample.read, "facilities", kind="pdf")
    assert pack.notes == ()
    wishes = read_wishes(tmp_path)
    places = {p.place for p in flat(pack.pairs)}
    assert places.issuperset(wishes.pin)
    assert places.isdisjoint(wishes.ban)


def test_pdf_is_tagged_and_described(sample: Desk) -> None:
    from pypdf import PdfReader

    pack = sample.pack("facilities", kind="pdf")
    for part in PARTS:
        reader = PdfReader(BytesIO(pack.files[f"{part}.pdf"]))
        catalogue: Any = reader.trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"]
        assert catalogue["/StructTreeRoot"]
        assert catalogue["/Lang"] == "en"
        assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert "places people were moved to" in str(reader.metadata.title)
        assert "pdfuaid:part" in catalogue["/Metadata"].get_data().decode()
    assert (
        b"Page 1 of 2"
        in "".join(
            page.extract_text() for page in PdfReader(BytesIO(pack.files["student-sheet.pdf"])).pages
        ).encode()
    )


@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_the_same_input_gives_the_same_bytes(sample: Desk, kind: str) -> None:
    first, second = (sample.pack("move", kind=kind).files for _ in range(2))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_word_document_has_the_same_text(sample: Desk) -> None:
    import docx

    pack = sample.pack("facilities", kind="docx", paper="letter")
    document = docx.Document(BytesIO(pack.files["student-sheet.docx"]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for p in flat(pack.pairs):
        assert p.text in text
    assert any(
        run.bold and run.text == flat(pack.pairs)[0].surface for q in document.paragraphs for run in q.runs
    )
    assert round(document.sections[0].page_width.cm, 1) == 21.6
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [
        "The places people were moved to"
    ]
    card = docx.Document(BytesIO(pack.files["evidence-card.docx"]))
    assert len(card.inline_shapes) == 1
    assert card.tables[0].rows[0].cells[0].text == "Source"


@pytest.mark.parametrize(("level", "paper"), [("first-steps", "letter"), ("standard", "a4")])
def test_lines_to_write_on_end_at_the_margin_in_word(sample: Desk, level: str, paper: str) -> None:
    """Underscores would go on in a second line where the type is large or the paper small."""
    import docx

    pack = sample.pack("facilities", kind="docx", level=level, paper=paper)
    document = docx.Document(BytesIO(pack.files["student-sheet.docx"]))
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    lines = [paragraph for paragraph in document.paragraphs if paragraph.text == "\t"]
    html = pack.files["student-sheet.html"].decode()
    assert len(lines) == html.count('<p class="line">') > 5
    for line in lines:
        [stop] = line.paragraph_format.tab_stops
        assert abs(stop.position - room) < 1000
    assert not any("_" * 30 in paragraph.text for paragraph in document.paragraphs)


def test_a_tall_figure_leaves_room_for_its_table_in_word(sample: Desk) -> None:
    import docx
    from docx.shared import Cm

    [figure] = docx.Document(
        BytesIO(sample.pack("state", kind="docx").files["evidence-card.docx"])
    ).inline_shapes
    assert figure.height <= Cm(12)


def test_no_word_in_a_table_is_broken_in_word(sample: Desk) -> None:
    import docx
    import matplotlib
    from docx.shared import Cm, Pt

    # Helvetica has the widths of Arial, in thousandths of the size of the type.
    afm = Path(matplotlib.get_data_path(), "fonts/pdfcorefonts/Helvetica-Bold.afm").read_text("ascii")
    widths = {chr(int(c)): int(w) for c, w in re.findall(r"^C (\d+) ; WX (\d+)", afm, re.MULTILINE)}
    widths["\u00a0"] = widths[" "]
    broken = []
    for concept in ("event", "facilities", "move", "people", "region", "state"):
        pack = sample.pack(concept, kind="docx", language="de")
        for part in ("evidence-card", "lesson"):
            [table] = docx.Document(BytesIO(pack.files[f"{part}.docx"])).tables
            for row in table.rows:
                for cell in row.cells:
                    for word in cell.text.replace("-", "- ").split(" "):
                        wide = sum(widths.get(char, 556) for char in word) * Pt(12) / 1000
                        if wide > cell.width - Cm(0.38):
                            broken.append((concept, part, word))
    assert broken == []


def test_the_card_gives_shares_only_where_there_are_texts_enough(sample: Desk) -> None:
    card = sample.pack("facilities").files["evidence-card.html"].decode()
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', card, re.DOTALL)
    assert {source: "%" in cells for source, cells in rows} == {
        "harbour-ledger": False,
        "meridian-wire": False,
        "ostrel-news-service": True,
        "tavarin-coalition": False,
        "the-lantern": True,
    }
    assert "Texts without a date" not in card


def test_every_rule_has_a_reason_and_every_reason_a_rule(sample: Desk) -> None:
    told = (ROOT / "docs" / "voice.md").read_text("utf-8")
    rules = set(re.findall(r"^- `([a-z-]+)`", told, re.MULTILINE))
    assert set(reasons()) == rules
    assert set(sample.profile.readings["rule"]) <= rules
    assert weak_rules() < rules


def test_no_italics_no_capitals_no_colour() -> None:
    style = (ROOT / "templates" / "handout" / "handout.css").read_text(encoding="utf-8")
    assert not re.search(r"italic|uppercase|small-caps|justify", style.split("*/", 1)[1])
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", style)) <= {"#000", "#fff"}
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: ?([\d.]+)pt", style)]
    assert all(size >= 12 for size in sizes)


@pytest.mark.parametrize("minutes", [20, 40, 45, 90, 120])
def test_the_steps_take_the_whole_lesson(minutes: int) -> None:
    found = steps(minutes, str)
    assert sum(step.minutes for step in found) == minutes
    assert all(step.minutes > 0 for step in found)


# What teachers and schools bring


def test_pins_and_bans(sample: Desk, tmp_path: Path) -> None:
    usual = flat(sample.pack("facilities").pairs)
    wanted = next(
        p
        for p in find_passages(sample.profile, sample.read, levels()["standard"], [("valley", "facilities")])
        if p.place not in {q.place for q in usual}
    )
    root = _copy(tmp_path)
    document, start = usual[0].place
    name = sample.read(wanted.document).text[slice(*wanted.term_span)].upper()
    (root / "handout.toml").write_text(
        f'ban = [{{ document = "{document}", start = {start} }}]\n'
        f'pin = [{{ document = "{wanted.document}", start = {wanted.term_span[0]}, surface = "{name}" }}]\n'
        'standard = "RI.9-10.6 <b>"\nminutes = 60\nsources = "blank"\n',
        encoding="utf-8",
    )
    pack = Desk(root).pack("facilities")
    places = [p.place for p in flat(pack.pairs)]
    assert usual[0].place not in places
    assert wanted.place in places
    sheet = pack.files["student-sheet.html"].decode()
    assert "RI.9-10.6 &lt;b&gt;" in sheet
    assert "60 minutes" in sheet
    assert "The texts, in alphabetical order" in sheet
    assert f"{wanted.source}, {wanted.date}" not in sheet.split("The texts, in alphabetical order")[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word_cap = 5", "'word_cap' must be a whole number from 10 to 80"),
        ("word_caps = 40", "unknown key 'word_caps'"),
        ('pin = "north/one.txt"', "'pin' must be a list such as"),
        ("ban = [{ document = 3, start = 1 }]", "'ban' must be a list such as"),
        ("minutes = true", "'minutes' must be a whole number"),
        ('sources = "hidden"', "'sources' must be"),
        ("standard = 9", "'standard' must be a text"),
        ("word_cap =", "not valid TOML"),
        ("word_cap = " + "9" * 5_000, "not valid TOML: nested too deep or a number too long"),
        ("pin = " + "[" * 3_000, "not valid TOML: nested too deep or a number too long"),
        ('pin = [{ document = "a.txt", start = 0x' + "f" * 5_000 + " }]", "'pin' must be a list such as"),
        ('ban = [{ document = "a.txt", start = -1 }]', "'ban' must be a list such as"),
        ('ban = [{ document = "a.txt", start = 1, surface = 2 }]', "'ban' must be a list such as"),
        ('ban = [{ document = "a.txt", start = 1, voice = "own" }]', "'ban' must be a list such as"),
        ("surfaces = 1", "unknown key 'surfaces'"),
    ],
)
def test_wishes_that_cannot_be_read(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "handout.toml").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=re.escape(said)) as error:
        read_wishes(tmp_path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("key", ["pin", "ban"])
def test_a_place_where_another_name_stands_now(sample: Desk, tmp_path: Path, key: str) -> None:
    root = _copy(tmp_path)
    document, start = flat(sample.pack("facilities").pairs)[0].place
    (root / "handout.toml").write_text(
        f'{key} = [{{ document = "{document}", start = {start}, surface = "ferry" }}]', encoding="utf-8"
    )
    with pytest.raises(StudyError, match=rf"at {start} in {document} stands '.+', not 'ferry'"):
        Desk(root).pack("facilities")


def test_a_pin_beside_every_term(sample: Desk, tmp_path: Path) -> None:
    root = _copy(tmp_path)
    (root / "handout.toml").write_text('pin = [{ document = "nowhere.txt", start = 1 }]', encoding="utf-8")
    with pytest.raises(StudyError, match=r"no term begins at 1 in nowhere\.txt"):
        Desk(root).pack("facilities")


def test_a_school_template_is_used(make_study: Make) -> None:
    root = make_study(_TEXTS)
    folder = root / "templates" / "handout"
    folder.mkdir(parents=True)
    (folder / "lesson.html").write_text(
        '{% extends "_page.html" %}{% block page %}<p>Our school</p>{% endblock %}'
    )
    pack = Desk(root).pack()
    assert pack.fault is None
    assert "Our school" in pack.files["lesson.html"].decode()
    assert "Teacher&#39;s key" in pack.files["teachers-key.html"].decode()


@pytest.mark.parametrize(
    "text", ["{% block page %}", "{{ nothing.there }}", "{{ 1 / 0 }}", "{{ ''.__class__.mro() }}"]
)
def test_a_template_with_an_error_is_named_and_the_shipped_one_used(make_study: Make, text: str) -> None:
    root = make_study(_TEXTS)
    folder = root / "templates" / "handout"
    folder.mkdir(parents=True)
    (folder / "lesson.html").write_text(text)
    pack = Desk(root).pack()
    assert isinstance(pack.fault, FramingError)
    assert "lesson.html" in str(pack.fault)
    assert "\n" not in str(pack.fault)
    assert "How to run this lesson" in pack.files["lesson.html"].decode()


# What goes wrong


@pytest.mark.parametrize("error", [ImportError("no module"), OSError("cannot load library 'pango'")])
def test_without_weasyprint_or_pango_the_html_is_made(
    sample: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    pack = _without("weasyprint", error, sample, monkeypatch, "pdf")
    assert "WeasyPrint" in str(pack.fault) or "Pango" in str(pack.fault)


def test_without_python_docx_the_html_is_made(sample: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = _without("docx", ImportError("no module"), sample, monkeypatch, "docx")
    assert "python-docx" in str(pack.fault)


def _without(module: str, error: Exception, sample: Desk, monkeypatch: pytest.MonkeyPatch, kind: str) -> Pack:
    real = builtins.__import__

    def refuse(name: str, *arguments: Any, **more: Any) -> Any:
        if name == module:
            raise error
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    pack = sample.pack("facilities", kind=kind)
    assert isinstance(pack.fault, OutputError)
    assert "\n" not in str(pack.fault)
    assert sorted(pack.files) == sorted(f"{part}.html" for part in PARTS)
    return pack


def test_an_unknown_concept(sample: Desk) -> None:
    with pytest.raises(StudyError, match=r"no concept 'facility'.*facilities"):
        sample.pack("facility")


def test_a_concept_that_does_not_occur(sample: Desk) -> None:
    with pytest.raises(StudyError, match="the names of 'tibet' do not occur in the texts; choose one of"):
        sample.pack("tibet")


def test_passages_all_too_long(make_study: Make) -> None:
    long = "The river and the road and the wall and the tower stood beside the holding camp " * 8
    root = make_study({"north/one.txt": long + ".\n"})
    with pytest.raises(
        StudyError, match="no passage for 'camps' of at most 2 sentences and 45 words; raise word_cap"
    ):
        Desk(root).pack()


def test_one_source_only(make_study: Make) -> None:
    pack = Desk(make_study({"north/one.txt": _TEXTS["north/one.txt"]})).pack()
    assert any("one source" in note for note in pack.notes)
    assert set(pack.files) == {f"{part}.html" for part in PARTS}


def test_hostile_names_run_nothing(make_study: Make) -> None:
    nasty = "<script>alert(1)</script>"
    texts = {
        "one.txt": f"The holding camp beside the {nasty} river opened on Monday morning at nine.\n",
        "two.txt": "The training centre beside the river opened on Monday morning at nine.\n",
    }
    root = make_study(texts)
    lexicon = root / "lexicons" / "camps.toml"
    text = lexicon.read_text("utf-8")
    for label in ("Critics' usage", "The camps"):
        assert label in text
        text = text.replace(label, nasty)
    lexicon.write_text(text, encoding="utf-8")
    (root / "framing.toml").write_text("title = '''\"} </style><script>x</script>'''\n", encoding="utf-8")
    (root / "texts" / "metadata.csv").write_text(
        f"file,source,title,date\none.txt,{nasty},{nasty},2023-01-01\n", encoding="utf-8"
    )
    pack = Desk(root).pack(kind="docx")
    for part in PARTS:
        page = pack.files[f"{part}.html"].decode()
        assert "<script" not in page
        assert page.count("</style>") == 1
        assert "default-src &#39;none&#39;" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pack.files["student-sheet.html"].decode()


def test_the_pdf_loads_nothing_from_outside() -> None:
    from framing.handout.pdf import write_pdf

    page = '<html lang="en"><title>t</title><img alt="a" src="file:///etc/passwd"><img alt="b" src="http://localhost/x">'
    data, pages = write_pdf(page)
    assert pages == 1
    assert b"/Subtype /Image" not in data


_TEXTS = {
    "north/one.txt": "The holding camp beside the river opened on Monday morning at nine.\n\n"
    "“The holding camp is a prison for all of us here,” said Ann Vale, a teacher.\n",
    "south/two.txt": "The training centre beside the river opened on Monday morning at nine.\n\n"
    "Ann Vale says that the training centre is closed to everybody from the village.\n",
}


def _copy(tmp_path: Path) -> Path:
    """The sample corpus in a folder that a test may write to."""
    import shutil

    root = tmp_path / "study"
    for name in ("texts", "lexicons"):
        shutil.copytree(ROOT / name, root / name)
    return root


_PLANTS = ("bindweed", "creeper", "strangler", "tanglewort")
_TERM = '[[concepts.terms]]\nterm = "{}"\nframe = "all"\nnote = "invented"\n'
_WEEDS = f"""
title = "Weeds and crossings"
frames = [{{ id = "all", label = "Anybody" }}]
[[concepts]]
id = "crossing"
label = "The crossing"
{_TERM.format("ferry")}
[[concepts]]
id = "weed"
label = "The weed"
{"".join(map(_TERM.format, _PLANTS))}
"""


def test_every_name_on_the_sheet_is_in_the_vocabulary(make_study: Make) -> None:
    """The pack of a whole study explains few names of each concept, but all that stand in its passages."""
    texts = {
        f"{source}/{number}.txt": f"A walk\n\nThe {name} by the old wall grew over three of the steps.\n"
        for source in ("east", "west")
        for number, name in enumerate((*_PLANTS, "ferry"))
    }
    pack = Desk(make_study(texts, _WEEDS)).pack(level="advanced")
    vocabulary = pack.files["student-sheet.html"].decode().partition("Vocabulary")[2]
    on_sheet = {p.term for p in flat(pack.pairs)}
    assert len(on_sheet & set(_PLANTS)) > 2
    assert all(f"<b>{name}</b>" in vocabulary for name in on_sheet)


def test_a_headline_that_is_only_the_name_is_no_passage(make_study: Make) -> None:
    text = "Holding camps\n\nThe holding camps stand by the river and are full again.\n"
    desk = Desk(make_study(texts={"north/one.txt": text}))
    (found,) = flat(desk.pack().pairs)
    assert found.term_span[0] > 15


def test_the_card_is_on_white_whatever_the_reader_prefers(sample: Desk) -> None:
    page = sample.pack("facilities").files["evidence-card.html"].decode()
    [picture] = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", page)
    drawn = b64decode(picture)
    assert b"prefers-color-scheme" not in drawn
    assert b"#ffffff" in drawn


def test_a_grouped_text_keeps_whose_it_is_on_sheet_and_key(sample: Desk) -> None:
    desk = Desk(ROOT)
    documents = desk.profile.documents
    paths, sources = documents["document"].tolist(), documents["source"].tolist()
    desk.profile = replace(
        desk.profile,
        documents=documents.assign(source="press"),
        readings=desk.profile.readings.assign(source="press"),
        members=dict(zip(paths, sources, strict=True)),
    )
    desk.analysis = analyse(desk.profile)
    pack = desk.pack("facilities", kind="html")
    sheet, key = (pack.files[f"{part}.html"].decode() for part in ("student-sheet", "teachers-key"))
    assert re.search(r"[a-z-]+ \(press\), 2023", sheet)
    assert not re.search(r">\s*press, 2023", sheet)
    # How often it uses a name is counted in its own texts.
    every = desk.profile.readings[desk.profile.readings["counted"]]
    of_one = every.assign(whose=every["document"].map(desk.profile.members)).groupby(["whose", "term"]).size()
    told = [int(number) for number in re.findall(r"Places in its texts: (\d+)", key)]
    assert told
    assert max(told) <= of_one.max() < every.groupby("term").size().max()


def test_a_card_with_texts_too_different_for_shares_has_counts_and_says_why(sample: Desk) -> None:
    desk = Desk(ROOT)
    shares = desk.analysis.tables["shares"]
    here = (shares["source"] == "the-lantern") & (shares["concept"] == "facilities")
    changed = shares.assign(status=shares["status"].where(~here, "wide"))
    desk.analysis = replace(desk.analysis, tables=desk.analysis.tables | {"shares": changed})
    for language, said in (
        ("en", "texts differ so much that its shares could be almost anything"),
        ("de", "deren Texte so verschieden sind"),
    ):
        card = desk.pack("facilities", language=language).files["evidence-card.html"].decode()
        [row] = re.findall(r'<th scope="row">the-lantern</th>(.*?)</tr>', card, re.DOTALL)
        assert "%" not in row
        assert said in card
        assert said not in sample.pack("facilities", language=language).files["evidence-card.html"].decode()
