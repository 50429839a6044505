"""An attempt is counted before it is made, and uncounted where it succeeds."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from advice.models import RequestCount
from advice.web.attempts import Counter, Limit, begin, clear, forget

pytestmark = pytest.mark.django_db
NARROW = Counter(Limit("narrow", 2, 60), ("a",))
WIDE = Counter(Limit("wide", 3, 600))


def count(counter: Counter) -> int:
    return sum(RequestCount.objects.filter(key__endswith=counter.key).values_list("count", flat=True))


def test_attempts_are_refused_once_the_limit_is_reached():
    first, second, third = (begin([NARROW, WIDE]) for _ in range(3))
    assert (first.reached, first.refusal) == (None, None)
    assert second.reached.limit == NARROW.limit
    assert second.refusal is None
    assert third.refusal.limit == NARROW.limit
    assert 0 < third.refusal.seconds <= 60


def test_a_refused_attempt_is_not_counted():
    for _ in range(9):
        begin([NARROW, WIDE])
    assert (count(NARROW), count(WIDE)) == (2, 2)


def test_what_is_given_back_can_be_used_again():
    for _ in range(9):
        attempt = begin([NARROW])
        assert attempt.refusal is None
        attempt.give_back()
        attempt.give_back()
    assert count(NARROW) == 0


def test_a_count_ends_with_its_time():
    for _ in range(3):
        begin([NARROW])
    RequestCount.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert begin([NARROW]).refusal is None
    assert count(NARROW) == 1


def test_giving_back_after_the_count_has_ended_changes_nothing():
    attempt = begin([NARROW])
    clear(NARROW)
    attempt.give_back()
    assert count(NARROW) == 0
    attempt = begin([NARROW])
    RequestCount.objects.update(count=0)
    attempt.give_back()
    assert count(NARROW) == 0


def test_of_two_limits_the_one_that_ends_last_is_named():
    begin([WIDE])
    RequestCount.objects.update(count=3)
    begin([NARROW])
    begin([NARROW])
    assert begin([NARROW, WIDE]).refusal.limit == WIDE.limit


def test_counts_are_forgotten_by_value_and_by_prefix():
    other = Counter(NARROW.limit, ("b",))
    for counter in (NARROW, NARROW, other, WIDE):
        begin([counter])
    assert forget("narrow", "a") == 2
    assert (count(NARROW), count(other), count(WIDE)) == (0, 1, 1)
    assert forget("w") == 1
    assert count(WIDE) == 0


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_do_not_pass_a_limit():
    wide = Counter(Limit("wide", 10, 60))

    def attempt(_number):
        try:
            return begin([wide]).refusal is None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(attempt, range(40))) <= 10
    assert count(wide) <= 10
