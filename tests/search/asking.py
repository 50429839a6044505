"""Short ways to ask in tests."""

from typing import Any

from advice.search.backends.contract import Sort
from advice.search.results import Results
from advice.search.searching import Parameters, search


def ask(
    q: str = "", sort: str = "relevance", literal: bool = False, limit: int = 50, **chosen: Any
) -> Results:
    """ask("pay", topic="advisor"): the results of one search; a facet takes a value or a tuple of them."""
    values = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in chosen.items()}
    return search(Parameters(q, values, Sort(sort), literal), limit)


def found(q: str = "", **options: Any) -> list[str]:
    """The texts of the claims that a search finds, best first."""
    return [result.text for result in ask(q, **options).results]
