"""Cells of a table as values of a claim, and back; a cell that is none is told in a sentence."""

from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from advice.admin.bulk.table_error import TableError

YES = {"yes", "true", "1"}
NO = {"no", "false", "0", ""}


class Words(Widget):
    """Text as it stands."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return str(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class WordsOrNone(Words):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return str(value) or None


class YesNo(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        return yes_or_no(str(value))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "yes" if value else "no"


class Number(Words):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value).strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError(_("“%(text)s” is no whole number.") % {"text": text[:40]})
        return int(text)


class Day(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value).strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(_("“%(text)s” is no day; write 2026-12-31.") % {"text": text[:40]}) from None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.isoformat() if value else ""


class Named(Widget):
    """A record by the name that its address has; each name is looked up once."""

    def __init__(self, model: type[Model], field: str = "slug", deferred: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.model, self.field, self.deferred = model, field, deferred
        self.found: dict[str, Any] = {}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        name = str(value).strip()
        if not name:
            return None
        if name not in self.found:
            records = self.model._default_manager.defer(*self.deferred)
            self.found[name] = records.filter(**{self.field: name}).first()
        if self.found[name] is None:
            told = {"what": self.model._meta.verbose_name, "name": name[:80]}
            raise ValueError(_("There is no %(what)s “%(name)s”.") % told)
        return self.found[name]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(getattr(value, self.field)) if value is not None else ""


def yes_or_no(text: str) -> bool:
    text = text.strip().lower()
    if text in YES:
        return True
    if text in NO:
        return False
    raise ValueError(_("“%(text)s” is neither yes nor no.") % {"text": text[:40]})


def check_columns(columns: list[str], known: set[str]) -> None:
    """Raise TableError for a column that claims do not have: to pass over it would lose what is in it."""
    for name in columns:
        if name not in known:
            told = {"name": name[:40], "known": ", ".join(sorted(known))}
            raise TableError(_("Claims have no column “%(name)s”. They have: %(known)s.") % told)
    if "key" not in columns and not {"source", "text"} <= set(columns):
        raise TableError(
            _("The file needs the column “key”, or for new claims the columns “source” and “text”.")
        )
