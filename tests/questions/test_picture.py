"""One mark for one person."""

from advice.questions.material import Voice
from advice.questions.picture import PER_ROW, draw
from advice.questions.voices import Tally, tally
from tests.questions.plain import claim


def people(number):
    return tally(claim(Voice(f"person-{index:03}")) for index in range(number))


def test_every_person_has_a_mark_of_their_own_place():
    for number in (1, PER_ROW, PER_ROW + 1, 100):
        picture = draw(people(number))
        assert len({(mark.x, mark.y) for mark in picture.marks}) == number


def test_marks_lie_inside_the_picture():
    picture = draw(people(40))
    assert all(mark.x < picture.width and mark.y < picture.height for mark in picture.marks)


def test_nobody_is_no_picture():
    assert draw(Tally(())).marks == ()
    assert draw(Tally(())).height == 0


def test_marks_show_the_paths_of_the_tally():
    side = tally([claim(Voice("a", path="left")), claim(Voice("b", path="finished"))])
    assert [mark.path for mark in draw(side).marks] == ["finished", "left"]
