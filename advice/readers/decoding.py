"""Bytes to text: byte order marks, UTF-16, Windows-1252, and files that were cut in the middle of a character."""

import codecs
import re
from contextlib import suppress

from advice.readers.characters import clean_characters
from advice.readers.document import ReadError
from advice.readers.limits import MAX_BYTES

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4_000
_NAMED = re.compile(
    rb"<(?:meta[^<>]{0,200}charset|\?xml[^<>]{0,100}encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"SQLite format 3\x00": "a database",
}


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file with line feeds only, clean of invisible characters and in NFC, and notes on what was odd."""
    refuse_size(len(data))
    if not data.strip(b" \t\r\n\x00"):
        raise ReadError("The file is empty.")
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(f"The file is {name}, not text.")
    text, notes = _text(data)
    controls = sum(text.count(character) for character in ("\x00", "\x01", "\x02", "\x03", "\x04"))
    if controls > len(text) // 50 + 2:
        raise ReadError("The file is not text: it is full of control characters.")
    return clean_characters(text), notes


def refuse_size(size: int) -> None:
    """Raise ReadError for a file of so many bytes that it need not even be opened."""
    if size > MAX_BYTES:
        raise ReadError(f"The file has {size:,} bytes; at most {MAX_BYTES:,} are read.")


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    wide = _wide(data)
    if wide:
        return _decoded(data, wide)
    return _decoded(data, "utf-8")


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark shows as zero bytes in every other place."""
    sample = data[:2000]
    half = len(sample) // 2
    if half >= 2 and sample[1::2].count(0) > half * 0.6 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if half >= 2 and sample[0::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return ""


def _decoded(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 3 and error.start >= len(data) - 4 and error.start > 0:
            return data[: error.start].decode(encoding), (
                "The file ends in the middle of a character; its last bytes were left out.",
            )
    if encoding != "utf-8":
        raise ReadError(f"The file claims to be {encoding.upper()} and is not.")
    if named := _NAMED.search(data[:_HEAD]):
        with suppress(LookupError, UnicodeDecodeError, ValueError):
            return data.decode(named[1].decode("ascii")), ()
    if _is_mostly_utf8(data):
        raise ReadError("The file is UTF-8 with a damaged character in its middle.")
    try:
        return data.decode("cp1252"), ("The file is not UTF-8; it was read as Windows-1252.",)
    except UnicodeDecodeError:
        raise ReadError("The file is neither UTF-8 nor Windows-1252 text.") from None


def _is_mostly_utf8(data: bytes) -> bool:
    """Letters of other encodings hardly ever make up whole characters of UTF-8."""
    text = data.decode("utf-8", errors="replace")
    whole = sum(not character.isascii() and character != "\ufffd" for character in text)
    return whole > text.count("\ufffd")
