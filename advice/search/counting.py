"""How frequent what is looked for is: words are counted, phrases are estimated, and nothing is counted twice."""

import math
from collections.abc import Iterable
from dataclasses import replace

from advice.search.backends.contract import SCAN, Engine, Frequencies, Text
from advice.search.vocabulary import Vocabulary
from advice.search.words import stem

FEW = 2_000
"""Up to so many entries it is worth knowing in how many the claim itself has a word."""


def frequencies(
    present: Engine, texts: Iterable[Text], written: Vocabulary, known: Frequencies | None = None
) -> dict[Text, float]:
    """In how many of the entries each of `texts` stands, `known` ones included.

    A phrase costs an engine more to count than to find, so its words are taken to meet by chance. A word
    that is in more than SCAN entries is not counted in the claims alone.
    """
    found: dict[Text, float] = dict(known or {})
    missing = [text for text in dict.fromkeys(texts) if text not in found]
    single = [one for text in missing for one in (_words(text) if len(text.words) > 1 else (text,))]
    anywhere = [replace(text, weighty=False) for text in single]
    found |= {
        text: number
        for text in anywhere
        if not text.prefix and (number := written.common.get(stem(text.words[0])))
    }
    found |= present.frequencies([text for text in dict.fromkeys(anywhere) if text not in found])
    found |= {text: found[any_] for text, any_ in zip(single, anywhere, strict=True) if found[any_] > SCAN}
    found |= present.frequencies([text for text in dict.fromkeys(single) if text not in found])
    entries = max(written.indexed, 1)
    for text in missing:
        if len(text.words) > 1:
            found[text] = entries * math.prod(found[one] / entries for one in _words(text))
    return found


def in_claims(present: Engine, known: Frequencies) -> dict[Text, float]:
    """`known`, and how frequent its rarer words are in the claims themselves."""
    few = [text for text, number in known.items() if len(text.words) == 1 and number <= FEW]
    return {**known, **present.frequencies([replace(text, weighty=True) for text in few if not text.weighty])}


def _words(text: Text) -> list[Text]:
    return [Text((word,)) for word in text.words]
