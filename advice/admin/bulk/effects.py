"""What a row of a file does, or would do: shown before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from import_export.results import RowResult

from advice.history.changes import Change

Cells = Mapping[str, str]


@dataclass
class Effect:
    """One row. `kind` is "new", "update", "skip", "invalid" or "error"; `conflict` where somebody else changed it."""

    number: int
    key: str
    kind: str = ""
    text: str = ""
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    conflict: bool = False

    is_new: bool = False

    @property
    def is_refused(self) -> bool:
        return bool(self.errors)

    def take(self, result: RowResult) -> None:
        """Take over what the library says of the row."""
        self.kind = str(result.import_type or "")
        if result.validation_error is not None:
            self.errors += sentences(result.validation_error)
        if result.errors:
            self.errors.append(_("The database refuses this row: %(error)s") % {"error": _first_line(result)})


def differences(before: Cells, after: Cells, labels: Mapping[str, str]) -> list[Change]:
    """One line for each column that differs."""
    names = [name for name in after if before.get(name, "") != after[name]]
    return [Change(labels.get(name, name), before.get(name, ""), after[name]) for name in names]


def sentences(error: ValidationError) -> list[str]:
    """What is wrong, a sentence for each column."""
    if not hasattr(error, "error_dict"):
        return [str(message) for message in error.messages]
    return [
        str(message) if name == NON_FIELD_ERRORS else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _first_line(result: Any) -> str:
    return str(result.errors[0].error).strip().split("\n", 1)[0][:200]
