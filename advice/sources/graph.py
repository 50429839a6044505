"""Sources and people as nodes of linked data, from their plain data (advice/sources/data.py)."""

from typing import Any

from advice.publication.linked_data import Node

Data = dict[str, Any]


def person_node(data: Data) -> Node:
    """A schema.org Person; path and interest are words of this site."""
    return {
        "@id": data["url"],
        "@type": "Person",
        "name": data["name"],
        "description": data["standing"],
        "path": data["path"],
        "interest": data["interest"],
    }


def source_node(data: Data) -> Node:
    """A schema.org CreativeWork, its `url` the original's. The kind of a page's own source is its genre."""
    return {
        "@id": data["url"],
        "@type": "CreativeWork",
        "name": data["title"],
        "genre": data.get("kind"),
        "datePublished": data["published_on"],
        "url": data["original"],
    }
