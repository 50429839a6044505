"""The page of search."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from advice.search.addresses import Address
from advice.search.backends.contract import Sort
from advice.search.best import MOST
from advice.search.facets import SHOWN, Facets, FacetValue, label_of
from advice.search.forms import SORTS, SearchForm
from advice.search.results import Results
from advice.search.searching import search
from advice.search.suggesting import KINDS, suggest

ON_A_PAGE = 20
FIRST_VALUES, MOST_VALUES = 6, 24
"""Values of a facet that are shown at once, and that are a click away."""
TITLES = {
    "topic": gettext_lazy("Topic"),
    "stance": gettext_lazy("Stance"),
    "kind": gettext_lazy("Kind"),
    "source": gettext_lazy("Source"),
    "path": gettext_lazy("Path of the speaker"),
    "situation": gettext_lazy("Depends on"),
    "year": gettext_lazy("Year"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet and the address that chooses it, or takes it away where it is chosen."""

    value: FacetValue
    address: str


@dataclass(frozen=True, slots=True)
class FacetBox:
    """A facet on the page."""

    name: str
    title: str
    chosen: list[Choice]
    first: list[Choice]
    rest: list[Choice]


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What the address asks for, a page at a time."""
    valid = SearchForm.of(request.GET)
    number = valid["page"] or 1
    if number > MOST // ON_A_PAGE:
        raise Http404
    parameters = SearchForm.parameters(valid)
    found = search(parameters, ON_A_PAGE, (number - 1) * ON_A_PAGE)
    if number > 1 and not found.results:
        raise Http404
    return render(request, "search/search.html", _context(request.GET, valid, found, number))


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What may be meant by what is typed so far, for static/js/search-suggest.js."""
    text = SearchForm.of(request.GET)["q"]
    found = [
        {"kind": str(KINDS[entry.kind]), "label": entry.label, "url": entry.url} for entry in suggest(text)
    ]
    return JsonResponse({"suggestions": found})


def _context(query: QueryDict, valid: dict[str, Any], found: Results, number: int) -> dict[str, Any]:
    address = Address(query)
    boxes = _boxes(found.facets, valid, address)
    sort = valid["sort"] or Sort.RELEVANCE
    filters = (*SHOWN, "person")
    return {
        "query": valid["q"],
        "found": found,
        "boxes": boxes,
        "chosen": [(box, choice) for box in boxes for choice in box.chosen],
        "sorts": [
            (label, address.changed(sort="" if name == Sort.RELEVANCE else name), name == sort)
            for name, label in SORTS
        ],
        "kept": [(name, value) for name in filters for value in valid[name]],
        "literal": address.changed(literal="1") if found.corrected else "",
        "without_filters": address.changed(**dict.fromkeys(filters, "")),
        "previous": address.changed(page="" if number == 2 else number - 1) if number > 1 else "",
        "next": address.changed(page=number + 1) if number * ON_A_PAGE < found.count else "",
        "number": number,
        "pages": -(-found.count // ON_A_PAGE),
        "start": (number - 1) * ON_A_PAGE + 1,
    }


def _boxes(facets: Facets, valid: dict[str, Any], address: Address) -> list[FacetBox]:
    boxes = []
    for name in SHOWN:
        there = {value.value: value for value in facets[name]}
        chosen = [
            Choice(
                there.get(value) or FacetValue(value, label_of(name, value), 0, True),
                address.minus(name, value),
            )
            for value in valid[name]
        ]
        others = [value for value in facets[name] if not value.selected][:MOST_VALUES]
        offered = [Choice(value, address.plus(name, value.value)) for value in others]
        if chosen or offered:
            boxes.append(
                FacetBox(name, str(TITLES[name]), chosen, offered[:FIRST_VALUES], offered[FIRST_VALUES:])
            )
    return boxes
