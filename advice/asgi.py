"""The ASGI application that `manage.py serve` runs: the site behind its gateway."""

import sys

from django.conf import settings

from advice.web.gateway import BodyLimits, Gateway, Lane, Lanes
from advice.wsgi import application as site

READING_THREADS, ASKING_THREADS, WRITING_THREADS = 4, 2, 2
"""Threads of a process. More would only wait for one another's turn at Python, or for the database's lock."""
SWITCHING_SECONDS = 0.0005
"""How long a thread may keep Python's lock while another one waits for it.

A page asks the database many times and waits for the lock after each answer. With Python's 5 ms those
waits add up to a second where other threads compute.
"""
sys.setswitchinterval(SWITCHING_SECONDS)

application = Gateway(
    site,
    Lanes(
        reading=Lane("read", READING_THREADS),
        asking=Lane("ask", ASKING_THREADS),
        writing=Lane("write", WRITING_THREADS),
        writing_paths=("/s/",),  # they count how often a link is opened
        hosts=None if settings.BEHIND_PROXY else {host.encode() for host in settings.USUAL_HOSTS},
    ),
    BodyLimits(
        usual=settings.LARGEST_BODY,
        larger=settings.LARGER_BODIES,
        open_to_strangers=settings.OPEN_TO_STRANGERS,
        cookie=settings.SESSION_COOKIE_NAME,
    ),
    behind_proxy=settings.BEHIND_PROXY,
)
