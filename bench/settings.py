"""The site's settings, with the bare view."""

from advice.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
