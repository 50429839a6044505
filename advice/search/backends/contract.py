"""What an engine of search does, and the plain data that goes in and comes out.

Both engines pass the same tests (tests/search), so that a page never has to know which one answers.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

WEIGHTS = (1.0, 0.6, 0.4, 0.2)
"""Of the columns with words, in the order of `definitions.WORDS`."""
K1, B = 1.2, 0.75
"""Of bm25: how soon a word's repetition stops counting, and how much a long text counts less."""
SCAN = 10_000
"""Entries that one look into the index ranks at most; a word in more of them is common."""


@dataclass(frozen=True, slots=True)
class Text:
    """One word, or several that stand next to one another; `prefix` where more letters may follow.

    `weighty` wants it in the claim itself, not in what stands around it.
    """

    words: tuple[str, ...]
    prefix: bool = False
    weighty: bool = False


@dataclass(frozen=True, slots=True)
class Tags:
    """Words of the facets (see models.SearchEntry), of which one is enough."""

    words: tuple[str, ...]


Condition = Text | Tags
Frequencies = Mapping[Text, float]
Store = Callable[[int, int], None]
"""Takes the first and the last primary key of claims to index."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for.

    An entry matches that has one of `words` (where there are any), one condition of each group of
    `required`, and none of `excluded`. `optional` adds to the score and decides nothing; so does `nearby`, words
    of the query that stand next to one another there, which an engine leaves to advice.search.ranking.
    """

    words: tuple[Text, ...] = ()
    required: tuple[tuple[Condition, ...], ...] = ()
    excluded: tuple[Condition, ...] = ()
    nearby: tuple[Text, ...] = ()
    optional: tuple[Text, ...] = ()

    @property
    def scored(self) -> tuple[Text, ...]:
        """All that an engine's score depends on, each once."""
        groups = (self.words, *self.required, self.optional)
        return tuple(dict.fromkeys(text for group in groups for text in group if isinstance(text, Text)))

    @property
    def texts(self) -> tuple[Text, ...]:
        """All that can add to a score, each once."""
        return tuple(dict.fromkeys((*self.scored, *self.nearby)))


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    VOICES = "voices"


class Candidate(NamedTuple):
    """An entry that matched; the higher the score the better. `published_on` is the year 1 where unknown."""

    claim_id: int
    score: float
    facets: str
    first_hand: bool
    voices: int
    published_on: date


class Engine(Protocol):
    """One database's way to search and to keep its index."""

    def frequencies(self, texts: Sequence[Text]) -> Frequencies:
        """In how many entries each of `texts` stands; exact up to SCAN. Common words next to one another take long."""
        ...

    def common(self) -> Mapping[str, int]:
        """Stems of which it is known without counting that they stand in more than SCAN entries, and in how many."""
        ...

    def candidates(self, plan: Plan, frequencies: Frequencies, sort: Sort, limit: int) -> list[Candidate]:
        """The first `limit` entries that match, in the order of `sort`; needs the frequencies of `plan.scored`.

        Where more than SCAN match, they are the first of only SCAN of them (see advice.search.narrowing).
        """
        ...

    def install(self) -> bool:
        """Make what the index needs beside tables; True where the entries must be made anew."""
        ...

    def remove_triggers(self) -> None:
        """Let the tables be altered; the index is out of step until `install` and a rebuild."""
        ...

    def paused(self) -> AbstractContextManager[None]:
        """Within it, and within a transaction, changes leave the index alone; rebuild before it ends."""
        ...

    def remade(self) -> AbstractContextManager[Store]:
        """Within it and the caller's transaction every entry is made anew, by ranges of claims."""
        ...

    def differing(self, first: int, last: int) -> int:
        """How many entries of the claims with these primary keys do not say what the records say."""
        ...

    def missing(self) -> list[str]:
        """The triggers that should be there and are not."""
        ...

    def problems(self) -> list[str]:
        """What is wrong with the index itself, a sentence each."""
        ...
