"""Reading a texts folder: what is found, whose it is, and what is said when something is wrong."""

import os
import unicodedata
from functools import partial

import pytest

from framing.errors import StudyError
from framing.readers import is_markup, list_texts, read_document
from framing.study import read_settings

TEXT = "The gulls have taken the quay.\n"


@pytest.fixture
def texts(tmp_path):
    """Writes files below a texts folder: path -> text or bytes."""

    def write(files):
        folder = tmp_path / "texts"
        folder.mkdir(exist_ok=True)
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return folder

    return write


def read_all(folder):
    return [read_document(file) for file in list_texts(folder).files]


def test_one_folder_per_source_in_order_of_paths(texts):
    folder = texts(
        {"gazette/b.txt": TEXT, "gazette/a.txt": TEXT, "courier/2031/c.md": TEXT, "zeta.txt": TEXT}
    )
    listing = list_texts(folder)
    assert [(file.path, file.source) for file in listing.files] == [
        ("courier/2031/c.md", "courier"),
        ("gazette/a.txt", "gazette"),
        ("gazette/b.txt", "gazette"),
        ("zeta.txt", "zeta"),
    ]
    assert listing.skipped == ()


def test_a_text_beside_the_folders_is_noted(texts):
    """A text that was dropped one folder too high would be a source of its own, and nobody would see it."""
    folder = texts({"gazette/a.txt": TEXT, "b.txt": TEXT})
    (note,) = list_texts(folder).notes
    assert note.startswith("b.txt lies in no source's folder")
    texts({"metadata.csv": "file,source\nb.txt,gazette\n"})
    assert list_texts(folder).notes == ()


def test_a_folder_with_one_text_for_each_source_is_no_slip(texts):
    assert list_texts(texts({"courier.txt": TEXT, "gazette.txt": TEXT})).notes == ()


def test_metadata_fills_the_document(texts):
    folder = texts(
        {
            "one.txt": TEXT,
            "two.txt": TEXT,
            "metadata.csv": "file,source,title,date,url,type,spokespeople\n"
            'one.txt,The Quay Gazette,"Gulls, again",2031-05-03,https://example.org/1,news,'
            "Ann Marlow; Ben Falk ;\n",
        }
    )
    one, two = read_all(folder)
    assert (one.source, one.title, one.date, one.type) == (
        "The Quay Gazette",
        "Gulls, again",
        "2031-05-03",
        "news",
    )
    assert one.url == "https://example.org/1"
    assert one.spokespeople == ("Ann Marlow", "Ben Falk")
    assert (two.source, two.title, two.spokespeople) == ("two", "", ())


@pytest.mark.parametrize("day", ["2031", "2031-05", "2031-05-03", ""])
def test_dates_that_are_kept(texts, day):
    listing = list_texts(texts({"a.txt": TEXT, "metadata.csv": f"file,date\na.txt,{day}\n"}))
    assert listing.files[0].date == day
    assert listing.notes == ()


@pytest.mark.parametrize("day", ["3 May 2031", "05/03/2031", "2031-13", "2031-02-30", "31-05-03", "２０３１"])
def test_dates_that_are_left_out_and_named(texts, day):
    listing = list_texts(texts({"a.txt": TEXT, "metadata.csv": f"file,date\na.txt,{day}\n"}))
    assert listing.files[0].date == ""
    (note,) = listing.notes
    assert day in note
    assert "a.txt" in note
    assert "line 2" in note


def test_semicolons_tabs_marks_and_windows_letters_in_metadata(texts):
    for data in (
        "file;title\na.txt;Müll\n".encode("cp1252"),
        "\ufefffile\ttitle\r\na.txt\tMüll\r\n".encode(),
        "File , Title\n\n./a.txt,Müll\n".encode(),
    ):
        assert list_texts(texts({"a.txt": TEXT, "metadata.csv": data})).files[0].title == "Müll"


def test_columns_of_ones_own_are_noted_and_not_read(texts):
    folder = texts(
        {
            "a.txt": TEXT,
            "metadata.csv": "file,author,title,word count,,\na.txt,Ann Marlow,Gulls,6,,\n",
            "overrides.csv": "document,source,start,voice,coder\na.txt,a,4,own,Ben Falk\n",
        }
    )
    listing = list_texts(folder)
    assert (listing.files[0].title, listing.files[0].overrides[0].voice) == ("Gulls", "own")
    first, second = listing.notes
    assert first.startswith(
        "metadata.csv: author and word count not read; the columns that are read are file,"
    )
    # As `framing occurrences` has it; no slip of the pen for surface.
    assert second.startswith("overrides.csv: source and coder not read;")


@pytest.mark.parametrize(("on_disk", "in_table"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD")])
def test_names_with_accents_are_found_however_the_disk_writes_them(texts, on_disk, in_table):
    disk, table = (partial(unicodedata.normalize, form) for form in (on_disk, in_table))
    folder = texts(
        {
            disk("Fährbote/Über.txt"): TEXT,
            "gazette/a.txt": TEXT,
            "metadata.csv": table(
                "file,source,title\nFährbote/Über.txt,Fährbote,Gulls\ngazette/a.txt,Fährbote,\n"
            ),
            "overrides.csv": table("document,start,voice\nFährbote/Über.txt,4,own\n"),
        }
    )
    first, second = read_all(folder)
    assert (first.title, first.overrides[0].start) == ("Gulls", 4)
    assert first.source == second.source == disk("Fährbote")


def test_what_is_no_text_is_skipped_and_named(texts):
    folder = texts(
        {
            "a/one.txt": TEXT,
            "a/scan.pdf": b"%PDF",
            "a/.hidden.txt": TEXT,
            ".git/x.txt": TEXT,
            "README.md": "About these texts",
            "LICENSE": "free",
        }
    )
    listing = list_texts(folder)
    assert [file.path for file in listing.files] == ["a/one.txt"]
    assert [path for path, _ in listing.skipped] == ["a/scan.pdf"]


def test_what_is_no_regular_file_is_skipped_and_named(texts, tmp_path):
    folder = texts({"a/one.txt": TEXT})
    try:
        for name in ("a/f.txt", "metadata.csv"):
            os.mkfifo(folder / name)
        (folder / "a" / "linked.txt").symlink_to(folder / "a" / "f.txt")
    except (OSError, AttributeError):
        pytest.skip("no named pipes here")
    listing = list_texts(folder)
    assert [file.path for file in listing.files] == ["a/one.txt"]
    assert [path for path, _ in listing.skipped] == ["a/f.txt", "a/linked.txt", "metadata.csv"]
    assert all(why.startswith("no regular file") for _, why in listing.skipped)
    # A link that leads nowhere is a text that is missing: whoever reads it says so.
    (folder / "a" / "two.txt").symlink_to("nowhere.txt")
    assert [file.path for file in list_texts(folder).files] == ["a/one.txt", "a/two.txt"]


def test_listing_reads_no_text(texts):
    folder = texts({"a/one.txt": b"\0\0", "a/two.txt": TEXT})
    files = list_texts(folder).files
    assert [file.path for file in files] == ["a/one.txt", "a/two.txt"]
    assert read_document(files[1]).text == TEXT
    with pytest.raises(StudyError, match=r"one\.txt"):
        read_document(files[0])


def test_links_are_followed_and_loops_end(texts, tmp_path):
    folder = texts({"a/one.txt": TEXT})
    (tmp_path / "elsewhere.txt").write_text(TEXT, "utf-8")
    try:
        (folder / "a" / "loop").symlink_to(folder)
        (folder / "a" / "two.txt").symlink_to(tmp_path / "elsewhere.txt")
    except OSError:
        pytest.skip("no symbolic links here")
    assert [file.path for file in list_texts(folder).files] == ["a/one.txt", "a/two.txt"]


def test_overrides_reach_their_document_in_order(texts):
    table = "document,start,surface,voice,reason\na/one.txt,30,,quoted,a slogan\na/one.txt,4,gulls,own,\n"
    folder = texts({"a/one.txt": TEXT, "a/two.txt": TEXT, "overrides.csv": table})
    one, two = read_all(folder)
    assert [(o.start, o.surface, o.voice, o.reason) for o in one.overrides] == [
        (4, "gulls", "own", ""),
        (30, "", "quoted", "a slogan"),
    ]
    assert two.overrides == ()


ERRORS = {
    "no texts": ({"README.md": "x"}, ["no texts", ".txt"]),
    "only other files": ({"a/x.pdf": b"%PDF"}, ["no texts"]),
    "unknown column": (
        {"a.txt": TEXT, "metadata.csv": "file,sorce\n"},
        ["unknown column 'sorce'", "'source'"],
    ),
    "no file column": ({"a.txt": TEXT, "metadata.csv": "source\nx\n"}, ["no column 'file'"]),
    "empty metadata": ({"a.txt": TEXT, "metadata.csv": ""}, ["no column 'file'"]),
    "column twice": ({"a.txt": TEXT, "metadata.csv": "file,date,date\n"}, ["named twice"]),
    "open quotation mark": (
        {"a.txt": TEXT, "b.txt": TEXT, "metadata.csv": 'file,title\na.txt,"Gulls\nb.txt,Terns\n'},
        ["metadata.csv", "line 2", "check the quotation marks"],
    ),
    "row below a cell of two lines": (
        {"a.txt": TEXT, "metadata.csv": 'file,title\na.txt,"Gulls\nagain"\nb.txt,"Terns\nagain"\n'},
        ["line 4", "no file 'b.txt'"],
    ),
    "missing file": (
        {"a/gulls.txt": TEXT, "metadata.csv": "file\na/gull.txt\n"},
        ["line 2", "no file 'a/gull.txt'", "'a/gulls.txt'"],
    ),
    "row without file": (
        {"a.txt": TEXT, "metadata.csv": "file,source\n,x\n"},
        ["line 2", "no file is named"],
    ),
    "file twice": ({"a.txt": TEXT, "metadata.csv": "file\na.txt\n./a.txt\n"}, ["line 3", "line 2", "again"]),
    "too many cells": (
        {"a.txt": TEXT, "metadata.csv": "file,title\na.txt,Gulls, again\n"},
        ["line 2", "3 cells", "a comma"],
    ),
    "too many cells between semicolons": (
        {"a.txt": TEXT, "metadata.csv": "file;spokespeople\na.txt;Ann Lee; Bo Hill\n"},
        ["line 2", "3 cells", "a semicolon"],
    ),
    "unknown source": (
        {"gazette/a.txt": TEXT, "metadata.csv": "file,source\ngazette/a.txt,gazete\n"},
        ["line 2", "unknown source 'gazete'", "'gazette'"],
    ),
    "path up": ({"a.txt": TEXT, "metadata.csv": "file\n../a.txt\n"}, ["line 2", "leaves the texts folder"]),
    "absolute path": ({"a.txt": TEXT, "metadata.csv": "file\n/a.txt\n"}, ["leaves the texts folder"]),
    "drive": ({"a.txt": TEXT, "metadata.csv": "file\nC:\\a.txt\n"}, ["leaves the texts folder"]),
    "binary metadata": ({"a.txt": TEXT, "metadata.csv": b"PK\0\1"}, ["metadata.csv", "save it as CSV"]),
    "unknown voice": (
        {"a.txt": TEXT, "overrides.csv": "document,start,voice\na.txt,4,quotd\n"},
        ["overrides.csv", "line 2", "unknown voice 'quotd'", "'quoted'"],
    ),
    "start is no number": (
        {"a.txt": TEXT, "overrides.csv": "document,start,voice\na.txt,-4,own\n"},
        ["line 2", "start '-4'"],
    ),
    "start that no text has": (
        {"a.txt": TEXT, "overrides.csv": f"document,start,voice\na.txt,{'4' * 5_000},own\n"},
        ["line 2", "start '444", "is no offset"],
    ),
    "override twice": (
        {"a.txt": TEXT, "overrides.csv": "document,start,voice\na.txt,4,own\na.txt,4,name\n"},
        ["line 3", "line 2"],
    ),
    "override without document": (
        {"a.txt": TEXT, "overrides.csv": "document,start,voice\nb.txt,4,own\n"},
        ["line 2", "no document 'b.txt'"],
    ),
    "NUL bytes": ({"a/pic.txt": b"\x89PNG\0\0\0\r"}, ["pic.txt", "NUL", "UTF-8"]),
    "control characters": ({"a/pic.txt": bytes(range(1, 32)) * 20}, ["pic.txt", "control characters"]),
    "UTF-16 without mark": ({"a/old.txt": TEXT.encode("utf-16-le")}, ["old.txt", "UTF-16 without"]),
    "broken UTF-16": ({"a/old.txt": b"\xff\xfea\0\0\xd8"}, ["old.txt", "utf-16-le"]),
}


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_errors_say_what_where_and_how_to_mend_it(texts, name):
    files, parts = ERRORS[name]
    with pytest.raises(StudyError) as caught:
        read_all(texts(files))
    message = str(caught.value)
    assert "\n" not in message
    for part in parts:
        assert part in message


def test_all_faults_of_a_table_are_told_at_once(texts):
    table = (
        "file,source,title\ngazette/one.txt,,A\none.txt,,B\n,gazette,C\ngazette/two.txt,gazete,D\n"
        "gazette/one.txt,,E\ngazette/two.txt,,Gulls, again\n../three.txt,,\nfour.txt,,\n"
    )
    folder = texts({"gazette/one.txt": TEXT, "gazette/two.txt": TEXT, "metadata.csv": table})
    file = folder / "metadata.csv"
    with pytest.raises(StudyError) as caught:
        list_texts(folder)
    assert caught.value.args == (
        f"{file}, line 3: there is no file 'one.txt' (did you mean 'gazette/one.txt'?); correct the path or "
        "delete the row",
        f"{file}, line 4: no file is named; fill the first cell or delete the row",
        f"{file}, line 5: unknown source 'gazete' for 'gazette/two.txt' (did you mean 'gazette'?); name a "
        "source folder, or empty the cell for 'gazette'",
        f"{file}, line 6: 'gazette/one.txt' is named again (first on line 2); keep one row for each file",
        f"{file}, line 7: 4 cells for 3 columns; put a cell that contains a comma in double quotation marks",
        f"{file}, line 8: '../three.txt' leaves the texts folder; give a path relative to that folder",
        f"{file}, line 9: there is no file 'four.txt'; correct the path or delete the row",
    )


def test_of_very_many_faults_of_a_table_the_first_are_told_and_the_others_counted(texts):
    table = "file\n" + "".join(f"{n}.txt\n" for n in range(1_234))
    with pytest.raises(StudyError) as caught:
        list_texts(texts({"a.md": TEXT, "metadata.csv": table}))
    *told, more = caught.value.args
    assert [fault.partition(": ")[0].rpartition(" ")[2] for fault in told] == [str(n) for n in range(2, 22)]
    assert more.endswith("metadata.csv: 1,214 more faults; mend these and check again")


def test_the_faults_of_both_tables_are_told_at_once(texts):
    files = {
        "a.txt": TEXT,
        "metadata.csv": "file\nb.txt\n",
        "overrides.csv": "document,start,voice\na.txt,x,own\n",
    }
    with pytest.raises(StudyError) as caught:
        list_texts(texts(files))
    first, second = caught.value.args
    assert "metadata.csv, line 2: there is no file 'b.txt'" in first
    assert "overrides.csv, line 2: start 'x' is no offset" in second


def test_faults_of_the_first_line_and_of_overrides_are_told_at_once(texts):
    folder = texts({"a.txt": TEXT, "metadata.csv": "fil,sorce,author,author\n"})
    with pytest.raises(StudyError, match=r"line 1: .*'file'.*\n.* line 1: .*'source'"):
        list_texts(folder)
    texts({"metadata.csv": "file,sorce\na.txt,a\nb.txt,b\n"})
    with pytest.raises(StudyError, match=r"line 1: .*'source'.*\n.* line 3: there is no file 'b.txt'"):
        list_texts(folder)
    texts({"metadata.csv": "file\n", "overrides.csv": "document,start,voice\nb.txt,x,quotd\n"})
    with pytest.raises(StudyError, match=r"line 2: .*'b.txt'.*\n.* line 2: .*'x'.*\n.* line 2: .*'quoted'"):
        list_texts(folder)


@pytest.mark.parametrize("written", ["one.txt", "one", "ONE.TXT", "gazete/one.txt", "texts/gazette/one.txt"])
def test_a_file_is_found_by_its_name_where_its_folder_is_missing(texts, written):
    folder = texts({"gazette/one.txt": TEXT, "gazette/two.txt": TEXT, "metadata.csv": f"file\n{written}\n"})
    with pytest.raises(StudyError, match=r"did you mean 'gazette/one\.txt'\?"):
        list_texts(folder)


def test_dates_that_are_not_read_are_told_in_one_note(texts):
    files = {f"g/{n}.txt": TEXT for n in range(8)}
    rows = "".join(f"g/{n}.txt,0{n + 1}.05.2024\n" for n in range(8))
    [note] = list_texts(texts({**files, "metadata.csv": f"file,date\n{rows}"})).notes
    assert note.startswith("metadata.csv: dates '01.05.2024' of 'g/0.txt' (line 2), ")
    assert note.endswith(
        " and 5 more are not in one of the forms that are read and were left out; "
        "write 2022-05-28, 20220528, 2022-05 or 2022"
    )


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2022-05-12T10:00:00Z", "2022-05-12"),
        ("2022-05-12 00:00:00", "2022-05-12"),
        ("2022-05-12 9:30", "2022-05-12"),
        ("2022-05-12T10:00:00.123+02:00", "2022-05-12"),
        ("2022-05-12 10:00 CET", "2022-05-12"),
        ("20220512", "2022-05-12"),
        ("20220512T100000Z", "2022-05-12"),
        ("2022-05", "2022-05"),
        ("2022", "2022"),
        ("202205", ""),
        ("20221305", ""),
        ("2022-02-30T10:00:00Z", ""),
        ("2022-05T10:00", ""),
        ("2022-05-12 and later", ""),
        ("2022-05-12/2022-05-14", ""),
        ("2022-05-123", ""),
        ("\u0662022-05-12", ""),
    ],
)
def test_a_date_is_read_in_its_usual_forms(texts, written, date):
    folder = texts({"a.txt": TEXT, "metadata.csv": f"file,date\na.txt,{written}\n"})
    listing = list_texts(folder)
    assert [file.date for file in listing.files] == [date]
    assert len(listing.notes) == (not date)


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_line_that_tells_excel_what_stands_between_cells_is_skipped(texts, first, ends):
    table = ends.join((first, "file;title", "a.txt;Gulls, again", ""))
    folder = texts({"a.txt": TEXT, "metadata.csv": table})
    assert [file.title for file in list_texts(folder).files] == ["Gulls, again"]
    texts({"metadata.csv": ends.join((first, "file;titel", "b.txt;Gulls", ""))})
    with pytest.raises(StudyError, match=r"line 2: unknown column 'titel'.*\n.* line 3: there is no file"):
        list_texts(folder)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_first_line_tells_what_stands_between_the_cells(texts, ends):
    table = ends.join(("file;title", "a.txt;Gulls, again", "b.txt;Terns", ""))
    folder = texts({"a.txt": TEXT, "b.txt": TEXT, "Metadata.CSV": table})
    assert [file.title for file in list_texts(folder).files] == ["Gulls, again", "Terns"]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<!DOCTYPE html>\n<html><body>Gulls</body></html>", True),
        ("\ufeff\n <html lang='en'>", True),
        ('<?xml version="1.0"?><story>Gulls</story>', True),
        ('{"title": "Gulls"}', True),
        ('[\n  {\n "title": "Gulls"}]', True),
        ("{\\rtf1\\ansi Gulls}", True),
        ("Gulls are back. <html> is no word.", False),
        ("# Gulls\n\n<p>They are back.</p>", False),
        ("{Gulls} are back", False),
        ('["Gulls," she said.]', False),
        ("<htmlx", False),
        ("", False),
    ],
)
def test_markup_is_told_by_how_a_file_begins(texts, text, markup):
    folder = texts({"a.txt": text, "b.txt": TEXT})
    assert [is_markup(file) for file in list_texts(folder).files] == [markup, False]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_markup_is_told_whatever_the_encoding(texts, encoding):
    page = "\n<!DOCTYPE html>\n<html><body>Gulls</body></html>".encode(encoding)
    folder = texts({"a.txt": page, "b.txt": TEXT.encode(encoding)})
    assert [is_markup(file) for file in list_texts(folder).files] == [True, False]


def test_a_table_in_another_format_or_place_is_told(texts):
    folder = texts({"g/a.txt": TEXT, "metadata.xlsx": b"PK", "g/overrides.csv": "document,start,voice\n"})
    (folder.parent / "metadata.csv").write_text("file\n", "utf-8")
    listing = list_texts(folder)
    assert listing.skipped == (
        ("g/overrides.csv", "not read here; move it out of this folder, to where the sources' folders are"),
        ("metadata.xlsx", "not read; save the table as metadata.csv"),
    )
    assert listing.notes == ("metadata.csv lies beside texts/ and is not read; move it into texts/",)


def test_a_name_that_is_no_unicode(texts):
    folder = texts({"a/one.txt": TEXT})
    try:
        (folder / "a" / os.fsdecode(b"\xff.txt")).write_text(TEXT, "utf-8")
    except OSError:
        pytest.skip("no such names here")
    with pytest.raises(StudyError, match=r"a: the name '\\udcff\.txt' is not UTF-8; rename"):
        list_texts(folder)


def test_no_folder(tmp_path):
    with pytest.raises(StudyError, match="no such folder"):
        list_texts(tmp_path / "nowhere")


def test_a_source_that_is_another_folder_is_taken(texts):
    folder = texts(
        {"gazette/a.txt": TEXT, "courier/b.txt": TEXT, "metadata.csv": "file,source\ngazette/a.txt,courier\n"}
    )
    assert [file.source for file in list_texts(folder).files] == ["courier", "courier"]


def test_ten_thousand_files_are_listed_in_order(texts):
    folder = texts({f"s{n % 7}/{n:05}.txt": "x" for n in range(10_000)})
    paths = [file.path for file in list_texts(folder).files]
    assert len(paths) == 10_000
    assert paths == sorted(paths)


def test_sources_may_come_from_another_column_whatever_the_folders_are(texts):
    table = "file,Party,title\na/one.txt,north (old),A\nb/one.txt,north (old),B\nb/two.txt,south,C\n"
    folder = texts({"a/one.txt": TEXT, "b/one.txt": TEXT, "b/two.txt": TEXT, "metadata.csv": table})
    listing = list_texts(folder, "party")
    assert [file.source for file in listing.files] == ["north (old)", "north (old)", "south"]
    assert listing.notes == ()
    assert [file.source for file in list_texts(folder).files] == ["a", "b", "b"]


def test_a_grouped_text_keeps_whose_it_is(texts):
    table = "file,source,party\na/one.txt,,north\nb/one.txt,The B,north\nc.txt,,south\nd.txt,The D,south\n"
    folder = texts(
        {"a/one.txt": TEXT, "b/one.txt": TEXT, "c.txt": TEXT, "d.txt": TEXT, "metadata.csv": table}
    )
    assert [file.member for file in list_texts(folder, "party").files] == ["a", "The B", "c", "The D"]
    # Without another column a text is its source's, and no group's.
    (folder / "metadata.csv").write_text("file,title\na/one.txt,A\n", "utf-8")
    for column in ("source", " Source"):
        assert {file.member for file in list_texts(folder, column).files} == {""}


@pytest.mark.parametrize(
    ("written", "column"), [(" Source", "source"), ("SOURCE", "source"), ("Party ", "Party")]
)
def test_a_column_is_the_same_however_the_settings_write_it(tmp_path, written, column):
    settings = tmp_path / "framing.toml"
    settings.write_text(f'source_column = "{written}"\n', "utf-8")
    assert read_settings(settings).source_column == column


def test_a_text_without_a_group_stays_with_its_folder_and_is_named(texts):
    files = {
        "a/one.txt": TEXT,
        "b/one.txt": TEXT,
        "metadata.csv": "file,party\na/one.txt,north\nb/one.txt,\n",
    }
    listing = list_texts(texts(files), "party")
    assert [file.source for file in listing.files] == ["north", "b"]
    [note] = listing.notes
    assert "does not say the party of b/one.txt" in note


def test_a_column_that_is_not_there_is_told(texts):
    folder = texts({"a/one.txt": TEXT, "metadata.csv": "file,partie\na/one.txt,north\n"})
    with pytest.raises(
        StudyError, match=r"no column 'party' \(did you mean 'partie'\?\); correct source_column"
    ):
        list_texts(folder, "party")
    with pytest.raises(StudyError, match=r"there is no column 'region'"):
        list_texts(folder, "region")
    (folder / "metadata.csv").unlink()
    with pytest.raises(StudyError, match=r"metadata.csv: is not there; source_column in framing.toml"):
        list_texts(folder, "party")
