"""What a mentee said, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from advice.sharing.content import ArgumentName

MATTERS, NOT_ME, QUESTION = REACTIONS = ("matters", "not_me", "question")


@dataclass(frozen=True, slots=True)
class Leaning:
    """How somebody leans: `value` from −2 (clearly against) over 0 (undecided) to 2, or `to` a position."""

    value: int | None = None
    to: int | None = None

    @property
    def given(self) -> bool:
        return self.value is not None or self.to is not None


@dataclass(frozen=True, slots=True)
class MarkOn:
    """The reaction to one argument; `weight` from 1 to 3 where it matters, else None."""

    reaction: str
    words: str = ""
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a mentee entered."""

    before: Leaning = Leaning()
    after: Leaning = Leaning()
    marks: Mapping[ArgumentName, MarkOn] = field(default_factory=dict)
    situations: Mapping[str, bool] = field(default_factory=dict)
