"""From the records to the plain data of a page, in a number of queries that no page size changes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import quote

from django.db.models import F, QuerySet
from django.db.models.functions import Greatest, Least, Substr

from advice.claims.models import AnchorState, Claim, ClaimSituation, Situation, Topic
from advice.questions import material
from advice.questions.excerpt import LENGTH, MARGIN, excerpt
from advice.questions.models import Argument, ArgumentClaim, Crux, Position, Question
from advice.sources.models import Path, Person

FOUND = (AnchorState.EXACT, AnchorState.MOVED)


def gather(positions: Sequence[Position], passages: bool = True) -> dict[int, material.Material]:
    """What is public about each of `positions` (with `question` selected), by primary key.

    Without `passages` no source's text is touched.
    """
    wanted = [position.pk for position in positions]
    arguments = list(
        Argument.objects.published()
        .filter(position__in=wanted)
        .select_related("topic")
        .order_by("order", "key")
    )
    support = ArgumentClaim.objects.filter(argument__position__in=wanted)
    records = _claim_records(support, passages)
    claims = _claims(records)
    carried: dict[int, list[int]] = defaultdict(list)
    for argument_id, claim_id in support.order_by("order", "pk").values_list("argument", "claim"):
        if claim_id in claims:
            carried[argument_id].append(claim_id)
    cruxes = Crux.objects.filter(position__in=wanted, topic__in=Topic.objects.published()).select_related(
        "topic"
    )
    changed = {record.pk: record.changed_at for record in records}

    def of(position: Position) -> material.Material:
        own = [argument for argument in arguments if argument.position_id == position.pk]
        return material.Material(
            arguments=tuple(
                _argument(argument, [claims[pk] for pk in carried[argument.pk]]) for argument in own
            ),
            cruxes=tuple(_crux(crux) for crux in cruxes if crux.position_id == position.pk),
            changed_at=_latest(
                [position.question.changed_at, position.changed_at],
                (argument.changed_at for argument in own),
                (changed[pk] for argument in own for pk in carried[argument.pk]),
            ),
        )

    return {position.pk: of(position) for position in positions}


def considerations(question: Question) -> tuple[material.Topic, ...]:
    """The topics that weigh on any position of `question`."""
    arguments = Argument.objects.published().filter(position__question=question)
    topics = Topic.objects.published().filter(pk__in=arguments.values("topic")).order_by("name")
    return tuple(map(_topic, topics))


def situations() -> list[Situation]:
    """Everything a reader can be asked about themselves."""
    return list(Situation.objects.published())


def _claim_records(support: QuerySet[ArgumentClaim], passages: bool) -> list[Claim]:
    records = (
        Claim.objects.published()
        .filter(pk__in=support.values("claim"))
        .select_related("source")
        .only(
            *("key", "text", "kind", "speaker_id", "reported", "about_from", "about_to", "section"),
            *(
                "start",
                "end",
                "sha256",
                "anchor_state",
                "changed_at",
                "source__slug",
                "source__title",
                "source__url",
            ),
            *("source__published_on", "source__language", "source__author_id"),
        )
    )
    if passages:
        window = Substr(
            "source__text",
            Greatest(F("start") - MARGIN, 0) + 1,
            Least(F("start"), MARGIN) + Least(F("end") - F("start"), LENGTH) + MARGIN,
        )
        records = records.annotate(window=window)
    return list(records)


def _claims(records: Iterable[Claim]) -> dict[int, material.Claim]:
    records = list(records)
    people = Person.objects.published().in_bulk(
        {pk for record in records for pk in (record.speaker_id, record.source.author_id) if pk}
    )
    conditions: dict[int, list[material.Condition]] = defaultdict(list)
    for entry in ClaimSituation.objects.filter(
        claim__in=[record.pk for record in records], situation__in=Situation.objects.published()
    ).select_related("situation"):
        conditions[entry.claim_id].append(material.Condition(entry.situation.slug, entry.answer, str(entry)))
    voices = {pk: _voice(person) for pk, person in people.items()}
    return {record.pk: _claim(record, voices, conditions[record.pk]) for record in records}


def _claim(
    record: Claim, voices: dict[int, material.Voice], conditions: Iterable[material.Condition]
) -> material.Claim:
    source = record.source
    return material.Claim(
        key=record.key,
        text=record.text,
        voice=_speaker(record, voices),
        source=material.Origin(
            key=source.slug,
            title=source.title,
            author=voices[source.author_id].name if source.author_id in voices else "",
            url=source.get_absolute_url(),
            original=source.url or "",
            published_on=source.published_on,
            language=source.language,
        ),
        url=record.get_absolute_url(),
        place=f"{source.get_absolute_url()}#passage-{quote(record.key, safe='')}",
        kind=record.kind,
        kind_label=record.get_kind_display(),
        reported=record.reported,
        about_from=record.about_from,
        about_to=record.about_to,
        section=record.section,
        anchor_state=record.anchor_state,
        start=record.start,
        end=record.end,
        sha256=record.sha256,
        excerpt=_excerpt(record),
        conditions=tuple(conditions),
    )


def _speaker(record: Claim, voices: dict[int, material.Voice]) -> material.Voice:
    """Who asserts the claim; the author where no speaker is named and nobody is quoted."""
    person = record.speaker_id
    if person is None and not record.reported:
        person = record.source.author_id
    if person in voices:
        return voices[person]
    return material.Voice(key=f"unnamed in {record.source.slug}")


def _excerpt(record: Claim) -> material.Excerpt | None:
    window = getattr(record, "window", None)
    if not window or record.start is None or record.end is None or record.anchor_state not in FOUND:
        return None
    return excerpt(window, min(record.start, MARGIN), record.end - record.start)


def _voice(person: Person) -> material.Voice:
    return material.Voice(
        key=person.slug,
        name=person.name,
        path=person.path,
        path_label="" if person.path == Path.UNKNOWN else person.get_path_display(),
        standing=person.standing,
        interest=person.interest,
        url=person.get_absolute_url(),
    )


def _argument(record: Argument, claims: Iterable[material.Claim]) -> material.Argument:
    return material.Argument(
        key=record.key,
        text=record.text,
        stance=record.stance,
        topic=_topic(record.topic),
        claims=tuple(claims),
        order=record.order,
    )


def _crux(record: Crux) -> material.Crux:
    return material.Crux(_topic(record.topic), record.kind, record.get_kind_display(), record.text)


def _topic(record: Topic) -> material.Topic:
    return material.Topic(record.slug, record.name, record.get_absolute_url())


def _latest(*groups: Iterable[datetime]) -> datetime | None:
    return max((moment for group in groups for moment in group), default=None)
