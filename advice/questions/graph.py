"""The pages of questions and positions as nodes of linked data.

A question is a schema.org Question and an IBIS Issue, a position an Answer and a Position, an argument what
supports it, opposes it or, where it depends, only concerns it. No answer is the accepted one.
"""

from collections.abc import Iterator
from typing import Any

from advice.claims.graph import argument_node, claim_nodes, topic_node
from advice.publication.linked_data import THIS, Node
from advice.sources.graph import source_node

Data = dict[str, Any]


def position_graph(data: Data, site: str) -> Iterator[Node]:
    """The pro/con page."""
    yield {"@id": THIS, "stepsBack": _stepping_back([data])}
    yield _question_node(data["question"])
    yield from _position_nodes(data, data["question"])


def question_graph(data: Data, site: str) -> Iterator[Node]:
    """The positions that the address names."""
    yield {"@id": THIS, "stepsBack": _stepping_back(data["positions"])}
    addresses = [position["url"] for position in data["positions"]]
    yield _question_node(data) | {
        "text": data["lead"],
        "suggestedAnswer": addresses,
        "response": addresses,
    }
    for position in data["positions"]:
        yield from _position_nodes(position, data)


def _stepping_back(positions: list[Data]) -> list[str]:
    """Addresses of claims that are for somebody else than the reader: true of this document, not of the claim."""
    found = {
        claim["url"]: None
        for position in positions
        for row in position["considerations"]
        for argument in row["arguments"]
        for claim in argument["claims"]
        if claim["steps_back"]
    }
    return list(found)


def _question_node(question: Data) -> Node:
    return {"@id": question["url"], "@type": ["Question", "Issue"], "name": question["title"]}


def _position_nodes(position: Data, question: Data) -> Iterator[Node]:
    yield {
        "@id": position["url"],
        "@type": ["Answer", "Position"],
        "name": position["title"],
        "text": position["lead"],
        "parentItem": question["url"],
        "reversible": position["reversible"],
        "deadline": position["deadline"],
        "gap": position["gap"],
        "dateModified": position.get("changed_at"),
        "crux": [
            {"about": row["topic"]["url"], "kind": row["crux"]["kind"], "text": row["crux"]["text"]}
            for row in position["considerations"]
            if row["crux"]
        ],
    }
    for row in position["considerations"]:
        yield topic_node(row["topic"])
        for argument in row["arguments"]:
            claims = [claim["url"] for claim in argument["claims"]]
            yield argument_node(argument, position["url"], claims) | {"about": row["topic"]["url"]}
            for claim in argument["claims"]:
                yield from claim_nodes(claim, claim["source"], claim["section"])
                yield source_node(claim["source"])
