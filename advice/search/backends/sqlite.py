"""Search on SQLite: FTS5's bm25 over the weighted columns.

Every word of a query is quoted before FTS5 sees it, so that nothing in it is taken for an operator.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from advice.search.backends.contract import (
    SCAN,
    WEIGHTS,
    Candidate,
    Condition,
    Frequencies,
    Plan,
    Sort,
    Tags,
    Text,
)
from advice.search.backends.sqlite_index import INDEX, SqliteIndex
from advice.search.definitions import ENTRY, WORDS

RANK = f"bm25({INDEX}, {', '.join(map(str, WEIGHTS))}, 0.0)"
WORDS_ONLY = f"{{{' '.join(WORDS)}}}"
ORDERS = {Sort.NEWEST: "e.published_on DESC, e.claim_id", Sort.VOICES: "e.voices DESC, e.claim_id"}
FIELDS = "e.facets, e.first_hand, e.voices, e.published_on"


class SqliteEngine(SqliteIndex):
    def frequencies(self, texts: Sequence[Text]) -> Frequencies:
        if not texts:
            return {}
        one = f"(SELECT count(*) FROM (SELECT 1 FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT {SCAN + 1}))"
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join([one] * len(texts))}", [_condition(text) for text in texts])
            return dict(zip(texts, cursor.fetchone(), strict=True))

    def common(self) -> Mapping[str, int]:
        return {}  # FTS5 counts as fast as it could look them up

    def candidates(self, plan: Plan, frequencies: Frequencies, sort: Sort, limit: int) -> list[Candidate]:
        match = expression(plan)
        ranked = sort == Sort.RELEVANCE and bool(plan.scored)
        order = ORDERS.get(sort, ORDERS[Sort.NEWEST])
        if not match:
            query = f"SELECT e.claim_id, 0.0, {FIELDS} FROM {ENTRY} e"
            if plan.excluded:
                query += f" WHERE e.claim_id NOT IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)"
            parameters = [_any(plan.excluded)] if plan.excluded else []
            return self._fetch(f"{query} ORDER BY {order} LIMIT %s", [*parameters, limit])
        # FTS5 walks its lists from the newest claim on as fast as from the oldest.
        hits = f"SELECT rowid AS id, {RANK if ranked else 0.0} AS score FROM {INDEX} WHERE {INDEX} MATCH %s"
        hits += f" ORDER BY rowid DESC LIMIT {SCAN}"
        if ranked:
            hits = f"SELECT id, score FROM ({hits}) ORDER BY score LIMIT %s"
        query = f"SELECT e.claim_id, -h.score, {FIELDS} FROM ({hits}) h JOIN {ENTRY} e ON e.claim_id = h.id"
        return self._fetch(query if ranked else f"{query} ORDER BY {order} LIMIT %s", [match, limit])

    def _fetch(self, query: str, parameters: list[Any]) -> list[Candidate]:
        with self.connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return list(map(Candidate._make, cursor.fetchall()))


def expression(plan: Plan) -> str:
    """The plan in FTS5's language, "" where it asks for nothing that FTS5 could look up."""
    groups = [_any(group) for group in (plan.words, *plan.required) if group]
    if not groups:
        return ""
    match = " AND ".join(groups)
    if plan.optional:
        # Whatever the second half finds, the first has too: it adds to the score alone.
        match = f"({match}) OR ({match} AND {_any(plan.optional)})"
    if plan.excluded:
        match = f"({match}) NOT {_any(plan.excluded)}"
    return match


def _any(conditions: Sequence[Condition]) -> str:
    return f"({' OR '.join(map(_condition, conditions))})"


def _condition(condition: Condition) -> str:
    if isinstance(condition, Tags):
        return f"facets : ({' OR '.join(map(_quoted, condition.words))})"
    columns = WORDS[0] if condition.weighty else WORDS_ONLY
    return f"{columns} : {_quoted(' '.join(condition.words))}{'*' if condition.prefix else ''}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
