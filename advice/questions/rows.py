"""The pages of questions and positions as rows: a row for each claim under each argument."""

from collections.abc import Iterable, Iterator
from typing import Any

from advice.claims.rows import CLAIM, claim_row
from advice.text.tables import csv_table

Data = dict[str, Any]
COLUMNS = (
    *("question", "position", "position_url", "consideration", "stance", "argument", "argument_url"),
    *("steps_back", *CLAIM, "situations"),
)


def position_table(data: Data) -> str:
    """The pro/con page."""
    return csv_table(COLUMNS, _rows(data["question"], [data]))


def question_table(data: Data) -> str:
    """The positions that the address names, one after the other."""
    return csv_table(COLUMNS, _rows(data, data["positions"]))


def _rows(question: Data, positions: Iterable[Data]) -> Iterator[Data]:
    for position in positions:
        for row in position["considerations"]:
            for argument in row["arguments"]:
                for claim in argument["claims"]:
                    yield claim_row(claim, claim["source"], claim["section"]) | {
                        "question": question["title"],
                        "position": position["title"],
                        "position_url": position["url"],
                        "consideration": row["topic"]["name"],
                        "stance": argument["stance"],
                        "argument": argument["text"],
                        "argument_url": argument["url"],
                        "steps_back": claim["steps_back"],
                        "situations": [situation["words"] for situation in claim["situations"]],
                    }
