"""A longer page, more links and more answers take no more queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advice.models import Position
from tests import records

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def grow(position: Position) -> dict[str, str]:
    marks = {}
    for number in range(8):
        topic = records.topic(f"More {number}")
        situation = records.situation()
        claims = [records.claim(speaker=records.person()) for _ in range(2)]
        claims[0].conditions.create(situation=situation, answer=True)
        records.argument(claims=claims, position=position, key=f"more-{number}", topic=topic)
        marks[f"do-it--more-{number}-reaction"] = "matters"
    return marks


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("whole", [False, True])
def test_pages_of_one_link(hand, mentoring, position, frozen, whole):
    setup = {"frozen": frozen, "subject": position.question if whole else position}
    small = hand(**setup)
    small.answer(leaning="0", step="send")
    marks = grow(position)
    if whole:
        records.argument(position=records.position(question=position.question, slug="other"))
    large = hand(**setup)
    large.answer(**marks, leaning="0", step="send")
    for page in ("", "page.md"):
        assert queries(large.mentee, large.page + page) <= queries(small.mentee, small.page + page)
    mentoring.get(large.mentors_page)  # content types are looked up once in a process
    for page in ("", "preview/", "edit/"):
        assert queries(mentoring, large.mentors_page + page) <= queries(mentoring, small.mentors_page + page)


def test_keeping_many_marks_takes_as_many_queries_as_keeping_one(hand, position):
    marks = grow(position)
    handed = hand()
    counts = []
    for data in ({"do-it--doors-reaction": "matters"}, marks):
        handed.answer(**data)
        with CaptureQueriesContext(connection) as captured:
            handed.answer(**data)
        counts.append(len(captured))
    assert counts[1] <= counts[0]


def test_the_list_of_links(hand, mentoring):
    hand()
    before = queries(mentoring, "/shares/")
    for _ in range(5):
        hand()
    assert queries(mentoring, "/shares/") == before
