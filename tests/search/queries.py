"""Queries as people, and people who mean no good, might type them."""

import random
from collections.abc import Sequence

OPERATORS = (
    "topic:",
    "stance:",
    "kind:",
    "source:",
    "person:",
    "path:",
    "situation:",
    "year:",
    "colour:",
    "http:",
)
VALUES = (
    "pay",
    "con",
    "figure",
    "2020",
    "2020..2022",
    "..2021",
    "2019..",
    "left",
    "x",
    '"a b"',
    '""',
    "%",
    "_",
    "pay*",
)
NOISE = (
    '"',
    "'",
    "-",
    "*",
    "(",
    ")",
    "OR",
    "AND",
    "NOT",
    "NEAR(",
    "^",
    "{",
    "}",
    "\\",
    "|",
    "&",
    "!",
    "<->",
    ":*",
    "--",
    ";",
    "%s",
    "\t",
    "…",
    "\u0301",
    "\u202e",
    "\ue000t1",
    "日本",
    "🙂",
    "ǅ",
    "½",
    "a" * 90,
)


def generated(source: random.Random, known: Sequence[str]) -> str:
    """A query of up to eight pieces: known words, unknown ones, operators and noise, joined at random."""
    pieces = []
    for _ in range(source.randint(0, 8)):
        roll = source.random()
        if roll < 0.35:
            pieces.append(_bent(source, source.choice(list(known))))
        elif roll < 0.5:
            pieces.append("".join(source.choices("abcdefghijklmnopqrstuvwxyz", k=source.randint(1, 12))))
        elif roll < 0.7:
            pieces.append(source.choice(OPERATORS) + source.choice(VALUES))
        elif roll < 0.8:
            pieces.append(f'"{source.choice(list(known))} {source.choice(list(known))}"')
        else:
            pieces.append(source.choice(NOISE))
    return source.choice((" ", " ", " ", "", "  ", " OR ", " -")).join(pieces)


def _bent(source: random.Random, word: str) -> str:
    """The word as it is, with a slip, in capitals, or with an operator at one end."""
    cut = source.randrange(len(word))
    return source.choice(
        (
            word,
            word,
            word.upper(),
            f"-{word}",
            f"{word[:cut]}*",
            word[:cut] + word[cut + 1 :],
            f'"{word}"',
            f"{word}?",
        )
    )
