"""Two curators at one record: nothing is overwritten in silence, nothing typed is lost."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from advice.admin.claims import ClaimAdmin
from advice.admin.workbench import views
from advice.admin.workbench.page import bench_of
from advice.models import Argument, Claim
from tests import records
from tests.admin.test_every_page import fields_of
from tests.admin.workbench_text import bench_source


@pytest.fixture
def two(db) -> list[Client]:
    """Ada and Grace, each signed in in a browser of their own."""
    clients = []
    for name in ("ada", "grace"):
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(Group.objects.get(name="curator"))
        client = Client()
        client.force_login(user)
        clients.append(client)
    return clients


def change(record):
    return f"/admin/advice/{record._meta.model_name}/{record.pk}/change/"


def opened(client, record):
    return fields_of(client.get(change(record)))


def told(response):
    assert response.status_code == 409
    return {one.label: (one.opened, one.now, one.mine, one.typed) for one in response.context["differences"]}


def test_different_fields_are_both_kept(two):
    ada, grace = two
    claim = records.claim("First.", kind="opinion")
    hers, theirs = opened(ada, claim), opened(grace, claim)
    assert ada.post(change(claim), hers | {"text": "By Ada."}).status_code == 302
    response = grace.post(change(claim), theirs | {"kind": "advice"})
    assert told(response) == {"Claim": ("First.", "By Ada.", "First.", False)}
    assert "ada changed this record while you had it open" in response.content.decode()
    claim.refresh_from_db()
    assert (claim.text, claim.kind) == ("By Ada.", "opinion")
    assert grace.post(change(claim), fields_of(response)).status_code == 302
    claim.refresh_from_db()
    assert (claim.text, claim.kind) == ("By Ada.", "advice")


def test_one_field_shows_both_versions_and_keeps_what_was_typed(two):
    ada, grace = two
    claim = records.claim("First.")
    hers, theirs = opened(ada, claim), opened(grace, claim)
    ada.post(change(claim), hers | {"text": "By Ada."})
    response = grace.post(change(claim), theirs | {"text": "By Grace."})
    assert told(response) == {"Claim": ("First.", "By Ada.", "By Grace.", True)}
    assert response.context["adminform"].form["text"].value() == "By Grace."
    grace.post(change(claim), fields_of(response))
    claim.refresh_from_db()
    assert claim.text == "By Grace."


def test_a_third_change_is_told_again(two):
    ada, grace = two
    claim = records.claim("First.")
    theirs = opened(grace, claim)
    for text in ("Second.", "Third."):
        ada.post(change(claim), opened(ada, claim) | {"text": text})
        response = grace.post(change(claim), theirs | {"text": "By Grace."})
        assert told(response)["Claim"][1] == text
        theirs = fields_of(response)
    assert grace.post(change(claim), theirs).status_code == 302


def test_the_same_change_twice_is_no_conflict(two):
    ada, grace = two
    claim = records.claim("First.")
    hers, theirs = opened(ada, claim), opened(grace, claim)
    ada.post(change(claim), hers | {"text": "Better."})
    assert grace.post(change(claim), theirs | {"text": "Better."}).status_code == 302


def test_topics_are_compared_as_well(two):
    ada, grace = two
    pay, time = records.topic("Pay"), records.topic("Time")
    claim = records.claim("First.", topics=[pay])
    hers, theirs = opened(ada, claim), opened(grace, claim)
    ada.post(change(claim), hers | {"topics": [pay.pk, time.pk]})
    response = grace.post(change(claim), theirs | {"text": "By Grace."})
    assert told(response) == {"Topics": ("Pay", "Pay, Time", "Pay", False)}
    grace.post(change(claim), fields_of(response))
    assert {topic.name for topic in claim.topics.all()} == {"Pay", "Time"}


def test_a_move_by_the_other_is_told_and_stays(two, alone):
    ada, grace = two
    claim = records.claim("First.", status="draft")
    theirs = opened(grace, claim)
    ada.post("/admin/advice/claim/", {"action": "publish", "_selected_action": claim.pk, "confirmed": "yes"})
    response = grace.post(change(claim), theirs | {"text": "By Grace."})
    assert told(response) == {"Status": ("draft", "published", "draft", False)}
    grace.post(change(claim), fields_of(response))
    claim.refresh_from_db()
    assert (claim.status, claim.text) == ("published", "By Grace.")


def test_rows_that_the_other_changed_added_and_deleted(two):
    grace = two[1]
    argument = records.argument("It pays.", topic=records.topic("Pay"), claims=[])
    kept, gone, added = (records.claim(text) for text in ("Kept.", "Gone.", "Added."))
    first = argument.support.create(claim=kept, order=1)
    second = argument.support.create(claim=gone, order=2)
    theirs = opened(grace, argument)
    argument.support.create(claim=added, order=3)
    first.order = 9
    first.save()
    second.delete()
    response = grace.post(change(argument), theirs | {"text": "It pays well."})
    labels = [(one.opened, one.now) for one in response.context["differences"]]
    assert labels == [("1", "9"), ("Gone.", "deleted"), ("", "Added.")]
    assert grace.post(change(argument), fields_of(response)).status_code == 302
    argument.refresh_from_db()
    assert argument.text == "It pays well."
    assert set(argument.support.values_list("claim__text", "order")) == {("Kept.", 9), ("Added.", 3)}


def test_a_row_that_was_changed_and_deleted_by_the_other_comes_as_a_new_row(two):
    grace = two[1]
    position = records.position("Do it")
    argument = records.argument("It pays.", position=position, claims=[], status="draft")
    theirs = opened(grace, position)
    argument.delete()
    row = next(key for key, value in theirs.items() if value == "It pays.")
    response = grace.post(change(position), theirs | {row: "It pays well."})
    assert told(response)["Argument"][1] == "deleted"
    assert grace.post(change(position), fields_of(response)).status_code == 302
    assert list(Argument.objects.values_list("text", flat=True)) == ["It pays well."]


def test_rows_with_a_page_of_their_own_are_guarded_too(two):
    ada, grace = two
    argument = records.argument("It pays.", claims=[records.claim()])
    position = argument.position
    theirs = opened(grace, position)
    ada.post(change(argument), opened(ada, argument) | {"text": "By Ada."})
    response = grace.post(change(position), theirs | {"title": "Take it"})
    assert list(told(response).values()) == [("It pays.", "By Ada.", "It pays.", False)]
    grace.post(change(position), fields_of(response))
    argument.refresh_from_db()
    position.refresh_from_db()
    assert (argument.text, position.title) == ("By Ada.", "Take it")


def test_what_was_typed_is_shown_when_the_record_is_gone(two):
    ada, grace = two
    claim = records.claim("First.", status="draft")
    theirs = opened(grace, claim)
    ada.post(f"/admin/advice/claim/{claim.pk}/delete/", {"post": "yes"})
    response = grace.post(change(claim), theirs | {"text": "By Grace, at length."})
    assert response.status_code == 409
    assert "By Grace, at length." in response.content.decode()
    assert f"/admin/advice/claim/{claim.pk}/history/" in response.content.decode()


@pytest.mark.parametrize(
    "version", ["", "zzz", "claim-0", "claim-999999999999999999999", "claim-1." * 900, "\x7f"]
)
def test_a_form_of_no_known_state_overwrites_nothing_unseen(two, version):
    ada, _grace = two
    claim = records.claim("First.", kind="opinion")
    fields = opened(ada, claim) | {"text": "Otherwise.", "kind": "advice", "_version": version}
    assert ada.post(change(claim), fields).status_code == 409
    claim.refresh_from_db()
    assert claim.text == "First."


@pytest.mark.parametrize("rounds", [40])
def test_no_edit_of_two_curators_is_lost_in_silence(two, rounds):
    """Each edit is in the record, or in its history, or was told to the one who made it."""
    claim = records.claim("Begin.", status="draft")
    forms = [opened(client, claim) for client in two]
    saved, refused = [], []
    for number in range(rounds):
        who = number % 2 if number % 5 else 0
        text = f"Edit {number}."
        response = two[who].post(change(claim), forms[who] | {"text": text})
        if response.status_code == 302:
            saved.append(text)
            forms[who] = opened(two[who], claim)
        else:
            assert told(response)["Claim"][2] == text
            refused.append(text)
            forms[who] = fields_of(response)
    history = set(Claim.history.filter(id=claim.pk).values_list("text", flat=True))
    assert history == {"Begin.", *saved}
    assert refused
    assert len(saved) + len(refused) == rounds
    claim.refresh_from_db()
    assert claim.text == saved[-1]


def test_who_saves_while_a_form_is_being_opened_is_told_of(two, monkeypatch):
    _ada, grace = two
    claim = records.claim("First.")
    read = ClaimAdmin.get_object

    def read_and_be_overtaken(*args, **kwargs):
        found = read(*args, **kwargs)
        monkeypatch.setattr(ClaimAdmin, "get_object", read)
        theirs = Claim.objects.get(pk=claim.pk)
        theirs.text = "By Ada."
        theirs.save()
        return found

    monkeypatch.setattr(ClaimAdmin, "get_object", read_and_be_overtaken)
    form = opened(grace, claim)
    assert form["text"] == "First."
    response = grace.post(change(claim), form | {"text": "By Grace."})
    assert told(response) == {"Claim": ("First.", "By Ada.", "By Grace.", True)}


def test_on_the_workbench_too(two, monkeypatch):
    _ada, grace = two
    source = bench_source(author=records.person("Ada"))
    claim = records.claim("First.", source=source, status="draft", key="tea-001")

    def read_and_be_overtaken(found):
        monkeypatch.setattr(views, "bench_of", bench_of)
        made = bench_of(found)
        theirs = Claim.objects.get(pk=claim.pk)
        theirs.text = "By Ada."
        theirs.save()
        return made

    monkeypatch.setattr(views, "bench_of", read_and_be_overtaken)
    panel = grace.get("/admin/workbench/tea/?claim=tea-001").context["panel"]
    assert panel.form["text"].value() == "First."
    sent = {"text": "By Grace.", "kind": "opinion", "topic_1": "Pay", "_version": panel.version}
    response = grace.post("/admin/workbench/tea/claim/tea-001/", sent)
    assert response.status_code == 409
    claim.refresh_from_db()
    assert claim.text == "By Ada."
