"""Limits on what may fail: an attempt is counted before it is made, and given back where it succeeds.

To check first and to count afterwards would let attempts that run at the same moment past a limit. The counts
are in the database (advice.web.counting_cache), so that all processes count together.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

from django.core.cache import caches
from django.db.models import Sum
from django.utils.crypto import salted_hmac

from advice.web.counting_cache import CountingCache
from advice.web.models import RequestCount


@dataclass(frozen=True)
class Limit:
    """At most `most` attempts in the `seconds` that begin with the first of them."""

    name: str
    most: int
    seconds: int


@dataclass(frozen=True)
class Counter:
    """The count of one limit for some values, such as a name and a network. The values are kept as digests."""

    limit: Limit
    values: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return ":".join((self.limit.name, *map(_digest, self.values)))


@dataclass(frozen=True)
class Refusal:
    limit: Limit
    seconds: int
    """Seconds until the limit lets somebody try again."""


@dataclass
class Attempt:
    """An attempt that was counted, or refused and not counted. Make one with `begin`."""

    counters: Sequence[Counter]
    refusal: Refusal | None = None
    reached: Refusal | None = None
    """The limit that has no attempt left after this one."""
    taken: list[Counter] = field(default_factory=list)

    def give_back(self) -> None:
        """Uncount the attempt."""
        for counter in self.taken:
            _subtract(counter)
        self.taken.clear()


def begin(counters: Sequence[Counter]) -> Attempt:
    """Count an attempt with every counter, or with none where a limit is reached."""
    attempt = Attempt(counters)
    # A flood of refused attempts costs a few reads and writes nothing.
    attempt.refusal = _longest([one for one in counters if _counts().get(one.key, 0) >= one.limit.most])
    if attempt.refusal:
        return attempt
    counts = {}
    for counter in counters:
        counts[counter] = _add(counter)
        attempt.taken.append(counter)
        if counts[counter] > counter.limit.most:
            attempt.give_back()
            attempt.refusal = _longest([counter])
            return attempt
    attempt.reached = _longest([one for one, count in counts.items() if count == one.limit.most])
    return attempt


def clear(counter: Counter) -> None:
    """Begin a count anew."""
    _counts().delete(counter.key)


def forget(prefix: str, *values: str) -> int:
    """Delete the counts of all these values whose limit's name begins with `prefix`; return their attempts."""
    rows = RequestCount.objects.filter(key__contains=f":{prefix}")
    for value in values:
        rows = rows.filter(key__contains=_digest(value))
    attempts: int = rows.aggregate(attempts=Sum("count"))["attempts"] or 0
    rows.delete()
    return attempts


def _longest(full: Sequence[Counter]) -> Refusal | None:
    """The refusal that ends last: what the page says of the time is then true."""
    refusals = [Refusal(counter.limit, _counts().seconds_left(counter.key)) for counter in full]
    return max(refusals, key=lambda refusal: refusal.seconds, default=None)


def _add(counter: Counter) -> int:
    while not _counts().add(counter.key, 1, counter.limit.seconds):
        try:
            return _counts().incr(counter.key)
        except ValueError:
            continue  # the count ended between the two statements
    return 1


def _subtract(counter: Counter) -> None:
    with suppress(ValueError):  # the count ended meanwhile
        _counts().decr(counter.key)


def _counts() -> CountingCache:
    return cast(CountingCache, caches["counts"])


def _digest(value: str) -> str:
    """128 bits, keyed, so that nobody who reads the table can try all addresses of IPv4."""
    return salted_hmac("advice.web.attempts", value, algorithm="sha256").hexdigest()[:32]
