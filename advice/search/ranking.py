"""Which of the best candidates come first: pure, and so the same whatever engine found them.

An engine ranks by one bm25 over all columns, so a claim with many topics and arguments counts as a long
text, and a word that every topic's labels repeat counts as a common one. Here each column has its own
length (BM25F: Robertson, Zaragoza and Taylor, 2004), and a word is as rare as it is in the claims
themselves. bench/README.md has what each part brings.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from advice.search.backends.contract import K1, WEIGHTS, Frequencies, Plan
from advice.search.words import stem, words

BEGINNING = 300
"""Characters of a long text that are ranked once more by themselves: what it is about is said there."""
WHOLE = 0.33
"""What the text of a claim counts as a whole; the rest is its beginning's, which of a short one is the same."""
COLUMNS_COUNT = (1 - WHOLE, WHOLE, *WEIGHTS[1:])
LENGTHS_COUNT = (0.75, 0.75, 0.2, 0.2, 0.75)
"""Of each of these columns, how much a longer one counts less."""
CLAIM = (0, 1)
LABELS = 2
"""The column of labels, where a word counts once: they are variants of one another."""
BESIDE = 0.2
"""What an entry counts for a word's frequency where the word is not in the claim itself."""
PHRASE = 0.3
"""What two words of the query next to one another add, of what they would add if asked for."""
SYNONYM = 0.6
"""What another label of a topic counts in a claim, where the query has one of its labels."""

Stems = tuple[str, ...]


class Entry(NamedTuple):
    """A candidate: its columns with words, and what its quality multiplies its score by."""

    claim_id: int
    columns: tuple[str, ...]
    quality: float


class Column(NamedTuple):
    """A column cut into stems, in order, and how often each stands there."""

    stems: Stems
    counts: Mapping[str, int]


@lru_cache(maxsize=2_000)
def _column(text: str) -> Column:
    """`text` cut and counted; labels and arguments come again and again."""
    found = tuple(map(stem, words(text)))
    return Column(found, Counter(found))


@dataclass(frozen=True, slots=True)
class Term:
    """What is looked for: stems next to one another, in how many entries, and what else a claim may say.

    `bonus` is the part of its worth that counts.
    """

    stems: Stems
    entries: float
    bonus: float = 1
    prefix: bool = False
    synonyms: frozenset[str] = frozenset()

    def frequency(self, column: Column, place: int) -> float:
        """How often it stands in a column; a label counts once, and a synonym in a claim for a part."""
        number = self._count(column)
        if place == LABELS:
            return min(number, 1)
        return (
            SYNONYM
            if not number and place in CLAIM and not self.synonyms.isdisjoint(column.counts)
            else number
        )

    def _count(self, column: Column) -> int:
        if self.prefix:
            return sum(number for word, number in column.counts.items() if word.startswith(self.stems[0]))
        if len(self.stems) == 1:
            return column.counts.get(self.stems[0], 0)
        if not all(word in column.counts for word in self.stems):
            return 0
        size, first = len(self.stems), self.stems[0]
        return sum(
            word == first and column.stems[place : place + size] == self.stems
            for place, word in enumerate(column.stems)
        )


def terms(plan: Plan, frequencies: Frequencies, synonyms: Mapping[str, frozenset[str]]) -> tuple[Term, ...]:
    """What `plan` looks for; `frequencies` of its texts, and of those that are `weighty` where they are known."""
    nearby = set(plan.nearby)
    found = []
    for text in plan.texts:
        anywhere = frequencies[text]
        within = frequencies.get(replace(text, weighty=True), anywhere)
        stems = tuple(word if text.prefix else stem(word) for word in text.words)
        found.append(
            Term(
                stems,
                within + BESIDE * (anywhere - within),
                PHRASE if text in nearby else 1,
                text.prefix,
                synonyms.get(stems[0], frozenset()) if len(stems) == 1 else frozenset(),
            )
        )
    return tuple(found)


def ranked(found: Sequence[Entry], looked_for: Sequence[Term], entries: int) -> list[int]:
    """The claims, best first, of an index with so many entries."""
    cut = [tuple(map(_column, (entry.columns[0][:BEGINNING], *entry.columns))) for entry in found]
    scores = [0.0] * len(found)
    for term, frequencies in zip(looked_for, _frequencies(cut, looked_for), strict=True):
        # Words that mostly go together stand there more often than by chance.
        standing = max(term.entries, len(frequencies) if len(term.stems) > 1 else 0)
        worth = term.bonus * _rarity(standing, entries) * (K1 + 1)
        for place, frequency in frequencies.items():
            scores[place] += worth * frequency / (frequency + K1)
    best = sorted(
        (-entry.quality * score, entry.claim_id) for entry, score in zip(found, scores, strict=True)
    )
    return [claim for _score, claim in best]


def _frequencies(cut: Sequence[tuple[Column, ...]], looked_for: Sequence[Term]) -> list[dict[int, float]]:
    """For each term: place of an entry → how often the term stands there, its columns weighted by length."""
    by_stem: dict[str, list[int]] = defaultdict(list)
    prefixes = {number for number, term in enumerate(looked_for) if term.prefix}
    for number, term in enumerate(looked_for):
        for word in {term.stems[0], *term.synonyms}:
            by_stem[word].append(number)
    means = [
        max(sum(len(columns[place].stems) for columns in cut) / max(len(cut), 1), 1)
        for place in range(len(COLUMNS_COUNT))
    ]
    found: list[dict[int, float]] = [{} for _term in looked_for]
    for entry, columns in enumerate(cut):
        for place, column in enumerate(columns):
            there = {number for word in by_stem.keys() & column.counts.keys() for number in by_stem[word]}
            for number in there | prefixes:
                if frequency := looked_for[number].frequency(column, place):
                    share = LENGTHS_COUNT[place]
                    length = 1 - share + share * len(column.stems) / means[place]
                    found[number][entry] = (
                        found[number].get(entry, 0) + COLUMNS_COUNT[place] * frequency / length
                    )
    return found


def _rarity(frequency: float, entries: int) -> float:
    """As Lucene's bm25 has it: never nought, though what stands in most entries counts little."""
    return math.log(1 + (max(entries - frequency, 0) + 0.5) / (frequency + 0.5))
