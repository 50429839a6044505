"""The index made anew from the records, and checked against them."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from advice.claims.models import Claim
from advice.publication.models import Edition
from advice.publication.triggers import RAISE
from advice.search.batches import batches
from advice.search.engine import engine
from advice.search.models import SearchEntry, SearchTotals, SearchWord
from advice.search.vocabulary import WRITTEN, count

TABLES = {model._meta.db_table for model in (SearchEntry, SearchTotals, SearchWord)}
Progress = Callable[[int], Any]


def unheard(done: int) -> None:
    """The progress that nobody watches."""


def rebuild(using: str = "default", progress: Progress = unheard) -> int:
    """Make every entry anew, all or nothing; `progress` hears how many claims are done. Returns the entries."""
    connection = connections[using]
    written: Counter[str] = Counter()
    done = 0
    with transaction.atomic(using=using):
        with engine(connection).remade() as store:
            for first, last, claims in batches(connection):
                store(first, last)
                written.update(_words(using, first, last))
                progress(done := done + claims)
        _keep_words(using, written)
        return SearchTotals.objects.using(using).get().entries


@contextmanager
def index_later(using: str = "default", progress: Progress = unheard) -> Iterator[None]:
    """A transaction in which much is written: the index is made anew once, at its end."""
    with transaction.atomic(using=using):
        with engine(connections[using]).paused():
            yield
        rebuild(using, progress)


@contextmanager
def indexing(changes: int, using: str = "default") -> Iterator[None]:
    """A transaction that writes about so many records: where they outnumber the entries, indexed at its end."""
    entries = SearchTotals.objects.using(using).get().entries
    with index_later(using) if changes > entries else transaction.atomic(using=using):
        yield


def prepare_migration(using: str) -> None:
    """Before tables are altered. The index is out of step until `complete_migration`."""
    connection = connections[using]
    if set(connection.introspection.table_names()) >= TABLES:
        engine(connection).remove_triggers()


def complete_migration(using: str, migrated: bool) -> None:
    """Make what the index needs, and the entries anew where a migration or its definition changed them."""
    connection = connections[using]
    if not set(connection.introspection.table_names()) >= TABLES:
        return  # migrated back to before search
    with transaction.atomic(using=using):
        if engine(connection).install() or migrated:
            rebuild(using)


def missing_triggers(using: str) -> list[str]:
    """Names of triggers without which a change would not be found; none before search is migrated."""
    connection = connections[using]
    migrated = set(connection.introspection.table_names()) >= TABLES
    return engine(connection).missing() if migrated else []


def problems(using: str = "default", progress: Progress = unheard) -> list[str]:
    """What is wrong between records and index, a sentence each; nothing where they agree."""
    connection = connections[using]
    found = engine(connection).problems()
    missing = extra = differing = done = 0
    for first, last, claims in batches(connection):
        public = Claim.objects.using(using).published().filter(pk__range=(first, last)).order_by()
        wanted = set(public.values_list("pk", flat=True))
        indexed = SearchEntry.objects.using(using).filter(pk__gte=first, pk__lte=last)
        present = set(indexed.values_list("pk", flat=True))
        missing += len(wanted - present)
        extra += len(present - wanted)
        differing += engine(connection).differing(first, last)
        progress(done := done + claims)
    extra += SearchEntry.objects.using(using).exclude(pk__in=Claim.objects.using(using).values("pk")).count()
    if missing:
        found.append(f"{missing} published claims are not indexed.")
    if extra:
        found.append(f"{extra} entries are of claims that are not published.")
    if differing:
        found.append(f"{differing} entries do not say what their claims say.")
    return found + _wrong_totals(using)


def _wrong_totals(using: str) -> list[str]:
    totals = SearchTotals.objects.using(using).first()
    entries = SearchEntry.objects.using(using).count()
    if totals is None or totals.entries != entries:
        return [f"The totals count {totals.entries if totals else 'no'} entries, and there are {entries}."]
    return []


def _words(using: str, first: int, last: int) -> Counter[str]:
    entries = SearchEntry.objects.using(using).filter(pk__gte=first, pk__lte=last)
    return count(entries.values_list(*WRITTEN).iterator())


def _keep_words(using: str, counted: Counter[str]) -> None:
    SearchWord.objects.using(using).all().delete()
    with connections[using].cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {SearchWord._meta.db_table} (word, entries) VALUES (%s, %s)",  # noqa: S608
            list(counted.items()),
        )
        # So that no entry that was just made has the edition from which on entries are read again.
        cursor.execute(RAISE)
    edition = Edition.objects.using(using).values_list("number", flat=True).get(pk=1)
    SearchTotals.objects.using(using).update(words_edition=edition)
