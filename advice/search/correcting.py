"""Mistyped words: what was meant, from the words that the index has."""

from advice.search.backends.contract import Engine, Frequencies, Text
from advice.search.query import Query, Word
from advice.search.vocabulary import vocabulary

SHORTEST = 4
"""Letters of a word that is worth correcting; one slip in three letters makes any word."""


def corrected(
    query: Query, looked_for: tuple[Word, ...], frequencies: Frequencies, engine: Engine
) -> str | None:
    """The query with the words that nobody wrote replaced, None where there is nothing to replace.

    A word is replaced only by one that the index has now.
    """
    unknown = [
        word.text
        for word in looked_for
        if word.end
        and not word.prefix
        and frequencies.get(Text((word.text,))) == 0
        and len(word.text) >= SHORTEST
    ]
    if not unknown:
        return None
    known = vocabulary()
    proposals = {word: known.nearest(word) for word in unknown}
    halves = {word: pair for word in unknown if not proposals[word] and (pair := known.halves(word))}
    written = engine.frequencies(
        [Text((proposal,)) for near in (*proposals.values(), *halves.values()) for proposal in near]
    )
    replacements = {}
    for word in unknown:
        found = [proposal for proposal in proposals[word] if written[Text((proposal,))]]
        if found:
            replacements[word] = found[0]
        elif word in halves and all(written[Text((half,))] for half in halves[word]):
            replacements[word] = " ".join(halves[word])
    return query.replaced(replacements) if replacements else None
