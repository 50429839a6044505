"""What an entry of the index is: one SQL expression over the records, and which records it depends on.

The text is shared by both engines, whose triggers apply it (advice/search/backends). Whether a claim,
an argument, a topic or a situation is public is asked of its own `published()`, so that the decision
stays in its one place.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from advice.claims.models import Claim, Situation, Topic
from advice.questions.models import Argument
from advice.search.models import FACET_MARK
from advice.sources.models import Person

ENTRY = "advice_searchentry"
TOTALS = "advice_searchtotals"
WORDS = ("claim_text", "labels", "arguments", "context")
"""The columns with words, the weightiest first."""
COMPARED = (*WORDS, "facets", "published_on", "first_hand", "voices")
COLUMNS = ("claim_id", *COMPARED, "edition")
CHARACTERS = " + ".join(f"length({{row}}.{column})" for column in WORDS)
UNKNOWN_DATE = "0001-01-01"
LONGEST = 20_000
"""Characters of one column; a claim under a thousand arguments must not outgrow what can be indexed."""


ENTRY_SQL = """
SELECT c.id,
  {text},
  {labels},
  {arguments},
  {context},
  '~k' || c.kind || ' ~s' || c.source_id || ' ~p' || coalesce(v.path, 'unknown')
    || ' ' || {voice}
    || CASE WHEN s.published_on IS NULL THEN '' ELSE ' ~y' || {year} END
    || {facets},
  coalesce(s.published_on, {unknown_date}),
  c.kind = 'experience' AND NOT c.reported,
  1 + {voices},
  coalesce((SELECT number FROM advice_edition WHERE id = 1), 0)
FROM advice_claim c
JOIN advice_source s ON s.id = c.source_id
{speaker}
"""
VOICE = "coalesce('~v' || {v}.id, '~u' || {c}.source_id)"
# The same voice as on the pro/con page: the author where nobody is named and nobody is quoted.
SPEAKER = """
LEFT JOIN advice_person {v} ON {v}.id =
  coalesce({c}.speaker_id, CASE WHEN {c}.reported THEN NULL ELSE {s}.author_id END) AND {published_person}
"""
OTHER_VOICES = """
(SELECT count(DISTINCT {other}) FROM advice_argumentclaim m
  JOIN advice_argument a ON a.id = m.argument_id
  JOIN advice_argumentclaim n ON n.argument_id = m.argument_id
  JOIN advice_claim c2 ON c2.id = n.claim_id
  JOIN advice_source s2 ON s2.id = c2.source_id
  {other_speaker}
  WHERE m.claim_id = c.id AND {published_argument} AND {published_other} AND {other} <> {voice})
"""
LABELS = """
SELECT t.name AS x FROM advice_claimtopic i JOIN advice_topic t ON t.id = i.tag_id
  WHERE i.content_object_id = c.id AND {published_topic}
UNION
SELECT l.label FROM advice_claimtopic i JOIN advice_topic t ON t.id = i.tag_id
  JOIN advice_topiclabel l ON l.topic_id = t.id WHERE i.content_object_id = c.id AND {published_topic}
"""
SERVED = """
SELECT {value} AS x FROM advice_argumentclaim m JOIN advice_argument a ON a.id = m.argument_id
  JOIN advice_position p ON p.id = a.position_id JOIN advice_question q ON q.id = p.question_id
  WHERE m.claim_id = c.id AND {published_argument}
"""
SERVED_VALUES = ("a.text", "q.title", "p.title")
PASSAGE = """
CASE WHEN c.anchor_state IN ('exact', 'moved') AND c.start IS NOT NULL
  THEN substr(s.text, CAST(c.start + 1 AS integer), CAST(c."end" - c.start AS integer)) ELSE '' END
"""
# A foreign text that is too long for a claim: the claim is its beginning, with an ellipsis (collection/sources.py).
CUT = f"""
(CASE WHEN substr(c.text, length(c.text), 1) = '…'
  THEN substr({PASSAGE}, 1, length(c.text) - 1) = substr(c.text, 1, length(c.text) - 1) ELSE FALSE END)
"""
TEXT = f"CASE WHEN {CUT} THEN {PASSAGE} ELSE c.text END"
CONTEXT = f"""
s.title || ' · ' || coalesce(v.name, '') || ' · ' || c.section || ' · '
  || CASE WHEN {CUT} THEN '' ELSE {PASSAGE} END
"""


FACETS = (
    "SELECT DISTINCT '~t' || t.id AS x FROM advice_claimtopic i JOIN advice_topic t ON t.id = i.tag_id"
    " WHERE i.content_object_id = c.id AND {published_topic}",
    "SELECT DISTINCT '~i' || i.situation_id AS x FROM advice_claimsituation i"
    " WHERE i.claim_id = c.id AND {published_situation}",
    "SELECT DISTINCT '~x' || a.stance AS x FROM advice_argumentclaim m JOIN advice_argument a"
    " ON a.id = m.argument_id WHERE m.claim_id = c.id AND {published_argument}",
    "SELECT DISTINCT '~q' || p.question_id AS x FROM advice_argumentclaim m JOIN advice_argument a"
    " ON a.id = m.argument_id JOIN advice_position p ON p.id = a.position_id"
    " WHERE m.claim_id = c.id AND {published_argument}",
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """Where the SQL of the engines differs."""

    join: str
    """How to join the column x of {select} with {separator}."""
    year: str
    """The year of the date {date}."""
    differ: str
    """Compares two rows that may hold NULL."""
    date: str
    """The literal of the date {date}."""


class Definition:
    """The SQL of an entry for one engine."""

    def __init__(self, connection: BaseDatabaseWrapper, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect
        public = {
            "published_topic": self._public(Topic.objects.published(), "t.id"),
            "published_argument": self._public(Argument.objects.published(), "a.id"),
            "published_situation": self._public(Situation.objects.published(), "i.situation_id"),
        }
        voice, other = VOICE.format(v="v", c="c"), VOICE.format(v="v2", c="c2")
        voices = OTHER_VOICES.format(
            other=other,
            other_speaker=self._speaker("v2", "c2", "s2"),
            published_other=self._public(Claim.objects.published(), "c2.id"),
            voice=voice,
            **public,
        )
        served = " UNION ".join(SERVED.format(value=value, **public) for value in SERVED_VALUES)
        self._entries = ENTRY_SQL.format(
            labels=self._texts(LABELS.format(**public)),
            arguments=self._texts(served),
            text=f"substr({TEXT}, 1, {LONGEST})",
            context=f"substr({CONTEXT}, 1, {LONGEST})",
            facets=" || ".join(self._facet(select.format(**public)) for select in FACETS),
            unknown_date=dialect.date.format(date=UNKNOWN_DATE),
            year=dialect.year.format(date="s.published_on"),
            voice=voice,
            voices=voices,
            speaker=self._speaker("v", "c", "s"),
        ).replace("~", FACET_MARK)

    def store(self, condition: str) -> str:
        """The statement that writes the entries of the public claims `c` for which `condition` holds."""
        return (
            f"INSERT INTO {ENTRY} ({', '.join(COLUMNS)}) {self._entries}"
            f" WHERE {condition} AND {self.public('c.id')}"
            f" ON CONFLICT (claim_id) DO UPDATE SET "
            + ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[1:])
            + f" WHERE ({', '.join(f'{ENTRY}.{column}' for column in COMPARED)})"
            f" {self._dialect.differ} ({', '.join(f'excluded.{column}' for column in COMPARED)})"
        )

    def remove(self, condition: str) -> str:
        """The statement that removes the entries for which `condition` holds and whose claim is not public."""
        return f"DELETE FROM {ENTRY} WHERE {condition} AND NOT {self.public(f'{ENTRY}.claim_id')}"

    def differing(self, condition: str) -> str:
        """The query that counts the entries of claims `c` that are not what they should be."""
        present = ", ".join(f"e.{column}" for column in COMPARED)
        wanted = ", ".join(f"w.{column}" for column in COMPARED)
        return (
            f"WITH w ({', '.join(COLUMNS)}) AS ({self._entries} WHERE {condition} AND {self.public('c.id')})"
            f" SELECT count(*) FROM w JOIN {ENTRY} e ON e.claim_id = w.claim_id"
            f" WHERE ({wanted}) {self._dialect.differ} ({present})"
        )

    def public(self, key: str) -> str:
        """The condition that the public may see the claim whose primary key is `key`."""
        return self._public(Claim.objects.published(), key)

    def _speaker(self, v: str, c: str, s: str) -> str:
        published = self._public(Person.objects.published(), f"{v}.id")
        return SPEAKER.format(v=v, c=c, s=s, published_person=published)

    def _join(self, select: str, separator: str) -> str:
        ordered = f"SELECT x FROM ({select}) AS u ORDER BY x"
        return self._dialect.join.format(select=ordered, separator=separator)

    def _texts(self, select: str) -> str:
        joined = self._join(select, " · ")
        return f"substr(coalesce({joined}, ''), 1, {LONGEST})"

    def _facet(self, select: str) -> str:
        joined = self._join(select, " ")
        return f"coalesce(' ' || {joined}, '')"

    def _public(self, published: QuerySet[Any], key: str) -> str:
        """The condition that the record whose primary key is `key` is among `published`.

        PostgreSQL, where its statistics are old, would go through all that is published for the sake of
        one record; so this is a scalar query, never a join, and the status is no use to an index.
        """
        one = published.using(self._connection.alias).filter(pk=RawSQL(key, [])).order_by().values("pk")  # noqa: S611 - a name of a column
        sql, parameters = one.query.get_compiler(connection=self._connection).as_sql()
        quoted = ("'" + str(value).replace("'", "''") + "'" for value in parameters)
        found = (sql % tuple(quoted)).replace('"status" = ', """"status" || '' = """)
        return f"coalesce(({found}), 0) > 0"


def digest(*statements: str) -> str:
    """What tells one definition of the index from another."""
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()
