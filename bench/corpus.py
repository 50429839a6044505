"""A seeded corpus of claims as JSON lines: python -m bench.corpus 100000 > corpus.jsonl

Words follow Zipf's law over a made-up vocabulary that is mixed with the words of the field; 200 topics,
5,000 sources over ten years, 500 questions. The same number gives the same lines, on every machine.
"""

import itertools
import json
import random
import sys
from bisect import bisect
from collections.abc import Iterator

SEED = 20261120
VOCABULARY = 60_000
TOPICS, SOURCES, QUESTIONS = 200, 5_000, 500
SYLLABLES = [
    "ba",
    "be",
    "bo",
    "ca",
    "ce",
    "co",
    "da",
    "de",
    "di",
    "do",
    "fa",
    "fe",
    "fi",
    "ga",
    "ge",
    "go",
    "ha",
    "he",
    "hi",
    "ja",
    "jo",
    "ka",
    "ke",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "pe",
    "pi",
    "po",
    "qua",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "tra",
    "tri",
    "va",
    "ve",
    "vi",
    "vo",
    "wa",
    "we",
    "za",
    "ze",
    "zo",
]
FIELD = [
    "phd",
    "advisor",
    "salary",
    "stipend",
    "industry",
    "research",
    "paper",
    "publish",
    "university",
    "professor",
    "student",
    "thesis",
    "career",
    "job",
    "offer",
    "company",
    "startup",
    "team",
    "manager",
    "promotion",
    "interview",
    "degree",
    "master",
    "visa",
    "funding",
    "grant",
    "lab",
    "mentor",
    "network",
    "conference",
    "review",
    "citation",
    "postdoc",
    "tenure",
    "teaching",
    "engineer",
    "scientist",
    "learning",
    "model",
    "data",
    "code",
    "product",
    "deadline",
    "family",
    "risk",
    "freedom",
    "money",
    "time",
    "year",
    "work",
    "school",
    "degree",
    "credential",
    "admission",
    "recommendation",
    "letter",
    "internal",
    "transfer",
    "project",
    "software",
    "machine",
    "deep",
    "experience",
    "advice",
    "decision",
    "choice",
]


def vocabulary(source: random.Random) -> list[str]:
    """Words by frequency: those of the field are spread over the upper ranks, the others are made up."""
    made = set()
    while len(made) < VOCABULARY:
        made.add("".join(source.choices(SYLLABLES, k=source.choice((2, 2, 3, 3, 3, 4)))))
    words = sorted(made)
    source.shuffle(words)
    for rank, word in enumerate(dict.fromkeys(FIELD)):
        words[4 + rank * 6] = word
    return words


class Zipf:
    """Draws words so that the word of rank n is about 1/n as frequent as the first."""

    def __init__(self, words: list[str], source: random.Random) -> None:
        self.words = words
        self._source = source
        self._sums = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def draw(self, number: int) -> list[str]:
        total = self._sums[-1]
        return [self.words[bisect(self._sums, self._source.random() * total)] for _ in range(number)]


def claims(number: int) -> Iterator[dict[str, object]]:
    """The claims, as `load_claims` takes them."""
    source = random.Random(SEED)
    zipf = Zipf(vocabulary(source), source)
    topics = [
        f"{first} {second}".capitalize() for first, second in zip(FIELD * 4, zipf.draw(TOPICS), strict=False)
    ]
    topics = topics[:TOPICS]
    sources = [
        (" ".join(zipf.draw(5)).capitalize(), f"{2014 + pick % 10}-{pick % 12 + 1:02}-{pick % 28 + 1:02}")
        for pick in range(SOURCES)
    ]
    questions = [f"Should one {' '.join(zipf.draw(5))}?" for _ in range(QUESTIONS)]
    for pick in range(number):
        title, date = sources[int(SOURCES * source.random() ** 1.5)]
        claim: dict[str, object] = {
            "id": f"c{pick}",
            "text": " ".join(zipf.draw(source.randint(8, 32))).capitalize() + ".",
            "source": title,
            "date": date,
            "topics": [
                topics[int(TOPICS * source.random() ** 2)] for _ in range(source.choice((1, 1, 2, 3)))
            ],
        }
        if source.random() < 0.5:
            claim["stance"] = source.choice(("pro", "con", "con", "depends"))
            claim["question"] = questions[int(QUESTIONS * source.random() ** 1.5)]
            claim["position"] = "Do it" if source.random() < 0.6 else "Leave it"
        yield claim


if __name__ == "__main__":
    for entry in claims(int(sys.argv[1])):
        print(json.dumps(entry))
