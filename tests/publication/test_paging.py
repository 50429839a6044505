"""A chain of querysets reads like their lists put together, and a page is a slice of it."""

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict

from advice.models import Person
from advice.publication.paging import Chain, PageForm, page_of
from tests import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> Chain:
    for path, number in (("finished", 3), ("left", 0), ("never", 4)):
        for _ in range(number):
            records.person(path=path)
    return Chain([Person.objects.filter(path=path).order_by("pk") for path in ("finished", "left", "never")])


def test_slices_are_those_of_the_whole(chain):
    whole = list(Person.objects.order_by("pk"))
    assert len(chain) == len(whole) == 7
    assert chain[4] == whole[4]
    for start in range(9):
        for stop in range(start, 10):
            assert list(chain[start:stop]) == whole[start:stop]


def test_pages_cover_everything_once(chain):
    found = [person for number in (1, 2, 3) for person in page_of(chain, number, 3)]
    assert found == list(Person.objects.order_by("pk"))


def test_the_first_page_is_there_even_where_it_is_empty():
    assert list(page_of([], None, 3)) == []


def test_beyond_the_last_page_is_a_404(chain):
    with pytest.raises(Http404):
        page_of(chain, 4, 3)


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "9" * 5000, "١٢x"])
def test_what_is_not_the_number_of_a_page_is_a_400(value):
    with pytest.raises(BadRequest):
        PageForm.of(QueryDict(f"page={value}"))


def test_a_number_and_none_are_fine():
    assert PageForm.of(QueryDict("page=7")) == {"page": 7}
    assert PageForm.of(QueryDict("")) == {"page": None}
