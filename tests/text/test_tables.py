"""A table as CSV: each cell comes out as it went in, and none is a formula."""

import csv
import io

from advice.text.tables import csv_table


def test_cells_come_out_as_they_went_in():
    rows = [
        {"a": 'Says "no", twice;\nand more', "b": None, "c": True},
        {"a": "é 👩‍🔬", "b": 7, "c": ["x", "y"]},
    ]
    text = csv_table(("a", "b", "c"), rows)
    assert text.endswith("\r\n")
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [
        ["a", "b", "c"],
        ['Says "no", twice;\nand more', "", "yes"],
        ["é 👩‍🔬", "7", "x; y"],
    ]


def test_no_cell_is_a_formula():
    cells = ["=1+1", "+1", "-1", "@x", "\t=1", "a;=1", "＝1"]
    text = csv_table(("a",), [{"a": cell} for cell in cells])
    for (cell,) in list(csv.reader(io.StringIO(text, newline="")))[1:]:
        assert not any(part.strip()[:1] in {*"=+-@＝"} for part in cell.split(";")), cell


def test_no_rows_are_a_head():
    assert csv_table(("a", "b"), []) == '"a","b"\r\n'
