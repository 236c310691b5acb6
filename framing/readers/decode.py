"""From bytes to text. A file is decoded once and never changed afterwards, so offsets stay what they are."""

from __future__ import annotations

import codecs
import re

# UTF-32 before UTF-16: the little-endian mark of the first begins with that of the second.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
# Control characters that no text uses; tab, line ends, form feed, escape and the like are left out.
_CONTROLS = bytes([*range(1, 7), *range(14, 27), *range(28, 32), 127])
_SAMPLE = 65_536  # bytes looked at when a file has to be judged


class UndecodableError(ValueError):
    """Bytes that are no text, or text in no encoding that can be told. The message says which."""


def decode(data: bytes) -> str:
    """The text of a file.

    A byte-order mark decides and is not part of the text; otherwise UTF-8 as it is; otherwise the encoding
    that chardet finds. Newlines are kept. Raises `UndecodableError`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UndecodableError(f"is not the {encoding} that its byte-order mark says") from error
    if b"\0" in data:
        sample = data[:_SAMPLE]
        fewer, more = sorted((sample[0::2].count(0), sample[1::2].count(0)))
        if not fewer and more > 0.3 * len(sample) / 2:
            raise UndecodableError("looks like UTF-16 without a byte-order mark")
        raise UndecodableError("is not text (it contains NUL bytes)")
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > 0.01 * len(sample):
        raise UndecodableError("is not text (it is full of control characters)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_guessed(data)


def beginning(data: bytes) -> str:
    """The text that `data` are the first bytes of, roughly: what a byte-order mark says, else Latin-1.

    It is never wrong about ASCII characters, and quick.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("latin-1")


def _decode_guessed(data: bytes) -> str:
    import chardet  # slow to import, and needed for old files only

    first = _NOT_ASCII.search(data)
    start = max(0, first.start() - 2_000) if first else 0
    guess = chardet.detect(data[start : start + _SAMPLE])
    encoding = guess["encoding"]
    # A few odd letters tell too little; then it is what old Western files almost always are.
    western = 5 * len(_NOT_ASCII.findall(data[:_SAMPLE])) < len(data[:_SAMPLE])
    if western and (guess["confidence"] or 0.0) < 0.1:
        encoding = "cp1252"
    if not encoding:
        raise UndecodableError("is in an encoding that cannot be told")
    if encoding.lower() in ("iso-8859-1", "ascii", "utf-8"):
        encoding = "cp1252"
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UndecodableError(f"looks like {encoding} but cannot be read as that") from error
