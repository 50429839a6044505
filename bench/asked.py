"""The project's own 60 questions: how often a claim that answers comes among the first.

    python -m bench.asked [--verbose]

The questions were written before anybody looked at a ranking. Reads the database of the settings, which must
hold the knowledge (manage.py load_knowledge).
"""

import argparse
import os
from pathlib import Path

import django
import yaml


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--verbose", action="store_true", help="show each question that is missed")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advice.settings")
    django.setup()
    from advice.search.searching import Parameters, search

    questions = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text())
    hits = {1: 0, 5: 0, 10: 0}
    reciprocal = 0.0
    for question in questions:
        found = [result.id for result in search(Parameters(q=question["q"]), limit=10).results]
        place = next((number for number, key in enumerate(found, 1) if key in question["answers"]), 0)
        reciprocal += 1 / place if place else 0
        for depth in hits:
            hits[depth] += 0 < place <= depth
        if options.verbose and not 0 < place <= 5:
            print(f"{place or '-':>3}  {question['q']}: wanted {question['answers'][0]}, found {found[:3]}")
    for depth, number in hits.items():
        print(f"top {depth:<3} {number} of {len(questions)}")
    print(f"mean reciprocal rank {reciprocal / len(questions):.3f}")


if __name__ == "__main__":
    main()
