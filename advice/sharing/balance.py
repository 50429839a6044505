"""The mentee's own balance: what they said matters, laid on either side by the weight they gave.

It adds up what somebody marked and says nothing else: there is no difference, no share and no winner in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from advice.questions.material import CON, DEPENDS, PRO, Argument
from advice.sharing.answers import MATTERS, MarkOn
from advice.sharing.content import ArgumentName, Option

LEAST_WIDTH = 6
"""Weights that fill the picture at least, so that one mark does not look like much."""


@dataclass(frozen=True, slots=True)
class Block:
    """One argument in a bar: from `start`, `weight` wide."""

    argument: Argument
    weight: int
    start: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One side; the heaviest argument comes first."""

    stance: str
    blocks: tuple[Block, ...]

    @property
    def weight(self) -> int:
        return sum(block.weight for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Balance:
    """For, against and it depends of one position; `width` is that of every bar's full length."""

    option: Option
    bars: tuple[Bar, ...]
    width: int

    @property
    def empty(self) -> bool:
        return not any(bar.blocks for bar in self.bars)


def weigh_up(option: Option, marks: Mapping[ArgumentName, MarkOn]) -> Balance:
    """The balance of what matters in `option`; arguments without such a mark have no place in it."""
    bars = tuple(_bar(stance, option, marks) for stance in (PRO, CON, DEPENDS))
    return Balance(option, bars, max(LEAST_WIDTH, *(bar.weight for bar in bars)))


def _bar(stance: str, option: Option, marks: Mapping[ArgumentName, MarkOn]) -> Bar:
    weights = [
        (argument, mark.weight or 0)
        for argument in option.material.arguments
        if argument.stance == stance
        and (mark := marks.get(option.name(argument)))
        and mark.reaction == MATTERS
    ]
    blocks, start = [], 0
    for argument, weight in sorted(weights, key=lambda entry: -entry[1]):
        blocks.append(Block(argument, weight, start))
        start += weight
    return Bar(stance, tuple(blocks))
