"""The balance adds up what matters, by the weights that were given, and nothing else."""

from advice.questions.material import Argument, Material, Topic
from advice.sharing.answers import MarkOn
from advice.sharing.balance import LEAST_WIDTH, weigh_up
from advice.sharing.content import Option

PAY = Topic("pay", "Pay")


def option(*arguments: tuple[str, str]) -> Option:
    entries = tuple(Argument(key, f"About {key}", stance, PAY) for key, stance in arguments)
    return Option(7, "do-it", "Do it", material=Material(entries))


def test_each_side_adds_up_what_matters_by_its_weight():
    subject = option(("a", "pro"), ("b", "pro"), ("c", "con"), ("d", "depends"))
    balance = weigh_up(
        subject,
        {
            (7, "a"): MarkOn("matters", weight=1),
            (7, "b"): MarkOn("matters", weight=3),
            (7, "c"): MarkOn("matters", weight=2),
        },
    )
    assert [(bar.stance, bar.weight) for bar in balance.bars] == [("pro", 4), ("con", 2), ("depends", 0)]


def test_blocks_stand_one_after_the_other_the_heaviest_first():
    balance = weigh_up(
        option(("a", "pro"), ("b", "pro"), ("c", "pro")),
        {(7, key): MarkOn("matters", weight=weight) for key, weight in (("a", 1), ("b", 3), ("c", 2))},
    )
    assert [(block.argument.key, block.start, block.weight) for block in balance.bars[0].blocks] == [
        ("b", 0, 3),
        ("c", 3, 2),
        ("a", 5, 1),
    ]


def test_questions_and_what_is_not_me_weigh_nothing():
    marks = {(7, "a"): MarkOn("question", "Why?"), (7, "b"): MarkOn("not_me")}
    assert weigh_up(option(("a", "pro"), ("b", "con")), marks).empty


def test_marks_on_another_position_do_not_count():
    assert weigh_up(option(("a", "pro")), {(8, "a"): MarkOn("matters", weight=3)}).empty


def test_little_does_not_look_like_much():
    balance = weigh_up(option(("a", "pro")), {(7, "a"): MarkOn("matters", weight=1)})
    assert balance.width == LEAST_WIDTH
    many = tuple((f"a{number}", "con") for number in range(5))
    heavy = weigh_up(option(*many), {(7, key): MarkOn("matters", weight=3) for key, _ in many})
    assert heavy.width == 15
