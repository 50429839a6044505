"""Every address × role × method against one declared table. What is not declared is a failure."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from advice.sharing import urls
from advice.sharing.privacy import PREFIXES
from tests.routes import routes

pytestmark = pytest.mark.django_db
ROLES = (
    "stranger",
    "mentee",
    "other mentee",
    "owner",
    "other mentor",
    "contributor",
    "curator",
    "administrator",
)
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
LOGIN = "sign in"
"""Sent to the sign-in page."""
READ, READ_AND_WRITE, WRITE = ("get", "head"), ("get", "head", "post"), ("post",)

# Name of an address → its methods, and for every role the status of each of them (others are 405).
MENTEES = dict.fromkeys(ROLES, 404) | {"mentee": 200}
MENTEES_FORM = MENTEES | {"mentee": 302}
MENTORS = {
    "stranger": LOGIN,
    "mentee": LOGIN,
    "other mentee": LOGIN,
    "owner": 200,
    "other mentor": 404,
    "contributor": 403,
    "curator": 404,
    "administrator": 404,
}
MENTORS_FORM = MENTORS | {"owner": 302}
OF_ANY_MENTOR = MENTORS | {"other mentor": 200, "curator": 200, "administrator": 200}
TABLE = {
    "share-open": (READ_AND_WRITE, dict.fromkeys(ROLES, 200), dict.fromkeys(ROLES, 302)),
    "shared": (READ, MENTEES, None),
    "shared-begin": (WRITE, None, MENTEES_FORM),
    "shared-answer": (WRITE, None, MENTEES_FORM),
    "shared-delete": (READ_AND_WRITE, MENTEES, MENTEES_FORM),
    "shared-close": (WRITE, None, MENTEES_FORM),
    "shared-markdown": (READ, MENTEES, None),
    "shares": (READ, OF_ANY_MENTOR, None),
    "share-question": (READ_AND_WRITE, OF_ANY_MENTOR, OF_ANY_MENTOR),
    "share-position": (READ_AND_WRITE, OF_ANY_MENTOR, OF_ANY_MENTOR),
    "share": (READ, MENTORS, None),
    "share-preview": (READ, MENTORS, None),
    "share-edit": (READ_AND_WRITE, MENTORS, MENTORS),
    "share-extend": (WRITE, None, MENTORS_FORM),
    "share-revoke": (READ_AND_WRITE, MENTORS, MENTORS_FORM),
    "share-replace": (READ_AND_WRITE, MENTORS, MENTORS),
    "share-delete": (READ_AND_WRITE, MENTORS, MENTORS_FORM),
}
NOBODY = dict.fromkeys(ROLES, LOGIN) | {"contributor": 403, "curator": 403, "administrator": 403}
OVERSEERS = NOBODY | {"administrator": 200}
# The admin's pages of links, by the end of their address. Those who are no staff are sent to sign in as such.
ADMIN = {
    "": OVERSEERS,
    "{pk}/change/": OVERSEERS,
    "{pk}/history/": OVERSEERS,
    "{pk}/delete/": OVERSEERS,
    "add/": NOBODY,
}


@pytest.fixture
def clients(handed, hand, mentor, other_mentor, curator, administrator, django_user_model):
    from django.contrib.auth.models import Group

    contributor = django_user_model.objects.create_user("contributor", is_staff=True)
    contributor.groups.add(Group.objects.get(name="contributor"))
    users = {
        "owner": mentor,
        "other mentor": other_mentor,
        "contributor": contributor,
        "curator": curator,
        "administrator": administrator,
    }
    clients = {"stranger": Client(), "mentee": handed.mentee, "other mentee": hand(label="Dora").mentee}
    for role, user in users.items():
        clients[role] = Client()
        clients[role].force_login(user)
    return clients


def address(pattern: URLPattern, handed) -> str:
    parts = {
        "token": handed.token,
        "reference": handed.link.reference,
        "question": handed.link.about.slug,
        "position": handed.link.position.slug,
    }
    return "/" + re.sub(r"<\w+:(\w+)>", lambda match: parts[match[1]], str(pattern.pattern))


def expected(name: str, role: str, method: str):
    methods, reading, writing = TABLE[name]
    if method not in methods:
        return 405
    return writing[role] if method == "post" else reading[role]


def test_every_address_is_in_the_table():
    everywhere = list(routes(get_resolver().url_patterns))
    private = [pattern for route, pattern in everywhere if route.startswith(PREFIXES)]
    assert private == urls.urlpatterns, "an address under /s/ or /shares/ that sharing does not declare"
    assert len(private) == len(TABLE) == 17
    assert {pattern.name for pattern in private} == TABLE.keys()


def test_every_address_of_the_admin_is_in_the_table():
    found = {
        re.sub(r"<path:object_id>", "{pk}", route.removeprefix("/admin/advice/sharelink/"))
        for route, _pattern in routes(get_resolver().url_patterns)
        if route.startswith("/admin/advice/sharelink/")
    }
    # The last one only leads addresses of old to the page of the link.
    assert found == ADMIN.keys() | {"{pk}/"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("end", ADMIN)
def test_each_role_gets_what_the_table_says_in_the_admin(end, role, clients, handed):
    at = "/admin/advice/sharelink/" + end.format(pk=handed.link.pk)
    wanted = ADMIN[end][role]
    for method in ("get", "head"):
        response = getattr(clients[role], method)(at)
        status = LOGIN if response.status_code == 302 and "login" in response["Location"] else None
        assert (status or response.status_code) == wanted, f"{role} {method} {at}: {response.status_code}"
    if wanted != 200:
        clients[role].post(at, {"post": "yes", "label": "Mine"})
        handed.link.refresh_from_db()
        assert handed.link.label == "Cleo"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda pattern: pattern.name)
def test_each_role_gets_what_the_table_says(pattern, role, clients, handed):
    at = address(pattern, handed)
    for method in METHODS:
        response = getattr(clients[role], method)(at)
        wanted = expected(pattern.name, role, method)
        if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
            assert wanted == LOGIN, f"{role} {method} {at}: asked to sign in"
            continue
        assert response.status_code == wanted, f"{role} {method} {at}: {response.status_code}, not {wanted}"
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"owner", "mentee"}])
def test_who_may_not_see_changes_nothing_either(role, clients, handed):
    handed.answer(**{"do-it--doors-reaction": "matters"}, step="send")
    handed.link.refresh_from_db()
    before = {
        name: getattr(handed.link, name)
        for name in ("note", "token_sha256", "expires_at", "revoked_at", "answered_at")
    }
    for pattern in urls.urlpatterns:
        if pattern.name != "share-open":
            clients[role].post(address(pattern, handed), {"label": "Mine", "note": "Mine"})
    handed.link.refresh_from_db()
    assert {name: getattr(handed.link, name) for name in before} == before
    assert handed.link.answers.count() == 2
