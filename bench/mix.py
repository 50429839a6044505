"""The queries that are timed: classes of what people type, drawn from the words of the corpus."""

import random
from dataclasses import dataclass

from bench.corpus import FIELD, SEED, Zipf, vocabulary

CLASSES = ("common word", "two words", "rare word", "phrase", "prefix", "no hit", "sentence")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of a class."""

    kind: str
    text: str


def queries(number: int) -> list[Asked]:
    """`number` queries of each class, in turn; the same ones every time."""
    source = random.Random(SEED)
    words = vocabulary(source)
    source = random.Random(SEED + 1)
    zipf = Zipf(words, source)
    common, rare = words[:60], words[3_000:30_000]
    makers = {
        "common word": lambda: source.choice(common),
        "two words": lambda: f"{source.choice(common)} {source.choice(FIELD)}",
        "rare word": lambda: source.choice(rare),
        "phrase": lambda: f'"{source.choice(common[:25])} {source.choice(common[:25])}"',
        "prefix": lambda: f"{source.choice(FIELD)[:4]}*",
        "no hit": lambda: "".join(source.choices("bcdfghjklmnpqrstvwxz", k=12)),
        "sentence": lambda: f"how much does a {' '.join(zipf.draw(7))} with {source.choice(rare)}?",
    }
    return [Asked(kind, makers[kind]()) for _ in range(number) for kind in CLASSES]
