"""XLSX: a ZIP of XML, written plainly and read within bounds.

Characters that XML cannot hold are written as Office does, `_x000D_`, and so is what only looks like that.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from advice.admin.bulk.table_error import TableError

MAX_PARTS = 200
MAX_UNPACKED = 40_000_000
_CODED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def write_sheet(columns: Sequence[str], rows: Iterable[Sequence[str]], numeric: set[int]) -> bytes:
    """A workbook of one sheet; cells are text, and numbers in the columns whose places are `numeric`."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Claims")
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_cell(sheet, text, place in numeric) for place, text in enumerate(row)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_sheet(data: bytes, most_rows: int, most_columns: int) -> Iterator[list[Any]]:
    """The first rows of the first sheet, as many as there are or `most_rows`. Raises TableError."""
    _check_archive(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What the sheet says of its own size can be a million empty rows.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_row=most_rows, max_col=most_columns, values_only=True):
            yield [_decoded(cell) for cell in row]
        book.close()
    except TableError:
        raise
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        ParseError,
        SyntaxError,
        TypeError,
        ValueError,
        zipfile.BadZipFile,
        NotImplementedError,
    ) as error:
        raise TableError(_("The file is a ZIP archive and no readable XLSX.")) from error


def _check_archive(data: bytes) -> None:
    """Refuse what would unpack to more than a table needs, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > MAX_PARTS or size > MAX_UNPACKED:
                raise TableError(_("The XLSX unpacks to more than a table needs; it is not read."))
            for part in parts:
                # No spreadsheet program writes a document type; it is how XML is made to explode.
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part):
                    raise TableError(_("The XLSX has a document type, which no table needs; it is not read."))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError(_("The file is a damaged ZIP archive and no XLSX.")) from error


def _cell(sheet: Any, text: str, number: bool) -> Any:
    if not text:
        return None
    if number:
        return int(text)
    cell = WriteOnlyCell(sheet)
    cell.value = _CODED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    cell.data_type = "s"
    return cell


def _decoded(value: Any) -> Any:
    if isinstance(value, str):
        return _CODE.sub(lambda match: chr(int(match[1], 16)), value)
    return value
