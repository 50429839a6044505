"""The pages of positions and questions as plain data, which all their shapes are written from.

Addresses begin with `site`. What steps back before the reader of the address stays, and says why.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from advice.questions.comparison import Comparison
from advice.questions.material import Claim, Origin, Topic, Voice
from advice.questions.models import Position, Question
from advice.questions.procon import Page, Point, Row, Statement
from advice.questions.voices import Tally


def position_data(position: Position, page: Page, answers: Mapping[str, bool], site: str) -> dict[str, Any]:
    """What the pro/con page of `position` says to a reader who gave `answers`."""
    return _head(position, site) | {
        "question": question_head(position.question, site),
        "reader": dict(answers),
        "voices": {stance: tally_data(tally) for stance, tally in page.sides},
        "everybody": tally_data(page.everybody),
        "considerations": [_row(row, position, site) for row in page.rows],
        "gaps": {
            "no_pro": [topic.name for topic in page.gaps.no_pro],
            "no_con": [topic.name for topic in page.gaps.no_con],
            "unspoken": [topic.name for topic in page.gaps.unspoken],
        },
        "sources": [_origin(source, site) for source in page.sources],
        "changed_at": page.changed_at.isoformat() if page.changed_at else None,
    }


def question_data(
    question: Question,
    positions: Sequence[Position],
    comparison: Comparison,
    answers: Mapping[str, bool],
    site: str,
) -> dict[str, Any]:
    """What the page of `question` says: `positions`, the columns of `comparison`, side by side.

    A cell has the strongest arguments, as on the page; a position has all of them, and their claims.
    """
    return question_head(question, site) | {
        "lead": question.lead,
        "reader": dict(answers),
        "positions": [
            _head(position, site)
            | {
                "arguments": column.page.arguments,
                "voices": {stance: tally_data(tally) for stance, tally in column.page.sides},
                "considerations": [_row(row, position, site) for row in column.page.rows],
            }
            for position, column in zip(positions, comparison.columns, strict=True)
        ],
        "considerations": [
            {
                "topic": _topic(line.topic, site),
                "cells": [
                    {
                        "position": position.slug,
                        "title": position.title,
                        "strongest": [
                            _point(side.point, position, site) | {"more": side.more} for side in cell.sides
                        ],
                    }
                    for position, cell in zip(positions, line.cells, strict=True)
                ],
            }
            for line in comparison.lines
        ],
    }


def question_head(question: Question, site: str) -> dict[str, Any]:
    return {"slug": question.slug, "url": site + question.get_absolute_url(), "title": question.title}


def tally_data(tally: Tally) -> dict[str, Any]:
    """How many people, and which paths they took."""
    return {"count": tally.count, "paths": dict(tally.paths)}


def _head(position: Position, site: str) -> dict[str, Any]:
    return {
        "slug": position.slug,
        "url": site + position.get_absolute_url(),
        "title": position.title,
        "lead": position.lead,
        "reversible": position.reversible,
        "deadline": position.deadline,
        "gap": position.gap,
    }


def _topic(topic: Topic, site: str) -> dict[str, Any]:
    return {"slug": topic.slug, "name": topic.name, "url": site + topic.url}


def _row(row: Row, position: Position, site: str) -> dict[str, Any]:
    return {
        "topic": _topic(row.topic, site),
        "crux": row.crux and {"kind": row.crux.kind, "text": row.crux.text},
        "arguments": [
            _point(point, position, site)
            | {"claims": [_statement(entry, site) for entry in point.statements]}
            for point in row.points
        ],
    }


def _point(point: Point, position: Position, site: str) -> dict[str, Any]:
    return {
        "key": point.argument.key,
        "url": f"{site}{position.get_absolute_url()}#{point.argument.key}",
        "stance": point.argument.stance,
        "text": point.argument.text,
        "voices": point.voices,
        "first_hand": point.first_hand,
        "steps_back": point.steps_back,
        "reasons": [reason.words for reason in point.reasons],
    }


def _statement(statement: Statement, site: str) -> dict[str, Any]:
    claim = statement.claim
    return {
        "id": claim.key,
        "url": site + claim.url,
        "text": claim.text,
        "kind": claim.kind,
        "reported": claim.reported,
        "about_from": claim.about_from,
        "about_to": claim.about_to,
        "speaker": _voice(claim.voice, site),
        "source": _origin(claim.source, site),
        "section": claim.section,
        "situations": [
            {"situation": condition.situation, "holds": condition.answer, "words": condition.words}
            for condition in claim.conditions
        ],
        "steps_back": statement.steps_back,
        "passage": _passage(claim),
    }


def _passage(claim: Claim) -> dict[str, Any] | None:
    if claim.start is None:
        return None
    return {
        "start": claim.start,
        "end": claim.end,
        "sha256": claim.sha256,
        "state": claim.anchor_state,
        "exact": _exact(claim),
    }


def _exact(claim: Claim) -> str | None:
    """The words of the passage where they are known and whole; a long one is in the shape of its claim."""
    return claim.excerpt.passage if claim.excerpt and not claim.excerpt.cut else None


def _voice(voice: Voice, site: str) -> dict[str, Any] | None:
    if not voice.name:
        return None
    return {
        "slug": voice.key,
        "url": site + voice.url,
        "name": voice.name,
        "standing": voice.standing,
        "path": voice.path,
        "interest": voice.interest,
    }


def _origin(source: Origin, site: str) -> dict[str, Any]:
    return {
        "slug": source.key,
        "url": site + source.url,
        "title": source.title,
        "author": source.author,
        "published_on": source.published_on.isoformat() if source.published_on else None,
        "original": source.original or None,
    }
