"""Merging in the admin: a preview, a confirmation, and who may."""

import pytest
from django.contrib.auth.models import Group

from advice.models import Claim, Person, Topic
from tests import records
from tests.admin.test_query_counts import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics(db):
    pay, wages = records.topic("Pay"), records.topic("Wages")
    records.claim("Wages are low.", topics=[wages])
    records.claim("Both are low.", topics=[pay, wages])
    return pay, wages


def merge_page(loser, survivor):
    return f"/admin/advice/{loser._meta.model_name}/merge/?lose={loser.pk}&keep={survivor.pk}"


def confirm(client, loser, survivor):
    page = merge_page(loser, survivor)
    shown = client.get(page).context["plan"].digest()
    sent = {"lose": loser.pk, "keep": survivor.pk, "plan": shown}
    return client.post(page.split("?")[0], sent, follow=True)


def test_two_of_a_list_are_merged_after_a_preview(curating, topics):
    pay, wages = topics
    sent = {"action": "merge_two", "_selected_action": [pay.pk, wages.pk]}
    response = curating.post("/admin/advice/topic/", sent, follow=True)
    text = response.content.decode()
    assert response.redirect_chain[-1][0] == merge_page(wages, pay)
    for words in ("Wages are low.", "Both are low.", "Wages (its name)", "The other way round"):
        assert words in text
    assert Topic.objects.get(pk=wages.pk).status == "published"
    told = [str(message) for message in confirm(curating, wages, pay).context["messages"]]
    assert told == ["“Wages” is part of “Pay” now, and its address leads there."]
    assert Topic.objects.get(pk=wages.pk).merged_into == pay


@pytest.mark.parametrize("number", [1, 3])
def test_two_are_wanted(curating, number):
    chosen = [records.topic(f"T {one}").pk for one in range(number)]
    sent = {"action": "merge_two", "_selected_action": chosen}
    response = curating.post("/admin/advice/topic/", sent, follow=True)
    assert "Select the two that are one." in response.content.decode()


def test_from_the_form_the_other_one_is_found_by_typing(curating, topics):
    pay, wages = topics
    page = curating.get(f"/admin/advice/topic/{wages.pk}/change/").content.decode()
    assert f"/admin/advice/topic/merge/?lose={wages.pk}" in page
    page = curating.get(f"/admin/advice/topic/merge/?lose={wages.pk}").content.decode()
    assert 'data-model-name="topic"' in page
    found = curating.get(
        "/admin/autocomplete/?app_label=advice&model_name=topic&field_name=merged_into&term=pay"
    )
    assert [one["id"] for one in found.json()["results"]] == [str(pay.pk)]


def test_what_changed_since_the_preview_is_shown_again(curating, topics):
    pay, wages = topics
    shown = curating.get(merge_page(wages, pay)).context["plan"].digest()
    records.claim("A third one.", topics=[wages])
    sent = {"lose": wages.pk, "keep": pay.pk, "plan": shown}
    response = curating.post("/admin/advice/topic/merge/", sent)
    assert response.status_code == 409
    assert "A third one." in response.content.decode()
    assert Topic.objects.get(pk=wages.pk).merged_into is None


def test_the_histories_lead_to_one_another_and_back(curating, topics):
    pay, wages = topics
    confirm(curating, wages, pay)
    page = curating.get(f"/admin/advice/topic/{pay.pk}/history/").content.decode()
    assert f'/admin/advice/topic/{wages.pk}/history/">Wages</a>' in page
    page = curating.get(f"/admin/advice/topic/{wages.pk}/history/").content.decode()
    assert "Take the merge back" in page
    curating.post(f"/admin/advice/topic/{wages.pk}/unmerge/")
    wages.refresh_from_db()
    assert (wages.status, wages.merged_into) == ("published", None)
    assert Claim.objects.filter(topic_items__tag=wages).count() == 2


def test_persons_and_claims_too(curating):
    one, other = records.person(), records.person()
    confirm(curating, other, one)
    assert Person.objects.get(pk=other.pk).merged_into == one
    source = records.source()
    first, second = records.claim(source=source), records.claim(source=source)
    confirm(curating, second, first)
    assert Claim.objects.get(pk=second.pk).merged_into == first


def test_claims_of_two_sources_cannot(curating):
    first, second = records.claim(), records.claim()
    page = curating.get(merge_page(second, first)).content.decode()
    assert "different sources" in page
    assert 'value="Merge"' not in page
    assert confirm(curating, second, first).status_code == 409


@pytest.mark.parametrize("query", ["", "?lose=x", "?lose=999999&keep=1", f"?lose={2**63}&keep=1", "?keep=1"])
def test_wrong_addresses_are_a_404(curating, query):
    assert curating.get(f"/admin/advice/topic/merge/{query}").status_code == 404
    assert curating.post("/admin/advice/topic/zzz/unmerge/").status_code == 404


def test_a_contributor_merges_nothing(client, django_user_model, topics):
    user = django_user_model.objects.create_user("contributor", is_staff=True)
    user.groups.add(Group.objects.get(name="contributor"))
    client.force_login(user)
    pay, wages = topics
    assert client.get(merge_page(wages, pay)).status_code == 403
    assert client.post(f"/admin/advice/topic/{wages.pk}/unmerge/").status_code == 403
    assert "merge_two" not in client.get("/admin/advice/topic/").content.decode()


def test_the_preview_costs_the_same_for_many(curating, topics):
    pay, wages = topics
    few, _response = queries(curating, merge_page(wages, pay))
    for number in range(20):
        records.claim(f"Claim {number}.", topics=[wages])
        records.argument(topic=wages, claims=[])
    assert queries(curating, merge_page(wages, pay))[0] == few
