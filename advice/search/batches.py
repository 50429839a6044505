"""All claims, some at a time."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

SIZE = 2_000


def batches(connection: BaseDatabaseWrapper) -> Iterator[tuple[int, int, int]]:
    """Ranges of primary keys that together hold every claim: first, last, and how many there are."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT min(id), max(id), count(*) FROM"
                " (SELECT id FROM advice_claim WHERE id > %s ORDER BY id LIMIT %s) AS batch",
                [last, SIZE],
            )
            first, last, claims = cursor.fetchone()
        if not claims:
            return
        yield first, last, claims
