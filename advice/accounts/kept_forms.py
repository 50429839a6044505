"""Forms that were sent after the sign-in had ended: kept until their sender is in again, and sent only by them.

Without it a form that is sent too late ends at the page to sign in, and what was typed is gone. A form is kept
only for a browser with a valid device cookie, and belongs to the account of that cookie. Another account that
signs in on this browser sees nothing of it, and the form is dropped: to keep it longer would be of no use,
as the browser is the other account's from then on. The pages: advice.accounts.interrupted.
"""

import json
from datetime import timedelta
from enum import Enum
from typing import Any, TypedDict

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from advice.accounts.known_device import device_of
from advice.accounts.models import KeptForm
from advice.web import attempts
from advice.web.attempts import Counter, Limit

PATIENCE = timedelta(hours=1)
"""Until it is let go."""
MOST = 50_000
"""Bytes that are kept of a form."""
KEEPING = Limit("kept-form", 30, 60 * 60)
"""Of one browser."""
LOT = 200
"""Rows that are purged at a time, so that a sign-in never waits for a long deletion."""


class NotKept(Enum):
    """Why a form is not kept."""

    UNKNOWN_BROWSER = "unknown browser"
    TOO_LONG = "too long"
    TOO_OFTEN = "too often"


class Entered(TypedDict):
    """A form as it was sent: where to, its names and values in order, and whether a file was with it."""

    path: str
    fields: list[tuple[str, str]]
    file: bool


def entered_in(request: HttpRequest) -> Entered | None:
    """Return what a browser's form says; None where it is of an account itself, or no form.

    Passwords and codes are kept nowhere, and what a script sends the script has still.
    """
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = [(name, str(value)) for name, value in fields if name != "csrfmiddlewaretoken"]
    if (
        not fields
        or "text/html" not in request.headers.get("Accept", "")
        or request.path.startswith(reverse("login").removesuffix("login/"))
        or any("password" in name for name, _value in fields)
    ):
        return None
    return {"path": request.get_full_path(), "fields": fields, "file": bool(request.FILES)}


def keep(request: HttpRequest, entered: Entered) -> NotKept | None:
    """Keep a form for the account of this browser, instead of one that was kept before; return why if it is not."""
    device = device_of(request)
    if device is None or not User.objects.filter(pk=device.account, is_active=True).exists():
        return NotKept.UNKNOWN_BROWSER
    fields = json.dumps(entered["fields"], ensure_ascii=False)
    if len(entered["path"].encode()) + len(fields.encode()) > MOST:
        return NotKept.TOO_LONG
    if attempts.begin([Counter(KEEPING, (device.nonce,))]).refusal:
        return NotKept.TOO_OFTEN
    purge()
    row = {"path": entered["path"], "fields": fields, "file": entered["file"], "account_id": device.account}
    KeptForm.objects.update_or_create(
        device=device.nonce, defaults=row | {"expires_at": timezone.now() + PATIENCE}
    )
    return None


def is_waiting(request: HttpRequest) -> bool:
    """Return whether a form is kept for the account of this browser."""
    return _of_browser(request).exists()


def kept(request: HttpRequest) -> Entered | None:
    """Return the form that is kept in this browser for the account that is signed in."""
    form = _of_browser(request).filter(account=request.user.pk or 0).first()
    return {"path": form.path, "fields": json.loads(form.fields), "file": form.file} if form else None


def let_go(request: HttpRequest) -> None:
    """Delete the form that is kept in this browser."""
    _of_browser(request).delete()


def purge() -> None:
    """Delete the oldest forms and sessions whose time has ended, at most LOT of each."""
    now = timezone.now()
    forms = KeptForm.objects.filter(expires_at__lte=now).order_by("expires_at").values_list("pk", flat=True)
    KeptForm.objects.filter(pk__in=list(forms[:LOT])).delete()
    sessions = Session.objects.filter(expire_date__lte=now).order_by("expire_date")
    Session.objects.filter(pk__in=list(sessions.values_list("pk", flat=True)[:LOT])).delete()


def somebody_signed_in(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Receiver of user_logged_in: drop the form of another account, and purge."""
    _of_browser(request).exclude(account=user).delete()
    purge()


def somebody_signed_out(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    """Receiver of user_logged_out: what was not sent by then is let go."""
    let_go(request)


def _of_browser(request: HttpRequest) -> QuerySet[KeptForm]:
    device = device_of(request)
    if device is None:
        return KeptForm.objects.none()
    return KeptForm.objects.filter(device=device.nonce, account=device.account, expires_at__gt=timezone.now())
