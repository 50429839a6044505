"""How many wrong passwords may be tried. django-axes asks here before a password is hashed (AXES_HANDLER).

A browser with the cookie of the account (advice.accounts.known_device) has a limit of its own and none of the
others, so that nobody can lock somebody out by failing with their name, from their network, or very often.
"""

import logging
from typing import Any, cast

from axes.handlers.base import AbstractAxesHandler, AxesBaseHandler
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from advice.accounts.known_device import device_of
from advice.accounts.refusing import refused
from advice.web import attempts
from advice.web.attempts import Attempt, Counter, Limit, Refusal
from advice.web.rate_limit import client_network, network_address

BY_NAME_HERE = Limit("sign-in-name-network", 5, 15 * 60)
FROM_HERE = Limit("sign-in-network", 20, 15 * 60)
"""Whatever the names are."""
BY_NAME = Limit("sign-in-name", 50, 60 * 60)
"""From all networks together."""
IN_TOTAL = Limit("sign-in-total", 120, 10 * 60)
BY_DEVICE = Limit("sign-in-device", 5, 15 * 60)
ALL = "sign-in"
FORGIVEN = {BY_NAME_HERE, BY_DEVICE}
"""A success proves that these failures were the owner's own. Those of the others were perhaps not."""
logger = logging.getLogger(__name__)


class CountFirst(AbstractAxesHandler, AxesBaseHandler):
    """Lets django-axes refuse attempts by the limits above. The tables of axes stay empty."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Count the attempt; whether a limit refuses it."""
        name = (credentials or {}).get("username") or ""
        attempt = attempts.begin(counters(request, name))
        _keep(request, attempt)
        return attempt.refusal is not None

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        attempt = _attempt(request)
        return len(attempt.taken) if attempt else 0

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """Answer the last failure that a limit allows as those after it, and log it."""
        attempt = _attempt(request) if request else None
        if request is None or attempt is None or not attempt.reached:
            return
        attempt.refusal = attempt.reached
        # AxesMiddleware then answers with `lockout`.
        request.axes_locked_out = True  # type: ignore[attr-defined]
        logger.warning(
            "Wrong passwords from %s have reached the limit %s.",
            client_network(request),
            attempt.reached.limit.name,
        )

    def user_logged_in(self, sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        """Do nothing: `succeeded` is for the right password, which may not be all that is asked for."""

    def user_logged_out(self, sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        """Do nothing."""

    def reset_attempts(
        self, *, ip_address: str | None = None, username: str | None = None, ip_or_username: bool = False
    ) -> int:
        """Forget the failures of a name, of an address, or all; return how many were forgotten."""
        values = [value for value in (ip_address, username) if value]
        if ip_or_username:
            return sum(attempts.forget(ALL, value) for value in values)
        return attempts.forget(ALL, *values)


def counters(request: HttpRequest, name: str) -> list[Counter]:
    """Return what counts an attempt with this name."""
    device = device_of(request)
    if device and User.objects.filter(pk=device.account, username=name).exists():
        return [Counter(BY_DEVICE, (name, device.nonce))]
    network = network_address(request)
    return [
        Counter(BY_NAME_HERE, (name, network)),
        Counter(FROM_HERE, (network,)),
        Counter(BY_NAME, (name,)),
        Counter(IN_TOTAL),
    ]


def succeeded(request: HttpRequest) -> None:
    """Uncount an attempt with the right password, and forget the failures before it that were the owner's."""
    attempt = _attempt(request)
    if attempt is None:
        return
    attempt.give_back()
    for counter in attempt.counters:
        if counter.limit in FORGIVEN:
            attempts.clear(counter)


def uncount(request: HttpRequest) -> None:
    """Uncount an attempt whose password was never looked at."""
    attempt = _attempt(request)
    if attempt:
        attempt.give_back()


def forgive(request: HttpRequest, user: User) -> None:
    """Forget the failures in this browser of somebody who has set a new password by mail."""
    device = device_of(request)
    if device and device.account == user.pk:
        attempts.clear(Counter(BY_DEVICE, (user.get_username(), device.nonce)))


def lockout(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any]) -> HttpResponse:
    """Answer a refused attempt (AXES_LOCKOUT_CALLABLE)."""
    return refused(request, cast(Refusal, cast(Attempt, _attempt(request)).refusal))


def _attempt(request: HttpRequest) -> Attempt | None:
    return getattr(request, "sign_in_attempt", None)


def _keep(request: HttpRequest, attempt: Attempt) -> None:
    request.sign_in_attempt = attempt  # type: ignore[attr-defined]
