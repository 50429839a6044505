"""Relevance: a run over a collection, and its score.

    python -m bench.relevance collections FOLDER       two collections from the project's own knowledge
    python -m bench.relevance run QUERIES.jsonl        a TREC run, on standard output
    python -m bench.relevance baseline QUERIES.jsonl   the same of any of the words, ranked by the engine alone
    python -m bench.relevance score QRELS RUN          nDCG@10, MAP and recall at 100

A collection is loaded with `manage.py load_claims CLAIMS.jsonl`; a line of QUERIES is {"id", "text"}. The scores
are those of trec_eval.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import django

DEPTH = 100
MEASURES = {"ndcg_cut_10": "nDCG@10", "map": "MAP", "recall_100": "recall@100"}
Qrels = dict[str, dict[str, int]]


def run(queries: Path) -> Iterator[str]:
    """Lines of a run: query, Q0, claim, place, score, name."""
    from advice.search.searching import Parameters, search

    for line in queries.read_text().splitlines():
        query = json.loads(line)
        found = search(Parameters(query["text"]), limit=DEPTH).results
        for place, result in enumerate(found, 1):
            yield f"{query['id']} Q0 {result.external_id} {place} {DEPTH + 1 - place} advice"


def baseline(queries: Path) -> Iterator[str]:
    """Lines of a run: any of the words, by FTS5's bm25 or by ts_rank with the length, and nothing else."""
    from django.db import connection

    from bench.raw import ranked

    for line in queries.read_text().splitlines():
        query = json.loads(line)
        for place, claim in enumerate(ranked(connection, query["text"], DEPTH), 1):
            yield f"{query['id']} Q0 {claim} {place} {DEPTH + 1 - place} baseline"


def score(qrels: Qrels, lines: Iterable[str]) -> dict[str, float]:
    """The mean of each measure over the queries of `qrels`; a query without a result counts nought."""
    import pytrec_eval

    found: dict[str, dict[str, float]] = defaultdict(dict)
    for line in lines:
        query, _q0, claim, _place, value, _name = line.split()
        found[query][claim] = float(value)
    scored = pytrec_eval.RelevanceEvaluator(qrels, set(MEASURES)).evaluate(dict(found))
    return {
        name: sum(values[measure] for values in scored.values()) / len(qrels)
        for measure, name in MEASURES.items()
    }


def read_qrels(path: Path) -> Qrels:
    """Lines of query, 0, claim, grade."""
    qrels: Qrels = defaultdict(dict)
    for line in path.read_text().splitlines():
        query, _zero, claim, grade = line.split()
        qrels[query][claim] = int(grade)
    return dict(qrels)


def collections(folder: Path) -> None:
    """Claims without arguments or topics, and two sets of queries: an argument seeks the claims that carry it
    (as in key point analysis), a topic's description seeks the claims of the topic."""
    from advice.claims.models import Claim, Topic
    from advice.questions.models import Argument

    folder.mkdir(parents=True, exist_ok=True)
    claims = [{"id": claim.key, "text": claim.text} for claim in Claim.objects.published().order_by("key")]
    _write(folder / "claims.jsonl", map(json.dumps, claims))
    arguments = {
        f"a{argument.pk}": (argument.text, argument.claims.published().values_list("key", flat=True))
        for argument in Argument.objects.published().order_by("pk")
    }
    topics = {
        f"t{topic.pk}": (
            topic.description,
            Claim.objects.published().filter(topics=topic).values_list("key", flat=True),
        )
        for topic in Topic.objects.published().order_by("pk")
    }
    for name, asked in (("arguments", arguments), ("topics", topics)):
        asked = {key: (text, list(claims)) for key, (text, claims) in asked.items() if text}
        asked = {key: (text, claims) for key, (text, claims) in asked.items() if claims}
        _write(
            folder / f"{name}.queries.jsonl",
            (json.dumps({"id": key, "text": text}) for key, (text, _claims) in asked.items()),
        )
        _write(
            folder / f"{name}.qrels",
            (f"{key} 0 {claim} 1" for key, (_text, claims) in asked.items() for claim in claims),
        )
        print(f"{name}: {len(asked)} queries, {len(claims)} claims")


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advice.settings")
    django.setup()
    match sys.argv[1:]:
        case ["collections", folder]:
            collections(Path(folder))
        case ["run", queries]:
            for line in run(Path(queries)):
                print(line)
        case ["baseline", queries]:
            for line in baseline(Path(queries)):
                print(line)
        case ["score", qrels, lines]:
            for name, value in score(read_qrels(Path(qrels)), Path(lines).read_text().splitlines()).items():
                print(f"{name} {value:.3f}")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
