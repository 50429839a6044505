"""Rows, cells and their order; gaps, cruxes and sources."""

from datetime import UTC, date, datetime

from advice.questions.material import Crux, Origin, Topic
from advice.questions.procon import lay_out
from tests.questions.plain import ADA, ADVISOR, BEN, CLEO, PAY, argument, claim, first_hand, material


def order(page):
    return [row.topic.name for row in page.rows]


def texts(points):
    return [point.argument.text for point in points]


def test_a_consideration_is_one_row_with_a_cell_for_each_stance():
    stuff = material(
        argument("pro", text="up"), argument("con", text="down"), argument("depends", text="maybe"),
        argument("pro", text="elsewhere", topic=ADVISOR),
    )  # fmt: skip
    rows = {row.topic: row for row in lay_out(stuff).rows}
    assert (texts(rows[PAY].pro), texts(rows[PAY].con), texts(rows[PAY].depends)) == (
        ["up"],
        ["down"],
        ["maybe"],
    )
    assert texts(rows[ADVISOR].points) == ["elsewhere"]


def test_by_voices_the_row_and_the_argument_with_most_people_come_first():
    few = argument("pro", claim(ADA), claim(ADA), claim(ADA), text="one person, thrice")
    many = argument("pro", claim(ADA), claim(BEN), text="two people")
    alone = argument("con", claim(CLEO), topic=ADVISOR)
    page = lay_out(material(alone, few, many))
    assert order(page) == ["Pay", "Advisor"]
    assert texts(page.rows[0].pro) == ["two people", "one person, thrice"]


def test_by_newest_the_latest_source_decides_and_undated_ones_come_last():
    old, new, undated = claim(on=date(2012, 1, 1)), claim(on=date(2024, 1, 1)), claim()
    stuff = material(
        argument("pro", undated, text="undated"), argument("pro", old, text="old"),
        argument("pro", new, old, text="new"), argument("con", undated, topic=ADVISOR),
    )  # fmt: skip
    page = lay_out(stuff, sort="newest")
    assert texts(page.rows[0].pro) == ["new", "old", "undated"]
    assert order(page) == ["Pay", "Advisor"]


def test_by_first_hand_people_who_tell_of_themselves_outweigh_numbers():
    stuff = material(
        argument("con", claim(ADA), claim(BEN), claim(CLEO), text="three who judge"),
        argument("con", first_hand(ADA), text="one who tells"),
    )
    assert texts(lay_out(stuff, sort="first-hand").rows[0].con) == ["one who tells", "three who judge"]
    assert texts(lay_out(stuff).rows[0].con) == ["three who judge", "one who tells"]


def test_equals_keep_the_order_of_the_curator_then_of_their_keys():
    stuff = material(
        argument("pro", key="b", text="b", order=1), argument("pro", key="c", text="c", order=0),
        argument("pro", key="a", text="a", order=1),
    )  # fmt: skip
    for sort in ("voices", "newest", "first-hand"):
        assert texts(lay_out(stuff, sort=sort).rows[0].pro) == ["c", "a", "b"]


def test_an_argument_without_a_claim_is_not_on_the_page():
    empty = argument("pro")
    page = lay_out(material(type(empty)(**{**{f: getattr(empty, f) for f in empty.__slots__}, "claims": ()})))
    assert (page.rows, page.arguments) == ((), 0)


def test_gaps_name_the_side_nobody_speaks_on_and_what_matters_only_elsewhere():
    visa = Topic("visa", "Visa")
    stuff = material(argument("pro"), argument("con", topic=ADVISOR), argument("depends", topic=ADVISOR))
    gaps = lay_out(stuff, elsewhere=[PAY, ADVISOR, visa]).gaps
    assert (gaps.no_pro, gaps.no_con, gaps.unspoken) == ((ADVISOR,), (PAY,), (visa,))


def test_a_crux_stands_in_the_row_of_its_consideration():
    crux = Crux(PAY, "value", "in value", "What a year is worth.")
    rows = {
        row.topic: row for row in lay_out(material(argument(), argument(topic=ADVISOR), cruxes=(crux,))).rows
    }
    assert rows[PAY].crux == crux
    assert rows[ADVISOR].crux is None


def test_sources_stand_once_the_newest_first_and_claims_refer_to_them_by_number():
    old, new = (
        Origin("old", "Old", published_on=date(2010, 5, 1)),
        Origin("new", "New", published_on=date(2020, 5, 1)),
    )
    stuff = material(
        argument("pro", claim(source=old), claim(BEN, source=new)), argument("con", claim(source=old))
    )
    page = lay_out(stuff)
    assert page.sources == (new, old)
    assert (page.oldest, page.newest) == (date(2010, 5, 1), date(2020, 5, 1))
    for row in page.rows:
        for point in row.points:
            for statement in point.statements:
                assert page.sources[statement.note - 1] == statement.claim.source


def test_a_page_of_undated_sources_has_no_age():
    page = lay_out(material(argument()))
    assert (page.oldest, page.newest) == (None, None)


def test_a_claim_that_carries_two_arguments_is_counted_once():
    shared = claim()
    page = lay_out(material(argument("pro", shared), argument("con", shared)))
    assert (page.arguments, page.claims) == (2, 1)


def test_the_last_change_is_handed_on():
    moment = datetime(2026, 3, 4, tzinfo=UTC)
    assert lay_out(material(argument(), changed_at=moment)).changed_at == moment


def test_an_empty_position_is_an_empty_page():
    page = lay_out(material())
    assert (page.rows, page.everybody.count, page.depends_on, page.sources) == ((), 0, (), ())
