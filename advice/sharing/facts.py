"""A page taken apart into what can be edited, each by its permanent name: what `changes` compares."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from advice.questions.material import Argument, Claim, Crux, Voice
from advice.sharing.content import Content, Option

Entity = tuple[str, ...]
"""A kind, and names that survive rewording: ("claim", key)."""
BROKEN = {"changed", "orphan"}
"""States of an anchor in which no passage can be shown."""


@dataclass(frozen=True, slots=True)
class Value:
    """`same` tells two values apart, `words` is what a reader sees."""

    same: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """`title` is how a reader knows it, `of` what it belongs to, `place` where it stands on the page."""

    title: str
    of: str = ""
    place: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    relies_on: tuple[Entity, ...] = ()
    """What must be public for it to be on the page."""


def facts(content: Content) -> dict[Entity, Fact]:
    """Everything on the page that a curator can add, reword or withdraw, once each."""
    found: dict[Entity, Fact] = {}
    for entity, fact in _facts(content):
        found.setdefault(entity, fact)
    return found


def _facts(content: Content) -> Iterator[tuple[Entity, Fact]]:
    question: Entity = ("question", content.slug)
    yield question, Fact(content.title, values=_plain(title=content.title, lead=content.lead))
    for asked in content.situations:
        words = _plain(question=asked.question, holds=asked.holds, lacks=asked.lacks)
        yield ("situation", asked.slug), Fact(asked.question, values=words)
    for option in content.options:
        yield from _option(option, question)


def _option(option: Option, question: Entity) -> Iterator[tuple[Entity, Fact]]:
    position: Entity = ("position", str(option.pk))
    words = _plain(
        title=option.title,
        lead=option.lead,
        reversible=option.reversible,
        deadline=option.deadline,
        gap=option.gap,
    )
    yield position, Fact(option.title, values=words, relies_on=(question,))
    for argument in option.material.arguments:
        yield from _argument(option, argument, (question, position))
    for crux in option.material.cruxes:
        yield from _crux(crux, option, (question, position))


def _argument(option: Option, argument: Argument, above: tuple[Entity, ...]) -> Iterator[tuple[Entity, Fact]]:
    name: Entity = ("argument", str(option.pk), argument.key)
    topic: Entity = ("topic", argument.topic.slug)
    place = option.anchor(argument) if argument.claims else ""
    yield topic, Fact(argument.topic.name, values=_plain(name=argument.topic.name))
    values = _plain(text=argument.text, stance=argument.stance)
    values["topic"] = Value(argument.topic.slug, argument.topic.name)
    yield name, Fact(argument.text, option.title, place, values, (*above, topic))
    for claim in argument.claims:
        yield from _claim(claim, place)
        key: Entity = ("claim", claim.key)
        yield ("support", *name[1:], claim.key), Fact(claim.text, argument.text, place, {}, (name, key))


def _crux(crux: Crux, option: Option, above: tuple[Entity, ...]) -> Iterator[tuple[Entity, Fact]]:
    topic: Entity = ("topic", crux.topic.slug)
    values = _plain(kind=crux.kind_label, text=crux.text)
    yield (
        ("crux", str(option.pk), crux.topic.slug),
        Fact(crux.text, crux.topic.name, "", values, (*above, topic)),
    )


def _claim(claim: Claim, place: str) -> Iterator[tuple[Entity, Fact]]:
    key: Entity = ("claim", claim.key)
    source: Entity = ("source", claim.source.key)
    speaker: tuple[Entity, ...] = (("person", claim.voice.key),) if claim.voice.name else ()
    about = "–".join(str(year) for year in (claim.about_from, claim.about_to) if year)
    values = _plain(
        text=claim.text,
        kind=claim.kind_label or claim.kind,
        reported="reported" if claim.reported else "",
        about=about,
        passage=claim.excerpt.passage if claim.excerpt else "",
        anchor="broken" if claim.anchor_state in BROKEN else "",
    )
    values["speaker"] = Value(claim.voice.key, claim.voice.name)
    yield key, Fact(claim.text, "", place, values, (source, *speaker))
    published = claim.source.published_on
    words = _plain(
        title=claim.source.title,
        published_on=published.isoformat() if published else "",
        original=claim.source.original,
    )
    yield source, Fact(claim.source.title, values=words)
    if speaker:
        yield speaker[0], _person(claim.voice)
    for condition in claim.conditions:
        answer = {"answer": Value(str(condition.answer), condition.words)}
        yield (
            ("condition", claim.key, condition.situation),
            Fact(condition.words, claim.text, place, answer, (key, ("situation", condition.situation))),
        )


def _person(voice: Voice) -> Fact:
    words = _plain(name=voice.name, standing=voice.standing, path=voice.path, interest=voice.interest)
    return Fact(voice.name, values=words)


def _plain(**words: str) -> dict[str, Value]:
    return {name: Value(text, text) for name, text in words.items()}
