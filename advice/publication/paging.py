"""Long lists in pages, cut in the database; the page's number goes through a form like every parameter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _

MOST_PAGES = 1_000_000


class PageForm(forms.Form):
    """The parameters of a list; a stage adds its own filters."""

    page = forms.IntegerField(
        min_value=1,
        max_value=MOST_PAGES,
        required=False,
        initial=1,
        error_messages={
            "invalid": _("The number of a page is a whole number."),
            "min_value": _("Pages are counted from 1."),
            "max_value": _("There are not that many pages."),
        },
    )

    @classmethod
    def of(cls, parameters: QueryDict) -> dict[str, Any]:
        """The valid parameters, or a 400 that says in one sentence which is wrong."""
        form = cls(parameters)
        if not form.is_valid():
            raise BadRequest(" ".join(str(error) for errors in form.errors.values() for error in errors))
        return form.cleaned_data


class Chain(Sequence[Any]):
    """Querysets one after the other, for a paginator that reads only a slice of them.

    `lengths` are their counts where the caller knows them.
    """

    def __init__(self, parts: Sequence[QuerySet[Any]], lengths: Sequence[int] | None = None) -> None:
        self.parts = parts
        self.lengths = [part.count() for part in parts] if lengths is None else lengths

    def __len__(self) -> int:
        return sum(self.lengths)

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        start, stop, _step = place.indices(len(self))
        found: list[Any] = []
        for part, length in zip(self.parts, self.lengths, strict=True):
            if start < min(stop, length):
                found += part[max(start, 0) : min(stop, length)]
            start, stop = max(start - length, 0), stop - length
        return found


def page_of(items: QuerySet[Any] | Sequence[Any], number: int | None, size: int) -> Page[Any]:
    """Page `number` (the first where None) of `items`, a 404 where there is no such page."""
    try:
        return Paginator(items, size).page(number or 1)
    except EmptyPage as error:
        raise Http404(str(error)) from error
