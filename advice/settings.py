"""Settings, read strictly from the environment: a wrong value is one clear line and exit status 2.

=====================  =======================================================================
PORT                   port that `make run` listens on (8000)
DATABASE_URL           sqlite:///path or postgres://user:password@host/name (SQLite in ADVICE_DATA)
ADVICE_DATA            folder for database, secret key, uploads and collected static files (var)
ADVICE_DEBUG           on or off (off)
ADVICE_HOSTS           comma-separated host names the site answers to (localhost,127.0.0.1,[::1])
ADVICE_HTTPS           on or off: secure cookies, HSTS, redirect (on unless all hosts are local)
ADVICE_HSTS_PRELOAD    on or off: let browsers' lists take the host as HTTPS only, for years (off)
ADVICE_PROXY           on or off: trust X-Forwarded-Proto of a reverse proxy (off)
ADVICE_SECRET_KEY      signing key of 50 or more characters (made on first run, kept in ADVICE_DATA)
ADVICE_MAIL            smtp://user:password@host:587 or smtps://… (mail goes to the server's output)
ADVICE_MAIL_FROM       address that mail comes from (advice@ and the first of ADVICE_HOSTS)
ADVICE_TWO_FACTOR      on or off: curators enter the admin only with a second factor (off)
ADVICE_TWO_PERSONS     on or off: a claim is published in the admin once a second person signed it (on)
ADVICE_POOL            PostgreSQL connections kept open by each process, 0 for none (8)
=====================  =======================================================================
"""

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

from csp.constants import NONE, SELF
from environs import Env, EnvError, validate

from advice.databases import database
from advice.mail import mail
from advice.secret_key import SecretKeyError, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
KNOWN = {
    "DATA",
    "DEBUG",
    "HOSTS",
    "HTTPS",
    "HSTS_PRELOAD",
    "PROXY",
    "SECRET_KEY",
    "POOL",
    "MAIL",
    "MAIL_FROM",
    "TWO_FACTOR",
    "TWO_PERSONS",
}
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]


def refuse(message: str) -> NoReturn:
    """Say what is wrong with the environment in one line and end the process with status 2."""
    print(f"advice: {message}", file=sys.stderr)  # noqa: T201 - logging is not configured yet
    raise SystemExit(2)


env = Env()
unknown = sorted(name for name in os.environ if name.startswith("ADVICE_") and name[7:] not in KNOWN)
if unknown:
    refuse(f"{unknown[0]} is not a setting; the settings are ADVICE_{', ADVICE_'.join(sorted(KNOWN))}")
try:
    PORT = env.int("PORT", 8000, validate=validate.Range(min=1, max=65535))
    DATA_DIR = (BASE_DIR / env.path("ADVICE_DATA", Path("var"))).resolve()
    DEBUG = env.bool("ADVICE_DEBUG", False)
    ALLOWED_HOSTS = env.list("ADVICE_HOSTS", LOOPBACK, validate=validate.Length(min=1))
    HTTPS = env.bool("ADVICE_HTTPS", not set(ALLOWED_HOSTS) <= set(LOOPBACK))
    HSTS_PRELOAD = env.bool("ADVICE_HSTS_PRELOAD", False)
    BEHIND_PROXY = env.bool("ADVICE_PROXY", False)
    MAIL = mail(env.str("ADVICE_MAIL", ""))
    DEFAULT_FROM_EMAIL = env.str("ADVICE_MAIL_FROM", f"advice@{ALLOWED_HOSTS[0]}")
    TWO_FACTOR = env.bool("ADVICE_TWO_FACTOR", False)
    TWO_PERSONS = env.bool("ADVICE_TWO_PERSONS", True)
    POOL_SIZE = env.int("ADVICE_POOL", 8, validate=validate.Range(min=0, max=100))
    if any("*" in host for host in ALLOWED_HOSTS):
        refuse("ADVICE_HOSTS must name each host; a wildcard would let anybody choose the host name")
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    SECRET_KEY = secret_key(env.str("ADVICE_SECRET_KEY", ""), DATA_DIR / "secret_key")
    DATABASES = {"default": database(env.str("DATABASE_URL", ""), DATA_DIR, POOL_SIZE)}
except EnvError as error:
    refuse(" ".join(str(error).split()))
except (OSError, SecretKeyError, ValueError) as error:
    refuse(str(error))

USUAL_HOSTS = frozenset(host for name in ALLOWED_HOSTS for host in (name, f"{name}:{PORT}"))
"""Hosts whose pages have a place in the cache of their own. Any port is allowed, so others are without number."""

INSTALLED_APPS = [
    "advice",
    "taggit",
    "advice.apps.CurationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "csp",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]
MIDDLEWARE = [
    "advice.sharing.privacy.keep_private",
    "advice.web.middleware.say_no_length_of_what_is_not_sent",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "advice.api.v1.access.readable_from_any_site",
    "advice.publication.visitors.keep_cookies_private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "advice.web.middleware.refuse_large_bodies_of_strangers",
    "advice.web.middleware.refuse_unstorable_input",
    "advice.accounts.interrupted.keep_what_was_entered",
    "django_otp.middleware.OTPMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "advice.history.revisions.one_request_one_revision",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "advice.accounts.hashing.AnswerBusy",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "advice.urls"
WSGI_APPLICATION = "advice.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    # Pages whose address has a query. There is no end of them, so they have a place of their own.
    "variants": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "variants",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
    "counts": {"BACKEND": "advice.web.counting_cache.CountingCache"},
}
RATELIMIT_USE_CACHE = "counts"
RATELIMIT_IP_META_KEY = "advice.web.rate_limit.network_address"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["advice.accounts.hashing.OneAtATime"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_HANDLER = "advice.accounts.sign_in_limits.CountFirst"
AXES_LOCKOUT_CALLABLE = "advice.accounts.sign_in_limits.lockout"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "advice.web.rate_limit.network_address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "For and against"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True  # an administrator resets a second factor, and never reads it

EMAIL_BACKEND = MAIL.backend
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
EMAIL_TIMEOUT = 20

# Not in a cookie of its own, which would make a public page depend on more than the session.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
FORMAT_MODULE_PATH = "advice.formats"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "advice.static_files.HashedStaticFiles"},
}
MEDIA_ROOT = DATA_DIR / "uploads"
LARGEST_BODY = 100_000
"""Bytes that the body of a request may have, unless LARGER_BODIES allows more at its address."""
LARGER_BODIES = {
    # Curators and mentors who are signed in: a document (4 MB) or a table (5 MB), with the fields around it.
    "/admin/": 8_000_000,
    "/shares/": 8_000_000,
    # A mentee's answers have three fields for each argument, and a mentee has no account.
    "/s/": 1_000_000,
}
OPEN_TO_STRANGERS = ("/s/",)
"""Of LARGER_BODIES, the addresses that ask for no session."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # a shared page has three fields for each argument

TAGGIT_CASE_INSENSITIVE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS and HSTS_PRELOAD
# Django's check would have everybody set it. A host that is on the browsers' lists comes off them only slowly.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "advice.accounts.interrupted.csrf_failure"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Addresses of share links hold a token: nothing the site writes about itself does.
DEFAULT_EXCEPTION_REPORTER = "advice.sharing.redaction.Reporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "advice.sharing.redaction.ReportFilter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"tokens": {"()": "advice.sharing.redaction.RedactTokens"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own handlers, which know nothing of tokens, give way to the one above.
    "loggers": {
        "django": {"level": "INFO"},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
