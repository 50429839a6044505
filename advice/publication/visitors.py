"""Which visitors have a session, and what a response that sets a cookie says to shared caches."""

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

Handler = Callable[[HttpRequest], HttpResponse]
SESSION_KEY = re.compile(rf"[{VALID_KEY_CHARS}]{{32}}")


def has_session(request: HttpRequest) -> bool:
    """Return whether the visitor has a session that holds anything: an account, a message, a kept form.

    The database is asked at most once, and not at all for a cookie that Django cannot have set.
    """
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if key is None:
        return False
    if not SESSION_KEY.fullmatch(key):
        request.session = type(request.session)()  # an empty one, which nothing needs to load
    return bool(request.session.keys())


def keep_cookies_private(get_response: Handler) -> Handler:
    """Middleware: forbid shared caches to store a response that sets or deletes a cookie.

    It stands outside the middleware of sessions and of CSRF. Both may add a cookie to a public page, as they
    do where a visitor sends one that is made up.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.cookies:
            patch_cache_control(response, private=True)
        return response

    return middleware
