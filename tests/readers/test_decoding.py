"""Bytes to text: every encoding and line ending that files come in, or a refusal."""

import unicodedata

import pytest

from advice.readers.document import ReadError
from advice.readers.registry import read
from tests.readers.reading import texts

SOURCE = "---\ntitle: Café\ndate: 2020-01-02\n---\n\nOne “two” — три 🥖.\n\n- a\n- b\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_encodings_and_line_endings(encoding, ending):
    if encoding == "utf-32-be":
        data = b"\x00\x00\xfe\xff" + SOURCE.replace("\n", ending).encode(encoding)
    else:
        data = SOURCE.replace("\n", ending).encode(encoding)
    document = read(data)
    assert document.title == "Café"
    assert texts(document) == ["One “two” — три 🥖.", "a", "b"]
    assert document.notes == ()


def test_windows_1252_is_noted():
    document = read("Sm\u00f8rrebr\u00f8d \u2013 \u201cgood\u201d".encode("cp1252"))
    assert document.text == "Smørrebrød – “good”"
    assert any("Windows-1252" in note for note in document.notes)


def test_a_page_that_names_its_encoding():
    page = '<html><head><meta charset="windows-1251"><title>Труд</title></head><body><p>Хлеб и соль.</p></body></html>'
    assert read(page.encode("cp1251")).text == "Хлеб и соль."


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_file_cut_in_the_middle_of_a_character(cut):
    document = read("The bread 🥖".encode()[:-cut])
    assert document.text == "The bread"
    assert any("middle of a character" in note for note in document.notes)


def test_a_file_cut_in_the_middle_of_utf_16():
    document = read("Bread and salt".encode("utf-16")[:-1])
    assert document.text == "Bread and sal"
    assert any("middle of a character" in note for note in document.notes)


def test_invisible_characters_go_and_visible_ones_stay():
    source = "a\u200bb\u2060c\ufeffd\u00ade\x00\x07f\u202eg\u200dh 👩\u200d🚀 می\u200cخواهم 1\u00a0000\u2009km\ttab"
    assert read(source.encode()).text == "abcdefgh 👩\u200d🚀 می\u200cخواهم 1 000 km tab"


def test_a_joiner_that_joins_nothing_goes():
    document = read("# 👩\u200d&nbsp;\n\nText 👩\u200d\u00a0 and more.\n\n    code 👩\u200d  \n".encode())
    assert document.title == "👩"
    assert texts(document) == ["Text 👩 and more.", "code 👩"]


def test_the_text_is_composed():
    text = "Zu\u0308rich, A\u030angstro\u0308m, \u1100\u1161"
    assert read(text.encode()).text == unicodedata.normalize("NFC", text)


def test_an_accent_beyond_the_edge_of_a_mark():
    document = read("A *cafe*\u0301 **x**\u0301 y".encode())
    assert unicodedata.is_normalized("NFC", document.text)
    assert [document.text[mark.start : mark.end] for mark in document.marks] == ["café", "x"]


def test_code_points_beyond_the_basic_plane_count_once():
    document = read("🥖🥖 *bread* 🧂".encode())
    mark = document.marks[0]
    assert (mark.start, mark.end) == (3, 8)


def test_entities_are_cleaned_too():
    assert read(b"<p>a&nbsp;&#8203;b &#0;c&shy;d &amp;lt; &#x1F956;</p>").text == "a b \ufffdcd &lt; 🥖"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\x00" * 100, "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        ("\u200b\u2060".encode(), "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "image"),
        (b"\x81\x8d\x8f text", "neither"),
        (bytes(range(256)) * 4, "neither"),
        (bytes(range(1, 128)) * 4, "control characters"),
        (b"\xff\xfea\xd8a\xd8 text ", "UTF-16"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\\documentclass{article}", "LaTeX"),
        (b'<?xml version="1.0"?><rss></rss>', "XML"),
        (
            b"From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n<html>",
            "MHTML",
        ),
        (b"Return-Path: <a@example.org>\nReceived: from x\n\nText", "e-mail"),
        (
            b"import a from 'a'\nimport b from 'b'\n\nconst c = 1\nexport default function Page() {\n}\n",
            "program",
        ),
        (b"#!/bin/sh\necho x", "program"),
        (b'{"name": "package", "version": 1}', "JSON"),
        (b'[{"a": 1}]', "JSON"),
        (b"a" * 700_000, "characters"),
        (b"a" * 5_000_000, "bytes"),
    ],
)
def test_refused_with_the_reason(data, reason):
    with pytest.raises(ReadError, match=reason):
        read(data)
