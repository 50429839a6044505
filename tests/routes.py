"""The addresses of the site as its URL configuration has them."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver


def routes(patterns, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site as it is written in the URL configuration, however deep it stands."""
    for entry in patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, here)
        else:
            yield here, entry
