"""What has changed since a page was frozen: one change for one edit, however much of the page it moved.

Renaming a person who speaks in five claims is one change, and so is withdrawing an argument with all that
stands under it. What follows from a listed change is therefore not listed again.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from advice.sharing.content import Content
from advice.sharing.facts import Entity, Fact, Value, facts

ADDED, REWORDED, WITHDRAWN = KINDS = ("added", "reworded", "withdrawn")
ONLY_BY_OTHERS = {"question", "topic", "person", "source", "situation"}
"""What comes onto a page only with something else that is listed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of something that was reworded, before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One edit. `title` is what it was called then, for an addition what it is called now."""

    kind: str
    entity: Entity
    title: str
    of: str = ""
    place: str = ""
    differences: tuple[Difference, ...] = ()


def changes(then: Content, now: Content | None, still: Container[Entity]) -> tuple[Change, ...]:
    """The edits that lead from `then` to `now` (None where there is no page any more), additions first.

    `still` holds what was on the page `then` and is public now, on the page or not.
    """
    old, new = facts(then), facts(now) if now else {}
    found = [
        *(_change(ADDED, entity, new[entity]) for entity in new if _came(entity, old, new)),
        *(
            _change(REWORDED, entity, old[entity], differences)
            for entity in old
            if entity in new and (differences := _differences(old[entity], new[entity], still))
        ),
        *(_change(WITHDRAWN, entity, old[entity]) for entity in old if _went(entity, old, new, still)),
    ]
    return tuple(found)


def withdrawn(then: Content, still: Container[Entity]) -> frozenset[Entity]:
    """The arguments and claims of a page that the public no longer sees, for whatever reason."""
    return frozenset(
        entity for entity in facts(then) if entity[0] in {"argument", "claim"} and entity not in still
    )


def _came(entity: Entity, old: Mapping[Entity, Fact], new: Mapping[Entity, Fact]) -> bool:
    """Added by an edit of its own: not with something it relies on or belongs to."""
    if entity in old or entity[0] in ONLY_BY_OTHERS:
        return False
    if entity[0] == "claim":
        carried = (
            fact.relies_on for name, fact in new.items() if name[0] == "support" and name[-1] == entity[1]
        )
        return any(argument in old for argument, _claim in carried)
    owners = [owner for owner in new[entity].relies_on if owner[0] not in ONLY_BY_OTHERS]
    return all(owner in old for owner in owners)


def _went(
    entity: Entity, old: Mapping[Entity, Fact], new: Mapping[Entity, Fact], still: Container[Entity]
) -> bool:
    """Withdrawn by an edit of its own: all that it relies on is still there."""
    if entity in new:
        return False
    owners = old[entity].relies_on
    if entity[0] == "condition" and owners[0] not in new:
        return False  # the whole claim left the page
    if entity[0] in {"support", "condition", "crux"}:
        return all(owner in still for owner in owners)
    return entity not in still and all(owner in still for owner in owners)


def _differences(old: Fact, new: Fact, still: Container[Entity]) -> tuple[Difference, ...]:
    return tuple(
        Difference(name, value.words, new.values[name].words)
        for name, value in old.values.items()
        if not _alike(name, value, new.values.get(name, value), still)
    )


def _alike(name: str, old: Value, new: Value, still: Container[Entity]) -> bool:
    if name == "passage":
        return _same_passage(old.same, new.same)
    if name == "speaker" and old.words and ("person", old.same) not in still:
        return True  # the person was withdrawn, which is a change of its own
    return old.same == new.same


def _same_passage(old: str, new: str) -> bool:
    """Passages are cut, perhaps at another length now, and loaded or not: neither is an edit."""
    old, new = old.removesuffix("…"), new.removesuffix("…")
    return old.startswith(new) or new.startswith(old)


def _change(kind: str, entity: Entity, fact: Fact, differences: tuple[Difference, ...] = ()) -> Change:
    place = "" if kind == ADDED else fact.place
    return Change(kind, entity, fact.title, fact.of, place, differences)
