"""The query parameters that a public page knows; all others are ignored.

A page declares them where its address is declared, as the fields of the form that reads them:

    path("topics/<slug:slug>/", public_page(views.topic, TopicForm.base_fields), name="topic")
"""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.core.exceptions import BadRequest, ValidationError
from django.forms import Field, IntegerField
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

Fields = Mapping[str, Field]
"""Name of a parameter → the form field that reads it."""
Known = Fields | Callable[[int], Fields] | None
"""The fields of a page, or a function that returns them for an edition.

None means that the view itself refuses unknown parameters: it gets all that there are.
"""
NO_PARAMETERS: Fields = {}


def keep_known(request: HttpRequest, known: Known, edition: int) -> str:
    """Leave only the known parameters in the query of `request`, and return that query in its canonical form.

    Raise BadRequest if a parameter that has one value is given several.
    """
    query = ""
    if request.GET:
        fields = known(edition) if callable(known) else known
        query = urlencode(_every(request.GET) if fields is None else _known(request.GET, fields), doseq=True)
    request.GET = QueryDict(query)
    request.META["QUERY_STRING"] = query  # what get_full_path() and build_absolute_uri() read
    return query


def _every(query: QueryDict) -> dict[str, list[str]]:
    return {name: query.getlist(name) for name in sorted(query)}


def _known(query: QueryDict, fields: Fields) -> dict[str, list[str]]:
    """Return the known parameters in the order of the fields, without empty, repeated and default values."""
    return {name: _values(query, name, field) for name, field in fields.items() if name in query}


def _values(query: QueryDict, name: str, field: Field) -> list[str]:
    values = [value for value in query.getlist(name) if value]
    if isinstance(field.widget.value_from_datadict(query, {}, name), list):
        return list(dict.fromkeys(values))
    if len(values) > 1:
        raise BadRequest(_("“%(name)s” can be given only once.") % {"name": name})
    return [written for value in values if (written := _written(field, value))]


def _written(field: Field, value: str) -> str:
    """Return how the canonical query writes `value`, "" if it is the default: "007" is 7, page 1 is no page."""
    try:
        cleaned = field.clean(value)
    except ValidationError:
        return value  # the view answers with a sentence about it
    if cleaned == field.initial:
        return ""
    return str(cleaned) if isinstance(field, IntegerField) else value
