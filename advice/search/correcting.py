"""Mistyped words: what was meant, from the words that the index has."""

from collections.abc import Iterable

from advice.search.backends.contract import Engine, Frequencies, Text
from advice.search.counting import frequencies
from advice.search.query import Query, Word
from advice.search.spelling import SHORTEST
from advice.search.vocabulary import LONGEST_WORD, Vocabulary

LONGEST_APART, MOST_APART = 24, 8
"""Letters of a word that is taken apart, and how many words of a query are."""
SHORTEST_PART = 3
"""Letters before which a word that was written as one is taken apart by a hyphen: "e-mail"."""


def corrected(
    query: Query, looked_for: tuple[Word, ...], known: Frequencies, engine: Engine, vocabulary: Vocabulary
) -> str | None:
    """The query with the words that nobody wrote replaced, None where there is nothing to replace.

    A word is replaced by what a topic's label says of it as a misspelling; else only by one that the index has now,
    or by two that stand there next to one another.
    """
    typed = [word.text for word in looked_for if word.end and not word.prefix]
    replacements = {
        word: vocabulary.misspelt[word]
        for word in typed
        if word in vocabulary.misspelt and word not in vocabulary.entries
    }
    unknown = [
        word
        for word in typed
        if word not in replacements
        and word.isalpha()
        and SHORTEST <= len(word) <= LONGEST_WORD
        and known.get(Text((word,))) == 0
    ]
    if unknown:
        replacements |= _guessed(unknown, known, engine, vocabulary)
    return query.replaced(replacements) if replacements else None


def _guessed(
    unknown: list[str], known: Frequencies, engine: Engine, vocabulary: Vocabulary
) -> dict[str, str]:
    """What was perhaps meant by words that nobody wrote."""
    proposals = {word: vocabulary.nearest(word) for word in unknown}
    near_ones = [Text((near,)) for nearest in proposals.values() for near in nearest]
    written = frequencies(engine, near_ones, vocabulary, known)
    replacements = {
        word: near[0]
        for word in unknown
        if (near := [proposal for proposal in proposals[word] if written[Text((proposal,))]])
    }
    return replacements | _taken_apart([word for word in unknown if word not in replacements], engine)


def _taken_apart(found: Iterable[str], engine: Engine) -> dict[str, str]:
    """The words that are written apart in the index: "machinelearning" → "machine learning", "email" → "e-mail"."""
    pairs = {
        word: [Text((word[:cut], word[cut:])) for cut in range(1, len(word) - 1)]
        for word in list(found)[:MOST_APART]
        if len(word) <= LONGEST_APART
    }
    written = engine.frequencies([pair for apart in pairs.values() for pair in apart])
    best = {word: max(apart, key=lambda pair: written[pair]) for word, apart in pairs.items()}
    return {
        word: (" " if len(pair.words[0]) >= SHORTEST_PART else "-").join(pair.words)
        for word, pair in best.items()
        if written[pair]
    }
