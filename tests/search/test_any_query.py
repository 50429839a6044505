"""Any query a person can type is answered, and none is wrongly without an answer."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advice.search.query import parse
from advice.search.searching import Parameters, search
from tests import records
from tests.search.queries import generated

pytestmark = pytest.mark.django_db

KNOWN = ("stipend", "advisor", "résumé", "transfer", "kubernetes")


@pytest.fixture(autouse=True)
def claims():
    topic = records.topic("Pay")
    topic.labels.create(label="salary")
    for number, word in enumerate(KNOWN):
        claim = records.claim(
            f"The {word} is what counts, case {number}.",
            topics=[topic],
            source=records.source(published_on=f"{2018 + number}-05-01"),
        )
        records.argument(f"It is about the {word}.", [claim], topic=topic)


def test_generated_queries():
    """A few; `python -m bench.fuzz` asks 100,000."""
    source = random.Random(20261120)  # noqa: S311 - the same queries every time
    for _ in range(300):
        text = generated(source, KNOWN)
        results = search(Parameters(text))
        assert results.count == len(results.results)
        if wants_something_known(text):
            assert results.count, text


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_any_text(text):
    search(Parameters(text))


def wants_something_known(text: str) -> bool:
    """Whether an answer is certain: one of the words is known, and nothing else narrows the search."""
    query = parse(text)
    return not query.required and not query.excluded and any(word.text in KNOWN for word in query.words)
