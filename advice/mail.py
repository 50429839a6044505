"""The mail settings: an SMTP server by `ADVICE_MAIL`, without one the log of the server."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True, slots=True)
class Mail:
    """Django's settings for sending mail; `starttls` on a plain port, `tls` from the first byte."""

    backend: str = CONSOLE
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def mail(url: str) -> Mail:
    """Return the settings for `url`, smtp:// (STARTTLS, port 587) or smtps:// (TLS, port 465); "" for the log.

    Raises ValueError with one sentence when it is neither.
    """
    if not url:
        return Mail()
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("ADVICE_MAIL must look like smtp://user:password@host:587 or smtps://host")
    tls = parts.scheme == "smtps"
    return Mail(
        backend=SMTP,
        host=parts.hostname,
        port=parts.port or (465 if tls else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=not tls,
        tls=tls,
    )
