"""Emptying the database, as `manage.py flush` does and as tests do after each other: in no order one can rely on."""

import pytest
from django.db import connection

from advice.models import SearchEntry
from tests import records


@pytest.mark.django_db
def test_the_edition_may_go_before_what_is_indexed():
    records.argument("Pay rises.", [records.claim("Pay rose.")])
    assert SearchEntry.objects.exists()
    with connection.cursor() as cursor:
        for table in ("advice_edition", "advice_argumentclaim", "advice_argument"):
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - names of our own tables
    assert set(SearchEntry.objects.values_list("edition", flat=True)) == {0}
