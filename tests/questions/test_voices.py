"""A person is one voice, whatever they say and however often."""

from advice.questions.material import Voice
from advice.questions.procon import lay_out
from advice.questions.voices import tally
from tests.questions.plain import ADA, BEN, CLEO, argument, claim, first_hand, material


def test_somebody_with_many_claims_is_one_voice_on_a_side():
    page = lay_out(material(argument("pro", claim(ADA), claim(ADA)), argument("pro", claim(ADA))))
    assert page.pro.count == 1
    assert page.rows[0].pro[0].voices == 1


def test_splitting_an_argument_in_two_does_not_raise_the_count():
    whole = lay_out(material(argument("con", claim(ADA), claim(BEN))))
    split = lay_out(material(argument("con", claim(ADA)), argument("con", claim(BEN), claim(ADA))))
    assert whole.con.count == split.con.count == 2


def test_somebody_who_sees_both_sides_stands_on_both_and_is_one_person():
    page = lay_out(material(argument("pro", claim(ADA)), argument("con", claim(ADA), claim(BEN))))
    assert (page.pro.count, page.con.count, page.depends.count) == (1, 2, 0)
    assert page.everybody.count == 2


def test_paths_are_counted_by_person_in_the_order_of_paths_and_without_empty_ones():
    people = [CLEO, ADA, BEN, Voice("dora", "Dora", path="finished"), Voice("eve", "Eve")]
    counted = tally(claim(person) for person in [*people, ADA])
    assert counted.paths == (("finished", 2), ("left", 1), ("never", 1), ("unknown", 1))
    assert sum(number for _path, number in counted.paths) == counted.count == 5


def test_a_path_that_nobody_knows_counts_as_unknown():
    assert tally([claim(Voice("zoe", path="teleported"))]).paths == (("unknown", 1),)


def test_first_hand_counts_people_who_tell_of_themselves():
    page = lay_out(material(argument("pro", first_hand(ADA), first_hand(ADA), claim(BEN))))
    point = page.rows[0].pro[0]
    assert (point.voices, point.first_hand, point.first_hand_only) == (2, 1, False)


def test_experience_passed_on_by_somebody_else_is_not_first_hand():
    page = lay_out(material(argument("pro", first_hand(ADA, reported=True))))
    point = page.rows[0].pro[0]
    assert (point.first_hand, point.first_hand_only, point.reported_only) == (0, False, True)
