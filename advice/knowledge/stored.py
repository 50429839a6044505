"""The database as plain records, in the form of the files."""

from typing import Any

from advice.claims.models import Claim, LabelKind, SetAside, Situation, Topic
from advice.knowledge.files import natural_key
from advice.knowledge.records import Record, Records, canonical
from advice.publication.models import Status
from advice.questions.models import Argument, Position, Question
from advice.sources.models import Person, Source


def stored_records() -> Records:
    """Every record of the knowledge, drafts and withdrawn ones too, in a constant number of queries."""
    records: Records = {}
    for kind, entries in (
        ("person", map(_person, Person.objects.select_related("merged_into"))),
        (
            "topic",
            map(_topic, Topic.objects.select_related("broader", "merged_into").prefetch_related("labels")),
        ),
        ("situation", map(_situation, Situation.objects.all())),
        ("source", map(_source, _sources())),
        ("claim", map(_claim, _claims())),
        ("question", map(_question, Question.objects.all())),
        ("position", _placed(map(_position, _positions()), "question")),
        ("argument", _placed(map(_argument, _arguments()), "question", "position")),
    ):
        for record in entries:
            records[natural_key(kind, record)] = canonical(record)
    return records


def _sources() -> Any:
    return (
        Source.objects.select_related("author").prefetch_related("set_aside__repeats").defer("text", "marks")
    )


def _claims() -> Any:
    return Claim.objects.select_related("source", "speaker", "replaced_by", "merged_into").prefetch_related(
        "topic_items__tag", "conditions__situation"
    )


def _positions() -> Any:
    return (
        Position.objects.select_related("question")
        .prefetch_related("cruxes__topic")
        .order_by("question", "order", "slug")
    )


def _arguments() -> Any:
    return (
        Argument.objects.select_related("position__question", "topic")
        .prefetch_related("support__claim")
        .order_by("position", "order", "key")
    )


def _status(record: Any) -> str:
    return "" if record.status == Status.PUBLISHED else record.status


def _slug(related: Any) -> str | None:
    return None if related is None else str(related.slug)


def _person(person: Person) -> Record:
    return {
        "slug": person.slug,
        "name": person.name,
        "role": person.is_role,
        "standing": person.standing,
        "path": person.path,
        "interest": person.interest,
        "url": person.url,
        "status": _status(person),
        "merged_into": _slug(person.merged_into),
    }


def _topic(topic: Topic) -> Record:
    labels = sorted(topic.labels.all(), key=lambda label: label.pk)
    return {
        "slug": topic.slug,
        "name": topic.name,
        "broader": _slug(topic.broader),
        "description": topic.description,
        "labels": [label.label for label in labels if label.kind == LabelKind.ALTERNATIVE],
        "misspellings": [label.label for label in labels if label.kind == LabelKind.HIDDEN],
        "scope_note": topic.scope_note,
        "status": _status(topic),
        "merged_into": _slug(topic.merged_into),
    }


def _situation(situation: Situation) -> Record:
    return {
        "slug": situation.slug,
        "question": situation.question,
        "holds": situation.holds,
        "lacks": situation.lacks,
        "status": _status(situation),
    }


def _source(source: Source) -> Record:
    return {
        "slug": source.slug,
        "name": source.title,
        "kind": source.kind,
        "author": _slug(source.author),
        "published_on": source.published_on.isoformat() if source.published_on else None,
        "url": source.url,
        "part_of": source.part_of,
        "part_of_url": source.part_of_url,
        "language": source.language if source.language != "en" else "",
        "summary": source.summary,
        "status": _status(source),
        "document_sha256": source.document_sha256,
        "text_sha256": source.text_sha256,
        "length": source.length,
        "blocks": [[block["kind"], block["start"], block["end"]] for block in source.blocks],
        "set_aside": [
            _set_aside(block) for block in sorted(source.set_aside.all(), key=lambda block: block.start)
        ],
    }


def _set_aside(block: SetAside) -> Record:
    repeats = {"repeats": block.repeats.key} if block.repeats else {}
    return {"reason": block.reason, **repeats, "start": block.start, "end": block.end, "sha256": block.sha256}


def _claim(claim: Claim) -> Record:
    passage = None
    if claim.start is not None:
        passage = {"start": claim.start, "end": claim.end, "sha256": claim.sha256}
    about = [claim.about_from, claim.about_to] if claim.about_from is not None else None
    return {
        "key": claim.key,
        "source": claim.source.slug,
        "text": claim.text,
        "kind": claim.kind,
        "speaker": _slug(claim.speaker),
        "reported": claim.reported,
        "about": about,
        "topics": [item.tag.slug for item in sorted(claim.topic_items.all(), key=lambda item: item.pk)],
        "situations": {
            condition.situation.slug: condition.answer
            for condition in sorted(claim.conditions.all(), key=lambda condition: condition.situation.slug)
        },
        "section": claim.section,
        "passage": passage,
        "status": _status(claim),
        "review_by": claim.review_by,
        **_withdrawal(claim),
    }


def _withdrawal(claim: Claim) -> Record:
    """What the address of a withdrawn claim says."""
    if claim.status != Status.WITHDRAWN or not claim.withdrawn_reason or claim.withdrawn_at is None:
        return {}
    return {
        "withdrawn_on": claim.withdrawn_at.date(),
        "withdrawn_reason": claim.withdrawn_reason,
        "replaced_by": claim.replaced_by and claim.replaced_by.key,
        "merged_into": getattr(claim.merged_into, "key", None),
    }


def _question(question: Question) -> Record:
    return {
        "slug": question.slug,
        "title": question.title,
        "order": question.order,
        "lead": question.lead,
        "status": _status(question),
    }


def _position(position: Position) -> Record:
    return {
        "question": position.question.slug,
        "slug": position.slug,
        "title": position.title,
        "lead": position.lead,
        "reversible": position.reversible,
        "deadline": position.deadline,
        "gap": position.gap,
        "status": _status(position),
        "cruxes": [
            {"topic": crux.topic.slug, "kind": crux.kind, "text": crux.text}
            for crux in sorted(position.cruxes.all(), key=lambda crux: crux.topic.slug)
        ],
    }


def _argument(argument: Argument) -> Record:
    return {
        "question": argument.position.question.slug,
        "position": argument.position.slug,
        "key": argument.key,
        "stance": argument.stance,
        "topic": argument.topic.slug,
        "text": argument.text,
        "status": _status(argument),
        "claims": [
            support.claim.key
            for support in sorted(argument.support.all(), key=lambda support: (support.order, support.pk))
        ],
    }


def _placed(records: Any, *within: str) -> Any:
    """Number the records, which come in order, within what they belong to."""
    places: dict[tuple[str, ...], int] = {}
    for record in records:
        group = tuple(record[name] for name in within)
        places[group] = places.get(group, -1) + 1
        yield {**record, "place": places[group]}
