"""Positions side by side."""

from advice.questions.comparison import Choice, compare, facts
from tests.questions.plain import ADA, ADVISOR, BEN, CLEO, PAY, argument, claim, material, only_if


def choice(key, *arguments, **fields):
    return Choice(key, key.title(), f"/{key}/", material(*arguments), **fields)


def cell(comparison, topic, key):
    line = next(line for line in comparison.lines if line.topic == topic)
    return {side.stance: side for side in next(cell for cell in line.cells if cell.choice.key == key).sides}


def test_a_cell_holds_the_argument_with_most_voices_either_way_and_how_many_more_there_are():
    study = choice(
        "study",
        argument("pro", claim(ADA), text="weaker"),
        argument("pro", claim(ADA), claim(BEN), text="stronger"),
        argument("con", claim(CLEO), text="against"),
    )
    sides = cell(compare([study]), PAY, "study")
    assert (sides["pro"].point.argument.text, sides["pro"].more) == ("stronger", 1)
    assert (sides["con"].point.argument.text, sides["con"].more) == ("against", 0)
    assert "depends" not in sides


def test_every_line_has_a_cell_for_every_position_and_an_empty_one_where_nobody_speaks():
    comparison = compare([choice("study", argument()), choice("work", argument(topic=ADVISOR))])
    assert [len(line.cells) for line in comparison.lines] == [2, 2]
    assert cell(comparison, PAY, "work") == {}


def test_what_more_positions_are_spoken_to_comes_first_whatever_its_voices():
    loud = argument("pro", claim(ADA), claim(BEN), claim(CLEO), topic=ADVISOR)
    study = choice("study", loud, argument("pro", claim(ADA)))
    work = choice("work", argument("con", claim(ADA)))
    assert [line.topic for line in compare([study, work]).lines] == [PAY, ADVISOR]


def test_of_equals_the_consideration_with_most_people_over_all_positions_comes_first():
    study = choice("study", argument("pro", claim(ADA), topic=ADVISOR), argument("pro", claim(ADA)))
    work = choice(
        "work", argument("con", claim(ADA), topic=ADVISOR), argument("con", claim(BEN), claim(CLEO))
    )
    assert [line.topic for line in compare([study, work]).lines] == [PAY, ADVISOR]


def test_a_line_names_the_positions_that_nobody_speaks_to():
    comparison = compare([choice("study", argument()), choice("work", argument(topic=ADVISOR))])
    silent = {line.topic: [position.key for position in line.silent] for line in comparison.lines}
    assert silent == {PAY: ["work"], ADVISOR: ["study"]}


def test_what_applies_to_the_reader_goes_before_what_steps_back():
    strong = argument(
        "pro", claim(ADA, conditions=only_if("teach")), claim(BEN, conditions=only_if("teach")), text="s"
    )
    study = choice("study", strong, argument("pro", claim(CLEO), text="w"))
    assert cell(compare([study]), PAY, "study")["pro"].point.argument.text == "s"
    assert cell(compare([study], {"teach": False}), PAY, "study")["pro"].point.argument.text == "w"


def test_what_no_position_states_is_no_line():
    comparison = compare([choice("study", deadline="In December."), choice("work")])
    assert [(str(fact.label), [words for _column, words in fact.cells]) for fact in facts(comparison)] == [
        ("Deadline", ["In December.", ""])
    ]


def test_nothing_to_compare_is_an_empty_comparison():
    assert compare([]).lines == ()
