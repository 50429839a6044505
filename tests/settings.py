"""The settings under test: those of the site, with its own data folder and static files as they lie."""

import os
from pathlib import Path

os.environ.setdefault("ADVICE_DATA", str(Path(__file__).parent.parent / "var" / "test"))

from advice.settings import *  # noqa: F403
from advice.settings import DATA_DIR, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Workers that run side by side keep their uploads apart, and from those of the site.
MEDIA_ROOT = DATA_DIR / "test-uploads" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
