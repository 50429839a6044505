"""What a reader says of themselves makes claims step back, and removes none."""

import pytest

from advice.questions.procon import lay_out
from tests.questions.plain import ADA, ADVISOR, BEN, argument, claim, material, only_if


def everything(page):
    return {entry.claim.key for row in page.rows for point in row.points for entry in point.statements}


@pytest.mark.parametrize(("answer", "steps_back"), [(True, False), (False, True), (None, False)])
@pytest.mark.parametrize("needed", [True, False])
def test_a_claim_steps_back_only_before_a_reader_of_whom_the_opposite_is_true(needed, answer, steps_back):
    said = {} if answer is None else {"teach": answer == needed}
    page = lay_out(material(argument("pro", claim(conditions=only_if("teach", needed)))), said)
    assert page.rows[0].pro[0].statements[0].steps_back is steps_back


def test_nothing_vanishes_whatever_the_reader_says():
    stuff = material(
        argument("pro", claim(conditions=only_if("teach")), claim(BEN)),
        argument("con", claim(conditions=only_if("visa", False)), topic=ADVISOR),
        argument("depends", claim(conditions=only_if("teach", False))),
    )
    for answers in ({}, {"teach": True}, {"teach": False}, {"teach": False, "visa": True}, {"other": True}):
        assert everything(lay_out(stuff, answers)) == everything(lay_out(stuff))


def test_a_claim_that_steps_back_says_why_and_comes_last():
    apart, plain = claim(ADA, conditions=only_if("teach")), claim(BEN)
    point = lay_out(material(argument("pro", apart, plain)), {"teach": False}).rows[0].pro[0]
    assert [entry.claim for entry in point.statements] == [plain, apart]
    assert [reason.words for reason in point.statements[1].against] == ["teach: True"]
    assert (point.voices, point.voices_back) == (1, 1)


def test_a_claim_that_speaks_to_the_reader_says_so():
    page = lay_out(material(argument("pro", claim(conditions=only_if("teach")))), {"teach": True})
    statement = page.rows[0].pro[0].statements[0]
    assert [entry.situation for entry in statement.fits] == ["teach"]


def test_one_condition_that_is_not_met_is_enough():
    both = only_if("teach") + only_if("visa")
    page = lay_out(material(argument("pro", claim(conditions=both))), {"teach": True, "visa": False})
    statement = page.rows[0].pro[0].statements[0]
    assert statement.steps_back
    assert [entry.situation for entry in statement.against] == ["visa"]


def test_somebody_with_another_claim_that_applies_keeps_their_voice():
    claims = claim(ADA, conditions=only_if("teach")), claim(ADA)
    page = lay_out(material(argument("pro", *claims)), {"teach": False})
    assert (page.pro.count, page.rows[0].pro[0].voices_back, page.claims_back) == (1, 0, 1)


def test_an_argument_steps_back_behind_the_others_when_no_claim_of_it_applies():
    strong = argument("pro", claim(ADA, conditions=only_if("teach")), claim(BEN, conditions=only_if("teach")))
    weak = argument("pro", claim(ADA))
    cell = lay_out(material(strong, weak), {"teach": False}).rows[0].pro
    assert [point.argument for point in cell] == [weak, strong]
    assert [point.steps_back for point in cell] == [False, True]
    assert [reason.words for reason in cell[1].reasons] == ["teach: True"]


def test_a_consideration_steps_back_behind_the_others_when_none_of_its_arguments_applies():
    gone = argument("con", claim(ADA, conditions=only_if("teach")), claim(BEN, conditions=only_if("teach")))
    page = lay_out(material(gone, argument("pro", claim(ADA), topic=ADVISOR)), {"teach": False})
    assert [row.topic.name for row in page.rows] == ["Advisor", "Pay"]
    assert page.rows[1].steps_back


def test_voices_of_a_side_are_those_of_claims_that_apply():
    page = lay_out(
        material(argument("con", claim(ADA), claim(BEN, conditions=only_if("teach")))), {"teach": False}
    )
    assert page.con.count == 1
    assert page.people.count == 2


def test_the_page_asks_what_its_claims_depend_on_the_most_needed_first():
    stuff = material(
        argument("pro", claim(conditions=only_if("visa")), claim(conditions=only_if("visa", False))),
        argument("con", claim(conditions=only_if("teach"))),
    )
    assert lay_out(stuff).depends_on == ("visa", "teach")
