"""How often one may ask, counted by all processes together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from advice.models import RequestCount
from advice.web.networks import UNKNOWN
from advice.web.rate_limit import ANSWERING, MAKING, OPENING, client_address


def most(rate: str) -> int:
    return int(rate.partition("/")[0])


@pytest.mark.django_db
def test_tokens_cannot_be_tried_without_end():
    client = Client(REMOTE_ADDR="192.0.2.1")
    statuses = [client.get(f"/s/{'x' * 43}/").status_code for _ in range(most(OPENING) + 1)]
    assert statuses == [404] * most(OPENING) + [429]
    blocked = client.get(f"/s/{'x' * 43}/")
    assert 0 < int(blocked["Retry-After"]) <= 65
    assert "try again" in blocked.content.decode()
    assert Client(REMOTE_ADDR="192.0.2.2").get(f"/s/{'x' * 43}/").status_code == 404


@pytest.mark.django_db
def test_answers_are_not_kept_without_end(handed):
    counts = RequestCount.objects
    handed.answer(leaning="1")
    counts.update(count=most(ANSWERING))
    assert handed.answer(leaning="2").status_code == 429
    assert handed.mentee.get(handed.page).status_code == 200


@pytest.mark.django_db
def test_links_are_not_made_without_end(handed, mentoring):
    replace = f"{handed.mentors_page}replace/"
    assert mentoring.post(replace).status_code == 200
    RequestCount.objects.update(count=most(MAKING))
    assert mentoring.post(replace).status_code == 429


@pytest.mark.django_db
def test_an_address_is_kept_as_a_digest_and_not_for_long():
    Client(REMOTE_ADDR="192.0.2.77").get(f"/s/{'x' * 43}/")
    (row,) = RequestCount.objects.all()
    assert "192.0.2.77" not in row.key
    assert row.expires_at - timezone.now() < timedelta(minutes=2)


@pytest.mark.django_db
def test_counts_that_are_over_are_deleted():
    RequestCount.objects.create(pk="old", count=3, expires_at=timezone.now() - timedelta(seconds=1))
    counts = caches["counts"]
    assert counts.get("old") is None
    assert counts.add("new", 1, 60)
    assert not RequestCount.objects.filter(pk="old").exists()


@pytest.mark.django_db
def test_the_cache_counts():
    counts = caches["counts"]
    assert counts.add("a", 1, 60)
    assert not counts.add("a", 1, 60)
    assert counts.incr("a") == 2
    assert counts.get("a") == 2
    assert counts.get("b", 0) == 0
    with pytest.raises(ValueError, match="no count"):
        counts.incr("b")


@pytest.mark.django_db(transaction=True)
def test_requests_at_the_same_moment_are_all_counted():
    def count(_):
        try:
            counts = caches["counts"]
            return 1 if counts.add("together", 1, 60) else counts.incr("together")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(count, range(40)))
    assert caches["counts"].get("together") == 40
    assert sorted(seen) == list(range(1, 41))


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "remote", "seen"),
    [
        (False, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (True, "203.0.113.9", "127.0.0.1", "203.0.113.9"),
        (True, "198.51.100.7, 203.0.113.9", "127.0.0.1", "203.0.113.9"),
        (True, "nonsense", "127.0.0.1", "127.0.0.1"),
        (True, "", "127.0.0.1", "127.0.0.1"),
        (True, "2001:db8::1", "127.0.0.1", "2001:db8::1"),
        (False, "", "", UNKNOWN),
        (False, "", "unix:", UNKNOWN),
    ],
)
def test_whose_request_it_is(settings, behind_proxy, forwarded, remote, seen):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=remote)
    assert client_address(request) == seen
