"""The form of a claim: its key, its length, its topics, its passage."""

import pytest

from advice.models import Claim
from tests import records
from tests.admin.test_every_page import fields_of

ADD = "/admin/advice/claim/add/"
TEXT = "First words.\n\nWarm bread & cold tea,\nevery single day.\n\nTea again. Tea again."
ROWS = {"conditions-TOTAL_FORMS": 0, "conditions-INITIAL_FORMS": 0}


@pytest.fixture
def loaded(db):
    blocks = [{"kind": "heading", "start": 0, "end": 12}, {"kind": "paragraph", "start": 14, "end": 54}]
    return records.source(slug="tea", text=TEXT, length=len(TEXT), blocks=blocks)


def sent(source, **fields):
    values = {"source": source.pk, "text": "Tea is drunk daily.", "kind": "observation", "status": "draft"}
    return ROWS | values | fields


def errors(response):
    return response.context["adminform"].form.errors


def test_keys_count_on_from_the_highest(curating, loaded):
    records.claim(source=loaded, key="tea-007")
    records.claim(key="tea-time-900")
    records.claim(key="tea-12x")
    for _ in range(2):
        assert curating.post(ADD, sent(loaded)).status_code == 302
    assert list(loaded.claims.order_by("key").values_list("key", flat=True)) == [
        "tea-007",
        "tea-008",
        "tea-009",
    ]


def test_a_key_stays(curating, loaded):
    claim = records.claim(source=loaded, key="tea-001", status="draft")
    page = f"/admin/advice/claim/{claim.pk}/change/"
    fields = fields_of(curating.get(page)) | {"source": records.source().pk, "key": "other-001"}
    curating.post(page, fields | {"text": "Reworded."})
    claim.refresh_from_db()
    assert (claim.key, claim.source, claim.text) == ("tea-001", loaded, "Reworded.")


def test_a_claim_has_300_characters_at_most(curating, loaded):
    response = curating.post(ADD, sent(loaded, text="é" * 301))
    assert "at most 300 characters" in errors(response)["text"][0]
    assert curating.post(ADD, sent(loaded, text="é" * 300)).status_code == 302


def test_a_claim_is_one_line(curating, loaded):
    curating.post(ADD, sent(loaded, text="  Tea\r\n is   drunk. "))
    assert Claim.objects.get().text == "Tea is drunk."


def test_topics_are_those_that_exist(curating, loaded):
    pay, time = records.topic("Pay"), records.topic("Time")
    curating.post(ADD, sent(loaded, topics=[pay.pk, time.pk]))
    assert set(Claim.objects.get().topics.all()) == {pay, time}
    for unknown in ("Pay", "brand new", "0", str(2**63)):
        assert "topics" in errors(curating.post(ADD, sent(loaded, topics=[unknown])))


def test_three_topics_at_most(curating, loaded):
    topics = [records.topic().pk for _ in range(4)]
    assert "topics" in errors(curating.post(ADD, sent(loaded, topics=topics)))


@pytest.mark.parametrize("status", ["in_review", "published"])
def test_no_review_without_a_topic(curating, loaded, status):
    assert "topics" in errors(curating.post(ADD, sent(loaded, status=status)))


def test_topics_are_found_by_their_other_labels(curating, loaded):
    topic = records.topic("Pay", broader=records.topic("Work"))
    topic.labels.create(label="slary", kind="hidden")
    page = "/admin/autocomplete/?app_label=advice&model_name=claimtopic&field_name=tag&term=slary"
    assert [entry["text"] for entry in curating.get(page).json()["results"]] == ["Work › Pay"]


def test_a_pasted_passage_becomes_the_anchor(curating, loaded):
    curating.post(ADD, sent(loaded, pasted="bread & cold  tea,\r\nevery"))
    claim = Claim.objects.get()
    assert claim.passage == "bread & cold tea,\nevery"
    assert (claim.anchor_state, claim.section) == ("exact", "First words.")


@pytest.mark.parametrize("words", ["coffee", "Tea again.", ".*", "x" * 5_001])
def test_a_passage_that_is_not_there_once_is_refused(curating, loaded, words):
    assert "pasted" in errors(curating.post(ADD, sent(loaded, pasted=words)))


def test_a_passage_needs_a_loaded_text(curating):
    assert "pasted" in errors(curating.post(ADD, sent(records.source(), pasted="bread")))


def test_the_passage_is_shown_escaped(curating):
    text = "Before <script>alert(1)</script> & after."
    source = records.source(text=text, length=len(text))
    claim = records.claim(source=source, start=7, end=32, sha256="0" * 64, anchor_state="exact")
    page = curating.get(f"/admin/advice/claim/{claim.pk}/change/").content.decode()
    assert "Before <mark>&lt;script&gt;alert(1)&lt;/script&gt;</mark> &amp; after." in page


@pytest.mark.parametrize(
    ("years", "accepted"),
    [(("", ""), True), ((2019, 2021), True), ((2021, 2019), False), ((2019, ""), False)],
)
def test_years_come_in_pairs_and_in_order(curating, loaded, years, accepted):
    response = curating.post(ADD, sent(loaded, about_from=years[0], about_to=years[1]))
    assert (response.status_code == 302) is accepted


def test_saving_a_claim_again_keeps_its_anchor(curating, loaded):
    curating.post(ADD, sent(loaded, pasted="Warm bread", topics=[records.topic().pk]))
    claim = Claim.objects.get()
    page = f"/admin/advice/claim/{claim.pk}/change/"
    assert curating.post(page, fields_of(curating.get(page))).status_code == 302
    assert Claim.objects.get().passage == "Warm bread"


def test_a_day_is_shown_so_that_nobody_takes_the_month_for_it(curating, loaded):
    claim = records.claim(source=loaded, status="draft", review_by="2027-03-05")
    page = f"/admin/advice/claim/{claim.pk}/change/"
    response = curating.get(page)
    assert 'value="2027-03-05"' in response.content.decode()
    fields = fields_of(response)
    curating.post(page, fields | {"review_by": "6 April 2028"})
    claim.refresh_from_db()
    assert claim.review_by.isoformat() == "2028-04-06"
