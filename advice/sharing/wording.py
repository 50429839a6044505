"""Changes, marks and balances in words, the same on pages and in Markdown."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from advice.questions.sides import LABELS
from advice.sharing.answers import MarkOn
from advice.sharing.changes import ADDED, REWORDED, WITHDRAWN, Change
from advice.sharing.mentee_forms import WEIGHT_WORDS
from advice.sharing.models import Reaction
from advice.sources.models import Path

Words = str | Promise
KINDS: dict[str, Words] = {ADDED: _("Added"), REWORDED: _("Reworded"), WITHDRAWN: _("Withdrawn")}
WHAT: dict[str, Words] = {
    "question": _("question"),
    "position": _("answer"),
    "topic": _("consideration"),
    "argument": _("argument"),
    "claim": _("claim"),
    "support": _("claim under an argument"),
    "condition": _("condition of a claim"),
    "situation": _("situation"),
    "person": _("person"),
    "source": _("source"),
    "crux": _("why the sides differ"),
}
FIELDS: dict[str, Words] = {
    "title": _("Title"),
    "lead": _("Introduction"),
    "reversible": _("Reversible"),
    "deadline": _("Deadline"),
    "gap": _("What is missing"),
    "name": _("Name"),
    "text": _("Text"),
    "stance": _("Side"),
    "topic": _("Consideration"),
    "kind": _("Kind"),
    "reported": _("First-hand or reported"),
    "about": _("Years it speaks of"),
    "passage": _("Passage"),
    "anchor": _("Passage"),
    "speaker": _("Who says it"),
    "published_on": _("Date"),
    "original": _("Address"),
    "standing": _("What they did"),
    "path": _("Path"),
    "interest": _("At stake"),
    "answer": _("Holds for somebody who"),
    "question": _("Question"),
    "holds": _("If yes"),
    "lacks": _("If no"),
}
VALUES: dict[tuple[str, str], Words] = {
    **{("stance", stance): label for stance, label in LABELS.items()},
    **{("path", path.value): path.label for path in Path},
    ("reported", "reported"): _("reported"),
    ("reported", ""): _("not reported"),
    ("anchor", "broken"): _("can no longer be found as it was"),
    ("anchor", ""): _("found"),
}
NOTHING = _("nothing")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of something that was reworded."""

    label: Words
    before: Words
    after: Words


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change as the page lists it; `place` is where it stands on the page, "" where nowhere."""

    kind: Words
    what: Words
    title: str
    of: str
    place: str
    parts: tuple[Part, ...]


def line(change: Change) -> ChangeLine:
    """`change` in words."""
    parts = tuple(
        Part(FIELDS[entry.field], _value(entry.field, entry.before), _value(entry.field, entry.after))
        for entry in change.differences
    )
    return ChangeLine(
        KINDS[change.kind], WHAT[change.entity[0]], change.title, change.of, change.place, parts
    )


def counted(changes: tuple[Change, ...]) -> list[tuple[Words, int]]:
    """How many of each kind, kinds without any left out."""
    numbers = [(KINDS[kind], sum(change.kind == kind for change in changes)) for kind in KINDS]
    return [(label, number) for label, number in numbers if number]


def said(mark: MarkOn) -> str:
    """A mark in words: "matters to me, a good deal: about my parents"."""
    words = str(Reaction(mark.reaction).label)
    if mark.weight:
        words += f", {WEIGHT_WORDS[mark.weight]}"
    return f"{words}: {mark.words}" if mark.words else words


def _value(field: str, value: str) -> Words:
    return VALUES.get((field, value), value or NOTHING)
