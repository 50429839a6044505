"""“Something wrong with this claim?”: from the page of a claim into the curators' queue, and nowhere else."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advice.claims.reports import close, file_report
from advice.claims.reports_views import FROM_AN_ADDRESS, ON_A_CLAIM
from advice.models import Claim, ClaimReport, Edition
from tests import records

pytestmark = pytest.mark.django_db
ADMIN = "/admin/advice/claimreport/"
AT_ONCE = int(FROM_AN_ADDRESS.split("/")[0])
ON_ONE = int(ON_A_CLAIM.split("/")[0])


@pytest.fixture
def claim() -> Claim:
    return records.claim("Beginners earn little.")


def address(claim: Claim) -> str:
    return f"/claims/{claim.key}/report/"


def filled(client, claim: Claim, **fields) -> dict[str, str]:
    """The form as somebody fills it in who has opened it."""
    page = client.get(address(claim)).content.decode()
    reading = re.search(r'name="reading" value="(\w*)"', page)
    sent = {"kind": "outdated", "words": "Pay was raised since.", "email": "", "website": ""}
    return sent | {"reading": reading[1] if reading else ""} | fields


def send(client, claim: Claim, **fields):
    ip = fields.pop("REMOTE_ADDR", "127.0.0.1")
    return client.post(address(claim), filled(client, claim, **fields), REMOTE_ADDR=ip)


def report(claim: Claim, **fields) -> ClaimReport:
    values = {"kind": "typo", "words": "Wrongg.", "email": "reader@example.org"}
    return file_report(claim, **values | fields)


def test_every_claim_page_leads_to_it(client, claim):
    assert f'href="{address(claim)}"' in client.get(claim.get_absolute_url()).content.decode()
    assert "Beginners earn little." in client.get(address(claim)).content.decode()


def test_a_report_is_kept_with_the_claim_as_it_read(client, claim):
    edition = Edition.current()
    answer = send(client, claim, words=" One\r\ntwo. ", email="reader@example.org")
    assert answer.status_code == 302
    assert "Thank you" in client.get(answer.url).content.decode()
    Claim.objects.filter(pk=claim.pk).update(text="Beginners earned little.")
    kept = ClaimReport.objects.get()
    assert (kept.claim, kept.claim_key, kept.claim_text) == (claim, claim.key, "Beginners earn little.")
    assert (kept.kind, kept.words, kept.email) == ("outdated", "One\ntwo.", "reader@example.org")
    assert (kept.edition, kept.is_open, kept.note) == (edition, True, "")


def test_it_works_under_the_protection_against_forged_forms(claim):
    client = Client(enforce_csrf_checks=True)
    page = client.get(address(claim)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert client.post(address(claim), filled(client, claim)).status_code == 403
    assert send(client, claim, csrfmiddlewaretoken=token).status_code == 302


def test_the_form_is_kept_by_nobody(client, claim):
    for page in (client.get(address(claim)), client.get(f"{address(claim)}thanks/")):
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert "ETag" not in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": ""}, "Choose what is wrong."),
        ({"kind": "nonsense"}, "Choose one of the four."),
        ({"words": ""}, "Say in a few words what is wrong."),
        ({"words": " \r\n\t "}, "Say in a few words what is wrong."),
        ({"words": "x" * 1001}, "That is 1001 characters; up to 1000 fit."),
        ({"words": "😀" * 1001}, "That is 1001 characters"),
        ({"email": "nobody"}, "An e-mail address looks like"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "An e-mail address looks like"),
        ({"email": "a" * 255 + "@example.org"}, "254"),
        ({"reading": ""}, "was reworded since"),
        ({"reading": "0" * 90_000}, "was reworded since"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, claim, fields, sentence):
    answer = send(client, claim, **{"words": "My words.", **fields})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert fields.get("words", "My words.").strip() in page
    assert not ClaimReport.objects.exists()


def test_a_thousand_characters_fit_however_their_lines_end(client, claim):
    words = "x" * 499 + "\r\n" + "😀" * 500
    assert send(client, claim, words=words).status_code == 302
    assert len(ClaimReport.objects.get().words) == 1000


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "'; DROP TABLE advice_claim; --", "{{ 7|add:7 }}"]
)
def test_hostile_words_are_words(client, curator, claim, words):
    answer = send(client, claim, words=words, email="wrong")
    assert "<script>alert" not in answer.content.decode()
    send(client, claim, words=words)
    kept = ClaimReport.objects.get()
    assert kept.words == words
    client.force_login(curator)
    for page in (ADMIN, f"{ADMIN}{kept.pk}/change/"):
        assert "<script>alert" not in client.get(page).content.decode()


@pytest.mark.parametrize(("coded", "status", "kept"), [("a%00b", 400, []), ("a%ED%A0%80b", 302, ["a���b"])])
def test_what_no_text_can_have_is_not_kept(client, claim, coded, status, kept):
    sent = "&".join(f"{name}={value}" for name, value in filled(client, claim).items() if name != "words")
    form = "application/x-www-form-urlencoded"
    answer = client.post(address(claim), f"{sent}&words={coded}", content_type=form)
    assert answer.status_code == status
    assert [one.words for one in ClaimReport.objects.all()] == kept


def test_a_claim_that_was_reworded_meanwhile_is_shown_again(client, claim):
    sent = filled(client, claim, words="Not so.")
    Claim.objects.filter(pk=claim.pk).update(text="Some beginners earn little.")
    page = client.post(address(claim), sent).content.decode()
    assert "was reworded since" in page
    assert "Some beginners earn little." in page
    assert "Not so." in page
    reading = re.search(r'name="reading" value="(\w+)"', page)[1]
    assert client.post(address(claim), sent | {"reading": reading}).status_code == 302
    assert ClaimReport.objects.get().claim_text == "Some beginners earn little."


def test_a_machine_is_thanked_and_not_heard(client, claim):
    assert send(client, claim, website="https://spam.example").status_code == 302
    assert not ClaimReport.objects.exists()


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_what_is_not_public_cannot_be_reported(client, status):
    hidden = records.claim("Zanzibar pays more.", status=status)
    for page in (client.get(address(hidden)), client.get(f"{address(hidden)}thanks/"), send(client, hidden)):
        assert page.status_code == 404
        assert "Zanzibar" not in page.content.decode()
    assert not ClaimReport.objects.exists()


def test_what_was_withdrawn_says_so_instead(client, claim):
    sent = filled(client, claim)
    Claim.objects.filter(pk=claim.pk).update(status="withdrawn", withdrawn_reason="Taken back.")
    for page in (client.get(address(claim)), client.post(address(claim), sent)):
        assert page.status_code == 410
        assert "Taken back." in page.content.decode()
        assert "Beginners" not in page.content.decode()
    assert not ClaimReport.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, claim, method):
    assert getattr(client, method)(address(claim)).status_code == 405
    assert client.post(f"{address(claim)}thanks/").status_code == 405


# How often


def test_an_address_may_send_only_so_often(client):
    for _ in range(AT_ONCE):
        assert send(client, records.claim()).status_code == 302
    answer = send(client, records.claim(), words="One more word.")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert "One more word." in answer.content.decode()
    assert ClaimReport.objects.count() == AT_ONCE
    assert send(client, records.claim(), REMOTE_ADDR="10.0.0.9").status_code == 302


def test_one_house_is_one_address(client):
    for number in range(AT_ONCE):
        send(client, records.claim(), REMOTE_ADDR=f"2001:db8:1:2::{number + 1:x}")
    assert send(client, records.claim(), REMOTE_ADDR="2001:db8:1:2::ffff").status_code == 429
    assert send(client, records.claim(), REMOTE_ADDR="2001:db8:1:3::1").status_code == 302


def test_a_claim_is_reported_only_so_often(client, claim):
    for number in range(ON_ONE):
        assert send(client, claim, REMOTE_ADDR=f"10.0.1.{number}").status_code == 302
    assert send(client, claim, REMOTE_ADDR="10.0.2.1").status_code == 429
    assert send(client, records.claim(), REMOTE_ADDR="10.0.2.2").status_code == 302
    assert ClaimReport.objects.count() == ON_ONE + 1


def test_reading_the_form_counts_for_nothing(client, claim):
    for _ in range(AT_ONCE + 1):
        client.get(address(claim))
    assert send(client, claim).status_code == 302


def test_the_counts_know_no_address(client, claim):
    send(client, claim, REMOTE_ADDR="203.0.113.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM advice_requestcount")
        rows = cursor.fetchall()
    assert len(rows) == 2
    assert "203.0.113" not in str(rows)


# Where it shows


def test_a_report_shows_on_no_public_surface(client, claim, tmp_path):
    report(claim, words="Quokka, wombat.", email="quokka@example.org")
    report(records.claim(), words="Quokka, wombat.", email="quokka@example.org")
    pages = [
        "/",
        claim.get_absolute_url(),
        address(claim),
        f"{address(claim)}thanks/",
        f"/claims/{claim.key}.json",
        f"/claims/{claim.key}.md",
        claim.source.get_absolute_url(),
        claim.speaker.get_absolute_url(),
        "/search/?q=wombat",
        "/api/v1/search?q=wombat",
        "/api/v1/claims",
        f"/api/v1/claims/{claim.key}",
        "/feeds/claims.atom",
        "/sitemap.xml",
    ]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "uokka" not in answer.content.decode(), page
    call_command("export_knowledge", str(tmp_path))
    written = [path.read_text() for path in tmp_path.rglob("*.yaml")]
    assert any(claim.key in text for text in written)
    assert not any("uokka" in text for text in written)


def test_a_report_makes_no_new_edition(client, claim):
    edition = Edition.current()
    send(client, claim)
    close(ClaimReport.objects.all(), None, "Done.")
    assert Edition.current() == edition


def test_the_form_takes_the_same_few_queries(client, claim):
    client.get(address(claim))
    with CaptureQueriesContext(connection) as few:
        client.get(address(claim))
    for _ in range(20):
        report(claim)
        records.claim(source=claim.source)
    with CaptureQueriesContext(connection) as many:
        client.get(address(claim))
    assert len(many) == len(few) <= 3


# The queue


@pytest.fixture
def curating(client, curator):
    client.force_login(curator)
    return client


def test_curators_find_it_in_the_queue_and_at_the_claim(curating, claim):
    kept = report(claim, words="Quokka words.")
    page = curating.get(ADMIN).content.decode()
    assert "Quokka words." in page
    assert "reader@example.org" not in page
    assert "reader@example.org" in curating.get(f"{ADMIN}{kept.pk}/change/").content.decode()
    at_claim = curating.get(f"/admin/advice/claim/{claim.pk}/change/").content.decode()
    link = re.search(r'href="(/admin/advice/claimreport/[^"]*)">1 open, 1 in all', at_claim)[1]
    assert "Quokka words." in curating.get(link.replace("&amp;", "&")).content.decode()


@pytest.mark.parametrize("group", ["contributor", "mentor"])
def test_nobody_else_sees_it(client, django_user_model, claim, group):
    kept = report(claim)
    user = django_user_model.objects.create_user(group, is_staff=group == "contributor")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    for page in (ADMIN, f"{ADMIN}{kept.pk}/change/"):
        assert client.get(page, follow=True).status_code == 403
    at_claim = client.get(f"/admin/advice/claim/{claim.pk}/change/", follow=True).content.decode()
    assert "1 open" not in at_claim


def test_a_stranger_is_asked_to_sign_in(client, claim):
    report(claim)
    answer = client.get(ADMIN, follow=True)
    assert answer.request["PATH_INFO"] == "/accounts/login/"


def test_a_curator_closes_it_with_a_note(curating, curator, claim):
    kept = report(claim)
    page = f"{ADMIN}{kept.pk}/change/"
    assert "Say in a few words" in curating.post(page, {"note": " "}).content.decode()
    assert curating.post(page, {"note": "Corrected.", "words": "Never mine."}).status_code == 302
    kept.refresh_from_db()
    assert (kept.note, kept.closed_by, kept.words, kept.email) == ("Corrected.", curator, "Wrongg.", "")
    assert timezone.now() - kept.closed_at < timedelta(minutes=5)


def test_the_second_to_close_it_is_told(curating, claim):
    kept = report(claim)
    close(ClaimReport.objects.all(), None, "First.")
    page = curating.post(f"{ADMIN}{kept.pk}/change/", {"note": "Second."}, follow=True).content.decode()
    assert "closed already" in page
    assert "Second." in page
    assert ClaimReport.objects.get().note == "First."


def test_many_are_closed_at_once(curating, claim):
    chosen = [report(claim) for _ in range(3)]
    sent = {"action": "close_reports", "_selected_action": [one.pk for one in chosen[:2]]}
    assert "2 reports will be closed" in curating.post(ADMIN, sent).content.decode()
    assert 'class="errorlist"' in curating.post(ADMIN, sent | {"confirmed": "yes"}).content.decode()
    assert ClaimReport.objects.open().count() == 3
    answer = curating.post(ADMIN, sent | {"confirmed": "yes", "note": "Spam."}, follow=True)
    assert "2 reports are closed." in answer.content.decode()
    assert list(ClaimReport.objects.open()) == [chosen[2]]


def test_the_list_shows_what_is_open_unless_asked(curating, claim):
    report(claim, words="Shut.")
    close(ClaimReport.objects.all(), None, "Done.")
    report(claim, words="Waiting.")

    def shown(query: str) -> tuple[bool, bool]:
        page = curating.get(ADMIN + query).content.decode()
        return "Waiting." in page, "Shut." in page

    assert shown("") == (True, False)
    assert shown("?state=closed") == (False, True)
    assert shown("?state=all") == (True, True)
    assert shown("?state=nonsense") == (True, False)


def test_the_queue_takes_as_many_queries_for_many(curating, claim):
    report(claim)
    curating.get(ADMIN)
    with CaptureQueriesContext(connection) as few:
        curating.get(ADMIN)
    for _ in range(20):
        report(records.claim())
    with CaptureQueriesContext(connection) as many:
        curating.get(ADMIN)
    assert len(many) == len(few)


def test_a_report_outlives_its_claim(curating):
    claim = records.claim("Gone tomorrow.")
    kept = report(claim)
    key = claim.key
    claim.delete()
    kept.refresh_from_db()
    assert (kept.claim, kept.claim_key, kept.claim_text) == (None, key, "Gone tomorrow.")
    assert "It is gone." in curating.get(f"{ADMIN}{kept.pk}/change/").content.decode()


def test_the_database_holds_the_bounds(claim):
    wrong = [
        {"words": ""},
        {"words": "x" * 1001},
        {"kind": "nonsense"},
        {"closed_at": timezone.now(), "email": ""},
        {"closed_at": timezone.now(), "note": "Done.", "email": "a@example.org"},
    ]
    for fields in wrong:
        values = {
            "kind": "typo",
            "words": "x",
            "claim_key": claim.key,
            "claim_text": claim.text,
            "edition": 1,
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            ClaimReport.objects.create(**values | fields)


def test_what_is_due_is_found_in_the_admin(curating):
    records.claim("Look again.", review_by=timezone.localdate())
    records.claim("Later.", review_by=timezone.localdate() + timedelta(days=9))
    records.claim("Never.")

    def listed(query: str) -> list[str]:
        page = curating.get(f"/admin/advice/claim/?review={query}").content.decode()
        return [words for words in ("Look again.", "Later.", "Never.") if words in page]

    assert listed("due") == ["Look again."]
    assert listed("planned") == ["Look again.", "Later."]
    assert listed("none") == ["Never."]
