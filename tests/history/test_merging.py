"""Merging: what goes over, what collapses, what stands against it, where the old address leads, and the way back."""

import json

import pytest
from django.core.management import call_command

from advice.claims.anchoring import digest
from advice.claims.reports import file_report
from advice.history.merging import MergeError, merge, plan, undo
from advice.models import Argument, ArgumentClaim, Claim, ClaimSituation, ClaimTopic, Crux, SetAside, Topic
from tests import records

pytestmark = pytest.mark.django_db
TEXT = "Tea is poured.\n\nTea is poured again.\n\nBread is cut."
BLOCKS = [
    {"kind": "paragraph", "start": start, "end": end, "level": 0, "ordered": False, "speaker": None}
    for start, end in ((0, 14), (16, 36), (38, 51))
]


def merged(loser, survivor):
    merge(type(loser), loser.pk, survivor.pk, plan(loser, survivor).digest())
    loser.refresh_from_db()
    survivor.refresh_from_db()


def everything():
    """Every row of the knowledge that a merge may touch, in plain values without times."""
    models = (Topic, Claim, Argument, ArgumentClaim, ClaimTopic, ClaimSituation, Crux, SetAside)
    found = {}
    for model in models:
        names = [f.attname for f in model._meta.concrete_fields if not f.name.endswith("_at")]
        found[model.__name__] = sorted(map(str, model.objects.order_by().values_list(*names)))
    labels = Topic.labels.rel.related_model.objects
    found["labels"] = sorted(map(str, labels.values_list("label", "topic", "kind")))
    return found


def anchored(source, block, text, **fields):
    start, end = BLOCKS[block]["start"], BLOCKS[block]["end"]
    place = {"start": start, "end": end, "sha256": digest(TEXT[start:end]), "anchor_state": "exact"}
    return records.claim(text, source=source, **place | fields)


@pytest.fixture
def wages():
    """Two topics that are one, and all that may hang on them."""
    pay, wages = records.topic("Pay"), records.topic("Wages", broader=records.topic("Money"))
    wages.labels.create(label="salary")
    records.topic("Overtime", broader=wages)
    records.claim("Of wages.", topics=[wages])
    records.claim("Of both, pay first.", topics=[pay, wages])
    records.claim("Of both, wages first.", topics=[wages, records.topic("Luck"), pay])
    position = records.position()
    records.argument("Wages are low.", topic=wages, position=position)
    Crux.objects.create(position=position, topic=wages, kind="value", text="Taste.")
    return wages


@pytest.fixture
def tea(db):
    """Two claims of one source that say the same."""
    source = records.source(
        "Tea", slug="tea", text=TEXT, length=len(TEXT), blocks=BLOCKS, text_sha256=digest(TEXT)
    )
    first = anchored(source, 0, "Tea is poured.", key="tea-001", topics=["Tea"])
    second = anchored(source, 1, "Tea is poured indeed.", key="tea-002", topics=["Tea", "Custom"])
    records.argument("Both carry this.", claims=[first, second])
    records.argument("The second alone carries this.", claims=[second])
    ClaimSituation.objects.create(claim=second, situation=records.situation())
    SetAside.objects.create(
        source=source, start=38, end=51, sha256=digest(TEXT[38:51]), reason="repeats", repeats=second
    )
    file_report(second, "other", "Twice the same.", "")
    return first, second


def test_topics_hand_over_everything(wages):
    pay = Topic.objects.get(slug="pay")
    merged(wages, pay)
    assert not wages.items.exists()
    assert not wages.arguments.exists()
    assert not wages.cruxes.exists()
    assert {label.label for label in pay.labels.all()} == {"salary", "Wages"}
    assert Topic.objects.get(name="Overtime").broader == pay
    assert {one.text for one in Claim.objects.filter(topic_items__tag=pay)} >= {"Of wages."}
    for text, names in (
        ("Of both, pay first.", ["Pay"]),
        ("Of both, wages first.", ["Pay", "Luck"]),
    ):
        assert [item.tag.name for item in Claim.objects.get(text=text).topic_items.all()] == names
    assert (wages.status, wages.merged_into) == ("withdrawn", pay)


def test_a_topic_merged_into_a_narrower_one_makes_no_ring(wages):
    overtime = Topic.objects.get(name="Overtime")
    merged(wages, overtime)
    assert overtime.broader == Topic.objects.get(name="Money")


def test_two_cruxes_of_one_position_are_settled_first(wages):
    pay = Topic.objects.get(slug="pay")
    Crux.objects.create(position=wages.cruxes.get().position, topic=pay, kind="fact", text="Which?")
    assert "has a crux for both" in plan(wages, pay).conflicts[0]
    before = everything()
    with pytest.raises(MergeError):
        merge(Topic, wages.pk, pay.pk, plan(wages, pay).digest())
    assert everything() == before


def test_persons_hand_over_what_they_say_and_wrote(client):
    one, other = records.person("Ada", slug="ada"), records.person("A. Ada", slug="a-ada", standing="Pours")
    claim = records.claim(speaker=other, source=records.source(author=other))
    assert any(step.text == "Pours" for step in plan(other, one).steps)
    merged(other, one)
    claim.refresh_from_db()
    assert (claim.speaker, claim.source.author) == (one, one)
    response = client.get("/people/a-ada/")
    assert (response.status_code, response["Location"]) == (301, "/people/ada/")


def test_claims_hand_over_what_they_carry(tea):
    first, second = tea
    merged(second, first)
    assert [one.text for one in first.arguments.order_by("pk")] == [
        "Both carry this.",
        "The second alone carries this.",
    ]
    assert [item.tag.name for item in first.topic_items.all()] == ["Tea", "Custom"]
    assert first.conditions.count() == 1
    assert first.reports.count() == 1
    repeated = {(row.start, row.end) for row in SetAside.objects.filter(repeats=first)}
    assert repeated == {(38, 51), (16, 36)}  # its own block stays accounted for
    assert (second.status, second.merged_into, second.replaced_by) == ("withdrawn", first, first)
    assert second.withdrawn_reason


def test_claims_of_two_sources_are_two_voices():
    told = plan(records.claim(), records.claim()).conflicts
    assert "different sources" in told[0]


def test_opposite_conditions_do_not_say_the_same(tea):
    first, second = tea
    situation = second.conditions.get().situation
    ClaimSituation.objects.create(claim=first, situation=situation, answer=False)
    assert "opposite answers" in plan(second, first).conflicts[0]


def test_a_fourth_topic_stays_behind(tea):
    first, second = tea
    first.topics.add(records.topic("Second"), records.topic("Third"))
    merged(second, first)
    assert first.topics.count() == 3


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [(("published", "withdrawn"), "is withdrawn"), (("published", "draft"), "is not published")],
)
def test_nothing_public_is_merged_into_what_is_not(statuses, sentence):
    loser, survivor = (records.topic(f"T {status}", status=status) for status in statuses)
    assert sentence in plan(loser, survivor).conflicts[0]
    assert plan(loser, loser).conflicts


def test_a_plan_that_changed_since_is_not_carried_out(wages):
    pay = Topic.objects.get(slug="pay")
    shown = plan(wages, pay).digest()
    records.claim("One more.", topics=[wages])
    before = everything()
    with pytest.raises(MergeError, match="Look at it again"):
        merge(Topic, wages.pk, pay.pk, shown)
    assert everything() == before


def test_a_merge_is_all_or_nothing(wages, monkeypatch):
    pay = Topic.objects.get(slug="pay")
    shown = plan(wages, pay).digest()
    before = everything()
    monkeypatch.setattr("advice.history.merging.carrying_out._close", lambda made: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        merge(Topic, wages.pk, pay.pk, shown)
    assert everything() == before


def test_taking_it_back_leaves_everything_as_it_was(wages, tea):
    pay, (first, second) = Topic.objects.get(slug="pay"), tea
    before = everything()
    merged(wages, pay)
    merged(second, first)
    assert everything() != before
    undo(second)
    wages.refresh_from_db()
    undo(wages)
    assert everything() == before


def test_what_was_changed_since_is_not_overwritten(wages):
    pay = Topic.objects.get(slug="pay")
    merged(wages, pay)
    argument = Argument.objects.get(topic=pay, text="Wages are low.")
    argument.text = "Pay is low."
    argument.save()
    before = everything()
    with pytest.raises(MergeError, match="was changed since"):
        undo(wages)
    assert everything() == before


def test_the_index_of_search_hears_of_it(wages, tea):
    merged(wages, Topic.objects.get(slug="pay"))
    merged(tea[1], tea[0])
    call_command("check_search")
    undo(tea[1])
    call_command("check_search")


def test_a_second_merge_leads_straight_to_the_last(wages, client):
    pay, money = Topic.objects.get(slug="pay"), Topic.objects.get(name="Money")
    merged(wages, pay)
    merged(pay, money)
    wages.refresh_from_db()
    assert wages.merged_into == money
    assert client.get("/topics/wages/")["Location"] == "/topics/money/"


def test_both_histories_are_kept_and_say_why(wages, history):
    pay = Topic.objects.get(slug="pay")
    merged(wages, pay)
    assert history(wages)[-1].reason == history(pay)[-1].reason == "merged into Pay"
    assert len(history(wages)) >= 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/topics/wages/?stance=pro", "/topics/pay/?stance=pro"),
        ("/topics/wages.json", "/topics/pay.json"),
        ("/topics/wages.md", "/topics/pay.md"),
        ("/api/v1/topics/wages", "/api/v1/topics/pay"),
        ("/feeds/topics/wages.atom", "/feeds/topics/pay.atom"),
        ("/claims/tea-002/", "/claims/tea-001/"),
        ("/claims/tea-002.json", "/claims/tea-001.json"),
        ("/claims/tea-002.md", "/claims/tea-001.md"),
        ("/api/v1/claims/tea-002", "/api/v1/claims/tea-001"),
    ],
)
def test_every_old_address_leads_to_the_survivor(client, wages, tea, old, new):
    merged(wages, Topic.objects.get(slug="pay"))
    merged(tea[1], tea[0])
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, new)
    assert "no-cache" in response["Cache-Control"]
    assert client.get(new).status_code == 200


def test_an_address_that_leads_to_nothing_public_is_no_redirect(client, wages, tea):
    first, second = tea
    pay = Topic.objects.get(slug="pay")
    merged(wages, pay)
    merged(second, first)
    Topic.objects.filter(pk=pay.pk).update(status="withdrawn")
    Claim.objects.filter(pk=first.pk).update(status="withdrawn", withdrawn_reason="Wrong.")
    assert client.get("/topics/wages/").status_code == 404
    assert client.get("/api/v1/topics/wages").status_code == 404
    assert client.get("/claims/tea-002/").status_code == 410
    answer = client.get("/api/v1/claims/tea-002")
    assert answer.status_code == 410
    assert "became part of it" in json.loads(answer.content)["detail"]


def test_a_withdrawn_claim_is_gone_for_programs_and_says_why(client):
    better = records.claim("Better.")
    claim = records.claim("Worse.")
    Claim.objects.filter(pk=claim.pk).update(
        status="withdrawn", withdrawn_reason="Its author took it back.", replaced_by=better
    )
    answer = client.get(f"/api/v1/claims/{claim.key}")
    assert answer.status_code == 410
    assert json.loads(answer.content)["detail"].endswith(": Its author took it back.")
    assert f"/api/v1/claims/{better.key}>" in answer["Link"]
    draft = records.claim(status="draft")
    assert client.get(f"/api/v1/claims/{draft.key}").status_code == 404


def test_published_again_it_leads_nowhere_else(client, wages):
    from advice.publication.publishing import Move, move

    merged(wages, Topic.objects.get(slug="pay"))
    move([wages], Move.PUBLISH)
    assert client.get("/topics/wages/").status_code == 200
    wages.refresh_from_db()
    assert wages.merged_into is None
