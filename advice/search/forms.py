"""The address of a search, validated."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advice.claims.models import ClaimKind
from advice.publication.paging import PageForm
from advice.questions.models import Stance
from advice.search.backends.contract import Sort
from advice.search.facets import SHOWN
from advice.search.query import FIRST_YEAR, LAST_YEAR
from advice.search.searching import Parameters
from advice.sources.models import Path

SORTS = [(Sort.RELEVANCE, _("best match")), (Sort.NEWEST, _("newest")), (Sort.VOICES, _("most voices"))]
MOST_VALUES = 20


class Values(forms.Field):
    """A parameter that may be repeated: a tuple of short texts."""

    widget = forms.MultipleHiddenInput

    def __init__(self, choices: list[Any] | None = None) -> None:
        super().__init__(required=False)
        self.allowed = None if choices is None else {str(value) for value, _label in choices}

    def clean(self, value: Any) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(entry for entry in value or () if entry))
        if len(values) > MOST_VALUES:
            raise forms.ValidationError(
                _("At most %(number)s values of one kind."), params={"number": MOST_VALUES}
            )
        for entry in values:
            if len(entry) > 200 or (self.allowed is not None and entry not in self.allowed):
                raise forms.ValidationError(_("“%(value)s” cannot be chosen."), params={"value": entry[:40]})
        return values


YEARS = [(str(year), "") for year in range(FIRST_YEAR, LAST_YEAR + 1)]


class SearchForm(PageForm):
    """Everything that the address of a search can say; any query is valid, whatever its length."""

    q = forms.CharField(required=False, strip=False, label=_("Search"))
    topic = Values()
    stance = Values(Stance.choices)
    kind = Values(ClaimKind.choices)
    source = Values()
    person = Values()
    path = Values(Path.choices)
    situation = Values()
    year = Values(YEARS)
    sort = forms.ChoiceField(
        choices=SORTS,
        required=False,
        initial=Sort.RELEVANCE,
        error_messages={"invalid_choice": _("There is no such order.")},
    )
    literal = forms.BooleanField(required=False)

    @staticmethod
    def parameters(valid: dict[str, Any]) -> Parameters:
        """What the valid values ask for."""
        return Parameters(
            q=valid["q"],
            chosen={name: valid[name] for name in (*SHOWN, "person") if valid[name]},
            sort=Sort(valid["sort"] or Sort.RELEVANCE),
            literal=valid["literal"],
        )
