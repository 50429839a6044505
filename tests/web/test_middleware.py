"""Large bodies are refused to strangers before anything parses them."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def parsed(monkeypatch) -> list[str]:
    """The paths of requests whose body has been parsed."""
    found: list[str] = []
    load = WSGIRequest._load_post_and_files
    monkeypatch.setattr(
        WSGIRequest, "_load_post_and_files", lambda request: (found.append(request.path), load(request))[1]
    )
    return found


@pytest.mark.parametrize(
    "path", ["/admin/advice/source/add/", "/shares/", "/accounts/login/", "/nowhere/", "/"]
)
@pytest.mark.parametrize("cookie", ["", "x", "a" * 32])
def test_a_stranger_sends_a_small_form_or_none(client, parsed, path, cookie):
    client.cookies["sessionid"] = cookie
    large = "a=" + "b" * settings.LARGEST_BODY
    response = client.post(path, large, content_type=FORM)
    assert response.status_code == 413
    assert "the limit is 100 kB" in response.content.decode()
    assert not parsed
    assert client.post(path, large[: settings.LARGEST_BODY], content_type=FORM).status_code != 413
    assert parsed


def test_a_file_of_a_stranger_is_not_spooled(client, parsed):
    sent = {"file": SimpleUploadedFile("a.md", b"a" * settings.LARGEST_BODY)}
    assert client.post("/admin/advice/source/add-documents/", sent).status_code == 413
    assert not parsed


def test_a_curator_sends_a_large_form(client, curator):
    client.force_login(curator)
    response = client.post("/admin/advice/source/add/", {"title": "a" * settings.LARGEST_BODY})
    assert response.status_code == 200
    assert "413" not in response.content.decode()
