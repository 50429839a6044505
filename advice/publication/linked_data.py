"""JSON-LD 1.1: the vocabularies, and a page's nodes as one flat graph that needs nothing fetched to be read.

Words of schema.org stand by themselves; IBIS says what a question, a position and an argument are to one
another, SKOS what a topic is, Web Annotation where a passage stands. What none of them has a word for is in a
vocabulary of this site, which its page on the words explains.
"""

import json
from collections.abc import Iterable
from typing import Any

Node = dict[str, Any]
THIS = ""
"""The `@id` by which a page's nodes name the document they stand in, until its address is known."""

_LINKS = (
    *("about", "appearance", "author", "isBasedOn", "isPartOf", "mainEntity", "parentItem", "url"),
    *("encoding", "suggestedAnswer"),
)
_LINKED: dict[str, str] = {
    **{name: f"ibis:{name}" for name in ("concerns", "opposes", "response", "supports")},
    **{name: f"skos:{name}" for name in ("broader", "narrower", "inScheme")},
    **{name: f"oa:has{name.capitalize()}" for name in ("body", "selector", "source", "target")},
    "motivation": "oa:motivatedBy",
    "replacedBy": "dcterms:isReplacedBy",
    "stepsBack": "here:stepsBack",
}
_TYPES = {
    **{name: f"ibis:{name}" for name in ("Argument", "Issue", "Position")},
    **{name: f"skos:{name}" for name in ("Concept", "ConceptScheme")},
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextPositionSelector")},
}
_OWN = ("anchor", "crux", "deadline", "gap", "interest", "kind", "path", "reported", "reversible")
_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "ibis": "https://vocab.methodandstructure.com/ibis#",
    "oa": "http://www.w3.org/ns/oa#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def context(site: str) -> Node:
    """The words of the graph and what they mean; `site` is the beginning of every address here."""
    return {
        "@version": 1.1,
        "@vocab": "https://schema.org/",
        **_PREFIXES,
        "here": f"{site}/about/#",
        **_TYPES,
        **{name: {"@id": f"https://schema.org/{name}", "@type": "@id"} for name in _LINKS},
        **{name: {"@id": meaning, "@type": "@id"} for name, meaning in _LINKED.items()},
        **{name: f"skos:{name}" for name in ("altLabel", "definition", "prefLabel")},
        **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
        "datePublished": {"@id": "https://schema.org/datePublished", "@type": "xsd:date"},
        "dateModified": {"@id": "https://schema.org/dateModified", "@type": "xsd:dateTime"},
        "expires": {"@id": "https://schema.org/expires", "@type": "xsd:date"},
        **{name: f"here:{name}" for name in _OWN},
    }


def json_ld(site: str, address: str, entity: str, nodes: Iterable[Node]) -> str:
    """The graph at `address`: first the document itself, which describes `entity`, then each node once, by its `@id`.

    A node that several parts of a page name is the sum of what they say of it, the first having the word.
    """
    merged: dict[str, Node] = {}
    document = {"@id": THIS, "@type": "DigitalDocument", "mainEntity": entity}
    for node in (document, *nodes):
        merged[node["@id"]] = _without_nothing(node) | merged.get(node["@id"], {})
    merged[THIS]["@id"] = address
    whole = {"@context": context(site), "@graph": list(merged.values())}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nothing(part) for name, part in value.items() if part not in (None, "", [])}
    if isinstance(value, list):
        return [_without_nothing(part) for part in value]
    return value
