"""What merging would do, step by step."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any


class Kind(StrEnum):
    """MOVED to the survivor, COLLAPSED because it has the same already, LEFT with the record that goes."""

    MOVED = "moved"
    COLLAPSED = "collapsed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Step:
    """`group` is a heading such as "Arguments", `text` what it is about, `do` what merging does with it."""

    kind: Kind
    group: str
    text: str
    do: Callable[[], Any] | None = None


@dataclass
class Plan:
    """`loser` becomes part of `survivor`; `conflicts` are sentences that say why it cannot yet."""

    loser: Any
    survivor: Any
    steps: list[Step] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def add(self, kind: Kind, group: Any, text: Any, do: Callable[[], Any] | None = None) -> None:
        self.steps.append(Step(kind, str(group), str(text), do))

    def grouped(self, kind: Kind) -> list[tuple[str, list[Step]]]:
        """The steps of a kind under their headings, in the order in which they come."""
        steps = (step for step in self.steps if step.kind == kind)
        return [(name, list(group)) for name, group in groupby(steps, key=lambda step: step.group)]

    def digest(self) -> str:
        """The same for the same plan, so that what was previewed is what is done."""
        said = [self.loser.pk, self.survivor.pk, str(self.loser), str(self.survivor), *self.conflicts]
        said += [part for step in self.steps for part in (step.kind.value, step.group, step.text)]
        return hashlib.sha256("\x1f".join(map(str, said)).encode()).hexdigest()


def repoint(row: Any, **values: Any) -> Callable[[], Any]:
    """Save `row` with these values."""

    def do() -> None:
        for name, value in values.items():
            setattr(row, name, value)
        times = ["changed_at"] if hasattr(row, "changed_at") else []
        row.save(update_fields=[*values, *times])

    return do
