"""How far a typed word is from the one that was perhaps meant. Pure.

People leave letters out, double them and change their places; where they replace one, it sounds alike or lies
beside it on the keyboard. What differs otherwise is another word: "kids" is not "kinds", nor is "writing" "waiting".
"""

from itertools import pairwise

SHORTEST = 5
"""Letters of a word that is worth correcting; one slip in four letters makes any word."""
LETTERS_A_SLIP = 4
MOST_SLIPS = 3
FAR = 99
GROUPS = ("aeiouy", "cksqz", "bp", "dt", "fv", "gj", "mn")
"""Letters that sound alike."""
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
ALIKE = {first + second for group in GROUPS for first in group for second in group} | {
    pair for row in ROWS for one, two in pairwise(row) for pair in (one + two, two + one)
}


def slips_allowed(word: str) -> int:
    """How many slips a word of this length may have: one in five letters, two in nine, three in thirteen."""
    return min((len(word) - 1) // LETTERS_A_SLIP, MOST_SLIPS)


def slips(typed: str, meant: str) -> int:
    """How many slips make `typed` of `meant` (optimal string alignment); FAR where it takes more than slips do.

    Nobody misses the first letter without changing its place with the second.
    """
    if typed[0] != meant[0] and typed[:2] != meant[1::-1]:
        return FAR
    before: list[int] = []
    present = list(range(len(meant) + 1))
    for place, letter in enumerate(typed, 1):
        earlier, before = before, present
        present = [place]
        for other, wanted in enumerate(meant, 1):
            replaced = 0 if letter == wanted else 1 if letter + wanted in ALIKE else FAR
            best = min(before[other - 1] + replaced, before[other] + 1, present[-1] + 1)
            if place > 1 and other > 1 and typed[place - 2] == wanted and letter == meant[other - 2]:
                best = min(best, earlier[other - 2] + 1)
            present.append(best)
    return min(present[-1], FAR)
