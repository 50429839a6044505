"""How much of a document has been mined: every block is claimed, set aside with a reason, or open.

Pure functions over offsets, so that coverage can be measured where the text is not loaded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Account(StrEnum):
    CLAIMED = "claimed"
    SET_ASIDE = "set aside"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Span:
    """`start` and `end` in code points, half open; `label` is a claim's key or the reason to set aside."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class BlockCoverage:
    """One block, what became of it, and by which claims or for which reason."""

    kind: str
    start: int
    end: int
    account: Account
    labels: tuple[str, ...] = ()


def cover(
    blocks: Iterable[tuple[str, int, int]], claims: Sequence[Span], set_aside: Sequence[Span]
) -> list[BlockCoverage]:
    """Account for each block (kind, start, end): claimed where a claim's anchor overlaps it."""
    covered = []
    for kind, start, end in blocks:
        claimed = _overlapping(claims, start, end)
        aside = _overlapping(set_aside, start, end)
        account = Account.CLAIMED if claimed else Account.SET_ASIDE if aside else Account.OPEN
        covered.append(BlockCoverage(kind, start, end, account, claimed or aside))
    return covered


def share(covered: Sequence[BlockCoverage]) -> float:
    """The part of the blocks that is accounted for, 0 to 1; 1 where there are none."""
    if not covered:
        return 1.0
    return sum(block.account is not Account.OPEN for block in covered) / len(covered)


def _overlapping(spans: Sequence[Span], start: int, end: int) -> tuple[str, ...]:
    return tuple(span.label for span in spans if span.start < end and span.end > start)
