"""One sheet, filled in on two devices: a form changes what differs from the page that it stood on, and nothing else.

A tab that was opened yesterday shows nothing of what was marked since on another device. Taken at its word, it
would take all of that away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from advice.sharing.answers import Leaning, MarkOn, Sheet
from advice.sharing.content import ArgumentName
from advice.sharing.models import WORDS_LENGTH

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Entered:
    """What a form holds, or what its page showed: None where there is no mark, or a situation is left open.

    What is not named was not on the form. `after` is None where the form holds no leaning.
    """

    marks: Mapping[ArgumentName, MarkOn | None] = field(default_factory=dict)
    situations: Mapping[str, bool | None] = field(default_factory=dict)
    after: Leaning | None = None


def merge(stored: Sheet, entered: Entered, seen: Entered | None = None) -> Sheet:
    """`stored` with what was `entered` on a page that had shown `seen`; None takes everything entered at its word."""
    marks, situations = dict(stored.marks), dict(stored.situations)
    for name, mark in entered.marks.items():
        _put(marks, name, mark if seen is None else _mark(stored.marks.get(name), mark, seen.marks.get(name)))
    for slug, holds in entered.situations.items():
        if seen is None or holds != seen.situations.get(slug):
            _put(situations, slug, holds)
    changed = entered.after is not None and (seen is None or entered.after != (seen.after or Leaning()))
    after = entered.after if changed and entered.after else stored.after
    return replace(stored, marks=marks, situations=situations, after=after)


def _put(kept: dict[Key, Value], key: Key, value: Value | None) -> None:
    if value is None:
        kept.pop(key, None)
    else:
        kept[key] = value


def _mark(stored: MarkOn | None, entered: MarkOn | None, seen: MarkOn | None) -> MarkOn | None:
    """The last word counts, but words that its writer had not seen are not lost with it."""
    if entered == seen or stored == entered:
        return stored
    if stored in {seen, None}:
        return entered
    assert stored is not None  # noqa: S101 - said above, which the checker of types does not see
    if entered is None:
        return stored
    return replace(entered, words=_both(entered.words, stored.words))


def _both(words: str, others: str) -> str:
    if not others or others in words:
        return words
    return f"{words} / {others}"[:WORDS_LENGTH] if words else others
