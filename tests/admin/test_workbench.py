"""The workbench: who may enter, what it shows, how a claim begins, is anchored and set aside, by forms alone."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from advice.claims.anchoring import digest
from advice.claims.anchors import reanchor
from advice.models import Claim, SetAside
from tests import records
from tests.admin.workbench_text import BLOCKS, TEXT, bench_source

PAGE = "/admin/workbench/tea/"


@pytest.fixture
def tea(db):
    return bench_source(author=records.person("Ada", slug="ada"))


def begin(source, passage, **fields):
    values = {"text": "Tea is drunk daily.", "kind": "observation", "passage": passage, "do": "save"}
    return values | {"text_sha256": source.text_sha256} | fields


def anchored(source, words, **fields):
    start = TEXT.index(words)
    place = {"start": start, "end": start + len(words), "sha256": digest(words), "anchor_state": "exact"}
    return records.claim(source=source, **place | fields)


def panel_form(response):
    return response.context["panel"].form


def test_a_stranger_is_asked_to_sign_in(client, tea):
    assert client.get(PAGE, follow=True).request["PATH_INFO"] == "/accounts/login/"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["", "claim/", "claim/x/", "aside/", "undo/", "suggest/"])
def test_a_mentor_and_staff_of_no_group_are_turned_away(client, mentor, tea, page, method):
    for user in (mentor, User.objects.create_user("clerk", is_staff=True)):
        client.force_login(user)
        assert getattr(client, method)(PAGE + page, follow=True).status_code == 403
    assert not Claim.objects.exists()


def test_a_contributor_writes_drafts_and_leaves_what_is_public(client, tea):
    user = User.objects.create_user("writer", is_staff=True)
    user.groups.add(Group.objects.get(name="contributor"))
    client.force_login(user)
    assert client.post(PAGE + "claim/", begin(tea, "every single day")).status_code == 302
    public = records.claim(source=tea, key="tea-099")
    assert panel_form(client.get(PAGE + "?claim=tea-099")) is None
    assert client.post(PAGE + "claim/tea-099/", begin(tea, "", text="Otherwise.")).status_code == 403
    public.refresh_from_db()
    assert public.text != "Otherwise."


def test_a_contributor_opens_again_what_was_set_aside_by_mistake(contributing, tea):
    row = SetAside.objects.create(source=tea, start=0, end=12, sha256="0" * 64, reason="navigation")
    contributing.post(PAGE + "undo/", {"aside": row.pk})
    assert not SetAside.objects.exists()


def test_the_text_shows_what_is_mined_and_what_is_open(curating, tea):
    anchored(tea, "every single day", key="tea-001", status="draft")
    anchored(tea, "Tea again", key="tea-002", status="in_review", anchor_state="moved")
    SetAside.objects.create(source=tea, start=0, end=12, sha256="0" * 64, reason="navigation")
    page = curating.get(PAGE).content.decode()
    assert re.search(r'<mark[^>]* class="draft exact"[^>]*>every single day</mark>', page)
    assert re.search(r'<mark[^>]* class="in_review moved"[^>]*>Tea again</mark>', page)
    states = re.findall(r'class="block (\w+)" id="block-(\d)"', page)
    assert states == [("aside", "1"), ("claimed", "2"), ("claimed", "3"), ("open", "4"), ("open", "5")]


def test_markup_in_a_text_stays_text(curating, tea):
    page = curating.get(PAGE).content.decode()
    assert "&lt;b&gt;Biscuits&lt;/b&gt;" in page
    assert "<b>Biscuits</b>" not in page


def test_the_figures_are_those_of_check_coverage(curating, tea, capsys):
    from django.core.management import CommandError, call_command

    anchored(tea, "every single day")
    with pytest.raises(CommandError):
        call_command("check_coverage")
    figures = [int(one) for one in re.findall(r"\d+", capsys.readouterr().out.split("tea")[1])]
    shown = curating.get(PAGE).context["bench"].coverage
    assert [shown.blocks, shown.claimed, shown.aside, shown.open, shown.percent] == figures[:5]
    assert "20 % covered" in curating.get(PAGE).content.decode()


def test_claims_stand_in_the_order_of_the_text(curating, tea):
    anchored(tea, "Tea again", key="tea-1")
    records.claim(source=tea, key="tea-2")
    anchored(tea, "Warm bread", key="tea-3")
    assert [one.key for one in curating.get(PAGE).context["bench"].claims] == ["tea-3", "tea-1", "tea-2"]


def test_a_block_fills_in_the_form(curating, tea):
    response = curating.get(PAGE + "?block=2")
    form = panel_form(response)
    assert form["passage"].value() == TEXT[BLOCKS[1]["start"] : BLOCKS[1]["end"]]
    assert form["speaker"].value() == tea.author_id
    assert (form["about_from"].value(), form["about_to"].value()) == (1999, 2003)
    assert response.context["panel"].section == "First words."


def test_a_selection_beyond_the_basic_plane_fills_in_the_form(curating, tea):
    start = TEXT.index("🍵")
    form = panel_form(curating.get(f"{PAGE}?start={start}&end={start + 5}"))
    assert form["passage"].value() == "🍵 pot"


def test_a_claim_begins_as_a_draft_and_the_next_open_block_follows(curating, tea):
    response = curating.post(PAGE + "claim/", begin(tea, "bread & cold\r\ntea", speaker=tea.author_id))
    assert response.url == PAGE + "?block=3#panel"
    claim = Claim.objects.get()
    assert (claim.key, claim.status, claim.passage) == ("tea-001", "draft", "bread & cold tea")
    assert (claim.section, claim.anchor_state, claim.speaker) == ("First words.", "exact", tea.author)
    assert claim.sha256 == digest("bread & cold tea")


def test_a_claim_goes_to_review_with_a_topic_only(curating, tea):
    records.topic("Pay").labels.create(label="wages")
    sent = begin(tea, "Warm bread", do="review")
    response = curating.post(PAGE + "claim/", sent)
    assert response.status_code == 400
    assert "Choose a topic" in response.content.decode()
    assert curating.post(PAGE + "claim/", sent | {"topic_1": " WAGES "}).status_code == 302
    claim = Claim.objects.get()
    assert (claim.status, [topic.name for topic in claim.topics.all()]) == ("in_review", ["Pay"])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"passage": "Tea again."}, "These words occur 2 times. Paste more of the sentence."),
        ({"passage": "coffee"}, "not in the text"),
        ({"passage": ""}, "Paste the words"),
        ({"passage": "x" * 5_001}, "at most 5000"),
        ({"text": "é" * 301}, "at most 300"),
        ({"text": " "}, "required"),
        ({"kind": "zzz"}, "Select a valid choice"),
        ({"speaker": "9" * 30}, "Select a valid choice"),
        ({"topic_1": "No such thing"}, "no topic of that name"),
        ({"about_from": "1999"}, "both years"),
        ({"about_from": "9" * 30, "about_to": "1"}, "less than or equal"),
        ({"start": "-1", "end": "zzz"}, "Tea is drunk daily."),
        ({"start": "9" * 30, "end": "9" * 30}, "Tea is drunk daily."),
        ({"arguments": "zzz"}, "Tea is drunk daily."),
        ({"arguments": str(2**63)}, "Tea is drunk daily."),
        ({"text_sha256": "x" * 900}, "Tea is drunk daily."),
    ],
)
def test_what_cannot_be_saved_is_said_and_kept(curating, tea, fields, sentence):
    response = curating.post(PAGE + "claim/", begin(tea, "Warm bread") | fields)
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["block=0", "block=x", f"block={'9' * 90}", "start=3", "start=9&end=3", "start=0&end=99999", "start=x"],
)
def test_an_address_of_no_place_is_refused_in_a_sentence(curating, tea, query):
    assert curating.get(f"{PAGE}?{query}").status_code == 400
    assert curating.get(f"{PAGE}suggest/?{query}").status_code == (200 if query == "block=99" else 400)


@pytest.mark.parametrize("page", ["?block=99", "?claim=nobody", "../coffee/"])
def test_what_is_not_there_is_not_found(curating, tea, page):
    assert curating.get(PAGE + page if page[0] == "?" else "/admin/workbench/coffee/").status_code == 404


def test_the_chosen_span_decides_between_equal_passages(curating, tea):
    second = TEXT.rindex("Tea again.")
    fields = begin(tea, "Tea again.", start=second, end=second + 10)
    assert curating.post(PAGE + "claim/", fields).status_code == 302
    assert Claim.objects.get().start == second


def test_words_narrowed_by_hand_are_found_in_the_chosen_block(curating, tea):
    fourth = BLOCKS[3]
    fields = begin(tea, "Tea again.", start=fourth["start"], end=fourth["end"])
    assert curating.post(PAGE + "claim/", fields).status_code == 302
    assert Claim.objects.get().start == TEXT.rindex("Tea again.")


def test_offsets_into_a_text_that_was_loaded_anew_are_not_trusted(curating, tea):
    fields = begin(tea, "every single day", start=0, end=5, text_sha256=digest("an older text"))
    assert curating.post(PAGE + "claim/", fields).status_code == 302
    assert Claim.objects.get().passage == "every single day"


def test_a_form_that_is_sent_twice_makes_one_claim(curating, tea):
    for status in (302, 400):
        assert curating.post(PAGE + "claim/", begin(tea, "Warm bread")).status_code == status
    assert Claim.objects.count() == 1


@pytest.mark.parametrize(
    ("how", "passage"),
    [
        ("start-earlier", "& cold tea,"),
        ("start-later", "tea,"),
        ("end-later", "cold tea, every"),
        ("end-earlier", "cold"),
    ],
)
def test_a_passage_is_widened_and_narrowed_by_a_word(curating, tea, how, passage):
    response = curating.post(PAGE + "claim/", begin(tea, "cold tea,", adjust=how, topic_1="typed"))
    assert response.status_code == 200
    form = panel_form(response)
    assert (form["passage"].value(), form["topic_1"].value()) == (passage, "typed")
    assert TEXT[int(form["start"].value()) : int(form["end"].value())] == passage
    assert not Claim.objects.exists()


def test_a_suggested_topic_is_taken_by_its_button(curating, tea):
    records.topic("Tea").labels.create(label="cold tea")
    response = curating.post(PAGE + "claim/", begin(tea, "cold tea", suggest="yes"))
    assert [one.name for one in response.context["panel"].suggestions.topics] == ["Tea"]
    response = curating.post(PAGE + "claim/", begin(tea, "cold tea", add_topic="Tea"))
    assert panel_form(response)["topic_1"].value() == "Tea"


def test_moving_an_anchor_and_keeping_the_rest(curating, tea):
    claim = anchored(tea, "Warm bread", key="tea-001", status="draft", topics=["Pay"])
    response = curating.get(PAGE + "?claim=tea-001")
    fields = sent_by(response) | {"passage": "every single day", "start": "", "end": ""}
    assert curating.post(PAGE + "claim/tea-001/", fields).status_code == 302
    claim.refresh_from_db()
    assert (claim.passage, claim.anchor_state) == ("every single day", "exact")
    assert [topic.name for topic in claim.topics.all()] == ["Pay"]


def sent_by(response, **more):
    """What a browser sends of the form in the panel."""
    panel = response.context["panel"]
    fields = {name: panel.form[name].value() for name in panel.form.fields}
    fields = {name: "" if value is None else value for name, value in fields.items()}
    return {
        **{name: value for name, value in fields.items() if value is not False and name != "arguments"},
        "_version": panel.version,
        "do": "save",
        **more,
    }


def loaded_anew(source, text):
    source.text, source.length, source.text_sha256 = text, len(text), digest(text)
    old = TEXT
    source.save()
    reanchor(source, old)


def test_a_changed_passage_is_compared_and_confirmed(curating, tea):
    claim = anchored(tea, "every single day", key="tea-001", status="draft")
    loaded_anew(tea, TEXT.replace("every single day", "every sunny day!"))
    claim.refresh_from_db()
    assert claim.anchor_state == "changed"
    response = curating.get(PAGE + "?claim=tea-001")
    page = " ".join(response.content.decode().split())
    assert "<del>single day</del>" in page
    assert "<ins>sunny day!</ins>" in page
    curating.post(PAGE + "claim/tea-001/", sent_by(response, text="Reworded."))
    claim.refresh_from_db()
    assert (claim.text, claim.anchor_state) == ("Reworded.", "changed")
    curating.post(PAGE + "claim/tea-001/", sent_by(curating.get(PAGE + "?claim=tea-001"), do="confirm"))
    claim.refresh_from_db()
    assert (claim.anchor_state, claim.former_passage) == ("exact", "")
    assert Claim.objects.get().passage.startswith("every sunny day")


def test_an_orphan_shows_its_former_words_and_takes_new_ones(curating, tea):
    claim = anchored(tea, "every single day", key="tea-001", status="draft")
    loaded_anew(tea, TEXT.replace("every single day", "zzz"))
    response = curating.get(PAGE + "?claim=tea-001")
    assert "every single day" in response.content.decode()
    curating.post(PAGE + "claim/tea-001/", sent_by(response, passage="Warm bread"))
    claim.refresh_from_db()
    assert claim.anchor_state == "exact"


def test_the_second_curator_is_told_and_keeps_what_was_typed(curating, tea):
    claim = anchored(tea, "Warm bread", key="tea-001", status="draft", topics=["Pay"])
    records.topic("Time")
    mine = sent_by(curating.get(PAGE + "?claim=tea-001"), text="By me.")
    other = Client()
    user = User.objects.create_user("grace", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    other.force_login(user)
    theirs = {"text": "By Grace.", "topic_2": "Time", "passage": "every single day", "start": "", "end": ""}
    assert other.post(PAGE + "claim/tea-001/", mine | theirs).status_code == 302
    response = curating.post(PAGE + "claim/tea-001/", mine)
    assert response.status_code == 409
    told = {one.label: (one.now, one.typed) for one in response.context["panel"].differences}
    assert told == {
        "Claim": ("By Grace.", True),
        "Topics": ("Pay, Time", False),
        "Passage": ("every single day", False),
    }
    assert panel_form(response)["text"].value() == "By me."
    assert curating.post(PAGE + "claim/tea-001/", sent_by(response)).status_code == 302
    claim = Claim.objects.get()
    assert (claim.text, claim.passage) == ("By me.", "every single day")
    assert [topic.name for topic in claim.topics.all()] == ["Pay", "Time"]


def test_what_was_typed_into_a_claim_that_is_gone_is_kept(curating, tea):
    claim = anchored(tea, "Warm bread", key="tea-001", status="draft")
    mine = sent_by(curating.get(PAGE + "?claim=tea-001"), text="By me, at length.")
    claim.delete()
    response = curating.post(PAGE + "claim/tea-001/", mine)
    assert response.status_code == 409
    assert panel_form(response)["text"].value() == "By me, at length."


def test_topics_keep_their_order(curating, tea):
    for name in ("Pay", "Time"):
        records.topic(name)
    curating.post(PAGE + "claim/", begin(tea, "Warm bread", topic_1="Time", topic_2="Pay", do="stay"))
    claim = Claim.objects.get()
    assert list(claim.topic_items.values_list("tag__name", flat=True)) == ["Time", "Pay"]
    fields = sent_by(curating.get(f"{PAGE}?claim={claim.key}"), topic_1="Pay", topic_2="Time")
    curating.post(f"{PAGE}claim/{claim.key}/", fields)
    assert list(claim.topic_items.values_list("tag__name", flat=True)) == ["Pay", "Time"]


def aside(source, block, **fields):
    return {"block": block, "text_sha256": source.text_sha256, "reason": "greeting"} | fields


def test_a_block_is_set_aside_with_its_reason_and_opened_again(curating, tea):
    claim = anchored(tea, "Warm bread", key="tea-001")
    response = curating.post(PAGE + "aside/", aside(tea, 3, reason="repeats", repeats=claim.key))
    assert response.url == PAGE + "?block=4#panel"
    row = SetAside.objects.get()
    assert (row.reason, row.repeats, row.start) == ("repeats", claim, BLOCKS[2]["start"])
    assert row.sha256 == digest(TEXT[row.start : row.end])
    assert "repeats claim tea-001" in curating.get(PAGE + "?block=3").content.decode()
    for _ in range(2):
        assert curating.post(PAGE + "undo/", {"aside": row.pk}).status_code == 302
    assert not SetAside.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "Say why"),
        ({"reason": "repeats"}, "Choose the claim"),
        ({"reason": "repeats", "repeats": "zzz"}, "Select a valid choice"),
        ({"block": "99"}, "no such block"),
        ({"block": "zzz"}, "whole number"),
        ({"text_sha256": "0" * 64}, "loaded anew"),
    ],
)
def test_a_block_that_cannot_be_set_aside_says_why(curating, tea, fields, sentence):
    response = curating.post(PAGE + "aside/", aside(tea, 3) | fields)
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert not SetAside.objects.exists()


def test_who_sets_aside_second_is_told(curating, tea):
    assert curating.post(PAGE + "aside/", aside(tea, 3)).status_code == 302
    response = curating.post(PAGE + "aside/", aside(tea, 3, reason="biography"))
    assert response.status_code == 409
    assert "set this block aside meanwhile: greeting" in response.content.decode()


@pytest.mark.parametrize("pk", ["", "0", "x", "9" * 40, "12345"])
def test_undoing_nothing_is_no_error(curating, tea, pk):
    assert curating.post(PAGE + "undo/", {"aside": pk}).status_code in {302, 400}


def test_duplicates_and_arguments_are_suggested(curating, tea):
    there = records.claim("Tea is drunk each day by clerks.", key="other-001")
    own = records.claim("Clerks drink tea daily.", source=tea, status="draft", key="tea-007")
    draft = records.claim("Daily tea is drunk by clerks.", status="draft", key="draft-001")
    records.claim("Rent rises in autumn.")
    argument = records.argument("Tea keeps clerks awake.", claims=[there])
    found = curating.get(PAGE + "suggest/", {"text": "Clerks drink tea each day."}).json()
    assert {one["key"] for one in found["similar"]} == {there.key, own.key, draft.key}
    assert [one["id"] for one in found["arguments"]] == [argument.pk]
    fields = begin(tea, "Warm bread", arguments=argument.pk)
    assert curating.post(PAGE + "claim/", fields).status_code == 302
    assert argument.support.filter(claim__text="Tea is drunk daily.").exists()


@pytest.mark.parametrize("text", ['"', "-tea OR", "topic:pay year:2020..", "x" * 2_000, "🍵", "*"])
def test_any_words_are_searched_for_likeness(curating, tea, text):
    assert curating.get(PAGE + "suggest/", {"text": text}).status_code == 200


def test_a_source_without_its_text_shows_its_claims(curating):
    source = records.source(slug="tea", blocks=[{**BLOCKS[0]}])
    claim = records.claim(source=source, key="tea-001", status="draft")
    response = curating.get(PAGE)
    assert "not loaded here" in response.content.decode()
    assert claim.text in response.content.decode()
    response = curating.get(PAGE + "?claim=tea-001")
    assert curating.post(PAGE + "claim/tea-001/", sent_by(response, text="Reworded.")).status_code == 302
    claim.refresh_from_db()
    assert claim.text == "Reworded."


def test_queries_stay_constant(curating, tea):
    def queries(page):
        with CaptureQueriesContext(connection) as captured:
            assert curating.get(page).status_code == 200
        return len(captured)

    def grow(count):
        for number in range(count):
            claim = anchored(tea, "Warm bread", topics=[records.topic()], text=f"Bread is warm, {number}.")
            records.argument("Bread is warm.", claims=[claim])

    pages = [PAGE, PAGE + "?block=3", PAGE + "suggest/?text=Bread+is+warm&start=0&end=5"]
    queries(pages[1])  # a process reads the words of the index once
    grow(8)
    few = [queries(page) for page in pages]
    grow(30)
    assert [queries(page) for page in pages] == few
    assert max(few) < 35


def test_the_admin_leads_to_the_workbench_and_tells_the_coverage(curating, tea):
    anchored(tea, "every single day")
    assert f'href="{PAGE}"' in curating.get("/admin/advice/source/").content.decode()
    page = curating.get(f"/admin/advice/source/{tea.pk}/change/").content.decode()
    assert f'href="{PAGE}"' in page
    assert "20 % covered: of 5 blocks 1 claimed, 0 set aside, 4 open." in page


def test_open_headings_are_set_aside_at_once(curating, tea):
    response = curating.post(PAGE + "headings/", follow=True)
    assert "1 heading is set aside." in response.content.decode()
    row = SetAside.objects.get()
    assert (row.start, row.end, row.reason) == (BLOCKS[0]["start"], BLOCKS[0]["end"], "navigation")
    assert "open heading" not in curating.get(PAGE).content.decode()
    curating.post(PAGE + "headings/")
    assert SetAside.objects.count() == 1


def test_the_topics_that_were_chosen_bring_their_arguments(curating, tea):
    records.argument("Biscuits are shared.", topic=records.topic("Custom"))
    asked = {"text": "Biscuits are passed round the table."}
    address = PAGE + "suggest/"
    assert not curating.get(address, asked).json()["arguments"]
    found = curating.get(address, asked | {"topic_1": "custom"}).json()["arguments"]
    assert [one["text"] for one in found] == ["Biscuits are shared."]


def test_a_topic_is_found_by_the_words_that_describe_it(curating, tea):
    records.topic("Custom", description="Rituals around the teapot and the biscuit tin.")
    found = curating.get(PAGE + "suggest/", {"text": "The teapot is a ritual."}).json()["topics"]
    assert [one["name"] for one in found] == ["Custom"]
