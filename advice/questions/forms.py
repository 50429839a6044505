"""What a reader can say in the address: their situation, the order, and which positions to compare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advice.claims.models import Situation
from advice.questions.models import Position

YES, NO = "yes", "no"
SORTS = {"voices": _("voices"), "newest": _("newest"), "first-hand": _("first-hand")}
OWN_FIELDS = {"sort", "open", "position"}
ANSWERS = [(YES, _("Yes")), (NO, _("No"))]


@dataclass(frozen=True, slots=True)
class Asked:
    """A situation as the page asks about it; `answer` is "yes", "no" or ""."""

    situation: Situation
    answer: str

    @property
    def words(self) -> str:
        """What the reader said, of themselves: "wants to become a professor"; "" where they said nothing."""
        return {YES: self.situation.holds, NO: self.situation.lacks}.get(self.answer, "")


@dataclass(frozen=True, slots=True)
class Order:
    """An order in which the page can stand, and the query that asks for it."""

    label: str | Promise
    address: str
    current: bool


class ReaderForm(forms.Form):
    """The part of an address that every page of a question understands.

    Each situation is a field named by its slug. A situation that a page does not ask about is kept all the
    same, so that a reader who goes from position to position says it once.
    """

    def __init__(self, data: QueryDict, situations: Iterable[Situation]) -> None:
        super().__init__(data)
        self.situations = [entry for entry in situations if entry.slug not in OWN_FIELDS]
        for situation in self.situations:
            self.fields[situation.slug] = forms.ChoiceField(choices=ANSWERS, required=False)

    @property
    def answers(self) -> dict[str, bool]:
        """What the reader said: slug of a situation → whether it holds."""
        return {slug: answer == YES for slug, answer in self.given}

    @property
    def given(self) -> list[tuple[str, str]]:
        """The reader's answers as parameters: ("wants-to-teach", "no")."""
        return [
            (entry.slug, self.cleaned_data[entry.slug])
            for entry in self.situations
            if self.cleaned_data[entry.slug]
        ]

    @property
    def carried(self) -> str:
        """The query that takes the reader's answers, and nothing else, to another page of the question."""
        return self.address(**dict.fromkeys(OWN_FIELDS))

    @property
    def forgotten(self) -> str:
        """The query of this page without the reader's answers."""
        return self.address(**{entry.slug: None for entry in self.situations})

    def asked(self, slugs: Iterable[str]) -> list[Asked]:
        """Those situations of `slugs` that can be asked about, each once, with what the reader said."""
        by_slug = {entry.slug: entry for entry in self.situations}
        return [
            Asked(by_slug[slug], self.cleaned_data[slug]) for slug in dict.fromkeys(slugs) if slug in by_slug
        ]

    def address(self, **changes: Any) -> str:
        """The query of this page with `changes` (None takes a parameter away): "?sort=newest", or ""."""
        query = QueryDict(mutable=True)
        for name, value in {**self.cleaned_data, **changes}.items():
            if isinstance(value, (list, tuple)):
                query.setlist(name, value)
            elif value:
                query[name] = str(value)
        written = query.urlencode()  # a list that is empty is in the query and writes nothing
        return f"?{written}" if written else ""

    def check(self) -> None:
        """Raise BadRequest with a sentence about the first value that no field knows."""
        if self.is_valid():
            return
        name = next(iter(self.errors))
        value = " ".join(self.data.getlist(name))[:40] if isinstance(self.data, QueryDict) else ""
        raise BadRequest(
            gettext("This page knows no “%(value)s” for “%(name)s”.") % {"value": value, "name": name}
        )


class ProConForm(ReaderForm):
    """The pro/con page: order, and whether every argument stands open."""

    sort = forms.ChoiceField(choices=list(SORTS.items()), required=False, initial="voices")
    open = forms.ChoiceField(choices=[("all", _("all"))], required=False)

    @property
    def all_open(self) -> bool:
        return bool(self.cleaned_data["open"])

    @property
    def toggled(self) -> str:
        """The query that opens every argument, or closes them."""
        return self.address(open="" if self.all_open else "all")

    @property
    def order(self) -> str:
        """The name of the order; by voices where the address names none."""
        return self.cleaned_data["sort"] or "voices"

    @property
    def orders(self) -> list[Order]:
        """Every order, as a link."""
        return [
            Order(label, self.address(sort="" if name == "voices" else name), name == self.order)
            for name, label in SORTS.items()
        ]


class CompareForm(ReaderForm):
    """Positions side by side: which of them."""

    position = forms.MultipleChoiceField(required=False)

    def __init__(
        self, data: QueryDict, situations: Iterable[Situation], positions: Sequence[Position]
    ) -> None:
        super().__init__(data, situations)
        self.positions = positions
        position: Any = self.fields["position"]
        position.choices = [(entry.slug, entry.title) for entry in positions]

    @property
    def chosen(self) -> list[Position]:
        """The positions to compare, in their own order; all of them where none is named."""
        slugs = self.cleaned_data["position"]
        return [entry for entry in self.positions if not slugs or entry.slug in slugs]
