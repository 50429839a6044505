"""Search on PostgreSQL: its index finds, and bm25 ranks as FTS5 does on SQLite.

PostgreSQL's own ranking knows neither how rare a word is nor how long the texts are on the whole.
`ts_rank` of a single word is however a sum of the word's weights that saturates, as bm25 has it; with
the frequency of the word and the mean length from the totals it becomes bm25's term.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from advice.search.backends.contract import (
    K1,
    SCAN,
    WEIGHTS,
    B,
    Candidate,
    Condition,
    Frequencies,
    Plan,
    Sort,
    Text,
)
from advice.search.backends.postgres_index import CONFIGURATION, PostgresIndex
from advice.search.definitions import ENTRY, TOTALS

RANK_WEIGHTS = "{" + ", ".join(map(str, reversed(WEIGHTS))) + "}"
NEXT_TO_NOTHING = math.exp(1e-6)
ONCE = math.pi**2 / 6
"""What ts_rank divides by, so that a word without end counts once."""
SHARE_OF_LENGTH = f"{1 - B} + {B} * e.length * t.entries / greatest(t.characters, 1)"
LETTERS = "ABCD"
ORDERS = {Sort.NEWEST: "e.published_on DESC, e.claim_id", Sort.VOICES: "e.voices DESC, e.claim_id"}
FIELDS = "e.facets, e.first_hand, e.voices, e.published_on"
# PostgreSQL's own statistics know the frequent words of the whole table; the others are quickly counted.
COMMON = f"""
SELECT element, (frequency * t.entries)::bigint FROM pg_stats, {TOTALS} t,
  unnest(most_common_elems::text::text[], most_common_elem_freqs) AS most (element, frequency)
WHERE schemaname = current_schema() AND tablename = '{ENTRY}' AND attname = 'vector'
  AND frequency * t.entries > {SCAN}
"""


class PostgresEngine(PostgresIndex):
    def frequencies(self, texts: Sequence[Text]) -> Frequencies:
        if not texts:
            return {}
        parameters: list[Any] = []
        counts = [_frequency(text, parameters) for text in texts]
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(counts)}", parameters)
            return dict(zip(texts, cursor.fetchone(), strict=True))

    def common(self) -> Mapping[str, int]:
        with self.connection.cursor() as cursor:
            cursor.execute(COMMON)
            return dict(cursor.fetchall())

    def candidates(self, plan: Plan, frequencies: Frequencies, sort: Sort, limit: int) -> list[Candidate]:
        parameters: list[Any] = []
        score = self._score(plan, frequencies, parameters) if sort == Sort.RELEVANCE else ""
        matches = _query(plan, parameters)
        order = "score DESC, e.claim_id" if score else ORDERS.get(sort, ORDERS[Sort.NEWEST])
        hits = f"SELECT * FROM {ENTRY} WHERE {matches}" + (f" LIMIT {SCAN}" if matches != "TRUE" else "")
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"SELECT e.claim_id, {score or 0.0} AS score, {FIELDS} FROM ({hits}) e"
                f" CROSS JOIN (SELECT entries, characters FROM {TOTALS}) t ORDER BY {order} LIMIT %s",
                [*parameters, limit],
            )
            return list(map(Candidate._make, cursor.fetchall()))

    def _score(self, plan: Plan, frequencies: Frequencies, parameters: list[Any]) -> str:
        return " + ".join(
            f"(SELECT {_idf(frequencies[text])} * f * {K1 + 1} / (f + {K1} * ({SHARE_OF_LENGTH}))"
            f" FROM (SELECT {_weight(text, parameters)} AS f) r)"
            for text in plan.scored
        )


def _frequency(text: Text, parameters: list[Any]) -> str:
    return (
        f"(SELECT count(*) FROM (SELECT 1 FROM {ENTRY} WHERE vector @@ {_text(text, parameters)}"
        f" LIMIT {SCAN + 1}) AS hits)"
    )


def _query(plan: Plan, parameters: list[Any]) -> str:
    conditions = [_any(group, parameters) for group in (plan.words, *plan.required) if group]
    conditions += [f"!!{_any(plan.excluded, parameters)}"] if plan.excluded else []
    return f"vector @@ ({' && '.join(conditions)})" if conditions else "TRUE"


def _any(conditions: Sequence[Condition], parameters: list[Any]) -> str:
    return f"({' || '.join(_condition(condition, parameters) for condition in conditions)})"


def _condition(condition: Condition, parameters: list[Any]) -> str:
    if isinstance(condition, Text):
        return _text(condition, parameters)
    parameters.append(" | ".join(map(_quoted, condition.words)))
    return "%s::tsquery"


def _text(text: Text, parameters: list[Any]) -> str:
    parameters.append(_word(text) if len(text.words) == 1 else _phrase_anywhere(text))
    return f"to_tsquery('{CONFIGURATION}', %s)"


def _word(text: Text) -> str:
    return _labelled(text.words[0], "*" * text.prefix + LETTERS[0] * text.weighty)


def _phrase_anywhere(text: Text) -> str:
    """The words next to one another; and each of them, which adds nothing but what the planner thinks of it.

    To PostgreSQL a phrase is as frequent as its words together, and reading the whole table until there are
    enough seems cheaper than the index. It takes twenty times as long where the words hardly ever meet.
    """
    *before, last = text.words
    each = [*map(_quoted, before), _labelled(last, "*" * text.prefix)]
    return " & ".join([_phrase(text), *each])


def _phrase(text: Text, letter: str = "") -> str:
    """The words next to one another in any column, or in that of the letter."""
    *before, last = text.words
    words = [*(_labelled(word, letter) for word in before), _labelled(last, letter + "*" * text.prefix)]
    return f"({' <-> '.join(words)})"


def _labelled(word: str, labels: str) -> str:
    return _quoted(word) + (f":{labels}" if labels else "")


def _weight(text: Text, parameters: list[Any]) -> str:
    """bm25's weighted frequency of `text` in the entry e."""
    if len(text.words) == 1:
        return f"{ONCE} * ts_rank('{RANK_WEIGHTS}', e.vector, {_text(text, parameters)})"
    # ts_rank looks at how near the words are, and not whether they stand next to one another.
    cases = []
    for letter, weight in zip(LETTERS, WEIGHTS, strict=True):
        parameters.append(_phrase(text, letter))
        cases.append(f"WHEN e.vector @@ to_tsquery('{CONFIGURATION}', %s) THEN {weight}")
    return f"CASE {' '.join(cases)} ELSE 0.0 END"


def _idf(frequency: float) -> str:
    """As FTS5 has it: what stands in half of the entries counts next to nothing."""
    return f"ln(greatest((t.entries - float8 '{frequency}' + 0.5) / (float8 '{frequency}' + 0.5), {NEXT_TO_NOTHING}))"


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
