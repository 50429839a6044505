"""Write one record into the database, each kind by its own function."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from advice.claims.anchors import reanchor
from advice.claims.models import (
    AnchorState,
    Claim,
    ClaimSituation,
    ClaimTopic,
    LabelKind,
    SetAside,
    Situation,
    Topic,
    TopicLabel,
)
from advice.knowledge.records import Key, KnowledgeError, Record
from advice.publication.models import Status
from advice.questions.models import Argument, ArgumentClaim, Crux, Position, Question
from advice.sources.models import Person, Source

LAST = 32767
"""The order of what is gone from a page: the highest there is, so that what stood after it closes up."""


def store(key: Key, record: Record) -> None:
    """Make or change the row of `record`. Raises KnowledgeError with one sentence where it cannot be."""
    kind, name = key
    try:
        STORES[kind](record)
    except ValidationError as error:
        said = "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
        raise KnowledgeError(f"{kind} {name}: {said}") from error
    except IntegrityError as error:
        said = " ".join(str(error).split("DETAIL")[0].split())
        raise KnowledgeError(f"{kind} {name} is refused by the database: {said}") from error
    except ObjectDoesNotExist as error:
        raise KnowledgeError(f"{kind} {name} names something that is not there: {error}") from error
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise KnowledgeError(f"{kind} {name} has a value of the wrong form: {error}") from error


def withdraw(key: Key) -> None:
    """Take a record that the files no longer hold out of the public view; nothing is deleted."""
    row = find(key)
    if row is not None:
        row.status = Status.WITHDRAWN  # type: ignore[attr-defined]
        fields = ["status", "changed_at"]
        if isinstance(row, Claim):
            row.withdrawn_reason = _("It is no longer among the claims that this site keeps.")
            fields.append("withdrawn_reason")
        if isinstance(row, Position | Argument):
            row.order = LAST
            fields.append("order")
        row.save(update_fields=fields)


def find(key: Key) -> models.Model | None:
    """The row of a record, or None."""
    kind, name = key
    parts = name.split("/")
    match kind:
        case "claim":
            return Claim.objects.filter(key=name).first()
        case "position":
            return Position.objects.filter(question__slug=parts[0], slug=parts[1]).first()
        case "argument":
            place = {"position__question__slug": parts[0], "position__slug": parts[1]}
            return Argument.objects.filter(key=parts[2], **place).first()
    by_slug: dict[str, Any] = {
        "person": Person,
        "topic": Topic,
        "situation": Situation,
        "source": Source,
        "question": Question,
    }
    found: models.Model | None = by_slug[kind].objects.filter(slug=name).first()
    return found


def _row(found: Any, model: type[Any], values: dict[str, Any]) -> Any:
    """Change or make the row. The fields are validated as a form would; constraints are the database's."""
    row = found or model()
    for name, value in values.items():
        setattr(row, name, value)
    _validate(row)
    row.save()
    return row


def _rows(model: type[Any], each: Iterable[dict[str, Any]]) -> None:
    """Make the rows, at once. Each statement that touches an argument has the entries of all its claims made anew."""
    rows = [model(**values) for values in each]
    for row in rows:
        _validate(row)
    bulk_create_with_history(rows, model)


def _validate(row: Any) -> None:
    # What it refers to was read just now; to validate that is to ask for each once more.
    row.clean_fields(exclude={field.name for field in row._meta.fields if field.is_relation})
    row.clean()


def _named(model: type[Any], field: str, names: Iterable[str]) -> list[Any]:
    """The rows of these names, in their order. Raises KnowledgeError on a name that no row has."""
    names = list(names)
    if not names:
        return []
    found = {getattr(row, field): row for row in model.objects.filter(**{f"{field}__in": names})}
    missing = [name for name in names if name not in found]
    if missing:
        raise KnowledgeError(f"there is no {model._meta.verbose_name} {missing[0]}, which others name")
    return [found[name] for name in names]


def _status(record: Record) -> str:
    return str(record.get("status", Status.PUBLISHED))


def _text(record: Record, *names: str) -> dict[str, Any]:
    return {name: record.get(name, "") for name in names}


def _person(record: Record) -> None:
    values = _text(record, "slug", "name", "path", "standing", "interest", "url")
    values |= {"is_role": record.get("role", False), "status": _status(record)}
    _row(find(("person", record["slug"])), Person, values)


def _topic(record: Record) -> None:
    broader = Topic.objects.get(slug=record["broader"]) if record.get("broader") else None
    values = _text(record, "slug", "name", "description", "scope_note")
    found = find(("topic", record["slug"]))
    row = _row(found, Topic, values | {"broader": broader, "status": _status(record)})
    if found:
        row.labels.all().delete()
    kinds = (("labels", LabelKind.ALTERNATIVE), ("misspellings", LabelKind.HIDDEN))
    labels = [(label, kind) for field, kind in kinds for label in record.get(field, [])]
    _rows(TopicLabel, ({"topic": row, "label": label, "kind": kind} for label, kind in labels))


def _situation(record: Record) -> None:
    values = _text(record, "slug", "question", "holds", "lacks") | {"status": _status(record)}
    _row(find(("situation", record["slug"])), Situation, values)


def _source(record: Record) -> None:
    """Bibliographic data, and positions; a text that somebody loaded stays, and so do its own positions."""
    author = Person.objects.get(slug=record["author"]) if record.get("author") else None
    values = _text(record, "slug", "kind", "part_of", "part_of_url", "summary")
    values |= {
        "title": record["name"],
        "author": author,
        "published_on": date.fromisoformat(str(record["published_on"]))
        if record.get("published_on")
        else None,
        "url": record.get("url"),
        "language": record.get("language", "en"),
        "document_sha256": record.get("document_sha256"),
        "status": _status(record),
    }
    found = Source.objects.filter(slug=record["slug"]).first()
    if found is None or not found.text:
        values |= {"length": record.get("length"), "text_sha256": record.get("text_sha256", "")}
        values["blocks"] = [_block(*block) for block in record.get("blocks", [])]
    row = _row(found, Source, values)
    if found:
        row.set_aside.all().delete()
    # The claims they repeat are stored after their source; `link_repeats` ties the two.
    blocks = record.get("set_aside", [])
    spans = ({name: block[name] for name in ("start", "end", "sha256", "reason")} for block in blocks)
    _rows(SetAside, ({"source": row, **span} for span in spans))


def _block(kind: str, start: int, end: int) -> dict[str, Any]:
    return {"kind": kind, "start": start, "end": end, "level": 0, "ordered": False, "speaker": None}


def link_repeats(record: Record) -> None:
    """Tie the set-aside blocks of a source to the claims that they repeat, once those are stored."""
    for block in record.get("set_aside", []):
        if block.get("repeats"):
            claim = Claim.objects.filter(key=block["repeats"]).first()
            if claim is None:
                raise KnowledgeError(f"source {record['slug']}: no claim {block['repeats']} to be repeated")
            for row in SetAside.objects.filter(source__slug=record["slug"], start=block["start"]):
                row.repeats = claim
                row.save(update_fields=["repeats"])


def link_replacement(record: Record) -> None:
    """Tie a withdrawn claim to the claim that replaces it, once both are stored."""
    if record.get("status") != Status.WITHDRAWN:
        return
    key = record.get("replaced_by")
    claim = Claim.objects.get(key=record["key"])
    successor = Claim.objects.filter(key=key).exclude(pk=claim.pk).first() if key else None
    if key and successor is None:
        raise KnowledgeError(f"claim {record['key']}: no other claim {key} to replace it")
    if claim.replaced_by != successor:
        claim.replaced_by = successor
        claim.save(update_fields=["replaced_by"])


def link_merge(key: Key, record: Record) -> None:
    """Tie a record that became part of another one to that, once both are stored."""
    kind, name = key
    row: Any = find(key)
    target = record.get("merged_into") if record.get("status") == Status.WITHDRAWN else None
    survivor = find((kind, target)) if target and target != name else None
    if target and survivor is None:
        raise KnowledgeError(f"{kind} {name}: no other {kind} {target} of which it could be part")
    if row.merged_into != survivor:
        row.merged_into = survivor
        row.save(update_fields=["merged_into"])


def check_anchors(slugs: set[str]) -> None:
    """Hold the anchors of these sources against their texts, where a text is loaded."""
    for source in Source.objects.filter(slug__in=slugs).exclude(text=""):
        reanchor(source)


def _claim(record: Record) -> None:
    passage = record.get("passage", {})
    about_from, about_to = record.get("about", [None, None])
    values = _text(record, "key", "text", "kind", "section")
    values |= {
        "source": Source.objects.get(slug=record["source"]),
        "speaker": Person.objects.get(slug=record["speaker"]) if record.get("speaker") else None,
        "reported": record.get("reported", False),
        "about_from": about_from,
        "about_to": about_to,
        "start": passage.get("start"),
        "end": passage.get("end"),
        "sha256": passage.get("sha256", ""),
        "anchor_state": AnchorState.UNCHECKED,
        "status": _status(record),
        "review_by": date.fromisoformat(str(record["review_by"])) if record.get("review_by") else None,
        **_withdrawal(record),
    }
    found = find(("claim", record["key"]))
    row = _row(found, Claim, values)
    if found:
        row.topic_items.all().delete()
        row.conditions.all().delete()
    topics = _named(Topic, "slug", record.get("topics", []))
    _rows(ClaimTopic, ({"content_object": row, "tag": tag} for tag in topics))
    answers = record.get("situations", {})
    situations = _named(Situation, "slug", answers)
    _rows(
        ClaimSituation, ({"claim": row, "situation": one, "answer": answers[one.slug]} for one in situations)
    )


def _withdrawal(record: Record) -> dict[str, Any]:
    """When and why a claim was withdrawn; `link_replacement` ties it to the claim that replaces it."""
    if record.get("status") != Status.WITHDRAWN or not record.get("withdrawn_reason"):
        return {}
    if not record.get("withdrawn_on"):
        raise KnowledgeError(f"claim {record['key']}: says why it was withdrawn and lacks withdrawn_on")
    day = date.fromisoformat(str(record["withdrawn_on"]))
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return {"withdrawn_reason": record["withdrawn_reason"], "withdrawn_at": at}


def _question(record: Record) -> None:
    values = _text(record, "slug", "title", "lead") | {"order": record["order"], "status": _status(record)}
    _row(find(("question", record["slug"])), Question, values)


def _position(record: Record) -> None:
    values = _text(record, "slug", "title", "lead", "reversible", "deadline", "gap")
    values |= {
        "question": Question.objects.get(slug=record["question"]),
        "order": record["place"],
        "status": _status(record),
    }
    found = find(("position", f"{record['question']}/{record['slug']}"))
    row = _row(found, Position, values)
    if found:
        row.cruxes.all().delete()
    cruxes = record.get("cruxes", [])
    topics = _named(Topic, "slug", [crux["topic"] for crux in cruxes])
    _rows(
        Crux,
        (
            {"position": row, "topic": topic, "kind": crux["kind"], "text": crux["text"]}
            for crux, topic in zip(cruxes, topics, strict=True)
        ),
    )


def _argument(record: Record) -> None:
    position = Position.objects.get(question__slug=record["question"], slug=record["position"])
    values = _text(record, "key", "stance", "text")
    values |= {
        "position": position,
        "topic": Topic.objects.get(slug=record["topic"]),
        "order": record["place"],
        "status": _status(record),
    }
    found = Argument.objects.filter(position=position, key=record["key"]).first()
    row = _row(found, Argument, values)
    if found:
        row.support.all().delete()
    claims = _named(Claim, "key", record.get("claims", []))
    _rows(ArgumentClaim, ({"argument": row, "claim": claim, "order": at} for at, claim in enumerate(claims)))


STORES: dict[str, Callable[[Record], None]] = {
    "person": _person,
    "topic": _topic,
    "situation": _situation,
    "source": _source,
    "claim": _claim,
    "question": _question,
    "position": _position,
    "argument": _argument,
}
