"""The report's page without a browser: escaping, templates, numbers, empty tables, size."""

from __future__ import annotations

import base64
import gzip
import json
import math
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_study import Small, documents

from framing.analysis import analyse
from framing.changes import Cause, Changes, Move
from framing.errors import StudyError
from framing.figures import Chart, draw
from framing.model import Document
from framing.pipeline import run
from framing.report import doors, render
from framing.report.numbers import decimal, interval, missing, p_value, percent, whole
from framing.report.payload import script_json
from framing.report.view import _members, rule_words
from framing.study import Settings, open_study
from framing.voice.classify import RULES, rule_id
from framing.wording import plural


def payload(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    value: dict[str, Any] = json.loads(found[1])
    return value


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (whole(1234), "1,234"),
        (whole(float("nan")), "–"),
        (decimal(-0.004), "0.00"),
        (decimal(-1.5, 1), "−1.5"),
        (decimal(math.inf), "–"),
        (percent(0.375), "38\u00a0%"),
        (percent(0.001), "< 1\u00a0%"),
        (percent(0.999), "> 99\u00a0%"),
        (percent(0), "0\u00a0%"),
        (percent(1), "100\u00a0%"),
        (percent(None), "–"),
        (interval(0.2, 0.55), "20–55\u00a0%"),
        (interval(float("nan"), 0.5), ""),
        (p_value(0.0004), "< 0.001"),
        (p_value(0.0321), "0.032"),
        (plural(1, "text"), "1 text"),
        (plural(2000, "text"), "2,000 texts"),
    ],
)
def test_numbers_are_shown_as_readers_meet_them(shown: str, expected: str) -> None:
    assert shown == expected


def test_what_is_missing_is_known() -> None:
    assert all(map(missing, (None, float("nan"), math.inf)))
    assert not any(map(missing, (0, 0.5, "", "text")))


@given(st.recursive(st.text() | st.integers() | st.booleans(), lambda inner: st.lists(inner, max_size=4)))
def test_json_in_a_script_element_stays_in_it(value: object) -> None:
    text = script_json(value)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == value


@given(st.text(max_size=20), st.text(max_size=20))
def test_an_address_holds_any_name(source: str, item: str) -> None:
    try:
        address = doors.passages(source=source, level="term", item=item)
    except UnicodeEncodeError:
        pytest.skip("a lone surrogate is in no text")
    assert re.fullmatch(r"#passages\?[A-Za-z0-9_.~%/=;-]*", address)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", ""),
        (" JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("https:", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(url: str, expected: str) -> None:
    assert doors.web_address(url) == expected


def test_ids_are_plain_and_differ() -> None:
    ids = doors.slugs(["Été", "Ete", "北京", "上海", '"><b>'], "source")
    assert len(set(ids.values())) == 5
    assert all(re.fullmatch("[a-z0-9-]+", value) for value in ids.values())


def test_every_rule_has_words() -> None:
    for rule in [*map(rule_id, RULES), "override", "according-to"]:
        assert re.fullmatch(r"[\"A-Z].* .*\.", rule_words(rule)), rule


def test_the_page_is_the_same_twice() -> None:
    small = Small(documents())
    assert small.report() == small.report()


def test_no_reading_is_said_in_words() -> None:
    small = Small([Document("a/1.txt", "a", "Nothing of note\n\nNot one of the names.")])
    profile = small.profile()
    page = render(small.study, profile, analyse(profile), [], small.read)
    assert "No source uses one of the names in the lexicon." in page
    assert "Not named in these texts" in page
    assert "nan" not in re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL).casefold().split()


def test_a_nought_leads_nowhere() -> None:
    made = [Document(f"a/{n}.txt", "a", "A day\n\nThe holding camp, by them.") for n in range(6)]
    made += [Document(f"b/{n}.txt", "b", "A day\n\nThe “camp”. The training centre.") for n in range(6)]
    page = Small(made).report()
    assert ">0\u00a0%<" in page
    assert not re.search(r'<a [^>]*href="#passages[^>]*>0[\s<]', page)


@pytest.mark.parametrize("voices", [("own",), ("own", "attributed")])
def test_nan_is_nowhere(voices: tuple[Any, ...]) -> None:
    page = Small(documents(), settings=Settings(voices=voices)).report()
    words = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    assert not re.search(r"\b(nan|NaN|None(?!:)|inf|NaT)\b|<NA>", words)


def test_offsets_are_those_of_a_browser_and_of_the_tables() -> None:
    small = Small(documents())
    data = payload(small.report())
    readings = data["readings"]
    place = 0
    for entry in data["documents"]:
        text = entry[7][0][1].encode("utf-16-le")
        for _ in range(entry[9]):
            start, length = readings["start"][place], readings["length"][place]
            surface = text[2 * start : 2 * (start + length)].decode("utf-16-le")
            at = start - readings["shift"][place]
            assert small.read(entry[0]).text[at : at + len(surface)] == surface
            place += 1
    assert place == len(readings["start"]) == len(small.profile().readings)


def test_beyond_the_limit_passages_stand_for_texts() -> None:
    long = [
        Document(
            f"{source}/{n}.txt", source, "Words before. " * 90 + "The camp 😀 camp. " + "And after. " * 90
        )
        for source in ("a", "b")
        for n in range(3)
    ]
    data = payload(Small(long, settings=Settings(whole_texts=2)).report())
    whole_ones = [entry[0] for entry in data["documents"] if entry[8]]
    assert whole_ones == ["a/0.txt", "b/0.txt"]
    for entry in data["documents"]:
        for start, piece in entry[7]:
            text = next(document.text for document in long if document.path == entry[0])
            assert text.encode("utf-16-le")[2 * start :].startswith(piece.encode("utf-16-le"))
            assert entry[8] or (200 < len(piece) < 500 and "camp" in piece)


def test_the_page_lets_only_its_own_style_and_script_act() -> None:
    page = Small(documents()).report()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    markup = re.sub(r"<(script|style).*?</\1>|src=\"data:[^\"]*\"", "", page, flags=re.DOTALL)
    assert not re.search(r"<[^>]*\s(style|on\w+)=", markup)
    assert "unsafe" not in policy[1]


def make_own(root: Path, name: str, text: str) -> Small:
    folder = root / "templates" / "report"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return Small(documents(), root=root)


def test_a_template_of_the_study_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    page = make_own(tmp_path, "report.css", "body { color: teal }").report()
    assert "<style>body { color: teal }</style>" in page
    assert "At a glance" in page


def test_templates_that_change_while_watching_are_noticed(tmp_path: Path) -> None:
    study = make_own(tmp_path, "report.css", "body { color: teal }")
    folder = tmp_path / "templates" / "report"
    assert "teal" in study.report()
    (folder / "report.css").write_text("body { color: olive }", encoding="utf-8")
    assert "olive" in study.report()
    (folder / "report.html").write_text("of the study", encoding="utf-8")
    assert study.report() == "of the study"
    (folder / "report.html").write_text("of the study, again", encoding="utf-8")
    assert study.report() == "of the study, again"
    (folder / "report.html").unlink()
    assert "At a glance" in study.report()


def test_a_page_needs_no_matplotlib() -> None:
    code = "import sys, framing.report, framing.charts; print('matplotlib' in sys.modules)"
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("report.html", "one\n{{ nothing.of.note }}", "line 2"),
        ("report.html", "{% if %}", "line 1"),
        ("report.html", "\n\n{{ ''.__class__.__mro__ }}", "line 3"),
        ("report.css", "</style><script>1</script>", "'</' would end"),
    ],
)
def test_a_wrong_template_is_named_with_its_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(StudyError) as caught:
        make_own(tmp_path, name, text).report()
    message = str(caught.value)
    assert "\n" not in message
    assert said in message
    assert str(tmp_path / "templates" / "report" / name) in message


def test_sentences_say_who_writes_what() -> None:
    page = re.sub(r"<[^>]*>", "", Small(documents()).report())
    assert "north most often writes “training centre” (18\u00a0of\u00a021)" in page
    assert "south writes only “holding camp” (4\u00a0of\u00a04)" in page
    assert re.search(
        r"“holding camp” in north\s*all voices6\s*own voice0\s*In its own voice, north never", page
    )


def test_every_measure_is_explained_below_its_table() -> None:
    page = Small(documents()).report()
    wanted = ("TF-IDF", "z", "log ratio", "logDice", "balance", "entropy", "likeness", "DPnorm", "p", "95 %")
    met = set()
    for figure in re.findall(r'<figure class="table".*?</figure>', page, re.DOTALL):
        note = re.sub(r"<[^>]*>", "", figure.partition("<figcaption>")[2])
        for head in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', figure):
            if head in wanted:
                met.add(head)
                assert re.search(rf"\b{re.escape(head)}(?!\w)", note, re.IGNORECASE), (head, note)
    assert {"TF-IDF", "z", "log ratio", "DPnorm"} <= met


def test_the_glance_says_whose_voice_is_counted() -> None:
    page = Small(documents()).report()
    glance = page.partition('<figure class="glance">')[2].partition("</thead>")[0]
    assert re.findall(r'<th scope="col"[^>]*>(.*?)</th>', glance) == [
        "Source", "Names it chooses", "Own voice", "Other voices",
    ]  # fmt: skip


def test_none_in_its_own_voice_is_not_none_at_all() -> None:
    said = [
        Document("a/1.txt", "a", "Head\n\nThe camp is closed. The camp is far."),
        Document("b/1.txt", "b", "Head\n\nShe said “the camp” and “the camp”."),
        Document("c/1.txt", "c", "Head\n\nNot one of the names."),
        Document("d/1.txt", "d", "Head\n\nNot one of the names."),
    ]
    page = re.sub(r"<[^>]*>", "", Small(said).report())
    assert (
        "In its own voice, a writes only “camp” (2\u00a0of\u00a02); "
        "b uses none of these names in its own voice (2 in other voices); "
        "c and d use none of them in any voice." in page
    )
    assert "Not named in these textsThe river" in page
    assert page.count("The river: ") == 0
    assert "No source has more than one text with these names: each row describes one text." in page


def test_every_chart_and_further_page_has_a_place() -> None:
    small = Small(documents())
    profile = small.profile()
    analysis = analyse(profile)
    names = ["voices", "rates", "dispersion", "sensitivity", "share-places", "time-places"]
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    pages = [
        Chart(name + end, f"Title {name}", "Finding.", "Alt.", "shares", svg, b"")
        for name in names
        for end in ("", "-2")
    ]
    page = render(small.study, profile, analysis, pages, small.read)
    assert page.count('aria-label="Figure: Title rates"') == 1
    assert page.count('aria-label="Figure: Title rates, page 2"') == 1
    assert sorted(re.findall(r'href="figures/([^"]+)\.svg"', page)) == sorted(chart.name for chart in pages)


def test_charts_beyond_the_room_are_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.report.pictures.PICTURE_BYTES", 0)
    small = Small(documents())
    packed = re.findall(r'data-packed="([^"]+)"', small.report())
    assert packed
    assert all(gzip.decompress(base64.b64decode(one)).lstrip().startswith(b"<?xml") for one in packed)


def test_one_document_and_one_source_make_a_page() -> None:
    small = Small(documents()[-1:])
    assert "One text: this describes that text alone." in small.report()


def test_analysis_is_used_as_it_is_given() -> None:
    small = Small(documents())
    profile = small.profile()
    analysis = analyse(profile)
    shares = analysis.tables["shares"]
    count = shares["occurrences"].where(shares["voices"] == "all", 0)
    analysis.tables["shares"] = shares.assign(occurrences=count)
    page = render(small.study, profile, analysis, [], small.read)
    assert "No source uses one of these names in its own voice." in page


def test_changes_are_told_where_there_are_any() -> None:
    small = Small(documents())
    passages_of_camp = doors.passages(
        source="north", concept="valley/places", level="term", item="camp", voice="chosen"
    )
    profile = small.profile()
    known = profile.documents["document"].iloc[0]
    move = Move("north", "valley", "places", "camp", None, 0.5, 0, 6, ((known, 0.25), ("gone.txt", -0.25)))
    told = replace(
        profile,
        changes=Changes(added=("<b>a</b>", known), causes=(Cause("setting", "voices"),), moves=(move,)),
    )
    pages = [render(small.study, each, analyse(each), [], small.read) for each in (profile, told)]
    assert ["What changed since the last run" in page for page in pages] == [False, True]
    section = pages[1].partition('<section class="view" id="changes"')[2].partition("</section>")[0]
    assert f'2 texts new: &lt;b&gt;a&lt;/b&gt;, <a href="{doors.reader(known)}">{known}</a>.' in section
    assert "Besides the texts, the setting &#39;voices&#39; changed." in section
    # The concept has its label, and the number its passages.
    assert "north, The places: “camp” from no use to <a" in section
    assert f'href="{passages_of_camp}">3\u00a0of\u00a06</a>; most by <a' in section
    assert "(+25.0 points), gone.txt (−25.0 points)." in section


def test_the_sample_corpus_stays_small() -> None:
    """The report of the repository's own study keeps below 1.5 MB."""
    from framing.pipeline import profile_and_reader

    study = open_study(Path(__file__).resolve().parents[2])
    profile, read = profile_and_reader(study)
    analysis = analyse(profile)
    assert len(render(study, profile, analysis, draw(profile, analysis), read).encode()) < 1_500_000


def test_of_many_sources_the_overview_shows_those_with_most_texts_and_counts_the_others() -> None:
    often = [
        Document(f"s{n:02}/{k}.txt", f"s{n:02}", f"Item\n\nThe holding camp by the water grew, day {k}.")
        for n in range(24)
        for k in range(2)
    ]
    seldom = [Document(f"a{n}/1.txt", f"a{n}", "Item\n\nThe training centre stands there.") for n in range(5)]
    quoting = [Document("b/1.txt", "b", "Item\n\n“We all know the training centre well,” she told them.")]
    page = Small(often + seldom + quoting).report()
    overview = page[page.index('id="overview"') : page.index('id="concepts"')]
    assert re.findall(r'<th scope="row"><a href="#source-(\w+)"', overview) == [f"s{n:02}" for n in range(24)]
    sentence = " ".join(re.sub(r"<[^>]+>", "", overview).split())
    assert (
        "In their own voice, 24 sources write only “holding camp”; 5 sources write only “training centre”; "
        "1 source uses none of these names in its own voice, only in other voices." in sentence
    )
    assert "Of 30 sources the 24 that name it in most texts" in sentence
    assert 'id="source-a0"' in page
    assert "The 24 sources with most texts." in page
    assert "Of 30 sources figures show the 24 with most texts" in sentence
    assert "(source_column in framing.toml)" in sentence


def test_whose_texts_a_group_holds_is_said_where_sources_are_listed_and_on_its_page(
    make_study: Callable[..., Path],
) -> None:
    folder = make_study()
    texts = sorted(
        path.relative_to(folder / "texts").as_posix() for path in (folder / "texts").glob("*/*.txt")
    )
    rows = "".join(f"{path},everybody\n" for path in texts)
    (folder / "texts" / "metadata.csv").write_text(f"file,kind\n{rows}", "utf-8")
    (folder / "framing.toml").write_text('source_column = "kind"\n', "utf-8")
    run(open_study(folder))
    page = (folder / "report.html").read_text("utf-8")
    told = "2 sources in this group: north (2 texts) and south (1 text)."
    assert page.count(told) == 2
    assert told in page[page.index('id="sources"') : page.index('id="source-everybody"')]
    assert "1 source</a> (texts grouped by “kind”)," in page
    # A text keeps whose it is, wherever it is named.
    assert "north (everybody)" in page[page.index('id="texts"') : page.index('id="uncounted"')]
    assert {entry[-1] for entry in payload(page)["documents"]} == {"north (everybody)", "south (everybody)"}


def test_of_a_large_group_those_with_most_texts_are_named() -> None:
    made = [Document(f"{n:02}.txt", "all", "Item\n\nThe camp grew.") for n in range(54)]
    profile = Small(made).profile()
    names = [
        *(f"a{n:02}" for n in range(6)),
        *(f"n{n:02}" for n in range(24)),
        *(f"n{n:02}" for n in range(24)),
    ]
    members = dict(zip(profile.documents["document"], names, strict=True))
    told = _members(replace(profile, members=members), profile.documents)
    assert told.startswith("30 sources in this group: n00 (2 texts), n01 (2 texts)")
    assert told.endswith("n23 (2 texts) and 6 more with fewer texts.")


def test_texts_too_different_for_a_share_are_shown_as_too_few_to_tell() -> None:
    names = ["holding camp", "holding camp", "training centre", "training centre", "training centre"]
    split = [
        Document(f"split/{n}.txt", "split", f"Item\n\nThe {name} grew. The {name} stayed. Day {n} passed.")
        for n, name in enumerate(names)
    ]
    same = [
        Document(f"same/{n}.txt", "same", f"Item\n\nThe training centre grew. Day {n} passed.")
        for n in range(5)
    ]
    page = Small([*split, *same]).report()
    overview = " ".join(
        re.sub(r"<[^>]+>", " ", page[page.index('id="overview"') : page.index('id="concepts"')]).split()
    )
    assert re.search(
        r"5 texts that differ: too few to tell; the share of “[a-z ]+” could be anything "
        r"within \d+–\d+ %\.",
        overview,
    )
    assert "The texts are too few to compare" not in overview
    concept = page[page.index('id="concept-valley-places-shares"') :]
    concept = concept[: concept.index("</figure>")]
    assert concept.count("<td>too few, as they differ</td>") >= 2
    assert "the interval would be wider than 80 points of 100" in concept


def test_examples_of_why_voices_matter_are_of_sources_with_enough_texts_first() -> None:
    """Two texts in which a name is only quoted part further than many texts of a large source."""
    quoting = "Item\n\n“The holding camp is full, and the holding camp stays so,” they said. "
    large = [
        Document(f"large/{n}.txt", "large", f"{quoting}The training centre is {n} years old.")
        for n in range(6)
    ]
    small = [Document(f"small/{n}.txt", "small", quoting * 2) for n in range(2)]
    page = Small([*large, *small]).report()
    assert re.findall(r"<h4>“(.*?)” in (\w+)</h4>", page) == [
        ("holding camp", "large"),
        ("holding camp", "small"),
    ]
    # Where no source has enough, the widest gap is the first.
    page = Small([*large[:2], *small]).report()
    assert re.findall(r"<h4>“.*?” in (\w+)</h4>", page)[0] == "small"


def test_an_example_of_why_voices_matter_is_no_headline_of_the_name_alone(
    make_study: Callable[..., Path],
) -> None:
    said = "The hall was cold. “The holding camp is full,” Ann Ash told the paper."
    texts = {"north/a.txt": "“Holding camp”\n\nDays passed and nobody came to the hall.\n"}
    texts |= {f"north/{letter}.txt": f"A day in the hall\n\n{said}\n" for letter in "bcdef"}
    study = make_study(texts | {"south/a.txt": "The training centre opened.\n"})
    run(open_study(study))
    page = (study / "report.html").read_text("utf-8")
    assert "<mark>holding camp</mark> is full" in page
    assert "<mark>Holding camp</mark>" not in page


def test_of_few_sources_nothing_is_said_about_the_others() -> None:
    assert "figures show" not in Small(documents()).report()


def test_of_many_sources_those_that_never_name_a_concept_have_no_row() -> None:
    naming = [Document(f"n{n}/1.txt", f"n{n}", "Item\n\nThe holding camp grew.") for n in range(3)]
    silent = [Document(f"a{n:02}/1.txt", f"a{n:02}", "Item\n\nThe river rose.") for n in range(30)]
    page = Small(naming + silent).report()
    overview = page[page.index('id="overview"') : page.index('id="concepts"')]
    assert re.findall(r'<th scope="row"><a href="#source-(\w+)"', overview) == ["n0", "n1", "n2"]


def test_further_pages_that_do_not_fit_are_links_in_one_line() -> None:
    small = Small(documents())
    profile = small.profile()
    analysis = analyse(profile)
    noise = "".join(f"{math.sin(n)}" for n in range(60_000)).encode()
    charts = [
        replace(draw(profile, analysis)[0], name=name, title="Rates", finding="Found.", svg=noise)
        for name in ("rates", "rates-2", "rates-3")
    ]
    page = render(small.study, profile, analysis, charts, small.read)
    assert page.count("Found.") == 1
    assert page.count("Further pages, as files:") == 1
    assert re.findall(r'href="figures/(rates-\d)\.svg" download aria-label="Rates, page (\d)"', page) == [
        ("rates-2", "2"),
        ("rates-3", "3"),
    ]
