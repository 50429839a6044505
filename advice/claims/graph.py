"""The pages of claims, topics and sources as nodes of linked data.

A claim is a schema.org Claim by its speaker, appearing in its source. A Web Annotation ties it to its passage by
positions and a digest. There is no TextQuoteSelector: the words are their author's.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from advice.publication.linked_data import Node
from advice.sources.graph import person_node, source_node

Data = dict[str, Any]
STANCES = {"pro": "supports", "con": "opposes", "depends": "concerns"}
"""What an argument does to a position, in the words of IBIS; "concerns" takes no side."""


def claim_nodes(claim: Data, source: Data, section: str) -> Iterator[Node]:
    """The claim, its speaker and the annotation of its passage; its source has a node of its own."""
    speaker = claim["speaker"]
    if speaker:
        yield person_node(speaker)
    yield {
        "@id": claim["url"],
        "@type": "Claim",
        "identifier": claim["id"],
        "text": claim["text"],
        "author": speaker and speaker["url"],
        "appearance": source["url"],
        "kind": claim["kind"],
        "reported": claim["reported"],
        "temporalCoverage": _years(claim["about_from"], claim["about_to"]),
        "audience": [
            {"@type": "Audience", "audienceType": situation["words"]}
            for situation in claim.get("situations", ())
        ],
    }
    if claim["passage"]:
        yield _annotation(claim, source, section)


def _years(first: int | None, last: int | None) -> str | None:
    """As ISO 8601 writes a stretch of time."""
    return None if first is None else str(first) if last in (None, first) else f"{first}/{last}"


def _annotation(claim: Data, source: Data, section: str) -> Node:
    passage = claim["passage"]
    return {
        "@id": f"{claim['url']}#annotation",
        "@type": "Annotation",
        "motivation": "oa:describing",
        "body": claim["url"],
        "target": {
            "@id": f"{source['url']}#passage-{quote(claim['id'], safe='')}",
            "@type": ["SpecificResource", "TextObject"],
            "source": source["url"],
            "selector": {
                "@type": "TextPositionSelector",
                "start": passage["start"],
                "end": passage["end"],
            },
            "sha256": passage["sha256"],
            "anchor": passage["state"],
            "isPartOf": section and {"@type": "CreativeWork", "name": section},
        },
    }


def claim_graph(data: Data, site: str) -> Iterator[Node]:
    """The page of a claim: what it is about, and the arguments it carries."""
    for node in claim_nodes(data, data["source"], data["section"]):
        yield node | _about(node, data, site)
    yield source_node(data["source"])
    for argument in data["arguments"]:
        yield from _argument_nodes(argument, [data["url"]])


def withdrawn_graph(data: Data, site: str) -> Iterator[Node]:
    """What is left of a withdrawn claim."""
    yield {
        "@id": data["url"],
        "@type": "Claim",
        "identifier": data["id"],
        "creativeWorkStatus": "withdrawn",
        "expires": data["withdrawn_on"],
        "description": data["reason"],
        "appearance": data["source"]["url"],
        "replacedBy": data["replaced_by"] and data["replaced_by"]["url"],
    }
    yield source_node(data["source"])


def topic_graph(data: Data, site: str) -> Iterator[Node]:
    """A page of a topic: a SKOS concept, which schema.org calls a DefinedTerm, and claims about it."""
    scheme = site + reverse("topics")
    yield {
        "@id": data["url"],
        "@type": ["DefinedTerm", "Concept"],
        "name": data["name"],
        "prefLabel": data["name"],
        "altLabel": data["labels"],
        "definition": data["description"],
        "description": data["description"],
        "broader": data["broader"] and data["broader"]["url"],
        "narrower": [node["url"] for node in data["narrower"]],
        "inScheme": scheme,
        "inDefinedTermSet": {"@id": scheme, "@type": ["DefinedTermSet", "ConceptScheme"]},
    }
    for other in filter(None, [data["broader"], *data["narrower"]]):
        yield topic_node(other)
    for question in data["questions"]:
        for position in question["positions"]:
            yield from position_stub(position["url"], position["title"], question["url"], question["title"])
    carrying: dict[str, tuple[Data, list[str]]] = {}
    for group in data["stances"]:
        for claim in group["claims"]:
            for node in claim_nodes(claim, claim["source"], claim["section"]):
                yield node | _about(node, claim, site)
            yield source_node(claim["source"])
            for argument in claim["arguments"]:
                carrying.setdefault(argument["url"], (argument, []))[1].append(claim["url"])
    for argument, claims in carrying.values():
        yield from _argument_nodes(argument, claims)


def source_graph(data: Data, site: str) -> Iterator[Node]:
    """The page of a source, with the digest of the text that the positions count in."""
    yield source_node(data) | {
        "author": data["author"] and data["author"]["url"],
        "inLanguage": data["language"],
        "abstract": data["summary"],
        "isPartOf": data["part_of"] and {"@type": "CreativeWork", "name": data["part_of"]},
        "encoding": data["text_sha256"]
        and {
            "@id": f"{data['url']}#text",
            "@type": "TextObject",
            "encodingFormat": "text/plain",
            "sha256": data["text_sha256"],
        },
    }
    if data["author"]:
        yield person_node(data["author"])
    for section in data["sections"]:
        for claim in section["claims"]:
            for node in claim_nodes(claim, data, section["title"]):
                yield node | _about(node, claim, site)


def topic_node(topic: Data) -> Node:
    """A topic that a page only names."""
    return {
        "@id": topic["url"],
        "@type": ["DefinedTerm", "Concept"],
        "name": topic["name"],
        "prefLabel": topic["name"],
    }


def position_stub(url: str, title: str, question_url: str, question: str) -> Iterator[Node]:
    """A position that a page only names, and its question."""
    yield {"@id": url, "@type": ["Answer", "Position"], "name": title, "parentItem": question_url}
    yield {"@id": question_url, "@type": ["Question", "Issue"], "name": question}


def argument_node(argument: Data, position: str, claims: list[str]) -> Node:
    """An argument, which schema.org can only call a comment, on `position` and carried by `claims`, all by address."""
    return {
        "@id": argument["url"],
        "@type": ["Comment", "Argument"],
        "text": argument["text"],
        "parentItem": position,
        STANCES[argument["stance"]]: position,
        "isBasedOn": claims,
    }


def _argument_nodes(argument: Data, claims: list[str]) -> Iterator[Node]:
    yield argument_node(argument, argument["position_url"], claims)
    yield from position_stub(
        argument["position_url"], argument["position"], argument["question_url"], argument["question"]
    )


def _about(node: Node, claim: Data, site: str) -> Node:
    """The topics of a claim, by address, where `node` is the claim."""
    if node["@type"] != "Claim":
        return {}
    return {"about": [site + reverse("topic", args=[slug]) for slug in claim["topics"]]}
