"""/healthz says whether the site can answer, and is never kept."""

import pytest
from django.db import connection

from advice.models import Edition


@pytest.mark.django_db
def test_all_is_well(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_database_without_its_data_is_not_well(client):
    Edition.objects.all().delete()
    response = client.get("/healthz")
    assert response.status_code == 503
    assert b"database" in response.content


@pytest.mark.django_db(transaction=True)
def test_a_database_without_its_tables_is_not_well(client):
    with connection.schema_editor() as editor:
        editor.alter_db_table(Edition, "advice_edition", "advice_edition_away")
    try:
        assert client.get("/healthz").status_code == 503
    finally:
        with connection.schema_editor() as editor:
            editor.alter_db_table(Edition, "advice_edition_away", "advice_edition")


@pytest.mark.django_db
def test_it_answers_without_encryption_to_whoever_watches_from_inside(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
