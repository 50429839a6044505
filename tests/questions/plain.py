"""Makers of plain material for the pure functions: each needs only what the test is about."""

from datetime import date
from itertools import count
from typing import Any

from advice.questions.material import Argument, Claim, Condition, Material, Origin, Topic, Voice

numbers = count(1)
PAY = Topic("pay", "Pay")
ADVISOR = Topic("advisor", "Advisor")

ADA = Voice("ada", "Ada", path="finished")
BEN = Voice("ben", "Ben", path="left")
CLEO = Voice("cleo", "Cleo", path="never")


def claim(voice: Voice = ADA, on: date | None = None, **fields: Any) -> Claim:
    number = next(numbers)
    source = fields.pop("source", Origin(f"source-{number}", f"Source {number}", published_on=on))
    return Claim(f"claim-{number}", f"Claim {number}.", voice, source, **fields)


def first_hand(voice: Voice = ADA, **fields: Any) -> Claim:
    return claim(voice, kind="experience", **fields)


def argument(stance: str = "pro", *claims: Claim, topic: Topic = PAY, **fields: Any) -> Argument:
    number = next(numbers)
    values = {"key": f"argument-{number}", "text": f"Argument {number}."}
    return Argument(stance=stance, topic=topic, claims=claims or (claim(),), **values | fields)


def material(*arguments: Argument, **fields: Any) -> Material:
    return Material(arguments, **fields)


def only_if(situation: str, answer: bool = True) -> tuple[Condition, ...]:
    return (Condition(situation, answer, f"{situation}: {answer}"),)
