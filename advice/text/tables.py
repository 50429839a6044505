"""Rows as CSV (RFC 4180) for programs and spreadsheets: UTF-8, and no cell that a spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from advice.text.formulas import neutralise

Row = Mapping[str, Any]


def csv_table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """The rows under a head of `columns`. Nothing is an empty cell, True is "yes", a list its parts after one another."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([neutralise(_cell(row[name])) for name in columns] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    return str(value)
