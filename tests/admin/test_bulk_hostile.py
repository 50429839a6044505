"""Files that are no table, or a costly one: one sentence, nothing written, no 500, no long wait."""

import io
import json
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from advice.admin.bulk.files import MAX_BYTES, MAX_ROWS
from advice.models import Claim
from tests import records

IMPORT = "/admin/advice/claim/import/"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = "key,source,text,kind\r\n"


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def book(*rows) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """An archive with one of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return out.getvalue()


GOOD = book(["key", "source", "text", "kind"], ["a-1", "s", "Text.", "opinion"])
SHEET_PART = "xl/worksheets/sheet1.xml"


def sheet(rows: str, dimension: str = "A1:D2") -> bytes:
    return with_part(
        GOOD,
        SHEET_PART,
        f'<worksheet xmlns="{SHEET}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'.encode(),
    )


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
FILES = {
    "empty": (b"", "The file is empty."),
    "white space": (b" \r\n\t", "The file is empty."),
    "mark alone": (b"\xef\xbb\xbf", "The file is empty."),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "NUL characters"),
    "program": (bytes(range(256)), "NUL characters"),
    "NUL": ((HEAD + "a-1,s,Te\x00xt,opinion\r\n").encode(), "NUL characters"),
    "Latin-1": ((HEAD + "a-1,s,Café.,opinion\r\n").encode("latin-1"), "not UTF-8"),
    "half of UTF-16": (HEAD.encode("utf-16")[:-1], "not UTF-8"),
    "prose": (b"Dear all,\r\nhere are my claims.\r\n", "Claims have no column"),
    "columns only": (HEAD.encode(), "no row below them"),
    "unknown column": (b"key,colour\r\na,b\r\n", "Claims have no column “colour”."),
    "no column that tells which": (b"text,kind\r\na,opinion\r\n", "needs the column “key”"),
    "column twice": (b"key,text,text\r\na,b,c\r\n", "Two columns are called “text”."),
    "column without a name": (b"key,,text\r\na,b,c\r\n", "one has no name"),
    "short row": ((HEAD + "a-1,s\r\n").encode(), "Row 2 has 2 cells, the first row 4."),
    "long row": ((HEAD + "a-1,s,t,opinion,more\r\n").encode(), "Row 2 has 5 cells"),
    "open quotation": ((HEAD + 'a-1,s,"open').encode(), "The file is no CSV"),
    "long cell": ((HEAD + f"a-1,s,{'x' * 20_000},opinion").encode(), "more than 10000 characters"),
    "very long cell": ((HEAD + f'a-1,s,"{"x" * 200_000}",opinion').encode(), "The file is no CSV"),
    "100,000 rows": ((HEAD + "a,s,t,opinion\r\n" * 100_000).encode(), f"more than {MAX_ROWS} rows"),
    "100,000 rows of JSON": (b"[" + b'{"key":"a"},' * 100_000 + b'{"key":"a"}]', f"more than {MAX_ROWS} rows"),
    "100,000 columns": (b"key" + b",a" * 100_000 + b"\r\n", "more than 50 cells"),
    "large": (b"key\r\n" + b"a" * MAX_BYTES, "bytes; at most"),
    "JSON that ends early": (b'[{"key": "a"', "begins like JSON"),
    "JSON of another shape": (b'{"key": "a"}', "must be a list of objects"),
    "JSON of numbers": (b"[1, 2]", "must be a list of objects"),
    "JSON of nothing": (b"[{}]", "no row"),
    "deep JSON": (b"[" * 200_000, "begins like JSON"),
    "JSON with a name twice": (b'[{"key": "a", "key": "b"}]', "one name twice"),
    "JSON with other names": (b'[{"key": "a"}, {"text": "b"}]', "Object 1 lacks"),
    "JSON with half a character": (b'[{"key": "\\ud800"}]', "a character that no text can have"),
    "JSON with NUL": (b'[{"key": "\\u0000"}]', "a character that no text can have"),
    "JSON with a long number": (b'[{"key": ' + b"9" * 10_000 + b"}]", "begins like JSON"),
    "ZIP of nothing": (b"PK\x05\x06" + b"\x00" * 18, "no readable XLSX"),
    "cut ZIP": (GOOD[:-40], "damaged ZIP"),
    "no ZIP": (b"PK, said nobody", "damaged ZIP"),
    "other ZIP": (with_part(b"PK\x05\x06" + b"\x00" * 18, "a.txt", b"x"), "no readable XLSX"),
    "ZIP bomb": (with_part(GOOD, SHEET_PART, b"<a>" + b" " * 60_000_000 + b"</a>"), "unpacks to more"),
    "entity bomb": (with_part(GOOD, SHEET_PART, (LAUGHS + "<worksheet>&j;</worksheet>").encode()), "document type"),
    "sheet that is no XML": (with_part(GOOD, SHEET_PART, b"no XML"), "no readable XLSX"),
    "empty sheet": (sheet(""), "no row"),
    "cell far out": (sheet('<row r="1"><c r="XFD1" t="inlineStr"><is><t>key</t></is></c></row>'), ""),
    "row far down": (sheet('<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>key</t></is></c></row>'), "no row"),
    "claimed size": (sheet("", "A1:XFD1048576"), "no row"),
    "wrong reference": (sheet('<row r="1"><c r="?!"><v>1</v></c></row>'), ""),
    "missing shared text": (sheet('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'), "no readable XLSX"),
    "many rows of a sheet": (book(["key"], *[["a"]] * (MAX_ROWS + 5)), f"more than {MAX_ROWS} rows"),
    "errors in cells": (book(["key", "source", "text", "kind"], ["#REF!", "#N/A", "#NUM!", "#NULL!"]), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_table_of_claims_is_a_sentence(curating, name):
    data, said = FILES[name]
    began = time.process_time()
    response = curating.post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    assert time.process_time() - began < 5
    assert response.status_code == 400
    html = response.content.decode()
    assert said in html
    assert "Traceback" not in html
    assert not Claim.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"file": "text"}, {"confirm": "yes"}, {"confirm": "", "kept": "\n"}])
def test_a_form_without_a_file_is_a_sentence(curating, sent):
    assert curating.post(IMPORT, sent).status_code == 400


def test_a_format_that_is_none_is_a_sentence(curating):
    assert curating.post("/admin/advice/claim/export/", {"format": "exe"}).status_code == 400
    assert curating.post("/admin/advice/claim/export/").status_code == 400


def test_a_good_sheet_is_read(curating):
    records.source(slug="s")
    response = curating.post(IMPORT, {"file": SimpleUploadedFile("x.xlsx", GOOD)})
    assert response.context["counts"]["new"] == 1


def test_what_a_file_says_is_escaped(curating):
    rows = [{"key": "<script>alert(1)</script>", "source": "<b>", "text": "<i>x</i>", "kind": "opinion"}]
    html = curating.post(
        IMPORT, {"file": SimpleUploadedFile("<x>.json", json.dumps(rows).encode())}
    ).content.decode()
    assert "<script>alert" not in html
    assert "<i>x" not in html
    assert "“&lt;b&gt;”" in html
