"""Bytes to text: every offset must be that of the untouched text."""

import codecs

import pytest

from framing.readers.decode import UndecodableError, decode

TEXT = "Der Bürgermeister sagte: „Die Mauer hält.“\r\nNiemand glaubte ihm – außer den Möwen.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"],
)
def test_same_text_from_every_encoding(data):
    assert decode(data) == TEXT


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\f", "\x85"])
def test_newlines_are_kept(newline):
    text = f"one{newline}two"
    assert decode(text.encode()) == text


def test_a_mark_within_the_text_stays():
    assert decode("one\ufefftwo".encode()) == "one\ufefftwo"


def test_russian_without_a_mark():
    text = "Мэр сказал, что стена выдержит. Никто ему не поверил, кроме чаек на набережной. " * 5
    assert decode(text.encode("cp1251")) == text


def test_far_into_the_file():
    text = "The wall holds. " * 20_000 + "Nobody believed it – “nobody” said the gulls of Müllershafen."
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("data", [b"\0", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xfe\0", bytes(range(1, 9)) * 50])
def test_what_is_no_text(data):
    with pytest.raises(UndecodableError):
        decode(data)


def test_nothing():
    assert decode(b"") == ""
