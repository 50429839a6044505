"""Sources and people as plain data, for every shape of a page. Addresses begin with `site`."""

from typing import Any

from advice.sources.models import Person, Source


def person_data(person: Person | None, site: str) -> dict[str, Any] | None:
    """Who somebody is; None for nobody."""
    if person is None:
        return None
    return {
        "slug": person.slug,
        "url": site + person.get_absolute_url(),
        "name": person.name,
        "standing": person.standing,
        "path": person.path,
        "interest": person.interest,
    }


def source_data(source: Source, site: str) -> dict[str, Any]:
    """Where a source stands; `original` is its own address."""
    return {
        "slug": source.slug,
        "url": site + source.get_absolute_url(),
        "title": source.title,
        "kind": source.kind,
        "published_on": source.published_on.isoformat() if source.published_on else None,
        "original": source.url,
    }
