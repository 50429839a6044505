"""How a mentor makes a link, and changes it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from advice.models import RequestCount, ShareLink
from advice.sharing.fetching import arrangement
from advice.sharing.tokens import digest
from advice.web.rate_limit import MAKING

pytestmark = pytest.mark.django_db
NEW = "/shares/new/phd/do-it/"


@pytest.fixture
def filled(mentoring, position):
    """The form as a browser would send it, with changes."""

    def fill(address: str = NEW, **changes) -> dict:
        form = mentoring.get(address).context["form"]
        sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
        return sent | {"label": "Cleo"} | {name.replace("__", "--"): value for name, value in changes.items()}

    return fill


def made(response) -> ShareLink:
    assert response.status_code == 201, response.context["form"].errors
    token = response.context["address"].rstrip("/").rpartition("/")[2]
    return ShareLink.objects.get(token_sha256=digest(token))


def test_the_button_is_for_mentors(client, mentor, position):
    assert NEW not in client.get(position.get_absolute_url()).content.decode()
    client.force_login(mentor)
    assert NEW in client.get(position.get_absolute_url()).content.decode()
    assert "/shares/new/phd/" in client.get(position.question.get_absolute_url()).content.decode()


def test_a_link_is_made_as_it_was_set_up(mentoring, mentor, filled, position):
    data = filled(
        note="Dear **Cleo**",
        **{
            "do-it--doors-treatment": "pinned",
            "do-it--doors-line": "This is you.",
            "do-it--stipend-treatment": "left_out",
            "do-it--known-line": "A line without a pin",
            "situation-professor": "yes",
        },
    )
    link = made(mentoring.post(NEW, data))
    assert (link.owner, link.label, link.note, link.position) == (mentor, "Cleo", "Dear **Cleo**", position)
    assert not link.frozen
    setup = arrangement(link)
    assert setup.pinned == {(position.pk, "doors"): "This is you."}
    assert setup.left_out == {(position.pk, "stipend")}
    assert setup.presets == {"professor": True}
    assert link.last_day - link.created_at.date() == timedelta(days=90)
    # The day is over everywhere: in UTC it is noon of the next.
    assert link.expires_at == datetime.combine(link.last_day, time(12), UTC) + timedelta(days=1)


def test_the_address_is_shown_once(mentoring, filled):
    response = mentoring.post(NEW, filled())
    token = response.context["address"].rstrip("/").rpartition("/")[2]
    link = made(response)
    assert response.context["address"] == f"http://testserver/s/{token}/"
    for page in ("/shares/", link.get_absolute_url(), f"{link.get_absolute_url()}preview/"):
        assert token not in mentoring.get(page).content.decode()


def test_sending_the_form_twice_makes_one_link(mentoring, filled):
    data = filled()
    link = made(mentoring.post(NEW, data))
    again = mentoring.post(NEW, data)
    assert again.status_code == 302
    assert again["Location"] == link.get_absolute_url()
    assert ShareLink.objects.count() == 1


def test_somebody_elses_reference_is_not_taken_over(mentoring, filled, hand, other_mentor):
    theirs = hand(owner=other_mentor)
    link = made(mentoring.post(NEW, filled(reference=theirs.link.reference)))
    assert link.reference != theirs.link.reference


def test_a_preview_shows_the_page_as_it_is_set_up_and_keeps_nothing(mentoring, filled):
    data = filled(
        note="Dear **Cleo**",
        page="frozen",
        preview="1",
        **{
            "do-it--doors-treatment": "pinned",
            "do-it--doors-line": "This is you.",
            "do-it--stipend-treatment": "left_out",
            "situation-professor": "yes",
        },
    )
    page = mentoring.post(NEW, data).content.decode()
    for shown in ("<strong>Cleo</strong>", "This is you.", "left out 1 argument", "wants to be a professor"):
        assert shown in page
    assert "Stipends are low." not in page
    assert "csrfmiddlewaretoken" not in page.partition('id="answers"')[2]
    assert not ShareLink.objects.exists()


def test_a_change_is_previewed_before_it_is_kept(mentoring, hand, filled):
    handed = hand(note="As it was")
    edit = f"{handed.mentors_page}edit/"
    page = mentoring.post(edit, filled(edit, note="As it will be", preview="1")).content.decode()
    assert "As it will be" in page
    assert ShareLink.objects.get().note == "As it was"


def test_a_preview_of_what_is_wrong_says_so(mentoring, filled):
    response = mentoring.post(NEW, filled(note="x" * 5001, preview="1"))
    assert "at most 5000" in response.content.decode()


def test_everything_but_the_pins_can_be_left_out_at_once(mentoring, filled, position):
    link = made(mentoring.post(NEW, filled(only_pinned="on", **{"do-it--doors-treatment": "pinned"})))
    setup = arrangement(link)
    assert setup.pinned.keys() == {(position.pk, "doors")}
    assert len(setup.left_out) == 4


def test_a_frozen_page_is_kept_as_it_is(mentoring, filled):
    link = made(mentoring.post(NEW, filled(page="frozen")))
    assert link.frozen
    assert "Stipends are low." in str(link.snapshot)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("label", "", "required"),
        ("label", "x" * 81, "at most 80"),
        ("note", "x" * 5001, "at most 5000"),
        ("note", ">" * 40 + " deep", "deeply"),
        ("expires_on", "2001-01-01", "between today and a year"),
        ("expires_on", "2999-01-01", "between today and a year"),
        ("expires_on", "soon", "valid date"),
        ("page", "melted", "valid choice"),
        ("do-it--doors-treatment", "burnt", "valid choice"),
        ("do-it--doors-line", "x" * 201, "at most 200"),
        ("reference", "no", "valid value"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(mentoring, filled, field, value, says):
    response = mentoring.post(NEW, filled(**{field: value}))
    assert response.status_code == 200
    assert says in str(response.context["form"].errors[field])
    assert not ShareLink.objects.exists()


def test_a_note_that_is_too_long_is_given_back_whole(mentoring, filled):
    assert "maxlength" not in str(mentoring.get(NEW).context["form"]["note"]), (
        "a browser would cut it in silence"
    )
    page = mentoring.post(NEW, filled(note="x" * 5001)).content.decode()
    assert "x" * 5001 in page


def test_arguments_stand_by_consideration(mentoring, position):
    ((_option, rows),) = mentoring.get(NEW).context["form"].sections
    assert [(row.topic.name, len(row.entries)) for row in rows] == [("Advisor", 3), ("Pay", 2)]


def test_a_label_cannot_carry_markup_into_a_page(mentoring, filled):
    response = mentoring.post(
        NEW, filled(label="<script>alert(1)</script>", note="<img src=x onerror=alert(1)>")
    )
    link = made(response)
    for page in (response, mentoring.get("/shares/"), mentoring.get(link.get_absolute_url())):
        assert "<script>alert" not in page.content.decode()
        assert "<img src=x" not in page.content.decode()


def test_an_old_link_can_be_the_beginning_of_the_next(mentoring, filled, position):
    first = made(
        mentoring.post(
            NEW,
            filled(
                note="Dear you",
                page="frozen",
                **{"do-it--doors-treatment": "pinned", "do-it--doors-line": "You."},
            ),
        )
    )
    form = mentoring.get(f"{NEW}?like={first.reference}").context["form"]
    assert form["note"].value() == "Dear you"
    assert form["label"].value() is None
    assert form["page"].value() == "frozen"
    assert form["do-it--doors-treatment"].value() == "pinned"
    assert form["do-it--doors-line"].value() == "You."


def test_only_ones_own_links_can_be_the_beginning(mentoring, hand, other_mentor):
    theirs = hand(owner=other_mentor, note="Theirs")
    for like in (theirs.link.reference, "abcdefghjkmn", "x", "'"):
        assert mentoring.get(f"{NEW}?like={like}").status_code == 404


def test_a_link_is_changed_without_touching_its_address_or_its_answers(mentoring, handed, filled, position):
    handed.answer(**{"do-it--doors-reaction": "matters"})
    edit = f"{handed.mentors_page}edit/"
    response = mentoring.post(
        edit, filled(edit, label="Dora", note="New", **{"do-it--doors-treatment": "left_out"})
    )
    assert response.status_code == 302
    link = ShareLink.objects.get()
    assert (link.label, link.note, link.token_sha256) == ("Dora", "New", handed.link.token_sha256)
    assert arrangement(link).left_out == {(position.pk, "doors")}
    assert link.answers.get().marks.count() == 1
    assert "New" in handed.mentee.get(handed.page).content.decode()


def test_changing_nothing_changes_nothing(mentoring, hand, filled, position):
    from advice.sharing.content import Arrangement

    setup = Arrangement(
        {(position.pk, "doors"): "You."}, frozenset({(position.pk, "known")}), {"professor": False}
    )
    handed = hand(arrangement=setup, note="As it was", frozen=True)
    edit = f"{handed.mentors_page}edit/"
    before = ShareLink.objects.values().get()
    mentoring.post(edit, filled(edit))
    after = ShareLink.objects.values().get()
    assert arrangement(ShareLink.objects.get()) == setup
    assert after == before


def test_a_link_whose_page_was_withdrawn_can_still_be_changed(mentoring, handed, filled, position):
    position.status = "withdrawn"
    position.save()
    edit = f"{handed.mentors_page}edit/"
    assert mentoring.post(edit, filled(edit, note="Sorry")).status_code == 302
    assert mentoring.get(handed.mentors_page).status_code == 200
    assert "Sorry" in handed.mentee.get(handed.page).content.decode()


@pytest.mark.parametrize("address", ["/shares/new/none/", "/shares/new/phd/none/", "/shares/new/none/do-it/"])
def test_what_is_not_public_is_not_shared(mentoring, position, address):
    assert mentoring.get(address).status_code == 404
    position.status = "draft"
    position.save()
    assert mentoring.get(NEW).status_code == 404


def test_too_many_links_in_an_hour_lose_nothing_that_was_entered(mentoring, filled):
    data = filled(note="Dear Cleo, read this first.", **{"do-it--doors-treatment": "pinned"})
    made(mentoring.post(NEW, data))
    RequestCount.objects.update(count=int(MAKING.partition("/")[0]))
    again = filled(note="Dear Dora, so it goes.", label="Dora", **{"do-it--doors-treatment": "pinned"})
    response = mentoring.post(NEW, again)
    html = response.content.decode()
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "everything is still here" in html
    assert "Dear Dora, so it goes." in html
    assert response.context["form"]["do-it--doors-treatment"].value() == "pinned"
    assert ShareLink.objects.get().label == "Cleo"
    RequestCount.objects.all().delete()
    made(mentoring.post(NEW, again))
