"""Which entries are worth ranking where more match than can be ranked: pure.

A word that stands in a tenth of a million entries says little, and an entry with only such words comes
after one with a rare word, whatever else it has. So the rare words of a query are looked for first, then all
of the common ones together, then any of them in the claim itself. As in "MaxScore" (Turtle and Flood, 1995),
what cannot come to the front is not ranked; unlike it, an entry that stands far behind may be missed.
"""

from dataclasses import replace

from advice.search.backends.contract import SCAN, Frequencies, Plan


def tiers(plan: Plan, frequencies: Frequencies) -> list[Plan]:
    """Plans to try one after the other until there are enough results; one where nothing is common."""
    words = sorted(plan.words, key=lambda text: frequencies[text])
    if sum(frequencies[text] for text in words) <= SCAN:
        return [plan]
    rare, seen = [], 0.0
    for text in words:
        seen += frequencies[text]
        if seen > SCAN:
            break
        rare.append(text)
    common = tuple(words[len(rare) :])
    found = []
    if rare:
        found.append(replace(plan, words=tuple(rare), optional=(*plan.optional, *common)))
    if len(common) > 1:
        together = tuple((text,) for text in common)
        found.append(replace(plan, words=(), required=(*together, *plan.required)))
    weighty = tuple(replace(text, weighty=True) for text in common if len(text.words) == 1)
    return [*found, replace(plan, words=weighty)] if weighty else [*found, plan]
