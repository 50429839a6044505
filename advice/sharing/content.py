"""What a link hands over, as plain data: one question or position with everything public about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from advice.questions.material import Argument, Material

NOTHING = Material(())
ArgumentName = tuple[int, str]
"""The position's primary key and the argument's key on it: how rows, forms and snapshots name an argument."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A situation that claims depend on, as the reader is asked about it."""

    slug: str
    question: str
    holds: str
    lacks: str


@dataclass(frozen=True, slots=True)
class Option:
    """A position with its arguments."""

    pk: int
    slug: str
    title: str
    url: str = ""
    lead: str = ""
    reversible: str = ""
    deadline: str = ""
    gap: str = ""
    material: Material = NOTHING

    def name(self, argument: Argument) -> ArgumentName:
        return self.pk, argument.key

    def anchor(self, argument: Argument) -> str:
        """The argument's place on a page that may hold several positions."""
        return f"{self.slug}--{argument.key}"


@dataclass(frozen=True, slots=True)
class Content:
    """A question with one or all of its positions. `whole` where the question itself is handed over."""

    slug: str
    title: str
    options: tuple[Option, ...]
    situations: tuple[Asked, ...] = ()
    url: str = ""
    lead: str = ""
    whole: bool = False

    def arguments(self) -> Iterator[tuple[Option, Argument]]:
        """Every argument that claims carry, with its position."""
        for option in self.options:
            for argument in option.material.arguments:
                if argument.claims:
                    yield option, argument


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the mentor set the page up: lines by pinned argument, arguments left out, what holds for the mentee."""

    pinned: Mapping[ArgumentName, str] = field(default_factory=dict)
    left_out: frozenset[ArgumentName] = frozenset()
    presets: Mapping[str, bool] = field(default_factory=dict)


def without(content: Content, left_out: frozenset[ArgumentName]) -> Content:
    """The page without those arguments."""
    return replace(content, options=tuple(_without(option, left_out) for option in content.options))


def _without(option: Option, left_out: frozenset[ArgumentName]) -> Option:
    kept = tuple(entry for entry in option.material.arguments if option.name(entry) not in left_out)
    return replace(option, material=replace(option.material, arguments=kept))
