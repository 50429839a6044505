"""What the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from advice.models import Answers, ArrangedArgument, Mark, PresetSituation, ShareLink, StatedSituation

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(mentor, position) -> ShareLink:
    return ShareLink.objects.create(token_sha256="a" * 64, owner=mentor, position=position, label="Cleo")


@pytest.fixture
def answers(link) -> Answers:
    return Answers.objects.create(link=link)


def refused(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "fields",
    [
        {"position": None},
        {"question": "the same"},
        {"token_sha256": "a" * 43},
        {"token_sha256": ""},
        {"label": ""},
        {"note": "x" * 5001},
        {"frozen": True},
        {"snapshot": {"slug": "x"}},
        {"expires_at": timezone.now() - timedelta(days=1)},
        {"answered_at": timezone.now()},
    ],
    ids=lambda fields: next(iter(fields)),  # times differ from one test process to the next
)
def test_a_link_that_makes_no_sense(link, position, fields):
    values = fields | ({"question": position.question} if "question" in fields else {})
    assert refused(lambda: ShareLink.objects.filter(pk=link.pk).update(**values))


def test_a_token_is_of_one_link(link, mentor, position):
    assert refused(
        lambda: ShareLink.objects.create(token_sha256="a" * 64, owner=mentor, position=position, label="Dora")
    )


def test_an_argument_is_pinned_or_left_out_once_and_only_pins_have_lines(link, position):
    place = {"link": link, "position": position, "argument": "doors"}
    assert refused(lambda: ArrangedArgument.objects.create(**place, treatment="left_out", line="Because"))
    ArrangedArgument.objects.create(**place, treatment="pinned", line="Because")
    assert refused(lambda: ArrangedArgument.objects.create(**place, treatment="left_out"))


def test_situations_are_answered_once(link, answers):
    PresetSituation.objects.create(link=link, situation="professor", holds=True)
    assert refused(lambda: PresetSituation.objects.create(link=link, situation="professor", holds=False))
    StatedSituation.objects.create(answers=answers, situation="professor", holds=True)
    assert refused(
        lambda: StatedSituation.objects.create(answers=answers, situation="professor", holds=False)
    )


def test_a_mentee_has_one_sheet_and_one_copy(link, answers):
    assert refused(lambda: Answers.objects.create(link=link))
    Answers.objects.create(link=link, sent=True)
    assert refused(lambda: Answers.objects.create(link=link, sent=True))


@pytest.mark.parametrize("side", ["before", "after"])
def test_leanings_are_on_the_scale_or_to_a_position(link, answers, position, side):
    def lean(value, to):
        Answers.objects.filter(pk=answers.pk).update(
            **{f"leaning_{side}": value, f"leaning_{side}_to": position.pk if to else None}
        )

    for value, to in [(3, False), (-3, False), (1, True)]:
        assert refused(lambda value=value, to=to: lean(value, to))
    for value, to in [(2, False), (-2, False), (None, True), (None, False)]:
        assert not refused(lambda value=value, to=to: lean(value, to))


@pytest.mark.parametrize(
    ("reaction", "weight", "fits"),
    [
        ("matters", 1, True),
        ("matters", 3, True),
        ("matters", None, False),
        ("matters", 4, False),
        ("not_me", None, True),
        ("not_me", 1, False),
        ("question", 2, False),
        ("love", None, False),
    ],
)
def test_what_matters_has_a_weight_and_nothing_else_has(answers, position, reaction, weight, fits):
    def make():
        Mark.objects.create(
            answers=answers, position=position, argument="doors", reaction=reaction, weight=weight
        )

    assert refused(make) is not fits


def test_a_mark_is_made_once(answers, position):
    mark = {"answers": answers, "position": position, "argument": "doors", "reaction": "not_me"}
    Mark.objects.create(**mark)
    assert refused(lambda: Mark.objects.create(**mark))


def test_nothing_that_names_a_row_tells_what_is_in_it(hand, position):
    """Django shows these names to whoever deletes a related record."""
    handed = hand(label="Cleopatra", note="Secret")
    handed.answer(**{"do-it--doors-reaction": "question", "do-it--doors-words": "Whispered"}, step="send")
    named = [
        str(row)
        for model in (ShareLink, Answers, Mark, ArrangedArgument, PresetSituation, StatedSituation)
        for row in model.objects.all()
    ]
    assert named
    assert not any(word in name for name in named for word in ("Cleopatra", "Secret", "Whispered"))


def test_handing_a_page_over_is_no_change_of_the_knowledge(hand, position):
    from advice.publication.models import Edition

    before = Edition.current()
    hand().answer(leaning="1", step="send")
    assert Edition.current() == before
