"""Tables as files: rows of text to CSV, XLSX and JSON, and back. What is no table is refused with a sentence."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from advice.admin.bulk.sheets import read_sheet, write_sheet
from advice.admin.bulk.table_error import TableError
from advice.text.formulas import neutralise, restore

MAX_BYTES = 5_000_000
MAX_ROWS = 1_000
MAX_COLUMNS = 50
MAX_CELL = 10_000
_DELIMITERS = ",;\t"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SPACES = re.compile(r"[\s_-]+")
Cells = list[str]


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
}


@dataclass
class Table:
    """Every cell is text; `numbers` says on which line of the sheet (or as which object) each row stands."""

    columns: Cells
    rows: list[Cells] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


def write(table: Table, form: Format, numeric: Iterable[str] = ()) -> bytes:
    """The table as a file. Cells of the columns `numeric` are numbers where the format has them."""
    if form is Format.JSON:
        return _write_json(table, set(numeric))
    safe = [[neutralise(cell) for cell in row] for row in table.rows]
    if form is Format.XLSX:
        return write_sheet(table.columns, safe, {table.columns.index(name) for name in numeric})
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([table.columns, *safe])
    return out.getvalue().encode("utf-8-sig")  # the mark tells Excel that it is UTF-8


def read(data: bytes) -> Table:
    """The table in a file, whichever of the formats it is. Raises TableError with one sentence."""
    if len(data) > MAX_BYTES:
        most = {"bytes": len(data), "most": MAX_BYTES}
        raise TableError(_("The file has %(bytes)d bytes; at most %(most)d are read.") % most)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise TableError(_("The file is empty."))
    if data.startswith(b"PK"):
        table = _table(_sheet_rows(data), restore)
    else:
        text = _decoded(data)
        table = _read_json(text) if text.lstrip()[:1] in {"[", "{"} else _table(_csv_rows(text), restore)
    for row, number in zip(table.rows, table.numbers, strict=True):
        for cell in row:
            if len(cell) > MAX_CELL:
                told = {"row": number, "most": MAX_CELL}
                raise TableError(_("A cell of row %(row)d has more than %(most)d characters.") % told)
            if "\x00" in cell or any("\ud800" <= character <= "\udfff" for character in cell):
                raise TableError(_("Row %(row)d has a character that no text can have.") % {"row": number})
    return table


def _decoded(data: bytes) -> str:
    if b"\x00" in data and not data.startswith(_UTF16):
        raise TableError(_("The file is not text, or has NUL characters; it is no CSV, XLSX or JSON."))
    try:
        return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(_("The file is not UTF-8. In a spreadsheet, save it as “CSV UTF-8”.")) from error


def _csv_rows(text: str) -> Iterable[tuple[int, Cells]]:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            yield number, row
    except csv.Error as error:
        told = {"row": number + 1, "error": error}
        raise TableError(
            _("The file is no CSV: after row %(row)d the reader says “%(error)s”.") % told
        ) from error


def _sheet_rows(data: bytes) -> Iterable[tuple[int, Cells]]:
    for number, row in enumerate(read_sheet(data, MAX_ROWS + 2, MAX_COLUMNS + 1), 1):
        yield number, [_text(cell) for cell in row]


def _table(rows: Iterable[tuple[int, Cells]], clean: Callable[[str], str]) -> Table:
    """The first row that is not blank has the names of the columns; blank rows are passed over."""
    table = Table([])
    for number, cells in rows:
        while cells and not cells[-1] and len(cells) > len(table.columns):
            cells = cells[:-1]
        if not any(cells):
            continue
        if not table.columns:
            table.columns = _columns(cells)
            continue
        told = {"row": number, "cells": len(cells), "columns": len(table.columns)}
        if len(cells) != len(table.columns):
            raise TableError(_("Row %(row)d has %(cells)d cells, the first row %(columns)d.") % told)
        _append(table, number, [clean(cell) for cell in cells])
    if not table.columns:
        raise TableError(_("The file has no row."))
    return table


def _append(table: Table, number: int, row: Cells) -> None:
    if len(table.rows) == MAX_ROWS:
        raise TableError(_("The file has more than %(most)d rows. Split it.") % {"most": MAX_ROWS})
    table.rows.append(row)
    table.numbers.append(number)


def _columns(cells: Iterable[Any]) -> Cells:
    names = [_SPACES.sub("_", str(cell).strip().lower()) for cell in cells]
    if len(names) > MAX_COLUMNS:
        raise TableError(_("The first row has more than %(most)d cells.") % {"most": MAX_COLUMNS})
    for name in names:
        if not name:
            raise TableError(_("The first row must name every column, and one has no name."))
        if names.count(name) > 1:
            raise TableError(_("Two columns are called “%(name)s”.") % {"name": name[:40]})
    return names


def _write_json(table: Table, numeric: set[str]) -> bytes:
    records = [
        {
            name: (int(cell) if cell else None) if name in numeric else cell
            for name, cell in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()


def _read_json(text: str) -> Table:
    try:
        records = json.loads(text, object_pairs_hook=_pairs)
    except TableError:
        raise
    except (ValueError, RecursionError) as error:
        raise TableError(_("The file begins like JSON and is none.")) from error
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise TableError(_("The JSON must be a list of objects, one for each row."))
    names = list(dict.fromkeys(name for one in records for name in one))
    table = Table(_columns(names)) if names else Table([])
    if not names:
        raise TableError(_("The file has no row."))
    for number, one in enumerate(records, 1):
        if one.keys() != set(names):
            missing = next(iter(set(names) - one.keys()))
            told = {"number": number, "name": missing[:40]}
            raise TableError(_("Object %(number)d lacks “%(name)s”, which others have.") % told)
        _append(table, number, [_text(one[name]) for name in names])
    return table


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise TableError(_("An object of the JSON has one name twice."))
    return made


def _text(value: Any) -> str:
    """A cell as text, whatever its type in the sheet or the JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return " ".join(_text(one) for one in value)
    if isinstance(value, dict):
        return " ".join(f"{name}={_text(one)}" for name, one in value.items())
    return str(value)
