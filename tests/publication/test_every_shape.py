"""Every kind of page in every shape: there for everybody alike, by edition, to be read only."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import records
from tests.publication.shapes_world import PASSAGE, SUFFIXES, address, world

pytestmark = pytest.mark.django_db
MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "jsonld": "application/ld+json",
    "argdown": "text/plain; charset=utf-8",
}
every_suffix = pytest.mark.parametrize("suffix", SUFFIXES)


@pytest.fixture
def shown():
    return world()


@every_suffix
def test_every_role_reads_every_kind_of_page(client, shown, curator, mentor, suffix):
    for role in (None, mentor, curator):
        visitor = Client()
        if role:
            visitor.force_login(role)
        for record in shown.pages:
            at = address(record, suffix)
            response = visitor.get(at)
            assert response.status_code == 200, (role, at)
            assert response["Content-Type"] == MEDIA_TYPES[suffix]
            assert response["Access-Control-Allow-Origin"] == "*"
            canonical = f'<http://testserver{record.get_absolute_url()}>; rel="canonical"'
            assert response["Link"] == canonical
            assert response.content == client.get(at).content


@every_suffix
def test_who_has_a_shape_is_told_that_it_is_unchanged(client, shown, suffix):
    for record in shown.pages:
        at = address(record, suffix)
        first = client.get(at)
        for known in (first["ETag"], f'"x", {first["ETag"]}', "*"):
            again = client.get(at, headers={"If-None-Match": known})
            assert (again.status_code, again.content) == (304, b""), known
            assert again["ETag"] == first["ETag"]
            assert again["Access-Control-Allow-Origin"] == "*"
    records.person()
    assert client.get(at, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get(f"/claims/none.{suffix}", headers={"If-None-Match": "*"}).status_code == 404


@every_suffix
def test_a_shape_is_only_read(shown, suffix):
    strict = Client(enforce_csrf_checks=True)
    for record in shown.pages:
        at = address(record, suffix)
        head, got = strict.head(at), strict.get(at)
        assert (head.status_code, head.content) == (200, b"")
        assert head["ETag"] == got["ETag"]
        asked = strict.options(at, headers={"Origin": "https://elsewhere.example"})
        assert (asked.status_code, asked.content) == (204, b"")
        assert asked["Allow"] == asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert asked["Access-Control-Allow-Origin"] == "*"
        for method in ("post", "put", "patch", "delete"):
            refused = getattr(strict, method)(at)
            assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_there_are_no_other_shapes(client, shown):
    for record in shown.pages:
        for suffix in ("xml", "jsonl", "csv2", "JSON", "html", "json.md"):
            assert client.get(address(record, suffix), follow=True).status_code == 404, (record, suffix)


@every_suffix
def test_what_is_not_published_has_no_shape(client, shown, suffix):
    for record in shown.pages:
        record.status = "draft"
        record.save()
        assert client.get(address(record, suffix)).status_code == 404, record


@every_suffix
def test_a_page_names_each_shape_of_what_it_shows(client, shown, suffix):
    asked = [(shown.position, "?wants-a-chair=no"), (shown.topic, "?stance=con")]
    for record, query in [*((record, "") for record in shown.pages), *asked]:
        unknown = "&x=y" if query else "?x=y"
        html = client.get(record.get_absolute_url() + query + unknown).content.decode()
        kind = MEDIA_TYPES[suffix].partition(";")[0]
        at = address(record, suffix) + query
        assert f'<link rel="alternate" type="{kind}" href="{at}">' in html
        assert f'<a href="{at}" type="{kind}">' in html
        assert client.get(at).status_code == 200


@every_suffix
def test_the_words_of_a_source_are_only_where_they_always_were(client, shown, suffix):
    for record in shown.pages:
        words = client.get(address(record, suffix)).content.decode()
        assert "Then it rises. " not in words
        if suffix in {"csv", "jsonld", "argdown"}:
            assert PASSAGE not in words, record
    assert PASSAGE in client.get(address(shown.claim, "json")).content.decode()


@every_suffix
def test_behind_a_proxy_every_address_is_the_outer_one(client, shown, settings, suffix):
    settings.ALLOWED_HOSTS = ["advice.example"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for record in shown.pages:
        response = client.get(
            address(record, suffix), headers={"Host": "advice.example", "X-Forwarded-Proto": "https"}
        )
        assert response["Link"] == f'<https://advice.example{record.get_absolute_url()}>; rel="canonical"'
        words = response.content.decode()
        assert "https://advice.example/" in words
        assert "testserver" not in words
        assert "http://advice.example" not in words


@every_suffix
def test_queries_do_not_grow_with_what_is_shown(client, shown, suffix):
    def queries() -> list[int]:
        counts = []
        for record in shown.pages:
            caches["pages"].clear()
            with CaptureQueriesContext(connection) as captured:
                client.get(address(record, suffix))
            counts.append(len(captured))
        return counts

    def grow(number: int) -> None:
        for _ in range(number):
            carried = [records.claim(topics=["Pay"]), shown.claim]
            records.argument(position=shown.position, topic=shown.topic, claims=carried)
            records.claim(source=shown.source)

    grow(1)  # a topic asks once for each stance that there is
    few = queries()
    grow(6)
    assert queries() == few
    assert max(few) <= 20


@every_suffix
def test_a_withdrawn_claim_is_gone_in_every_shape_and_says_why(client, shown, suffix):
    shown.claim.status = "withdrawn"
    shown.claim.withdrawn_reason = "The author took it back."
    shown.claim.replaced_by = shown.other
    shown.claim.save()
    response = client.get(address(shown.claim, suffix))
    words = response.content.decode()
    assert response.status_code == 410
    assert response["Content-Type"] == MEDIA_TYPES[suffix]
    assert "The author took it back." in words
    assert "http://testserver/claims/rises/" in words
    assert not re.search("Beginners|Ada|" + shown.claim.sha256, words)
    page = client.get(shown.claim.get_absolute_url()).content.decode()
    assert f'href="/claims/low.{suffix}"' in page


@every_suffix
def test_what_became_part_of_another_leads_there_in_the_same_shape(client, shown, suffix):
    shown.claim.status = "withdrawn"
    shown.claim.merged_into = shown.other
    shown.claim.save()
    response = client.get(address(shown.claim, suffix) + "?a=b")
    assert (response.status_code, response["Location"]) == (301, f"/claims/rises.{suffix}")
    assert response["Access-Control-Allow-Origin"] == "*"
