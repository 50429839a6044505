"""From the lines of a collection to published claims: all or nothing, indexed once at the end."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connections
from django.utils import timezone

from advice.claims.models import Claim, ClaimTopic
from advice.publication.models import Status
from advice.search.collection.arguments import Arguments
from advice.search.collection.keys import claim_key
from advice.search.collection.lines import Line
from advice.search.collection.rows import Rows
from advice.search.collection.sources import Sources
from advice.search.collection.topics import Topics
from advice.search.rebuilding import Progress, index_later, unheard

BATCH = 5_000
CLAIM_FIELDS = (
    *("status", "created_at", "changed_at", "key", "source", "text", "kind"),
    *("start", "end", "sha256", "anchor_state", "external_id"),
)
KIND = "opinion"


def load(
    lines: Iterable[Line],
    name: str,
    using: str = "default",
    loading: Progress = unheard,
    indexing: Progress = unheard,
) -> tuple[int, int]:
    """Load `lines` as the collection `name`; returns how many were added, and how many were there already.

    Raises LineError at a bad line, and then nothing has changed.
    """
    added = seen = 0
    with index_later(using, indexing):
        loader = _Loader(name, using)
        for batch in _batches(lines):
            new = loader.add(batch)
            added, seen = added + new, seen + len(batch)
            loading(seen)
        loader.sources.save_texts()
    return added, seen - added


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield batch


class _Loader:
    """What one load knows: sources, topics and arguments made so far."""

    def __init__(self, name: str, using: str) -> None:
        connection: Any = connections[using]
        self.using = using
        self.sources = Sources(name, using)
        self.topics = Topics(using)
        self.arguments = Arguments(name, self.topics, using)
        self.claims = Rows(connection, Claim, CLAIM_FIELDS)
        self.tags = Rows(connection, ClaimTopic, ("content_object", "tag"))
        self.has_claims = Claim.objects.using(using).exclude(external_id=None).exists()
        self.ids: set[str] = set()

    def add(self, lines: list[Line]) -> int:
        """Add the claims that are not there; returns how many."""
        lines = self._new(lines)
        now = timezone.now()
        keys = self.claims.keys(len(lines))
        self.sources.make(lines)
        self.topics.make(topic for line in lines for topic in line.topics)
        rows, tags = [], []
        for pk, line in zip(keys, lines, strict=True):
            place = self.sources.place(line)
            rows.append(
                (
                    *(
                        pk,
                        Status.PUBLISHED.value,
                        now,
                        now,
                        claim_key(line.id),
                        place.source,
                        place.text,
                        KIND,
                    ),
                    *(place.start, place.end, place.sha256, place.state, line.id),
                )
            )
            tags += [(pk, topic) for topic in self.topics.of(line.topics)]
        self.claims.add(rows)
        numbers = self.tags.keys(len(tags))
        self.tags.add((number, *tag) for number, tag in zip(numbers, tags, strict=True))
        self.arguments.add((pk, line) for pk, line in zip(keys, lines, strict=True) if line.stance)
        return len(lines)

    def _new(self, lines: list[Line]) -> list[Line]:
        """Those whose identifier neither the database nor an earlier line has."""
        known = set()
        if self.has_claims:
            found = Claim.objects.using(self.using).filter(external_id__in=[line.id for line in lines])
            known = set(found.values_list("external_id", flat=True))
        new = []
        for line in lines:
            if line.id not in known and line.id not in self.ids:
                self.ids.add(line.id)
                new.append(line)
        return new
