"""Error pages: one sentence on what happened, one on what to do, and nothing that can fail again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from advice import errors


def test_a_failure_is_told_without_touching_the_database():
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something failed on our side" in answer.content.decode()


def test_a_host_that_is_not_ours_gets_a_plain_400(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "elsewhere.example" not in answer.content.decode()


@pytest.mark.django_db
def test_what_is_not_allowed_says_why(rf):
    request = rf.get("/")
    answer = errors.permission_denied(request, PermissionDenied("Only mentors may make links."))
    assert answer.status_code == 403
    assert "Only mentors may make links." in answer.content.decode()
