"""Passwords are hashed one at a time in each process, so that a flood of sign-ins leaves the pages their processor.

A hash takes a processor for some tenths of a second, and Python lets several run side by side.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

PATIENCE = 2
"""Seconds that the one who waits waits."""
RETRY_AFTER = 5
_places = BoundedSemaphore(2)
"""One for the password that is hashed, one for the next."""
_turn = BoundedSemaphore(1)


class BusyError(Exception):
    """No password can be hashed just now."""


class OneAtATime(PBKDF2PasswordHasher):
    """Django's hasher. Its hashes are the same; encode raises BusyError instead of running beside another."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        with one_at_a_time():
            encoded: str = super().encode(password, salt, iterations)
            return encoded


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait up to PATIENCE for the turn. Raise BusyError where somebody waits already, or it takes longer."""
    if not _places.acquire(blocking=False):
        raise BusyError
    try:
        if not _turn.acquire(timeout=PATIENCE):
            raise BusyError
        try:
            yield
        finally:
            _turn.release()
    finally:
        _places.release()


class AnswerBusy:
    """Middleware: 503 where a view needed a hash and could not have it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, BusyError):
            return None
        response = render(request, "registration/busy.html", status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        add_never_cache_headers(response)
        return response
