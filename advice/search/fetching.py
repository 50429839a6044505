"""The results of a page, read from the records that were found: three queries, whatever their number."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, TextField, When
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.safestring import SafeString

from advice.claims.models import AnchorState, Claim, ClaimKind, ClaimTopic, Topic
from advice.questions.models import Argument, ArgumentClaim, Stance
from advice.search.marking import Marks, excerpt, marked
from advice.search.prepared import Prepared
from advice.search.results import Origin, Passage, Result, Served, Speaker, TopicLink


def load(found: Sequence[tuple[int, int]], marks: Marks) -> tuple[Result, ...]:
    """The results of these claims, given as primary key and voices, in this order.

    Only published claims are read, so that no mistake in an index could show another.
    """
    keys = [pk for pk, _voices in found]
    topics: dict[int, list[TopicLink]] = {pk: [] for pk in keys}
    for pk, slug, name in TOPICS.rows(connection, keys):
        topics[pk].append(TopicLink(slug, name, address("topic", slug)))
    arguments: dict[int, list[Served]] = {pk: [] for pk in keys}
    for pk, *row in SERVED.rows(connection, keys):
        arguments[pk].append(_served(*row))
    rows = {row[0]: row[1:] for row in CLAIMS.rows(connection, keys)}
    return tuple(
        _result(
            *rows[pk], topics=tuple(topics[pk]), arguments=tuple(arguments[pk]), voices=voices, marks=marks
        )
        for pk, voices in found
        if pk in rows
    )


@lru_cache(maxsize=5_000)
def address(name: str, *arguments: str) -> str:
    """The path of a page."""
    return reverse(name, args=arguments)


EXACT = Case(
    When(
        anchor_state__in=[AnchorState.EXACT, AnchorState.MOVED],
        start__isnull=False,
        then=Substr("source__text", F("start") + 1, F("end") - F("start")),
    ),
    default=None,
    output_field=TextField(),
)
CLAIMS = Prepared(
    lambda keys: (
        Claim.objects.published()
        .filter(pk__in=keys)
        .values_list(
            *("pk", "key", "text", "kind", "reported", "section", "external_id"),
            *("start", "end", "sha256", "anchor_state", EXACT),
            *("speaker__slug", "speaker__name", "speaker__standing", "speaker__path"),
            *("source__slug", "source__title", "source__url", "source__published_on"),
        )
    )
)
TOPICS = Prepared(
    lambda keys: ClaimTopic.objects.filter(
        content_object__in=keys, tag__in=Topic.objects.published()
    ).values_list("content_object", "tag__slug", "tag__name")
)
SERVED = Prepared(
    lambda keys: (
        # Asked of each link by itself: a list of all arguments would be long.
        ArgumentClaim.objects.filter(Exists(Argument.objects.published().filter(pk=OuterRef("argument_id"))))
        .filter(claim__in=keys)
        .values_list(
            *("claim", "argument__text", "argument__stance", "argument__key"),
            *("argument__position__slug", "argument__position__title"),
            *("argument__position__question__slug", "argument__position__question__title"),
        )
    )
)
STANCES: dict[str, Any] = dict(Stance.choices)
KINDS: dict[str, Any] = dict(ClaimKind.choices)


def _served(
    text: str, stance: str, key: str, position: str, position_title: str, question: str, question_title: str
) -> Served:
    url = f"{address('position', question, position)}#{key}"
    return Served(text, stance, str(STANCES[stance]), position_title, question_title, url)


def _result(
    key: str,
    text: str,
    kind: str,
    reported: bool,
    section: str,
    external_id: str | None,
    start: int | None,
    end: int | None,
    sha256: str,
    state: str,
    exact: str | None,
    person: str | None,
    name: str,
    standing: str,
    path: str,
    source: str,
    title: str,
    original: str | None,
    published_on: date | None,
    *,
    topics: tuple[TopicLink, ...],
    arguments: tuple[Served, ...],
    voices: int,
    marks: Marks,
) -> Result:
    snippet, hits = marked(text, marks)
    return Result(
        id=key,
        url=reverse("claim", args=[key]),
        text=text,
        snippet=snippet,
        matched_in=None if hits else _elsewhere(arguments, title, section, exact, marks),
        kind=kind,
        kind_label=str(KINDS[kind]),
        reported=bool(reported),
        topics=topics,
        speaker=Speaker(person, name, standing, path, address("person", person)) if person else None,
        source=Origin(source, title, address("source", source), original, published_on),
        section=section,
        passage=Passage(start, end, sha256, state, exact or None),
        arguments=arguments,
        voices=voices,
        external_id=external_id,
    )


def _elsewhere(
    arguments: tuple[Served, ...], title: str, section: str, passage: str | None, marks: Marks
) -> SafeString | None:
    """The text beside the claim with the most matches, marked."""
    texts = dict.fromkeys(
        [
            *(argument.text for argument in arguments),
            *(argument.question for argument in arguments),
            title,
            section,
            excerpt(passage or "", marks),
        ]
    )
    best = max((marked(text, marks) for text in texts), key=lambda entry: entry[1], default=None)
    return best[0] if best and best[1] else None
