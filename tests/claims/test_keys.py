"""Two curators at once get two numbers."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from advice.claims.keys import save_with_new_key
from advice.models import Claim, Source
from tests import records


@pytest.mark.django_db(transaction=True)
def test_numbers_of_curators_at_once():
    source = records.source(slug="busy")

    def add(number: int) -> None:
        try:
            save_with_new_key(
                Claim(source=Source.objects.get(pk=source.pk), text=f"Claim {number}", kind="opinion")
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as curators:
        list(curators.map(add, range(40)))
    keys = sorted(Claim.objects.values_list("key", flat=True))
    assert keys == [f"busy-{number:03}" for number in range(1, 41)]
