"""Moving records by action: a preview, a confirmation, and what the public then sees."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Group

from advice.models import Argument, Claim, Position, Source, Topic
from tests import records

pytestmark = pytest.mark.usefixtures("alone")
LIST = "/admin/advice/claim/"


def act(client, action, chosen, page=LIST, **extra):
    sent = {"action": action, ACTION_CHECKBOX_NAME: [record.pk for record in chosen], **extra}
    return client.post(page, sent, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def contributor(client, django_user_model):
    user = django_user_model.objects.create_user("contributor", is_staff=True)
    user.groups.add(Group.objects.get(name="contributor"))
    client.force_login(user)
    return client


def test_nothing_changes_before_the_confirmation(curating):
    claim = records.claim("Not yet.", status="draft")
    response = act(curating, "publish", [claim])
    assert "Not yet." in response.content.decode()
    assert not Claim.objects.published().exists()


def test_publishing_claims_makes_them_public(curating):
    claims = [records.claim(status=status) for status in ("draft", "in_review", "withdrawn")]
    assert told(act(curating, "publish", claims, confirmed="yes")) == ["3 claims are now published."]
    assert set(Claim.objects.published()) == set(claims)


def test_withdrawing_takes_them_back(curating):
    claim = records.claim()
    sent = {"confirmed": "yes", "withdrawn_reason": "Its author took it back."}
    assert told(act(curating, "withdraw", [claim], **sent)) == ["1 claim is now withdrawn."]
    assert not Claim.objects.published().exists()
    assert Claim.objects.withdrawn().get().withdrawn_reason == "Its author took it back."


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_claims_are_not_withdrawn_without_a_reason(curating, reason):
    claim = records.claim()
    page = act(curating, "withdraw", [claim], confirmed="yes", withdrawn_reason=reason).content.decode()
    assert 'class="errorlist"' in page
    assert Claim.objects.published().exists()


def test_review_and_back(curating):
    claim = records.claim(status="draft")
    assert told(act(curating, "send_to_review", [claim], confirmed="yes")) == ["1 claim is now in review."]
    assert told(act(curating, "back_to_draft", [claim], confirmed="yes")) == ["1 claim is now draft."]


def test_the_preview_says_what_is_left_and_why(curating):
    ready = records.claim("Ready to go.", status="draft")
    public = records.claim("Long since public.")
    bare = records.claim("About nothing.", status="draft")
    bare.topics.clear()
    text = act(curating, "publish", [ready, public, bare]).content.decode()
    assert "1 claim will be published" in text
    assert "Long since public.: it is published" in text
    assert "About nothing.: it has no topic" in text
    response = act(curating, "publish", [ready, public, bare], confirmed="yes")
    assert told(response) == ["1 claim is now published. 2 were left as they are."]
    assert set(Claim.objects.published()) == {ready, public}


def test_what_belongs_to_a_draft_is_said_not_to_show(curating):
    claim = records.claim(status="draft", source=records.source(status="draft"))
    messages = told(act(curating, "publish", [claim], confirmed="yes"))
    assert messages[1].startswith("1 of them does not show yet")
    assert not Claim.objects.published().exists()


def test_an_argument_without_claims_is_not_published(curating):
    bare = records.argument(claims=[], status="draft")
    response = act(curating, "publish", [bare], "/admin/advice/argument/")
    assert "no claim carries it" in response.content.decode()
    act(curating, "publish", [bare], "/admin/advice/argument/", confirmed="yes")
    assert not Argument.objects.published().exists()


@pytest.mark.parametrize("model", [Source, Topic, Position])
def test_other_records_are_published_alike(curating, model):
    makers = {Source: records.source, Topic: records.topic, Position: records.position}
    record = makers[model](status="draft")
    page = f"/admin/advice/{model._meta.model_name}/"
    act(curating, "publish", [record], page, confirmed="yes")
    assert list(model.objects.published()) == [record]


def test_all_pages_of_a_list_at_once(curating):
    source = records.source()
    claims = [records.claim(source=source, status="draft") for _ in range(60)]
    act(curating, "publish", claims[:50], confirmed="yes", select_across="1")
    assert Claim.objects.published().count() == 60


def test_too_many_at_once_change_nothing(curating):
    source, speaker = records.source(), records.person()
    Claim.objects.bulk_create(
        Claim(key=f"many-{n}", text="x", kind="opinion", source=source, speaker=speaker) for n in range(501)
    )
    chosen = [Claim.objects.first()]
    response = act(curating, "send_to_review", chosen, confirmed="yes", select_across="1")
    assert told(response) == ["Select at most 500 at a time; nothing was changed."]
    assert not Claim.objects.exclude(status="draft").exists()


def test_the_history_says_who_published(curating):
    claim = records.claim(status="draft")
    act(curating, "publish", [claim], confirmed="yes")
    page = curating.get(f"{LIST}{claim.pk}/history/").content.decode()
    assert "<del>draft</del> → <ins>published</ins>" in page
    assert "</time>\ncurator" in page


def test_a_contributor_sends_to_review_and_publishes_nothing(contributor):
    claim = records.claim(status="draft")
    act(contributor, "send_to_review", [claim], confirmed="yes")
    act(contributor, "publish", [claim], confirmed="yes")
    claim.refresh_from_db()
    assert claim.status == "in_review"


def test_a_contributor_cannot_change_what_is_public(contributor):
    claim = records.claim("As published.")
    page = f"{LIST}{claim.pk}/change/"
    assert contributor.get(page).context["has_change_permission"] is False
    assert contributor.post(page, {"text": "Otherwise.", "kind": "advice"}).status_code == 403
    claim.refresh_from_db()
    assert claim.text == "As published."


def test_a_contributor_cannot_change_published_rows_of_a_draft(contributor):
    argument = records.argument("As published.", position=records.position(status="draft"))
    page = f"/admin/advice/position/{argument.position_id}/change/"
    row = contributor.get(page).context["inline_admin_formsets"][0].formset.forms[0]
    assert all(field.disabled for field in row.fields.values())


def test_a_form_offers_only_the_next_statuses(contributor):
    claim = records.claim(status="draft")
    form = contributor.get(f"{LIST}{claim.pk}/change/").context["adminform"].form
    assert [value for value, _label in form.fields["status"].choices] == ["draft", "in_review"]


def test_what_was_public_is_withdrawn_not_deleted(curating):
    public, draft = records.claim("Public."), records.claim("Draft.", status="draft")
    assert curating.post(f"{LIST}{public.pk}/delete/", {"post": "yes"}).status_code == 403
    response = act(curating, "delete_selected", [public, draft], post="yes")
    assert "withdraw it instead" in response.content.decode()
    assert Claim.objects.count() == 2
    act(curating, "delete_selected", [draft], post="yes")
    assert list(Claim.objects.all()) == [public]


def test_the_address_of_what_was_public_stays(curating):
    source = records.source(slug="as-it-was")
    form = curating.get(f"/admin/advice/source/{source.pk}/change/").context["adminform"].form
    assert "slug" not in form.fields


def test_the_public_page_is_offered_only_where_there_is_one(curating):
    public, draft = records.claim(), records.claim(status="draft")
    hidden = records.claim(source=records.source(status="withdrawn"))
    for claim, offered in ((public, True), (draft, False), (hidden, False)):
        page = curating.get(f"{LIST}{claim.pk}/change/").content.decode()
        assert (f'href="/claims/{claim.key}/"' in page) is offered
    text = curating.get(LIST).content.decode()
    assert f"/claims/{public.key}/" in text
    assert f"/claims/{draft.key}/" not in text
    assert f"/claims/{hidden.key}/" not in text
