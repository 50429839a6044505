"""Pages by edition: 304 before the view runs, kept until the edition moves, never shared where they are personal."""

import gzip

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.forms import CharField, Field
from django.http import HttpResponse
from django.test import RequestFactory

from advice.publication.pages import public_answer, public_page
from tests import records

pytestmark = pytest.mark.django_db
BODY = "A page. " * 200


class View:
    """Counts how often it runs."""

    def __init__(self, keep: bool = True, status: int = 200, **known: Field) -> None:
        self.runs = 0
        self.status = status
        self.respond = (public_page if keep else public_answer)(self._respond, known)

    def _respond(self, request) -> HttpResponse:
        self.runs += 1
        return HttpResponse(f"{BODY}{self.runs}", status=self.status)


def get(path: str = "/", **headers: str):
    return RequestFactory().get(path, headers=headers)


def test_a_page_is_rendered_once_an_edition():
    view = View()
    first = view.respond(get())
    assert view.respond(get()).content == first.content
    assert view.runs == 1


def test_a_change_is_seen_by_the_very_next_request():
    view = View()
    before = view.respond(get())
    records.person()
    after = view.respond(get())
    assert view.runs == 2
    assert after["ETag"] != before["ETag"]


def test_who_has_the_page_is_answered_304_before_the_view_runs():
    view = View(keep=False)
    etag = view.respond(get())["ETag"]
    response = view.respond(get(**{"If-None-Match": f'"other", {etag}'}))
    assert response.status_code == 304
    assert response["ETag"] == etag
    assert not response.content
    assert view.runs == 1
    records.person()
    assert view.respond(get(**{"If-None-Match": etag})).status_code == 200


@pytest.mark.parametrize("other", ["/?a=1", "/b/"])
def test_pages_of_different_addresses_are_different_pages(other):
    view = View(a=CharField())
    assert view.respond(get())["ETag"] != view.respond(get(other))["ETag"]
    assert view.runs == 2


def test_hosts_do_not_share_a_page(settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    view = View()
    view.respond(get(host="one.example"))
    view.respond(get(host="two.example"))
    assert view.runs == 2


def test_a_visitor_with_a_session_gets_a_page_of_their_own():
    view = View()
    view.respond(get())
    request = get()
    request.session = SessionStore()
    request.session["anything"] = "kept"
    request.session.save()
    request.COOKIES["sessionid"] = request.session.session_key
    response = view.respond(request)
    assert view.runs == 2
    assert "private" in response["Cache-Control"]
    assert "ETag" not in response
    view.respond(get())
    assert view.runs == 2


def test_a_compressed_page_is_the_same_page():
    view = View()
    plain = view.respond(get())
    zipped = view.respond(get(**{"Accept-Encoding": "br, gzip"}))
    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["ETag"] == plain["ETag"]
    assert len(zipped.content) < len(plain.content) / 5


def test_any_version_is_known_where_there_is_one():
    view, missing = View(), View(status=404)
    assert view.respond(get(**{"If-None-Match": "*"})).status_code == 304
    assert missing.respond(get("/missing/", **{"If-None-Match": "*"})).status_code == 404


def test_an_error_is_not_kept():
    view = View(status=404)
    view.respond(get())
    response = view.respond(get())
    assert view.runs == 2
    assert "ETag" not in response


def test_a_form_that_is_sent_runs_the_view():
    view = View()
    view.respond(get())
    view.respond(RequestFactory().post("/"))
    assert view.runs == 2


def test_answers_with_many_addresses_are_not_kept():
    view = View(keep=False)
    view.respond(get())
    view.respond(get())
    assert view.runs == 2


def test_a_304_says_no_length(client):
    page = client.get("/questions/")
    again = client.get("/questions/", headers={"if-none-match": page["ETag"]})
    assert again.status_code == 304
    assert "Content-Length" not in again
    assert int(page["Content-Length"]) == len(page.content)


def test_head_is_answered_like_get_and_by_the_same_page():
    view = View()
    head = view.respond(RequestFactory().head("/"))
    assert view.respond(get())["ETag"] == head["ETag"]
    assert view.runs == 1


@pytest.mark.parametrize("query", [True, False], ids=["a query", "a port"])
def test_addresses_without_number_never_push_out_a_page(settings, query):
    settings.USUAL_HOSTS = {"testserver"}
    view = View(a=CharField())
    view.respond(get())
    for number in range(1, 601):
        view.respond(get(f"/?a={number}") if query else get(host=f"testserver:{number}"))
    assert view.runs == 601
    view.respond(get())
    assert view.runs == 601
