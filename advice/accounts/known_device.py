"""A cookie that says in which browser somebody has signed in before.

The pattern is OWASP's "Slow Down Online Guessing Attacks with Device Cookies". Failed attempts from elsewhere
cannot keep the owner of an account out of a browser that has its cookie. The cookie signs nobody in.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

YEAR = 365 * 24 * 60 * 60
COOKIE = "__Host-device" if settings.HTTPS else "device"
SALT = "advice.accounts.known_device"


@dataclass(frozen=True)
class Device:
    """A browser in which the owner of `account` signed in."""

    account: int
    nonce: str


def device_of(request: HttpRequest) -> Device | None:
    """Return the device that the cookie names; None where it is missing, forged or older than a year."""
    value = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=YEAR)
    account, _dot, nonce = (value or "").partition(".")
    return Device(int(account), nonce) if account.isdecimal() and nonce else None


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Give the browser the cookie of an account whose owner has just proved to be it."""
    device = device_of(request)
    nonce = device.nonce if device and device.account == user.pk else secrets.token_urlsafe(16)
    response.set_signed_cookie(
        COOKIE,
        f"{user.pk}.{nonce}",
        salt=SALT,
        max_age=YEAR,
        path="/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
