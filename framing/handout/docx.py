"""A page as a Word document, to edit. The only module that imports python-docx.

The document is made from the same page of HTML as the PDF, so that one set of templates serves both. A school
that wants its letterhead puts a ``reference.docx`` beside its templates: styles, margins, header and footer
are then taken from there.
"""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

from framing.errors import OutputError

_SIZES = {"a4": (21.0, 29.7), "letter": (21.59, 27.94)}  # centimetres
_BLOCKS = ("h1", "h2", "h3", "p", "li", "th", "td", "caption")
_SILENT = ("head", "style", "title")
_LINE, _SHORT_LINE = "_" * 28, "_" * 8
_TALL = 12.0  # centimetres of a picture, so that its table stands on the same page
_WIDE = 24.0  # sizes of the type from which a column is as wide as any
_MARGINS = 0.91  # left and right of a cell's words, in sizes of the type
_EM = 0.56  # width of most letters in a bold face such as Arial, in sizes of the type; of others:
_EMS = (
    ("ijlI.,:;'’/ \u00a0", 0.29),
    ("frt()-", 0.36),
    ("bdghnopqu", 0.62),
    ("ABCDEFGHKLNOPQRSTUVXYZ", 0.74),
    ("mwMW%—", 0.9),
)


def write_docx(page: str, paper: str, footer: str, root: Path, points: int, picture: bytes = b"") -> bytes:
    """The page as DOCX. `picture` is a PNG that stands in for the page's figure, which Word may not read.

    Raises `OutputError` where python-docx is missing or the school's reference document cannot be read.
    """
    try:
        import docx
    except ImportError as error:
        raise OutputError(
            "DOCX needs python-docx: pip install python-docx; the HTML pages were made and print well"
        ) from error
    reference = root / "templates" / "handout" / "reference.docx"
    try:
        document = docx.Document(str(reference) if reference.is_file() else None)
    except Exception as error:  # python-docx raises what zipfile and lxml raise
        raise OutputError(
            f"{reference}: cannot be read as a Word document; save it again or delete it"
        ) from error
    if not reference.is_file():
        _set_up(document, paper, footer, points)
    _Writer(document, picture).feed(page)
    _fix_time(document)
    stream = BytesIO()
    document.save(stream)
    return _same_bytes(stream.getvalue())


def _set_up(document: Any, paper: str, footer: str, points: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = (Cm(size) for size in _SIZES[paper])
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin = section.bottom_margin = Cm(1.6)
    sizes = {
        "Normal": points,
        "List Bullet": points,
        "Heading 1": points + 4,
        "Heading 2": points + 1,
        "Heading 3": points,
    }
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.italic = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(kind), "Arial")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.space_before = Pt(0 if name in ("Normal", "List Bullet") else 6)
    line = section.footer.paragraphs[0]
    line.add_run(f"{footer}\t\t").font.size = Pt(9)
    _page_number(line)


def _page_number(paragraph: Any) -> None:
    """A field that Word fills with the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run()
    run.font.size = Pt(9)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)


class _Writer(HTMLParser):
    """Feeds the blocks of a page into a document: headings, paragraphs, lists, tables, pictures."""

    def __init__(self, document: Any, picture: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.document = document
        self.picture = picture
        self.paragraph: Any = None
        self.silent = ""
        self.bold = self.underlined = self.boxed = 0
        self.rows: list[list[tuple[Any, bool]]] | None = None
        self.table: Any = None
        self.space = True  # the block has just begun, or ended in a space
        section = document.sections[0]
        self.room = section.page_width - section.left_margin - section.right_margin

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        classes = values.get("class", "").split()
        if tag in _SILENT:
            self.silent = self.silent or tag
        elif tag == "html" and "lang" in values:
            self._language(values["lang"])
        elif tag in ("strong", "b"):
            self.bold += 1
        elif tag == "u":
            self.underlined += 1
        elif tag == "br" and self.paragraph is not None:
            self.paragraph.add_run().add_break()
            self.space = True
        elif tag == "table":
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag == "img":
            self._image(values)
        elif tag == "span" and "line" in classes:
            self._write(_SHORT_LINE if "short" in classes else _LINE)
        elif tag in _BLOCKS:
            self._begin(tag, classes)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        elif tag in ("strong", "b"):
            self.bold -= 1
        elif tag == "u":
            self.underlined -= 1
        elif tag == "table":
            self._lay_table()
        elif tag in _BLOCKS:
            self.paragraph = None

    def handle_data(self, data: str) -> None:
        if self.silent or not data:
            return
        if self.rows is not None and self.rows and self.rows[-1] and self.table == "cell":
            self.rows[-1][-1][0].append(data)
            return
        self._write(data)

    def _begin(self, tag: str, classes: list[str]) -> None:
        self.space = True
        if tag in ("th", "td") and self.rows is not None:
            self.rows[-1].append(([], tag == "th"))
            self.table = "cell"
            return
        self.table = None
        if tag in ("h1", "h2", "h3"):
            self.paragraph = self.document.add_heading(level=int(tag[1]))
        elif tag == "li":
            self.paragraph = self.document.add_paragraph(style="List Bullet")
        else:
            self.paragraph = self.document.add_paragraph()
            if "text" in classes:
                self.paragraph.paragraph_format.keep_with_next = True
        if "line" in classes:
            self._writing_line()

    def _writing_line(self) -> None:
        """A line as wide as the page, whatever the paper and the type: the leader of a tab."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

        stops = self.paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(self.room, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        self.paragraph.add_run("\t")

    def _write(self, data: str) -> None:
        if self.paragraph is None:
            return
        text = " ".join(data.split(" ")) if "\n" not in data else " ".join(data.split("\n"))
        text = _squeezed(text)
        if self.space:
            text = text.lstrip(" ")
        if not text:
            return
        self.space = text.endswith(" ")
        run = self.paragraph.add_run(_printable(text))
        run.bold = True if self.bold else None
        run.underline = True if self.underlined else None

    def _image(self, values: dict[str, str]) -> None:
        from docx.shared import Cm

        if self.paragraph is None or not self.picture:
            return
        shape = self.paragraph.add_run().add_picture(BytesIO(self.picture), width=Cm(17))
        if shape.height > Cm(_TALL):
            shape.width, shape.height = round(shape.width * Cm(_TALL) / shape.height), Cm(_TALL)
        shape._inline.docPr.set("descr", _printable(values.get("alt", "")))

    def _lay_table(self) -> None:
        from docx.shared import Pt

        rows, self.rows, self.table = self.rows or [], None, None
        if not rows:
            return
        table = self.document.add_table(rows=0, cols=max(map(len, rows)))
        table.style = "Table Grid"
        table.autofit = False
        texts = [[_printable(_squeezed("".join(pieces)).strip()) for pieces, _ in cells] for cells in rows]
        widths = _widths(texts, self.room, self.document.styles["Normal"].font.size or Pt(12))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for cells, words in zip(rows, texts, strict=True):
            row = table.add_row()
            for cell, (_, head), text, width in zip(row.cells, cells, words, widths, strict=False):
                cell.width = width
                cell.paragraphs[0].add_run(text).bold = True if head else None
        _mark_head(table)
        self.document.add_paragraph()

    def _language(self, language: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        properties = self.document.styles["Normal"].element.get_or_add_rPr()
        element = OxmlElement("w:lang")
        element.set(qn("w:val"), language)
        properties.append(element)


def _widths(rows: list[list[str]], room: int, size: int) -> list[int]:
    """The widths of columns that share `room`, with letters of `size`; all in the units of Word (EMU).

    No word is broken if all longest words fit. What is left goes to the columns with the longest cells.
    """
    columns = [[row[n] for row in rows if n < len(row)] for n in range(max(map(len, rows)))]
    # Lines may end behind a hyphen. Python's own white space would part "90\u00a0%" too.
    pieces = [[piece for cell in cells for piece in cell.replace("-", "- ").split(" ")] for cells in columns]
    needs = [(max(map(_ems, words)) + _MARGINS) * size for words in pieces]
    wishes = [
        max(min(max(map(_ems, cells)), _WIDE) * size, need)
        for cells, need in zip(columns, needs, strict=True)
    ]
    left, wished = room - sum(needs), sum(wishes) - sum(needs)
    if left < 0 or not wished:
        return [int(room * need / sum(needs)) for need in needs]
    return [int(need + left * (wish - need) / wished) for need, wish in zip(needs, wishes, strict=True)]


def _ems(words: str) -> float:
    """How wide words are in bold, near enough; the unit is the size of the type."""
    return sum(next((width for letters, width in _EMS if char in letters), _EM) for char in words)


def _mark_head(table: Any) -> None:
    """Mark the first row as the head, which screen readers read out and Word repeats on a new page."""
    from docx.oxml import OxmlElement

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _squeezed(text: str) -> str:
    """White space runs as one space; no-break spaces stay."""
    out: list[str] = []
    for char in text:
        blank = char in " \t\r\n"
        if not (blank and out and out[-1] == " "):
            out.append(" " if blank else char)
    return "".join(out)


def _printable(text: str) -> str:
    """Text without the control characters that XML does not allow."""
    return "".join(
        char for char in text if char in "\t\n" or (ord(char) >= 32 and ord(char) not in (0xFFFE, 0xFFFF))
    )


def _fix_time(document: Any) -> None:
    """The same input gives the same bytes: no time of day in the document."""
    from datetime import datetime

    properties = document.core_properties
    properties.created = properties.modified = datetime(2000, 1, 1)
    properties.author = properties.last_modified_by = ""


def _same_bytes(data: bytes) -> bytes:
    """The archive with a fixed time on each of its members."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, (2000, 1, 1, 0, 0, 0)), old.read(name), ZIP_DEFLATED)
    return stream.getvalue()
