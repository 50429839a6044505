"""A frozen page shows the old text and lists exactly what has been edited since."""

from datetime import date

import pytest

from advice.claims.models import AnchorState
from advice.models import ArgumentClaim, Claim, Crux, Question
from advice.sharing.changes import ADDED, REWORDED, WITHDRAWN
from advice.sharing.content import Arrangement
from advice.sharing.viewing import show
from tests import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def pieces(position):
    """More of everything, so that each of twenty edits has something of its own to touch."""
    topics = {name: records.topic(name) for name in ("Pay", "Advisor", "Time", "Place", "Network")}
    situation = records.situation("has children", slug="children")
    people = {name: records.person(name) for name in ("Cleo", "Dora", "Emil", "Finn")}
    sources = {name: records.source(name) for name in ("Post A", "Post B", "Post C")}
    claims = {}
    for number in range(14):
        claims[number] = records.claim(
            f"Claim number {number}.",
            topics=["Time"],
            speaker=people[("Cleo", "Dora", "Emil")[number % 3]],
            source=sources[("Post A", "Post B")[number % 2]],
        )
    of_finn = [
        records.claim(f"Finn says {n}.", speaker=people["Finn"], source=sources["Post A"]) for n in "ab"
    ]
    of_post_c = [
        records.claim(f"Post C says {n}.", speaker=people["Cleo"], source=sources["Post C"]) for n in "ab"
    ]
    claims[0].conditions.create(situation=situation, answer=True)
    arguments = {
        key: records.argument(f"Argument {key}.", carriers, position=position, key=key, topic=topics[topic])
        for key, topic, carriers in [
            ("one", "Time", [claims[0], claims[1], claims[2]]),
            ("two", "Time", [claims[3], claims[4], of_finn[0], of_post_c[0]]),
            ("three", "Place", [claims[5], claims[6], of_finn[1], of_post_c[1]]),
            ("four", "Place", [claims[7], claims[8]]),
            ("five", "Network", [claims[9]]),
            ("six", "Network", [claims[10], claims[1]]),
            ("seven", "Time", [claims[11], claims[12]]),
        ]
    }
    crux = Crux.objects.create(position=position, topic=topics["Time"], kind="value", text="How one counts.")
    return {
        "topics": topics,
        "situation": situation,
        "people": people,
        "sources": sources,
        "claims": claims,
        "arguments": arguments,
        "crux": crux,
    }


def edit(record, **fields) -> None:
    type(record).objects.filter(pk=record.pk).update(**fields)


def twenty_edits(position, pieces) -> dict[tuple[str, str], str]:
    """Edit everything that can be edited, once; (kind of change, of what) → what it was called."""
    claims, arguments, topics = pieces["claims"], pieces["arguments"], pieces["topics"]
    people, sources = pieces["people"], pieces["sources"]
    edit(position.question, title="Is a PhD worth it?")
    edit(position, lead="Five years.", deadline="In winter.")
    edit(arguments["one"], text="Argument one, said better.")
    edit(arguments["four"], stance="con")
    edit(arguments["seven"], topic=topics["Pay"])
    edit(arguments["six"], status="withdrawn")
    records.argument("Argument eight.", [claims[13]], position=position, key="eight", topic=topics["Advisor"])
    edit(claims[2], text="Claim number two.")
    edit(claims[3], kind="figure", reported=True)
    edit(claims[5], speaker=people["Dora"])
    edit(claims[4], status="withdrawn")
    edit(people["Cleo"], name="Cleopatra", interest="Sells courses.")
    edit(people["Finn"], status="withdrawn")
    edit(sources["Post B"], title="Post B, second edition", published_on=date(2024, 5, 1))
    edit(sources["Post C"], status="withdrawn")
    edit(topics["Time"], name="Years")
    edit(topics["Network"], status="withdrawn")
    edit(pieces["situation"], holds="is a parent")
    edit(pieces["crux"], text="How one counts years.")
    arguments["four"].support.get(claim=claims[8]).delete()
    return {
        (REWORDED, "question"): "Should I do a PhD?",
        (REWORDED, "position"): "Do a PhD",
        (REWORDED, "argument one"): "Argument one.",
        (REWORDED, "argument four"): "Argument four.",
        (REWORDED, "argument seven"): "Argument seven.",
        (ADDED, "argument eight"): "Argument eight.",
        (REWORDED, "claim 2"): "Claim number 2.",
        (REWORDED, "claim 3"): "Claim number 3.",
        (REWORDED, "claim 5"): "Claim number 5.",
        (WITHDRAWN, "claim 4"): "Claim number 4.",
        (REWORDED, "Cleo"): "Cleo",
        (WITHDRAWN, "Finn"): "Finn",
        (REWORDED, "Post B"): "Post B",
        (WITHDRAWN, "Post C"): "Post C",
        (REWORDED, "Time"): "Time",
        (WITHDRAWN, "Network"): "Network",
        (REWORDED, "situation"): "Is it so that one has children?",
        (REWORDED, "crux"): "How one counts.",
        (WITHDRAWN, "claim 8 under four"): "Claim number 8.",
    }


def test_twenty_edits_of_every_kind_are_listed_as_twenty(hand, position, pieces):
    # The argument “six” stands in the topic that is withdrawn; it is given another first, so that both show.
    edit(pieces["arguments"]["six"], topic=pieces["topics"]["Pay"])
    handed = hand(frozen=True)
    wanted = twenty_edits(position, pieces) | {(WITHDRAWN, "argument six"): "Argument six."}
    assert len(wanted) == 20
    found = sorted((change.kind, change.title) for change in show(handed.link, None).since)
    assert found == sorted((kind, title) for (kind, _what), title in wanted.items())


def test_the_page_shows_the_old_text_and_the_list_on_it(hand, position, pieces):
    handed = hand(frozen=True)
    before = handed.mentee.get(handed.page).content.decode()
    assert "Nothing has changed since." in before
    twenty_edits(position, pieces)
    page = handed.mentee.get(handed.page).content.decode()
    assert "things have changed since." in page
    shown, listed = page.partition('id="answers"')[2], page.partition('id="answers"')[0]
    for old in ("Argument one.", "Claim number 2.", "Cleo", "Finn says a.", "Argument six.", "Time"):
        assert old in shown, old
    for new in ("said better", "Claim number two", "Cleopatra", "Argument eight", "Years", "second edition"):
        assert new not in shown, new
        assert new in listed, new
    assert position.get_absolute_url() in listed


def test_what_was_withdrawn_for_cause_is_marked_and_its_passage_not_shown(hand, position):
    words = "Nobody told me that the advisor would leave."
    claim = Claim.objects.get(text__startswith="All depends")
    edit(claim.source, text=words, length=len(words))
    edit(claim, start=0, end=len(words), sha256="0" * 64, anchor_state=AnchorState.EXACT)
    handed = hand(frozen=True)
    assert words in handed.mentee.get(handed.page).content.decode()
    edit(claim, status="withdrawn", withdrawn_reason="The author took it back.")
    page = handed.mentee.get(handed.page).content.decode()
    assert "All depends on one person. So it was with me." in page
    assert "Withdrawn since this was sent." in page
    assert "The author took it back." in page
    assert words not in page
    taken_along = handed.mentee.get(f"{handed.page}page.md").content.decode()
    assert (
        "  - **Withdrawn** (The author took it back.): All depends on one person. So it was with me. ("
        in taken_along
    )


def test_an_argument_that_was_withdrawn_is_marked(hand, pieces):
    handed = hand(frozen=True)
    edit(pieces["arguments"]["four"], status="withdrawn")
    page = handed.mentee.get(handed.page).content.decode()
    place = page.partition('id="do-it--four"')[2].partition('<li class="point')[0]
    assert "Withdrawn since this was sent." in place
    taken_along = handed.mentee.get(f"{handed.page}page.md").content.decode()
    assert "Argument four.\n  - **Withdrawn**\n" in taken_along


def test_a_live_page_moves_with_the_edits(hand, pieces):
    handed = hand()
    edit(pieces["arguments"]["one"], text="Argument one, said better.")
    page = handed.mentee.get(handed.page).content.decode()
    assert "said better" in page
    assert "changed since" not in page


def test_a_change_to_what_was_left_out_is_listed_and_leads_nowhere_on_the_page(hand, position, pieces):
    handed = hand(frozen=True, arrangement=Arrangement(left_out=frozenset({(position.pk, "four")})))
    for key in ("four", "five"):
        edit(pieces["arguments"][key], text=f"Argument {key}, said better.")
    page = handed.mentee.get(handed.page).content.decode()
    assert "Argument four, said better." in page
    assert '"#do-it--five"' in page
    assert '"#do-it--four"' not in page


def test_marks_survive_an_argument_that_left_a_frozen_page(hand, pieces):
    handed = hand(frozen=True)
    handed.answer(**{"do-it--four-reaction": "matters"})
    edit(pieces["arguments"]["four"], status="withdrawn")
    assert (
        'name="do-it--four-reaction" value="matters" checked'
        in handed.mentee.get(handed.page).content.decode()
    )


def test_a_page_that_was_withdrawn_whole_is_one_change(hand, position, pieces):
    handed = hand(frozen=True)
    edit(position, status="withdrawn")
    (change,) = show(handed.link, None).since
    assert (change.kind, change.entity[0]) == (WITHDRAWN, "position")
    page = handed.mentee.get(handed.page).content.decode()
    assert "Argument one." in page
    assert position.get_absolute_url() not in page.partition('id="answers"')[0]


def test_a_question_that_was_withdrawn_is_one_change(hand, position, pieces):
    handed = hand(frozen=True, subject=position.question)
    edit(position.question, status="withdrawn")
    (change,) = show(handed.link, None).since
    assert change.entity == ("question", "phd")
    assert "Argument one." in handed.mentee.get(handed.page).content.decode()


def test_a_position_that_came_to_a_question_is_one_change(hand, position, pieces):
    handed = hand(frozen=True, subject=Question.objects.get())
    job = records.position("Take the job", question=position.question, slug="job")
    records.argument("Pay now.", position=job, topic=records.topic("Pay"))
    (change,) = show(handed.link, None).since
    assert (change.kind, change.title) == (ADDED, "Take the job")


@pytest.mark.parametrize("already_there", [True, False])
def test_a_claim_that_came_to_an_argument_is_one_change(hand, pieces, already_there):
    handed = hand(frozen=True)
    claim = pieces["claims"][0] if already_there else records.claim("Quite new.")
    ArgumentClaim.objects.create(argument=pieces["arguments"]["four"], claim=claim)
    if not already_there:
        ArgumentClaim.objects.create(argument=pieces["arguments"]["five"], claim=claim)
    (change,) = show(handed.link, None).since
    assert (change.kind, change.title) == (ADDED, claim.text)


def test_a_claim_that_no_longer_carries_anything_here_is_not_called_withdrawn(hand, pieces):
    handed = hand(frozen=True)
    ArgumentClaim.objects.filter(claim=pieces["claims"][0]).delete()
    (change,) = show(handed.link, None).since
    assert change.entity[0] == "support"
    assert "The curators no longer stand by this claim" not in handed.mentee.get(handed.page).content.decode()


def test_conditions_are_changes_of_their_own(hand, pieces):
    handed = hand(frozen=True)
    claims = pieces["claims"]
    claims[0].conditions.all().delete()
    claims[1].conditions.create(situation=pieces["situation"], answer=False)
    found = [(change.kind, change.entity[:2]) for change in show(handed.link, None).since]
    assert found == [
        (ADDED, ("condition", claims[1].key)),
        (WITHDRAWN, ("condition", claims[0].key)),
    ]


def test_loading_a_text_or_moving_an_argument_within_its_row_is_no_change(hand, pieces):
    handed = hand(frozen=True)
    source, claim = pieces["sources"]["Post A"], pieces["claims"][0]
    edit(source, text="Some words here.", length=16)
    edit(claim, start=0, end=4, sha256="0" * 64, anchor_state=AnchorState.EXACT)
    edit(pieces["arguments"]["one"], order=9)
    assert show(handed.link, None).since == ()


def test_a_passage_that_was_lost_is_a_change(hand, pieces):
    handed = hand(frozen=True)
    edit(pieces["claims"][0], anchor_state=AnchorState.ORPHAN)
    (change,) = show(handed.link, None).since
    assert [difference.field for difference in change.differences] == ["anchor"]
