"""A position of any size, with words as varied as those of real claims, so that its weight means something."""

import random
from datetime import date

from advice.models import (
    Argument,
    ArgumentClaim,
    Claim,
    ClaimSituation,
    Crux,
    Person,
    Position,
    Source,
)
from advice.text.digests import text_sha256
from tests import records

SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "qui",
    "ro",
    "su",
    "ta",
    "ve",
    "wi",
    "xo",
    "yu",
    "zan",
    "der",
    "lin",
    "mor",
    "nes",
    "pra",
    "sti",
    "tor",
    "ver",
]
PATHS = ["finished", "doing", "left", "never", "unknown"]
STANCES = ["pro", "con", "pro", "con", "depends"]


def big_position(arguments: int, claims_each: int = 2) -> Position:
    """A published position with `arguments` arguments of `claims_each` claims, half of them conditional."""
    chance = random.Random(arguments)  # noqa: S311 - not for secrets
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(3000)]

    def sentence(low: int, high: int) -> str:
        return " ".join(chance.choices(vocabulary, k=chance.randint(low, high))).capitalize() + "."

    position = records.position(
        question=records.question(sentence(6, 9), lead=sentence(30, 40)),
        lead=sentence(25, 35),
        reversible=sentence(8, 14),
        deadline=sentence(8, 14),
    )
    situations = [records.situation(sentence(3, 6)) for _ in range(6)]
    topics = [
        records.topic(f"{sentence(1, 2)} {number}", slug=f"{arguments}-topic-{number}")
        for number in range(max(4, arguments // 3))
    ]
    people = Person.objects.bulk_create(
        Person(
            slug=f"{arguments}-person-{number}", name=sentence(2, 2)[:-1].title(), standing=sentence(5, 10), path=chance.choice(PATHS),
            interest=sentence(4, 8) if number % 3 == 0 else "", status="published",
        )
        for number in range(max(3, arguments // 3))
    )  # fmt: skip
    sources = []
    for number in range(max(2, arguments // 6)):
        text = "\n\n".join(sentence(20, 40) for _ in range(40))
        sources.append(
            Source(
                slug=f"{arguments}-source-{number}", title=sentence(5, 9), author=chance.choice(people), text=text, length=len(text),
                text_sha256=text_sha256(text), published_on=date(2008 + number % 17, 1 + number % 12, 3),
                url=f"https://example.org/{arguments}/{number}", status="published",
            )
        )  # fmt: skip
    sources = Source.objects.bulk_create(sources)
    claims = []
    for number in range(arguments * claims_each):
        source = chance.choice(sources)
        start = chance.randint(0, source.length - 400)
        end = start + chance.randint(60, 360)
        claims.append(
            Claim(
                key=f"{arguments}-claim-{number}", source=source, text=sentence(12, 20)[:300], speaker=chance.choice(people),
                kind=chance.choice(["experience", "opinion", "advice", "figure"]), reported=number % 5 == 0,
                section=sentence(2, 4), start=start, end=end, sha256=text_sha256(source.text[start:end]),
                anchor_state="exact", status="published",
            )
        )  # fmt: skip
    claims = Claim.objects.bulk_create(claims)
    ClaimSituation.objects.bulk_create(
        ClaimSituation(claim=claim, situation=chance.choice(situations), answer=chance.random() < 0.5)
        for claim in claims[::2]
    )
    points = Argument.objects.bulk_create(
        Argument(
            position=position, key=f"argument-{number}", text=sentence(6, 12)[:200], stance=STANCES[number % len(STANCES)],
            topic=chance.choice(topics), order=number, status="published",
        )
        for number in range(arguments)
    )  # fmt: skip
    ArgumentClaim.objects.bulk_create(
        ArgumentClaim(argument=points[number // claims_each], claim=claim, order=number)
        for number, claim in enumerate(claims)
    )
    Crux.objects.create(position=position, topic=points[0].topic, kind="value", text=sentence(10, 14))
    return position
