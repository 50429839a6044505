"""The review queue: the longest wait first, one click to where one acts, and what each role sees."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from advice.claims.reports import file_report
from advice.models import Argument, Claim, FidelitySignature
from tests import records
from tests.admin.test_query_counts import queries

QUEUE = "/admin/review/"


def lines(client, query=""):
    return client.get(QUEUE + query).context["lines"]


def waits_since(record, days):
    """Let the whole history of `record` have happened so many days ago."""
    at = timezone.now() - timedelta(days=days)
    type(record).history.filter(id=record.pk).update(history_date=at)
    return record


def make_one_of_each():
    waits_since(records.claim("To sign.", status="in_review"), 5)
    ready = waits_since(records.claim("To publish.", status="in_review"), 9)
    FidelitySignature.objects.create(claim=ready, verdict="faithful", claim_text=ready.text)
    waits_since(records.argument("To look at.", status="in_review", claims=[]), 7)
    reported = records.claim("Reported.")
    file_report(reported, "other", "Look at this.", "")
    lapsed = records.claim("Reworded.")
    FidelitySignature.objects.create(claim=lapsed, verdict="faithful", claim_text="Before.")
    records.claim("Long due.", review_by=timezone.localdate() - timedelta(days=30))
    records.claim("Not yet due.", review_by=timezone.localdate() + timedelta(days=30))
    waits_since(records.source("A source.", status="in_review"), 6)
    records.claim("Withdrawn.", status="withdrawn", review_by=timezone.localdate())


def test_everything_that_waits_stands_in_one_list_the_longest_wait_first(curating):
    make_one_of_each()
    found = lines(curating)
    assert [one.text for one in found[:5]] == [
        "Long due.",
        "To publish.",
        "To look at.",
        "A source.",
        "To sign.",
    ]
    assert {one.kind.name for one in found[5:]} == {"reports", "lapsed"}
    for one in found:
        assert curating.get(one.address).status_code == 200, one


@pytest.mark.parametrize(
    "kind", ["claims", "signed", "arguments", "reports", "lapsed", "due", "sources", "persons", "topics"]
)
def test_a_kind_can_be_chosen(curating, kind):
    make_one_of_each()
    assert {one.kind.name for one in lines(curating, f"?kind={kind}")} <= {kind}


@pytest.mark.parametrize(
    "query", ["?kind=zzz", "?page=0", "?page=x", "?page=99", f"?page={2**64}", "?kind=a\x00b"]
)
def test_any_address_shows_the_queue_or_says_no(curating, query):
    assert curating.get(QUEUE + query).status_code in (200, 400)


def test_to_be_touched_in_review_does_not_send_to_the_end(curating):
    first = waits_since(records.claim("First.", status="in_review"), 2)
    waits_since(records.claim("Second.", status="in_review"), 1)
    first.section = "Touched"
    first.save()
    assert [one.text for one in lines(curating)] == ["First.", "Second."]
    first.refresh_from_db()
    for status in ("draft", "in_review"):
        first.status = status
        first.save()
    assert [one.text for one in lines(curating)] == ["Second.", "First."]


def test_ones_own_claims_are_marked(curating):
    records.topic("Pay")
    source = records.source()
    sent = {"source": source.pk, "text": "Mine.", "kind": "advice", "topics": [records.topic("Pay").pk]}
    sent |= {"status": "in_review", "conditions-TOTAL_FORMS": "0", "conditions-INITIAL_FORMS": "0"}
    assert curating.post("/admin/advice/claim/add/", sent).status_code == 302
    assert Claim.objects.get().status == "in_review"
    assert [one.own for one in lines(curating)] == [True]
    assert "somebody else signs" in curating.get(QUEUE).content.decode()


def test_a_contributor_sees_claims_and_arguments_but_no_reports(client, django_user_model, curating):
    make_one_of_each()
    user = django_user_model.objects.create_user("contributor", is_staff=True)
    user.groups.add(Group.objects.get(name="contributor"))
    client.force_login(user)
    seen = {one.kind.name for one in lines(client)}
    assert "reports" not in seen
    assert {"claims", "arguments"} <= seen


def test_strangers_and_mentors_see_nothing(client, mentor):
    assert client.get(QUEUE).status_code == 302
    client.force_login(mentor)
    assert client.get(QUEUE, follow=True).status_code == 403


def test_an_empty_queue_says_so(curating):
    assert "Nothing waits for review." in curating.get(QUEUE).content.decode()


def test_pages_follow_one_another(curating):
    source = records.source()
    for number in range(45):
        records.claim(f"Claim {number}.", source=source, status="in_review")
    both = [one.text for one in lines(curating) + lines(curating, "?page=2")]
    assert both == [f"Claim {number}." for number in range(45)]


def test_the_queue_costs_the_same_for_many(curating):
    make_one_of_each()
    few, _response = queries(curating, QUEUE)
    for _number in range(10):
        make_one_of_each()
    assert queries(curating, QUEUE)[0] <= few
    assert few < 55
    assert Argument.objects.filter(status="in_review").count() == 11
