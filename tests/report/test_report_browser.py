"""The report in a real browser: doors, counts, no request, no foreign script, accessibility, print."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_study import LEXICON, Small, documents

from framing.model import Concept, Document, Frame, Lexicon, Term
from framing.study import Settings

pytestmark = pytest.mark.browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEWS = [
    "#overview",
    "#concepts",
    "#concept-valley-places",
    "#sources",
    "#source-north",
    "#voices",
    "#speakers",
    "#distinctive",
    "#similarity",
    "#time",
    "#dispersion",
    "#reuse",
    "#texts",
    "#uncounted",
    "#lexicon",
    "#methods",
    "#passages?source=north",
    "#words?word=the",
    "#reader?document=north/1.txt;at=121",
]
EVIL = (
    "\"'><script>window.hacked=1</script><img src=http://evil.example/x.png onerror=window.hacked=1></style>"
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.skip("no Chromium is installed")
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the small study."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(Small(documents()).report(), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def long_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the small study with more passages than one page holds."""
    file = tmp_path_factory.mktemp("long") / "report.html"
    text = "The holding camp. A training centre. " * 40
    file.write_text(Small([*documents(), Document("west/1.txt", "west", text)]).report(), encoding="utf-8")
    return file


def hostile() -> Small:
    """A study in which every name, title, text and address tries to be markup or script."""
    lexicon = Lexicon(
        "valley",
        "Title " + EVIL,
        "en",
        (
            Frame("critics", "Critics " + EVIL, EVIL),
            Frame("press", EVIL),
            Frame("state", "</script><svg/onload=window.hacked=1>"),
        ),
        (
            *(
                replace(
                    concept,
                    label=concept.label + EVIL,
                    about=EVIL,
                    terms=tuple(
                        replace(term, note=EVIL, source=EVIL, url="javascript:window.hacked=1")
                        for term in concept.terms
                    ),
                )
                for concept in LEXICON.concepts
            ),
            Concept("evil", EVIL, (Term("</script><b>", "press"), Term("<!--", "state"))),
        ),
    )
    made = [
        Document(
            f"a{n}/<img src=x onerror=window.hacked=1>&\u2028.txt",
            "north" + EVIL + str(n % 2),
            f"{EVIL}\n\nThe camp </script><b> by the Marrow {EVIL} “holding camp {EVIL}” training centre",
            EVIL,
            "2022-01-01",
            "javascript:window.hacked=1"
            if n % 2
            else 'https://example.org/"><script>window.hacked=1</script>',
            EVIL,
        )
        for n in range(4)
    ]
    return Small(made, lexicon, Settings(title="Report " + EVIL))


@pytest.fixture(scope="session")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the hostile study."""
    file = tmp_path_factory.mktemp("hostile") / "report.html"
    file.write_text(hostile().report(), encoding="utf-8")
    return file


GO = """address => new Promise(done => {
    const before = location.hash;
    addEventListener("hashchange", () => done(), {once: true});
    location.hash = address;
    if (location.hash === before) done();
})"""
AXE = """scheme => axe.run(document, scheme === "light" ? {} : {runOnly: ["color-contrast"]})
    .then(result => result.violations)"""
COUNT = f"""async addresses => {{
    const go = {GO}, numbers = [];
    for (const address of addresses.length ? addresses : [location.hash]) {{
        await go(address);
        if (!document.getElementById("passages").classList.contains("current")) numbers.push(-1);
        else numbers.push(parseInt(document.querySelector("#passages .status").textContent.replace(",", "")));
    }}
    return numbers;
}}"""


class Opened:
    """A page with what it asked for and complained about."""

    def __init__(self, browser: Any, file: Path, **options: Any) -> None:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(file.as_uri())
        self.allowed = file.as_uri()

    def go(self, address: str) -> None:
        self.page.evaluate(GO, address)

    @contextmanager
    def another_address(self) -> Iterator[None]:
        """What is done within leads to another address; wait until the page there is made."""
        self.page.evaluate("""() => { window.turned = new Promise((done, fail) => {
            addEventListener("hashchange", () => setTimeout(done), {once: true});
            setTimeout(() => fail("no other address"), 5000);
        }); }""")
        yield
        self.page.evaluate("window.turned")

    def foreign(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((self.allowed, "data:", "blob:"))]

    def passages(self, *addresses: str) -> list[int]:
        """The number that the concordance states, at each address, or where the page is."""
        numbers: list[int] = self.page.evaluate(COUNT, list(addresses))
        return numbers


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Any]:
    """A function that opens a file in a fresh context."""
    opened: list[Opened] = []

    def open_file(file: Path, **options: Any) -> Opened:
        opened.append(Opened(chromium, file, **options))
        return opened[-1]

    yield open_file
    for page in opened:
        page.context.close()


def test_every_number_at_a_glance_opens_its_passages(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    numbers = opened.page.evaluate(
        """() => [...document.querySelectorAll("#overview a[href^='#passages']:not(svg a)")]
            .map(a => [a.textContent.trim(), a.getAttribute("href")])"""
    )
    assert len(numbers) > 20
    stated = [int(text.split()[0].replace(",", "")) for text, _ in numbers]
    assert opened.passages(*(href for _, href in numbers)) == stated


def test_bars_and_squares_lead_where_their_numbers_lead(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    bars, numbers = opened.page.evaluate(
        """() => [
            [...document.querySelectorAll("#overview svg.bar a")].map(a => a.getAttribute("href")),
            [...document.querySelectorAll("#overview .items a")].map(a => a.getAttribute("href"))]"""
    )
    assert bars
    assert set(bars) <= set(numbers)


def test_a_number_is_two_clicks_from_its_document(open_page: Any, report: Path) -> None:
    page = open_page(report).page
    page.click("#overview .items a >> nth=0")
    page.click("#passages .kwic .ref a >> nth=0")
    assert page.is_visible("#reader .occ[aria-current]")
    name = page.inner_text("#reader .panel strong >> nth=0")
    assert name == page.inner_text("#reader .occ[aria-current]")
    # The place is what `framing explain --at` and overrides.csv take.
    place = page.inner_text("#reader .panel p >> nth=0")
    assert re.search(rf"Place: \S+\.txt, \d+, {re.escape(name)}\.$", place)
    page.go_back()
    assert page.is_visible("#passages .kwic")
    page.go_back()
    assert page.is_visible("#overview")


WHERE = "[document.activeElement.textContent, document.activeElement.getBoundingClientRect().top, scrollY]"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("#overview", "#overview .items a >> nth=-1"),
        ("#distinctive", "#distinctive .plot a >> nth=5"),
        ("#passages?", "#passages .ref a >> nth=-1"),
        ("#sources", "nav a >> nth=1"),
        ("#reader?document=north/1.txt;at=121", "#reader .occ >> nth=-1"),
    ],
)
def test_back_returns_to_the_link_that_was_left(
    open_page: Any, report: Path, address: str, link: str
) -> None:
    opened = open_page(report)
    page = opened.page
    opened.go(address)
    page.focus(link)
    before, here = page.evaluate(WHERE), page.evaluate("location.hash")
    with opened.another_address():
        page.keyboard.press("Enter")
    assert page.evaluate("location.hash") != here
    with opened.another_address():
        page.go_back()
    assert page.evaluate("location.hash") == here
    assert page.evaluate(WHERE) == before


@pytest.mark.parametrize(
    ("address", "control", "key", "expected"),
    [
        ("#passages?", ".pager [name=next]", "Enter", "next"),
        ("#passages?page=2", ".pager [name=previous]", "Enter", "passages-h"),
        ("#passages?", "select[name=source]", "s", "source"),
        ("#passages?document=north/1.txt", ".chips button", "Enter", "passages-h"),
        ("#words?word=the", "select[name=source]", "s", "source"),
        ("#distinctive", "select[name=pair]", "ArrowDown", "pair"),
        ("#reader?document=north/1.txt;at=121", "#reader [name=before]", "Enter", "before"),
        ("#reader?document=north/1.txt;at=121", "#reader .occ >> nth=-1", "Enter", "occ"),
    ],
)
def test_a_view_that_is_made_anew_keeps_the_focus(
    open_page: Any, long_report: Path, address: str, control: str, key: str, expected: str
) -> None:
    opened = open_page(long_report)
    page = opened.page
    opened.go(address)
    page.focus(control)
    with opened.another_address():
        page.keyboard.press(key)
    here = "[document.activeElement.name, document.activeElement.id, document.activeElement.classList[0]]"
    assert expected in page.evaluate(here)


def test_what_is_searched_stays_when_a_condition_is_chosen(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    page = opened.page
    opened.go("#passages?")
    with opened.another_address():
        page.fill("input[name=q]", "marrow")
    with opened.another_address():
        page.select_option("select[name=source]", "north")
    assert page.evaluate("location.hash") == "#passages?q=marrow;source=north"


def test_keyboard_skips_to_the_view_and_walks_the_scatter(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    page = opened.page
    opened.go("#distinctive")
    page.evaluate("document.activeElement.blur()")
    page.focus(".skip")
    page.keyboard.press("Enter")
    assert page.evaluate("[location.hash, document.activeElement.id]") == ["#distinctive", "distinctive-h"]
    page.focus(".plot a[tabindex='0']")
    page.keyboard.press("ArrowRight")
    told = page.inner_text(".said")
    page.keyboard.press("Enter")
    page.wait_for_selector("#words .status")
    assert page.inner_text("#words h2") == f"“{told.split(':')[0]}” in the texts"


def test_downloads_hold_what_is_shown(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    page = opened.page
    opened.go("#passages?source=south")
    with page.expect_download() as download:
        page.click("text=Download these passages")
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == opened.passages()[0] + 1
    opened.go("#voices")
    with page.expect_download() as download:
        page.click("#voices-table button >> nth=0")
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("Source,own,quoted,")
    with page.expect_download() as download:
        page.click("#voices a[data-figure] >> nth=0")
    assert "<svg" in Path(download.value.path()).read_text(encoding="utf-8")


def test_table_cells_open_as_many_passages_as_they_say(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    cells = opened.page.evaluate(
        """() => [...document.querySelectorAll("figure.table td.n a")]
            .map(a => [a.textContent.trim(), a.getAttribute("href")])"""
    )
    counts = [(text, href) for text, href in cells if href.startswith("#passages?") and text.isdigit()]
    assert len(counts) > 60
    opened_counts = opened.passages(*(href for _, href in counts))
    wrong = [
        (*pair, found) for pair, found in zip(counts, opened_counts, strict=True) if found != int(pair[0])
    ]
    assert wrong == []


def test_concordance_sorts_searches_and_pages(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    page = opened.page
    opened.go("#passages?")
    page.select_option("select[name=sort]", "right")
    after = [text.strip().casefold() for text in page.locator("#passages .right").all_inner_texts()]
    words = [text.lstrip("”“.,! ") for text in after]
    assert len(after) > 10
    assert words[0] <= words[-1]
    [before] = opened.passages()
    page.fill("input[name=q]", "Old Marrow grew")
    page.wait_for_timeout(300)
    assert 0 < opened.passages()[0] < before
    assert page.evaluate("document.activeElement.name") == "q"
    page.fill("input[name=q]", "")
    page.wait_for_timeout(300)
    assert opened.passages() == [before]


def test_no_context_begins_or_ends_with_a_bare_mark(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    opened.go("#passages?")
    cells = opened.page.locator("#passages .kwic td.left, #passages .kwic td.right").all_inner_texts()
    assert len(cells) > 20
    assert not [cell for cell in cells if re.match(r"[,.;:)\]”’]|.*\s[‘“(\[]$|[‘“(\[]$", cell)]
    nodes = opened.page.locator("#passages .kwic .node").all_inner_texts()
    assert any(node.endswith((".", ",", "”")) for node in nodes)


def test_packed_charts_are_unpacked(open_page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.report.pictures.PICTURE_BYTES", 0)
    file = tmp_path / "packed.html"
    file.write_text(Small(documents()).report(), encoding="utf-8")
    page = open_page(file).page
    page.wait_for_function("!document.querySelector('figure.missing')")
    assert page.evaluate(
        "[...document.querySelectorAll('.picture img')].every(i => i.complete && i.naturalWidth)"
    )


def test_packed_charts_are_there_when_the_page_has_loaded(
    open_page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`chromium --print-to-pdf` prints at that moment and waits for nothing else."""
    monkeypatch.setattr("framing.report.pictures.PICTURE_BYTES", 0)
    file = tmp_path / "packed.html"
    file.write_text(Small(documents()).report(), encoding="utf-8")
    page = open_page(file).page
    page.add_init_script(
        "addEventListener('load', () => { const all = (s) => [...document.querySelectorAll(s)];"
        "window.atLoad = [all('figure[data-packed]').length, all('.picture img').filter("
        "(i) => i.complete && i.naturalWidth).length, all('figure.missing').length]; })"
    )
    page.reload()
    packed, shown, missing = page.evaluate("window.atLoad")
    assert packed > 3
    assert (shown, missing) == (packed, 0)


@pytest.mark.parametrize("packed", [0, 10_000_000])
def test_print_names_the_file_of_each_figure_that_is_not_in_it(
    open_page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: int
) -> None:
    monkeypatch.setattr("framing.report.pictures.PICTURE_BYTES", 0)
    monkeypatch.setattr("framing.report.pictures.PACKED_BYTES", packed)
    file = tmp_path / "figures.html"
    file.write_text(Small(documents()).report(), encoding="utf-8")
    page = open_page(file).page
    note = "figure .paper"
    assert page.locator(f"{note}:visible").count() == 0
    if packed:
        page.wait_for_function("!document.querySelector('figure.missing')")
    page.emulate_media(media="print")
    told = page.locator(f"{note}:visible").all_inner_texts()
    if packed:
        assert told == []
        return
    printed = page.locator(".picture:visible a[data-figure]").evaluate_all(
        "all => all.map(a => a.dataset.figure)"
    )
    assert "share-places" in printed
    assert told == [
        f"Not printed: this figure is in the file figures/{n}.svg beside the report." for n in printed
    ]
    assert page.is_visible("#concept-valley-places h2")


def test_reader_marks_the_evidence_and_walks_on(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    page = opened.page
    opened.go("#passages?source=north;voice=quoted")
    page.click("#passages .kwic .ref a >> nth=0")
    assert page.locator("#reader .evidence").all_inner_texts() == ["“", "”"]
    first = page.inner_text("#reader .occ[aria-current]")
    page.click("#reader button[name=after]")
    page.wait_for_timeout(50)
    assert page.inner_text("#reader .occ[aria-current]") != first
    page.click("#reader button[name=before]")
    page.wait_for_timeout(50)
    assert page.inner_text("#reader .occ[aria-current]") == first


def test_reader_marks_the_right_characters_behind_an_emoji(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    opened.go("#reader?document=south/1.txt")
    assert opened.page.locator("#reader .page .occ").all_inner_texts() == [
        "holding camp",
        "Old Marrow",
        "holding camp",
    ]


def test_nothing_is_asked_of_a_network_and_nothing_complains(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    for view in VIEWS:
        opened.go(view)
    assert opened.foreign() == []
    assert opened.complaints == []


def test_hostile_names_and_texts_run_no_script(open_page: Any, hostile_report: Path) -> None:
    opened = open_page(hostile_report)
    page = opened.page
    names = page.evaluate("[...document.querySelectorAll('.view')].map(v => v.id)")
    for name in [*names, "passages?counted=any", "distinctive?source=x", "words?word=script"]:
        opened.go("#" + name)
    for address in page.evaluate("[...document.querySelectorAll('#texts th a')].map(a => a.hash)"):
        opened.go(address)
        assert page.locator("#reader .page .occ").count() > 3
    for bad in [
        "#%3Cimg%20src=x%20onerror=window.hacked=1%3E",
        "#reader?document=%3Cimg src=x%3E",
        "#%E0%A4%A",
    ]:
        opened.go(bad)
    assert page.evaluate("window.hacked") is None
    assert opened.foreign() == []
    assert page.locator("a[href^='javascript:' i]").count() == 0
    assert page.locator("main img, iframe, main script").count() == page.locator(".picture img").count()
    assert [text for text in opened.complaints if "Content Security Policy" in text] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Any, report: Path, scheme: str) -> None:
    if importlib.util.find_spec("axe_playwright_python") is None:
        pytest.skip("axe-playwright-python is not installed")
    import axe_playwright_python

    axe = Path(axe_playwright_python.__path__[0]) / "axe.min.js"
    opened = open_page(report, color_scheme=scheme, bypass_csp=True)
    opened.page.evaluate(axe.read_text(encoding="utf-8"))
    found = []
    for view in VIEWS:
        opened.go(view)
        violations = opened.page.evaluate(AXE, scheme)
        found += [
            (view, violation["id"], [node["html"][:120] for node in violation["nodes"][:2]])
            for violation in violations
        ]
    assert found == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_view_is_wider_than_the_window(
    open_page: Any, report: Path, width: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    opened = open_page(report, viewport={"width": width, "height": 800})
    folder = tmp_path_factory.mktemp(f"screens-{width}")
    for number, view in enumerate(VIEWS):
        opened.go(view)
        wide = opened.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, view
        # A wide table is scrolled; its title can be read without.
        titles = "[...document.querySelectorAll('caption')].map(title => title.getBoundingClientRect().right)"
        assert max(opened.page.evaluate(titles), default=0) <= width, view
        opened.page.screenshot(path=folder / f"{number:02d}.png")


def test_long_names_make_no_view_wider_than_the_window(open_page: Any, tmp_path: Path) -> None:
    named = {
        source: f"The {source} of the lower valley and its {'un' * 30}known reaches"
        for source in {document.source for document in documents()}
    }
    made = [
        replace(
            document,
            source=named[document.source],
            title=f"{document.path}, {'and so on ' * 9}{'x' * 90}.txt",
        )
        for document in documents()
    ]
    file = tmp_path / "report.html"
    file.write_text(Small(made).report(), encoding="utf-8")
    opened = open_page(file, viewport={"width": 320, "height": 800})
    views = opened.page.evaluate("[...document.querySelectorAll('.view')].map(view => '#' + view.id)")
    assert "#dispersion" in views
    wide = []
    for view in views:
        opened.go(view)
        if opened.page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(view)
    assert wide == []


def test_without_script_all_tables_are_there(open_page: Any, report: Path) -> None:
    page = open_page(report, java_script_enabled=False).page
    for name in ("overview", "concept-valley-places", "voices", "uncounted", "methods"):
        assert page.is_visible(f"#{name}")
    assert page.is_visible("noscript p")


def test_a_reader_of_dark_pages_prints_on_white(open_page: Any, report: Path) -> None:
    """Marked names would be black on brown."""
    page = open_page(report, color_scheme="dark").page
    styles = "getComputedStyle(document.documentElement)"
    colours = f"['--mark', '--s0', '--hatch'].map((name) => {styles}.getPropertyValue(name))"
    dark = page.evaluate(colours)
    page.emulate_media(media="print", color_scheme="light")
    light = page.evaluate(colours)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(colours) == light != dark
    assert page.evaluate(f"{styles}.colorScheme") == "light"


def test_print_from_the_reader_or_the_passages_has_what_is_seen(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    opened.page.emulate_media(media="print")
    views = "[...document.querySelectorAll('.view')].filter((v) => v.checkVisibility()).map((v) => v.id)"
    for address in ("#passages?source=north", "#reader?document=north/1.txt"):
        opened.go(address)
        assert opened.page.evaluate(views) == [address[1:].partition("?")[0]]
        # The words of a passage and its line below stand on one page.
        style = "[...document.querySelectorAll('.kwic tbody')].map((p) => getComputedStyle(p).breakInside)"
        assert set(opened.page.evaluate(style)) <= {"avoid"}
    opened.go("#speakers")
    everything = ["overview", "concept-valley-places", "voices", "lexicon", "methods"]
    assert [view for view in opened.page.evaluate(views) if view in everything] == everything
    assert "speakers" not in opened.page.evaluate(views)


def test_print_from_the_reader_says_which_mark_is_which_voice(open_page: Any, report: Path) -> None:
    opened = open_page(report)
    opened.go("#reader?document=north/1.txt")
    page = opened.page
    page.locator("#reader-body .check input").first.uncheck()
    shown = page.locator("#reader-body .check:has(:checked)").all_inner_texts()
    page.emulate_media(media="print")
    form = page.locator("#reader-body > form")
    assert shown
    assert form.is_visible()
    assert form.inner_text().split() == ["Voices", "shown", *shown]
    assert not form.locator("input:visible, select:visible").count()
    assert not page.locator(".panel .controls:visible").count()


def test_links_that_only_the_script_knows_are_none_on_paper(
    open_page: Any, report: Path, tmp_path: Path
) -> None:
    """A browser that prints looks through the whole page for the place of each, which took minutes."""
    page = open_page(report).page
    links = "[...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))"
    before = page.evaluate(links)
    assert any("?" in link for link in before)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(links) == [link for link in before if not link.startswith("#") or "?" not in link]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(links) == before
    page.pdf(path=tmp_path / "report.pdf")
    assert page.evaluate(links) == before


def test_print_has_the_findings_and_not_the_controls(open_page: Any, report: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    opened = open_page(report)
    opened.page.pdf(path=file, format="A4")
    # A heading without anything below it is left out too.
    opened.page.evaluate(
        "document.querySelectorAll('.decisions .picture').forEach((figure) => figure.remove())"
    )
    opened.page.evaluate("location.hash = '#methods'")
    opened.page.emulate_media(media="print")
    assert opened.page.is_visible("#methods-h")
    assert not opened.page.is_visible("#decisions-h")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    text = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True
    ).stdout
    pages = text.split("\f")
    assert 2 < len(pages) <= 21
    for wanted in ("At a glance", "The places", "Voices", "Lexicon", "Methods", "data/readings.csv"):
        assert wanted in text
    for unwanted in ("Search in the passages", "Skip to the content", "Numbers that are underlined"):
        assert unwanted not in text
    assert sum(not page.strip() for page in pages[:-1]) == 0
