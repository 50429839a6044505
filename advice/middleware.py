"""What no database can store is refused before any view sees it."""

from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

Handler = Callable[[HttpRequest], HttpResponse]


def refuse_unstorable_input(get_response: Handler) -> Handler:
    """Answer 400 to a NUL character or a lone surrogate in the path, the query or a form.

    PostgreSQL refuses NUL in text and UTF-8 has no surrogates, so either would end as a 500 in
    whichever view first compares it with a column.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if any(map(_unstorable, _texts(request))):
            raise BadRequest(_("The address or the form contains a character that no text can have."))
        return get_response(request)

    return middleware


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    yield from _pairs(request.GET)
    if request.method == "POST":
        yield from _pairs(request.POST)


def _pairs(data: QueryDict) -> Iterator[str]:
    for name, values in data.lists():
        yield name
        yield from (value for value in values if isinstance(value, str))


def _unstorable(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text)
