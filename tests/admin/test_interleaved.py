"""Edits of the same records that come between one another: none is lost (bench/curators.py runs 1,000 of them)."""

import random

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from bench.curators import Curator, lost, make_records, texts, ways

EDITS = 15
"""Edits of each curator."""


def someone(number):
    user = User.objects.create_user(f"curator-{number}", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    client = Client()
    client.force_login(user)
    return Curator(number, client)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_no_edit_is_lost_in_silence(seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    found = make_records()
    curators = [someone(number) for number in range(2)]
    choices = ways(*found)
    left = {curator.number: EDITS for curator in curators}
    at_work = {}
    while left or at_work:
        curator = chance.choice(curators)
        edit = at_work.get(curator.number)
        if edit is None:
            if not left.get(curator.number):
                left.pop(curator.number, None)
                continue
            left[curator.number] -= 1
            edit = at_work[curator.number] = curator.edit(*chance.choice(choices))
        if next(edit, "done") == "done":
            del at_work[curator.number]
    assert sum(sum(curator.saved.values()) for curator in curators) == 2 * EDITS
    assert lost(texts(*found), curators) == 0
    assert sum(curator.told for curator in curators) > 3  # else nothing came between anything


@pytest.mark.django_db
def test_a_lost_edit_is_seen():
    found = make_records()
    curator = someone(0)
    for record, open_form in ways(*found)[:1]:
        assert list(curator.edit(record, open_form)) == [None]
    found[0].text = "0:0 1:0"
    found[0].save()
    assert lost(texts(*found), [curator]) == 1
