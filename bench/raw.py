"""The engine's own query, without anything of this project but its tables."""

from typing import Any

from advice.search.words import words

FACETS = {
    "topic": "SELECT tag_id, count(*) FROM advice_claimtopic WHERE content_object_id IN ({hits}) GROUP BY 1",
    "source": "SELECT source_id, count(*) FROM advice_claim WHERE id IN ({hits}) GROUP BY 1",
    "kind": "SELECT kind, count(*) FROM advice_claim WHERE id IN ({hits}) GROUP BY 1",
}

INDEX = "advice_searchindex"
QUERY = "to_tsquery('advice_search', %s)"


def raw(connection: Any, text: str) -> list[Any]:
    """The twenty best with snippets, and the facets of all that match."""
    ask = _postgres if connection.vendor == "postgresql" else _sqlite
    best, hits, parameter = ask(text)
    with connection.cursor() as cursor:
        cursor.execute(best, [parameter] * best.count("%s"))
        found = cursor.fetchall()
        for facet in FACETS.values():
            cursor.execute(facet.format(hits=hits), [parameter])
            cursor.fetchall()
    return found


def ranked(connection: Any, text: str, number: int) -> list[str]:
    """The foreign identifiers of the best claims with any of the words, as the engine ranks them."""
    ask, order = (_postgres, "DESC") if connection.vendor == "postgresql" else (_sqlite, "")
    _best, hits, parameter = ask(text)
    if not parameter:
        return []
    score, key = (
        (f"ts_rank(vector, {QUERY}, 1)", "claim_id")
        if connection.vendor == "postgresql"
        else (f"bm25({INDEX})", "rowid")
    )
    scored = hits.replace(f"SELECT {key}", f"SELECT {key} AS id, {score} AS score")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(c.external_id, c.key) FROM ({scored}) h JOIN advice_claim c ON c.id = h.id"
            f" ORDER BY h.score {order} LIMIT {number}",
            [parameter] * scored.count("%s"),
        )
        return [claim for (claim,) in cursor.fetchall()]


def _sqlite(text: str) -> tuple[str, str, str]:
    index = INDEX
    hits = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"
    best = (
        f"SELECT rowid, bm25({index}) AS score, snippet({index}, 0, '[', ']', '…', 20) FROM {index}"
        f" WHERE {index} MATCH %s ORDER BY score LIMIT 20"
    )
    return best, hits, _match(text, " OR ", '"{}"', "*")


def _postgres(text: str) -> tuple[str, str, str]:
    query = QUERY
    hits = f"SELECT claim_id FROM advice_searchentry WHERE vector @@ {query}"
    best = (
        f"SELECT claim_id, score, ts_headline('advice_search', claim_text, {query}) FROM"
        f" (SELECT claim_id, claim_text, ts_rank(vector, {query}, 1) AS score FROM advice_searchentry"
        f" WHERE vector @@ {query} ORDER BY score DESC LIMIT 20) AS best"
    )
    return best, hits, _match(text, " | ", "'{}'", ":*")


def _match(text: str, either: str, word: str, prefix: str) -> str:
    found = words(text)
    if text.startswith('"'):
        return word.format(" ".join(found)) if either == " OR " else " <-> ".join(map(word.format, found))
    return either.join(word.format(one) for one in found) + (prefix if text.endswith("*") else "")
