"""A page knows its parameters; all others are ignored, and one query has one canonical form."""

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.forms import ChoiceField, IntegerField, MultipleChoiceField
from django.http import HttpRequest
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from advice.publication.parameters import keep_known
from tests import records

FIELDS = {
    "sort": ChoiceField(choices=[("voices", ""), ("newest", "")], initial="voices"),
    "page": IntegerField(initial=1),
    "topic": MultipleChoiceField(choices=[("a", ""), ("b", "")]),
}


def asked(query: str) -> HttpRequest:
    return RequestFactory().get(f"/?{query}")


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("x=1&utm_source=y&x=2&[]=&=", ""),
        ("page=2&x=1&sort=newest", "sort=newest&page=2"),
        ("sort=newest&page=2", "sort=newest&page=2"),
        ("sort=&page=&topic=", ""),
        ("sort=voices&page=1", ""),
        ("page=0002", "page=2"),
        ("page=%202.0", "page=2"),
        ("topic=b&topic=a&topic=&topic=b", "topic=b&topic=a"),
        ("sort=&sort=newest", "sort=newest"),
        ("sort=best&page=many", "sort=best&page=many"),
        ("SORT=newest", ""),
    ],
)
def test_a_query_has_one_canonical_form(query, canonical):
    request = asked(query)
    assert keep_known(request, FIELDS, 1) == canonical
    assert request.GET.urlencode() == canonical
    assert request.get_full_path() == ("/?" + canonical if canonical else "/")
    assert request.build_absolute_uri().endswith(request.get_full_path())


@pytest.mark.parametrize("query", ["sort=newest&sort=newest", "page=1&page=2", "x=1&page=x&page=y"])
def test_a_parameter_that_has_one_value_is_not_repeated(query):
    with pytest.raises(BadRequest, match="only once"):
        keep_known(asked(query), FIELDS, 1)


def test_what_is_known_may_depend_on_the_edition():
    assert keep_known(asked("page=2"), lambda edition: FIELDS if edition == 7 else {}, 7) == "page=2"
    assert keep_known(asked("page=2"), lambda edition: FIELDS if edition == 7 else {}, 8) == ""


def test_a_view_that_refuses_unknown_parameters_gets_them_all():
    request = asked("y=2&x=1&y=1")
    assert keep_known(request, None, 1) == "x=1&y=2&y=1"
    assert request.GET.getlist("y") == ["2", "1"]


@pytest.fixture
def position(db):
    records.situation("teaches", slug="teach")
    return records.argument().position


def test_a_situation_is_a_parameter_as_long_as_it_is_published(client, position):
    at = position.get_absolute_url()
    assert client.get(f"{at}?boat=no")["ETag"] == client.get(at)["ETag"]
    boat = records.situation("owns a boat", slug="boat")
    assert client.get(f"{at}?boat=no")["ETag"] != client.get(at)["ETag"]
    assert client.get(f"{at}?boat=maybe").status_code == 400
    boat.status = "withdrawn"
    boat.save()
    assert client.get(f"{at}?boat=no")["ETag"] == client.get(at)["ETag"]


def test_the_order_of_the_answers_makes_no_other_page_and_a_kept_one_takes_one_query(client, position):
    at = position.get_absolute_url()
    first = client.get(f"{at}?sort=newest&teach=no")
    with CaptureQueriesContext(connection) as captured:
        second = client.get(f"{at}?x=1&teach=no&open=&sort=newest&y=2")
    assert (second["ETag"], second.content) == (first["ETag"], first.content)
    assert len(captured) == 1


@pytest.mark.parametrize("at", ["/questions/", "/search/", "/feeds/claims.atom", "/api/v1/claims"])
def test_a_huge_query_is_a_400(client, db, at):
    assert client.get(f"{at}?" + "&".join(f"x{number}=1" for number in range(5_000))).status_code == 400
    assert client.get(f"{at}?" + "x=1&" * 5_000).status_code == 400


def test_a_large_query_without_a_known_parameter_is_the_plain_page(client, position):
    at = position.get_absolute_url()
    query = "&".join(f"x{number}=1" for number in range(3_999))
    assert client.get(f"{at}?{query}")["ETag"] == client.get(at)["ETag"]


@pytest.mark.parametrize("query", ["?sort=newest&sort=newest", "?teach=no&teach=no"])
def test_a_repeated_parameter_is_a_400_with_a_sentence(client, position, query):
    response = client.get(position.get_absolute_url() + query)
    assert response.status_code == 400
    assert "can be given only once" in response.content.decode()


def test_a_refused_value_is_refused_before_the_claims_are_read(client, position):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{position.get_absolute_url()}?teach=maybe").status_code == 400
    assert len(captured) <= 4
