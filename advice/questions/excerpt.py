"""A passage cut to about three lines for a list: at most LENGTH characters, filled with its surroundings where it is shorter."""

from advice.questions.material import Excerpt

LENGTH = 200
AROUND = 50
LEAST = 12
"""Room for surroundings below which they are left out."""
MARGIN = AROUND + 1
"""Characters to fetch on each side of the passage: one more than shown, to see whether anything is cut."""


def excerpt(window: str, lead: int, length: int) -> Excerpt:
    """Cut `window`, which holds `lead` characters before the passage, the passage, and what follows.

    `length` is that of the whole passage, of which the window may hold only the beginning. Surroundings end
    at the edge of the block and, like a cut passage, at a space.
    """
    if length > LENGTH:
        return Excerpt(_until_space(window[lead : lead + LENGTH]), cut=True)
    passage = window[lead : lead + length]
    room = min(AROUND, (LENGTH - length) // 2)
    if room < LEAST:
        return Excerpt(passage)
    before = window[:lead].rpartition("\n")[2]
    after = window[lead + length :].partition("\n")[0]
    return Excerpt(
        passage,
        before=_from_space(before[-room:]) if len(before) > room else before,
        after=_until_space(after[:room]) if len(after) > room else after,
    )


def _until_space(text: str) -> str:
    return (text.rpartition(" ")[0] or text) + "…"


def _from_space(text: str) -> str:
    return "…" + (text.partition(" ")[2] or text)
