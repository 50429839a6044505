"""A second person holds the claim against its passage; only then is it published."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from advice.claims import fidelity
from advice.claims.anchoring import digest
from advice.claims.fidelity import Fidelity
from advice.models import Claim, FidelitySignature
from tests import records
from tests.admin.workbench_text import TEXT, bench_source

pytestmark = pytest.mark.django_db
LIST = "/admin/advice/claim/"


def page(claim):
    return f"{LIST}{claim.pk}/fidelity/"


def state(claim):
    claim.refresh_from_db()
    alone = fidelity.fidelity_of(claim)[0]
    listed = fidelity.with_fidelity(Claim.objects.filter(pk=claim.pk)).get().fidelity
    assert alone == listed
    return alone


def sign(client, claim, verdict="faithful", **sent):
    form = client.get(page(claim)).context["form"]
    return client.post(
        page(claim), {"verdict": verdict, "reading": form.present, "do": "sign"} | sent, follow=True
    )


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def someone(name, role="curator"):
    user = User.objects.create_user(name, password="a-long-passphrase", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ada(curator):
    client = Client()
    client.force_login(curator)
    return client


@pytest.fixture
def grace(db):
    return someone("grace")


@pytest.fixture
def claim(ada):
    """A claim in review that Ada worded on the workbench."""
    bench_source(author=records.person("Ada"))
    records.topic("Tea")
    sent = {
        "text": "Tea comes again.",
        "kind": "opinion",
        "passage": "A 🍵 pot is shared.",
        "topic_1": "Tea",
        "do": "review",
    }
    assert ada.post("/admin/workbench/tea/claim/", sent).status_code == 302
    return Claim.objects.get()


def test_a_second_person_signs_and_publishes_in_one_step(grace, claim):
    shown = grace.get(page(claim)).content.decode()
    assert "<mark>A 🍵 pot is shared.</mark>" in shown
    assert "Tea comes again." in shown
    response = sign(grace, claim, do="publish")
    assert "is published" in told(response)
    assert response.redirect_chain[-1][0] == "/admin/review/"
    claim.refresh_from_db()
    assert claim.status == "published"
    assert state(claim) == Fidelity.FAITHFUL
    made = FidelitySignature.objects.get()
    assert (made.signer.username, made.verdict) == ("grace", "faithful")
    assert (made.claim_text, made.passage_sha256) == (claim.text, digest("A 🍵 pot is shared."))


def test_what_keeps_a_published_claim_from_showing_is_told_at_once(grace, claim):
    claim.source.status = "draft"
    claim.source.save()
    claim.speaker = records.person("Ada", status="draft")
    claim.save()
    response = sign(grace, claim, "faithful", do="publish")
    told = [str(message) for message in response.context["messages"]]
    assert len(told) == 2
    assert told[1].startswith("It shows once these are published too: source <a ")
    assert ", person <a " in told[1]


def test_nobody_signs_what_they_worded_last(ada, grace, claim):
    response = ada.get(page(claim))
    assert "You worded it last" in response.content.decode()
    assert ada.post(page(claim), {"verdict": "faithful", "do": "sign"}).status_code == 409
    Claim.objects.get().save()  # by nobody, and no new wording
    assert "You worded it last" in ada.get(page(claim)).content.decode()
    claim = Claim.objects.get()
    form = grace.get(f"/admin/workbench/tea/?claim={claim.key}").context["panel"]
    sent = {
        "text": "Tea comes.",
        "kind": "opinion",
        "passage": "A 🍵 pot is shared.",
        "topic_1": "Tea",
        "_version": form.version,
    }
    assert grace.post(f"/admin/workbench/tea/claim/{claim.key}/", sent).status_code == 302
    assert "You worded it last" in grace.get(page(claim)).content.decode()
    assert sign(ada, claim).status_code == 200
    assert state(claim) == Fidelity.FAITHFUL


@pytest.mark.parametrize("verdict", ["broader", "stronger", "wrong"])
def test_what_is_not_faithful_goes_back_to_its_author_with_the_note(ada, grace, claim, verdict):
    assert sign(grace, claim, verdict).status_code == 400
    assert "Say what is wrong" in sign(grace, claim, verdict, note=" ").content.decode()
    response = sign(grace, claim, verdict, note="Only one pot is meant.", do="publish")
    assert "draft again" in told(response)
    claim.refresh_from_db()
    assert claim.status == "draft"
    assert state(claim) == Fidelity.DOUBTED
    for address in (f"{LIST}{claim.pk}/change/", f"/admin/workbench/tea/?claim={claim.key}"):
        assert "Only one pot is meant." in ada.get(address).content.decode(), address
    assert f"sent back: {verdict}" in ada.get(f"{LIST}{claim.pk}/history/").content.decode()


def test_a_signature_lapses_when_the_wording_or_the_passage_changes(grace, claim):
    sign(grace, claim)
    assert state(claim) == Fidelity.FAITHFUL
    Claim.objects.update(text="Tea comes thrice.")
    assert state(claim) == Fidelity.LAPSED
    Claim.objects.update(text=claim.text, sha256=digest("Another passage"))
    Claim.objects.update(text="Tea comes again.")
    assert state(claim) == Fidelity.LAPSED
    Claim.objects.update(sha256=digest("A 🍵 pot is shared."))
    assert state(claim) == Fidelity.FAITHFUL
    Claim.objects.update(anchor_state="changed")
    assert state(claim) == Fidelity.LAPSED


def test_a_claim_that_was_found_wanting_and_reworded_is_to_be_signed_anew(grace, claim):
    sign(grace, claim, "broader", note="No.")
    Claim.objects.update(text="One pot is shared.")
    assert state(claim) == Fidelity.UNSIGNED


def test_no_curator_publishes_what_nobody_signed(ada, claim):
    action = {"action": "publish", "_selected_action": claim.pk}
    assert "no second person has signed" in ada.post(LIST, action).content.decode()
    ada.post(LIST, action | {"confirmed": "yes"})
    form = ada.get(f"{LIST}{claim.pk}/change/").context
    from tests.admin.test_every_page import fields_of

    sent = fields_of(ada.get(f"{LIST}{claim.pk}/change/")) | {"status": "published"}
    answer = ada.post(f"{LIST}{claim.pk}/change/", sent)
    assert "It cannot be published" in answer.content.decode(), form
    ada.post(page(claim), {"do": "publish"})
    claim.refresh_from_db()
    assert claim.status == "in_review"


def test_rewording_while_publishing_does_not_take_the_signature_along(ada, grace, claim):
    from tests.admin.test_every_page import fields_of

    sign(grace, claim)
    sent = fields_of(ada.get(f"{LIST}{claim.pk}/change/")) | {"status": "published"}
    answer = ada.post(f"{LIST}{claim.pk}/change/", sent | {"text": "Tea comes always."})
    assert "reworded since it was signed" in answer.content.decode()
    assert ada.post(f"{LIST}{claim.pk}/change/", sent).status_code == 302
    assert Claim.objects.published().exists()


def test_signed_claims_are_published_in_bulk(ada, grace, claim):
    sign(grace, claim)
    ada.post(LIST, {"action": "publish", "_selected_action": claim.pk, "confirmed": "yes"})
    assert Claim.objects.published().exists()


def test_an_administrator_may_publish_alone_and_the_history_says_so(claim):
    root = someone("root", "administrator")
    assert "Publish without a signature" in root.get(page(claim)).content.decode()
    root.post(page(claim), {"do": "publish"})
    assert Claim.objects.published().exists()
    assert "without a second person" in root.get(f"{LIST}{claim.pk}/history/").content.decode()


def test_a_setting_lets_one_person_do_both(ada, claim, settings):
    settings.TWO_PERSONS = False
    ada.post(page(claim), {"do": "publish"})
    assert Claim.objects.published().exists()


def test_a_contributor_reads_the_page_and_does_not_sign(claim):
    contributor = someone("contributor", "contributor")
    response = contributor.get(page(claim))
    assert "Claims are signed by curators." in response.content.decode()
    assert contributor.post(page(claim), {"verdict": "faithful"}).status_code == 409
    assert contributor.post(page(claim), {"do": "publish"}).status_code == 403
    assert not FidelitySignature.objects.exists()


def test_a_stranger_and_a_mentor_see_nothing(client, mentor, claim):
    assert client.get(page(claim)).status_code == 302
    client.force_login(mentor)
    assert client.get(page(claim), follow=True).status_code == 403


def test_who_read_another_wording_reads_again(grace, claim):
    form = grace.get(page(claim)).context["form"]
    Claim.objects.update(text="Tea never comes.")
    response = grace.post(page(claim), {"verdict": "faithful", "reading": form.present})
    assert response.status_code == 409
    assert "Read it again" in response.content.decode()
    assert not FidelitySignature.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"verdict": "perfect"}, {"verdict": "wrong", "note": "x" * 301}])
def test_wrong_input_is_a_sentence(grace, claim, sent):
    form = grace.get(page(claim)).context["form"]
    response = grace.post(page(claim), {"reading": form.present, "do": "sign"} | sent)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize("place", ["zzz", "999999", str(2**63)])
def test_no_such_claim_is_a_404(grace, claim, place):
    assert grace.get(f"{LIST}{place}/fidelity/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "draft"}, "It is a draft"),
        ({"status": "withdrawn"}, "It is withdrawn"),
        ({"anchor_state": "orphan"}, "cannot be read here"),
        ({"anchor_state": "unchecked"}, "cannot be read here"),
    ],
)
def test_what_cannot_be_signed_says_why(grace, claim, fields, sentence):
    Claim.objects.update(**fields)
    assert sentence in grace.get(page(claim)).content.decode()


def test_after_signing_comes_the_claim_that_waits_longest(grace, claim):
    place = {"start": 0, "end": 12, "sha256": digest(TEXT[:12]), "anchor_state": "exact"}
    others = [
        records.claim(f"Waits {number}.", source=claim.source, status="in_review", **place)
        for number in range(2)
    ]
    Claim.objects.filter(pk=others[0].pk).update(text="Waits, touched.")  # stays where it is in the queue
    assert sign(grace, claim).redirect_chain[-1][0] == page(others[0])
    assert sign(grace, others[0]).redirect_chain[-1][0] == page(others[1])
    assert sign(grace, others[1]).redirect_chain[-1][0] == "/admin/review/"


def test_the_list_shows_and_filters_by_it(grace, claim):
    records.claim("Loaded from the files.")
    sign(grace, claim)
    listed = grace.get(f"{LIST}?fidelity=faithful")
    assert [one.pk for one in listed.context["cl"].result_list] == [claim.pk]
    assert f'class="fidelity faithful" href="{page(claim)}"' in listed.content.decode()
