"""Requests that no view should see are refused, and a 304 says nothing of a length."""

from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

Handler = Callable[[HttpRequest], HttpResponse]


def refuse_large_bodies_of_strangers(get_response: Handler) -> Handler:
    """Answer 413 to a body of more than LARGEST_BODY bytes from somebody who is not signed in.

    The gateway lets a larger one pass to some addresses with a session cookie, which may be made up.
    This comes before anything that parses the body, and so spools its files. LARGER_BODIES applies below
    OPEN_TO_STRANGERS.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        # The server has checked that it is a number.
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        is_large = length > settings.LARGEST_BODY and not request.path_info.startswith(
            settings.OPEN_TO_STRANGERS
        )
        if is_large and not request.user.is_authenticated:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return render(request, "413.html", {"most": settings.LARGEST_BODY // 1000}, status=status)
        return get_response(request)

    return middleware


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


def say_no_length_of_what_is_not_sent(get_response: Handler) -> Handler:
    """Take the Content-Length: 0 off a 304, which Django's CommonMiddleware puts there.

    A cache updates the headers that it keeps by those of a 304 (RFC 9111, 3.2), and would take the page
    it has for empty.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            del response.headers["Content-Length"]
        return response

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
