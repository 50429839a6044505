"""Times a whole search request beside the raw query of the engine: python -m bench.measure [QUERIES_A_CLASS] [cpu]

For each query the raw one and the page are asked in turn, so that a busy machine is busy for both. The raw
query is what an engine's own manual would have: the same words, the best twenty with a snippet, and the
numbers of topics, sources and kinds among all that match. With `cpu` it is not the time that passes but that of
the processor, which other programs disturb less; of SQLite, whose work is done in this process.
"""

import os
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from time import perf_counter, process_time

import django

Clock = Callable[[], float]


def main(number: int, clock: Clock) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advice.settings")
    django.setup()
    from django.db import connection
    from django.test import Client

    from bench.mix import queries
    from bench.raw import raw

    client = Client(headers={"host": "localhost"})
    page: dict[str, list[float]] = defaultdict(list)
    bare: dict[str, list[float]] = defaultdict(list)
    asked_for = queries(number)
    for asked in asked_for:  # so that neither waits for what is read once
        client.get("/search/", {"q": asked.text})
    for asked in asked_for:
        bare[asked.kind].append(_timed(clock, lambda text=asked.text: raw(connection, text)))
        page[asked.kind].append(_timed(clock, lambda text=asked.text: client.get("/search/", {"q": text})))
    print(f"{connection.vendor}, milliseconds: median and 99th percentile of {number} queries")
    print("| class | raw | | page | | page ÷ raw |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind in page:
        numbers = [*_summary(bare[kind]), *_summary(page[kind])]
        print(
            f"| {kind} | " + " | ".join(f"{n:.1f}" for n in numbers) + f" | {numbers[2] / numbers[0]:.2f} |"
        )
    total = sum(map(sum, bare.values())) / sum(map(sum, page.values()))
    print(f"The raw queries of the whole mix took {total:.2f} of the time of the pages.")


def _timed(clock: Clock, ask: Callable[[], object]) -> float:
    started = clock()
    ask()
    return (clock() - started) * 1000


def _summary(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), sorted(times)[min(int(len(times) * 0.99), len(times) - 1)]


if __name__ == "__main__":
    numbers = [argument for argument in sys.argv[1:] if argument != "cpu"]
    main(int(numbers[0]) if numbers else 20, process_time if "cpu" in sys.argv else perf_counter)
