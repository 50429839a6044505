"""Asks generated queries and looks for an exception or a wrong emptiness: python -m bench.fuzz [NUMBER] [SEED]

Reads the database of the settings, which must hold the knowledge (manage.py load_knowledge).
"""

import os
import random
import sys
from time import perf_counter

import django

from bench.memory import memory

EVERY = 2_000


def main(number: int, seed: int) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advice.settings")
    django.setup()
    from advice.search.models import SearchEntry
    from advice.search.query import parse
    from advice.search.searching import Parameters, search
    from advice.search.vocabulary import vocabulary
    from advice.search.words import STOP_WORDS
    from tests.search.queries import generated

    most = vocabulary().entries.most_common(400)
    known = [word for word, _entries in most if word not in STOP_WORDS]
    source = random.Random(seed)
    wrong, started = 0, perf_counter()
    print(f"{SearchEntry.objects.count()} entries, {len(known)} known words")
    for done in range(1, number + 1):
        text = generated(source, known)
        query = parse(text)
        try:
            results = search(Parameters(text), limit=2)
        except Exception as error:
            wrong += 1
            print(f"{text!r}: {type(error).__name__}: {error}")
            continue
        certain = not query.required and not query.excluded and any(w.text in known for w in query.words)
        if certain and not results.count:
            wrong += 1
            print(f"{text!r}: nothing found")
        if done % EVERY == 0:
            seconds = perf_counter() - started
            print(f"{done} queries, {wrong} wrong, {seconds:.0f} s, {memory()}", flush=True)
    print(f"{number} queries, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(arguments[0] if arguments else 100_000, arguments[1] if len(arguments) > 1 else 1))
