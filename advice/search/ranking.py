"""Which of the best candidates come first: pure, and so the same whatever engine found them.

An engine ranks by one bm25 over all columns, so a claim with many topics and arguments counts as a long
text, and a word that every topic's labels repeat counts as a common one. Here each column has its own
length (BM25F: Robertson, Zaragoza and Taylor, 2004), and a word is as rare as it is in the claims
themselves. bench/README.md has what each part brings.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from advice.search.backends.contract import K1, WEIGHTS, Frequencies, Plan
from advice.search.words import stem, stems

LENGTHS_COUNT = (0.75, 0.2, 0.2, 0.75)
"""Of each column of `definitions.WORDS`, how much a longer one counts less."""
LABELS = 1
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


@dataclass(frozen=True, slots=True)
class Term:
    """What is looked for: stems next to one another, what they are worth, and what else a claim may say."""

    stems: Stems
    worth: float
    prefix: bool = False
    synonyms: frozenset[str] = frozenset()

    def count(self, column: Stems) -> int:
        """How often it stands in a column."""
        first, *rest = self.stems
        if self.prefix and not rest:
            return sum(word.startswith(first) for word in column)
        if not rest:
            return column.count(first)
        size = len(self.stems)
        return sum(
            column[place : place + size] == self.stems for place, word in enumerate(column) if word == first
        )


def terms(
    plan: Plan, frequencies: Frequencies, entries: int, synonyms: Mapping[str, frozenset[str]]
) -> tuple[Term, ...]:
    """What `plan` looks for; `frequencies` of its texts, and of those that are `weighty` where they are known."""
    nearby = set(plan.nearby)
    found = []
    for text in plan.texts:
        anywhere = frequencies[text]
        within = frequencies.get(replace(text, weighty=True), anywhere)
        words = tuple(word if text.prefix else stem(word) for word in text.words)
        found.append(
            Term(
                words,
                _rarity(within + BESIDE * (anywhere - within), entries) * (PHRASE if text in nearby else 1),
                text.prefix,
                synonyms.get(words[0], frozenset()) if len(words) == 1 else frozenset(),
            )
        )
    return tuple(found)


def ranked(found: Sequence[Entry], looked_for: Sequence[Term]) -> list[int]:
    """The claims, best first."""
    cut = [tuple(map(stems, entry.columns)) for entry in found]
    means = [
        max(sum(len(columns[place]) for columns in cut) / max(len(cut), 1), 1)
        for place in range(len(WEIGHTS))
    ]
    scored = [
        (-entry.quality * sum(_score(term, columns, means) for term in looked_for), entry.claim_id)
        for entry, columns in zip(found, cut, strict=True)
    ]
    return [claim for _score, claim in sorted(scored)]


def _score(term: Term, columns: tuple[Stems, ...], means: Sequence[float]) -> float:
    frequency = 0.0
    for place, column in enumerate(columns):
        number: float = term.count(column)
        if place == LABELS:
            number = min(number, 1)
        elif place == 0 and not number and not term.synonyms.isdisjoint(column):
            number = SYNONYM
        if number:
            share = LENGTHS_COUNT[place]
            frequency += WEIGHTS[place] * number / (1 - share + share * len(column) / means[place])
    return term.worth * frequency * (K1 + 1) / (frequency + K1)


def _rarity(frequency: float, entries: int) -> float:
    """As bm25 has it: what stands in half of the entries counts next to nothing."""
    return max(math.log((max(entries - frequency, 0) + 0.5) / (frequency + 0.5)), 1e-6)
