"""Claims, and the pages of claims, topics and sources, as plain data, which all their shapes are written from."""

from collections.abc import Sequence
from typing import Any

from advice.claims.claim_page import ClaimPage
from advice.claims.models import Claim
from advice.claims.topic_page import TopicPage
from advice.sources.data import person_data, source_data
from advice.sources.models import Source


def claim_data(claim: Any, site: str) -> dict[str, Any]:
    """A claim that came with its source, speaker and `shown_topics`; its `words` are those of the passage."""
    return {
        "id": claim.key,
        "url": site + claim.get_absolute_url(),
        "text": claim.text,
        "kind": claim.kind,
        "reported": claim.reported,
        "about_from": claim.about_from,
        "about_to": claim.about_to,
        "topics": [item.tag.slug for item in claim.shown_topics],
        "speaker": person_data(claim.speaker, site),
        "source": source_data(claim.source, site),
        "section": claim.section,
        "passage": passage_data(claim),
    }


def passage_data(claim: Any) -> dict[str, Any] | None:
    """The anchor: code points into the source's text, its digest, its state, and the words where they are known."""
    if not claim.has_anchor:
        return None
    return {
        "start": claim.start,
        "end": claim.end,
        "sha256": claim.sha256,
        "state": claim.anchor_state,
        "exact": claim.words,
    }


def argument_data(argument: Any, site: str) -> dict[str, Any]:
    """An argument, and the position and question it speaks to."""
    position = argument.position
    return {
        "key": argument.key,
        "stance": argument.stance,
        "text": argument.text,
        "url": site + argument.get_absolute_url(),
        "position": position.title,
        "position_url": site + position.get_absolute_url(),
        "question": position.question.title,
        "question_url": site + position.question.get_absolute_url(),
    }


def claim_page_data(page: ClaimPage, site: str) -> dict[str, Any]:
    """What the page of a claim says."""
    conditions = [
        {"situation": condition.situation.slug, "holds": condition.answer, "words": str(condition)}
        for condition in page.conditions
    ]
    return claim_data(page.claim, site) | {
        "situations": conditions,
        "arguments": [argument_data(argument, site) for argument in page.arguments],
    }


def topic_page_data(page: TopicPage, site: str) -> dict[str, Any]:
    """What one page of a topic says; `pages` is how many there are, `count` how many claims in all."""
    topic = page.topic
    return {
        "slug": topic.slug,
        "url": site + topic.get_absolute_url(),
        "name": topic.name,
        "description": topic.description,
        "labels": page.labels,
        "broader": page.broader
        and {"name": page.broader.name, "url": site + page.broader.get_absolute_url()},
        "narrower": [
            {"name": node.topic.name, "url": site + node.topic.get_absolute_url(), "claims": node.claims}
            for node in page.narrower
        ],
        "questions": [
            {
                "title": group.question.title,
                "url": site + group.question.get_absolute_url(),
                "positions": [
                    {
                        "title": row.position.title,
                        "url": site + row.position.get_absolute_url(),
                        "pro": row.pro,
                        "con": row.con,
                        "depends": row.depends,
                    }
                    for row in group.positions
                ],
            }
            for group in page.questions
        ],
        "count": page.total,
        "page": page.page.number,
        "pages": page.page.paginator.num_pages,
        "stances": [
            {
                "stance": group.name,
                "title": group.title,
                "claims": [
                    claim_data(claim, site) | {"arguments": _arguments(claim, group.name, site)}
                    for of_source in group.sources
                    for claim in of_source.claims
                ],
            }
            for group in page.groups
        ],
    }


def _arguments(claim: Any, stance: str, site: str) -> list[dict[str, Any]]:
    return [argument_data(one, site) for one in claim.shown_arguments if one.stance == stance]


def source_page_data(source: Source, claims: Sequence[Claim], site: str) -> dict[str, Any]:
    """What is known of a source and the claims taken from it, by section; its text stays where it is."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for claim in claims:
        data = claim_data(claim, site)
        del data["source"], data["section"]
        sections.setdefault(claim.section, []).append(data)
    return source_data(source, site) | {
        "author": person_data(source.author, site),
        "part_of": source.part_of,
        "language": source.language,
        "summary": source.summary,
        "length": source.length,
        "text_sha256": source.text_sha256,
        "count": len(claims),
        "sections": [{"title": title, "claims": found} for title, found in sections.items()],
    }
