"""What belongs together: all rows that one request or one command writes are one revision."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Revision:
    """`reason` is one clause for the history: "loaded from the files"."""

    reason: str = ""
    id: uuid.UUID = field(default_factory=uuid.uuid4)


_current: ContextVar[Revision | None] = ContextVar("revision", default=None)


@contextmanager
def revision(reason: str = "") -> Iterator[Revision]:
    """Everything that is saved inside is one revision; an inner one keeps the outer one's id."""
    outer = _current.get()
    made = Revision(reason, outer.id) if outer else Revision(reason)
    token = _current.set(made)
    try:
        yield made
    finally:
        _current.reset(token)


def current_id() -> uuid.UUID:
    """The id of the revision that is being written; a new one where nothing says what belongs together."""
    revision = _current.get()
    return revision.id if revision else uuid.uuid4()


def current_reason() -> str:
    revision = _current.get()
    return revision.reason if revision else ""


def one_request_one_revision(get_response: Handler) -> Handler:
    """Middleware."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with revision():
            return get_response(request)

    return middleware
