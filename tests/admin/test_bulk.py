"""Claims out and in: the file is shown before it is taken in, and nobody's change is overwritten unseen."""

import csv
import io
import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advice.admin.bulk import files
from advice.admin.bulk.claim_rows import COLUMNS
from advice.admin.bulk.files import Format, Table
from advice.claims.anchoring import digest
from advice.claims.fidelity import FidelitySignature
from advice.models import Claim
from advice.text.formulas import neutralise, restore
from tests import records
from tests.sources.documents import claim_on, loaded_source

EXPORT, IMPORT = "/admin/advice/claim/export/", "/admin/advice/claim/import/"
FORMULA = "=+-@\t\r"


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def claim(db) -> Claim:
    source = loaded_source("# Pay", "The pay was low, said everybody.", "It rose.", slug="pay-post")
    made = claim_on(
        source,
        "The pay was low",
        "Pay is low.",
        key="pay-post-001",
        topics=["Pay", "Time"],
        speaker=records.person("Ada", slug="ada"),
        about_from=2001,
        about_to=2004,
    )
    made.conditions.create(situation=records.situation(slug="no-degree"), answer=False)
    return made


def exported(client, form: str = "csv", query: str = "") -> bytes:
    response = client.post(f"{EXPORT}{query}", {"format": form})
    assert response.status_code == 200, response.content[:300]
    return response.content


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def file_of(rows: list[dict[str, Any]], form: str = "csv") -> bytes:
    names = list(rows[0])
    table = Table(names, [[str(row.get(name, "")) for name in names] for row in rows])
    return files.write(table, Format(form))


def bring(client, data: bytes, name: str = "claims.csv"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


def confirm(client, shown):
    return client.post(IMPORT, {"confirm": "yes", "kept": shown.context["kept"]}, follow=True)


def take(client, data: bytes) -> None:
    shown = bring(client, data)
    assert shown.status_code == 200, told(shown)
    assert shown.context["kept"], shown.context["counts"]
    assert confirm(client, shown).status_code == 200


def told(response) -> list[str]:
    """What is said of the file and of its rows."""
    rows = response.context.get("rows") or []
    return [
        response.context.get("error") or "",
        *(said for row in rows for said in [*row.errors, *row.notes]),
    ]


def state() -> list[Any]:
    """Everything that an import could change."""
    fields = [field.attname for field in Claim._meta.concrete_fields]
    return [
        [getattr(one, name) for name in fields]
        + [
            list(one.topic_items.values_list("tag__slug")),
            list(one.conditions.values_list("situation__slug", "answer")),
        ]
        for one in Claim.objects.order_by("key")
    ]


def test_a_row_has_the_claim_by_its_names(curating, claim):
    row = rows_of(exported(curating))[0]
    assert row["version"].startswith("claim-")
    assert row | {"version": ""} == {
        "key": "pay-post-001",
        "version": "",
        "status": "published",
        "source": "pay-post",
        "text": "Pay is low.",
        "kind": "opinion",
        "speaker": "ada",
        "reported": "no",
        "topics": "pay time",
        "situations": "no-degree=no",
        "about_from": "2001",
        "about_to": "2004",
        "section": "",
        "start": str(claim.start),
        "end": str(claim.end),
        "sha256": claim.sha256,
        "anchor": "exact",
        "review_by": "",
        "external_id": "",
        "withdrawn_reason": "",
        "replaced_by": "",
    }


@pytest.mark.parametrize("form", list(Format))
def test_what_went_out_comes_back_unchanged(curating, claim, form):
    records.claim('=1+1, "quoted"; ＝x\nand\r\n\t-2 _x000D_ 🥖', key="odd-1", topics=["Pay"])
    before = state()
    shown = bring(curating, exported(curating, form))
    assert shown.context["counts"]["skip"] == 2
    assert shown.context["kept"] == ""
    assert "Every row is as it is here already." in shown.content.decode()
    assert state() == before


@pytest.mark.parametrize("form", list(Format))
def test_an_edited_file_changes_what_was_edited_and_keeps_history(curating, claim, form):
    other = records.claim("Left alone.", key="other-1")
    records.topic("Place")
    table = files.read(exported(curating, form))
    at = table.columns.index
    row = next(row for row in table.rows if row[0] == claim.key)
    row[at("text")], row[at("topics")], row[at("situations")] = "Pay was low.", "place pay", "no-degree=yes"
    row[at("about_to")] = "2009"
    shown = bring(curating, files.write(table, form))
    changes = {one.label: (one.before, one.after) for one in shown.context["rows"][0].changes}
    assert changes == {
        "text": ("Pay is low.", "Pay was low."),
        "topics": ("pay time", "place pay"),
        "situations": ("no-degree=no", "no-degree=yes"),
        "about_to": ("2004", "2009"),
    }
    claim.refresh_from_db()
    assert claim.text == "Pay is low."
    response = confirm(curating, shown)
    assert "Imported: 0 new, 1 changed, 1 unchanged." in response.content.decode()
    claim.refresh_from_db()
    assert (claim.text, claim.about_to) == ("Pay was low.", 2009)
    assert list(claim.topic_items.values_list("tag__slug", flat=True)) == ["place", "pay"]
    assert claim.conditions.get().answer is True
    last = claim.history.latest()
    assert (last.history_user.username, last.history_change_reason) == ("curator", "imported from claims.csv")
    assert other.history.count() == 1


def test_a_list_is_exported_as_it_is_filtered(curating, claim):
    records.claim("A draft.", status="draft", key="draft-1")
    assert [row["key"] for row in rows_of(exported(curating, query="?status__exact=draft"))] == ["draft-1"]
    assert [row["key"] for row in rows_of(exported(curating, query="?q=low"))] == ["pay-post-001"]
    page = curating.get(f"{EXPORT}?status__exact=draft").content.decode()
    assert "1 claim, those of the filtered list." in page
    assert f'href="{EXPORT}?q=low"' in curating.get("/admin/advice/claim/?q=low").content.decode()


@pytest.mark.parametrize("query", ["?nonsense=1", "?status__exact__regex=x", "?source=x"])
def test_a_filter_that_is_none_is_no_500(curating, claim, query):
    assert curating.get(EXPORT + query).status_code < 500


def test_the_words_of_a_source_do_not_leave(curating, claim):
    for form in ("csv", "json"):
        assert b"said everybody" not in exported(curating, form)
        assert b"The pay was low" not in exported(curating, form)


def test_new_claims_need_no_key_and_are_tied_to_the_words_of_their_source(curating, claim):
    row = {
        "source": "pay-post",
        "text": " It  rose later. ",
        "kind": "opinion",
        "topics": "pay",
        "passage": "It rose.",
    }
    take(curating, file_of([row]))
    made = Claim.objects.get(key="pay-post-002")
    assert (made.text, made.status, made.anchor_state) == ("It rose later.", "draft", "exact")
    assert made.passage == "It rose."
    assert made.section == "Pay"


def test_the_anchor_of_a_row_is_held_against_the_text(curating, claim):
    words, length = digest("It rose."), len("It rose.")
    place = claim.source.text.index("It rose.")
    common = {"source": "pay-post", "kind": "opinion"}
    rows = [
        common | {"text": "Exact.", "start": place, "end": place + length, "sha256": words},
        common | {"text": "Moved.", "start": place - 3, "end": place - 3 + length, "sha256": words},
        common | {"text": "Gone.", "start": 0, "end": 5, "sha256": digest("Other")},
        common | {"text": "None.", "start": "", "end": "", "sha256": ""},
    ]
    shown = bring(curating, file_of(rows))
    assert told(shown)[1:] == [
        "The passage stands elsewhere in the text than the row says.",
        "The passage is not in the text of the source: the claim will be an orphan.",
    ]
    confirm(curating, shown)
    made = dict(Claim.objects.exclude(pk=claim.pk).values_list("text", "anchor_state"))
    assert made == {"Exact.": "exact", "Moved.": "moved", "Gone.": "orphan", "None.": "unchecked"}
    assert Claim.objects.get(text="Moved.").start == place


def test_a_claim_that_somebody_changed_since_is_told_with_both_versions(curating, claim):
    rows = rows_of(exported(curating))
    claim.text = "By Grace."
    claim.save()
    rows[0]["text"] = "By Ada."
    shown = bring(curating, file_of(rows))
    assert shown.status_code == 400
    row = shown.context["rows"][0]
    assert row.conflict
    assert "changed this claim after the file was exported" in row.errors[0]
    assert [(one.before, one.after) for one in row.changes] == [("By Grace.", "By Ada.")]
    html = shown.content.decode()
    assert "By Grace." in html
    assert "By Ada." in html
    assert shown.context["kept"] == ""


def test_a_change_of_topics_alone_is_a_change_too(curating, claim):
    rows = rows_of(exported(curating))
    claim.topics.add(records.topic("Place"))
    rows[0]["text"] = "By Ada."
    assert bring(curating, file_of(rows)).context["rows"][0].conflict


def test_a_claim_that_is_changed_between_the_preview_and_the_confirmation_is_told(curating, claim):
    rows = rows_of(exported(curating))
    rows[0]["text"] = "By Ada."
    rows.append({"source": "pay-post", "text": "New.", "kind": "opinion"})
    shown = bring(curating, file_of([{name: row.get(name, "") for name in rows[0]} for row in rows]))
    assert shown.status_code == 200
    claim.text = "By Grace."
    claim.save()
    response = confirm(curating, shown)
    assert response.status_code == 409
    assert "nothing was written" in response.content.decode()
    assert list(Claim.objects.values_list("text", flat=True)) == ["By Grace."]


def test_without_the_version_nothing_that_is_here_is_changed(curating, claim):
    row = {"key": claim.key, "text": "Otherwise."}
    assert "keep its column “version”" in told(bring(curating, file_of([row])))[1]
    assert (
        bring(curating, file_of([{"key": claim.key, "text": "Pay is low."}])).context["counts"]["skip"] == 1
    )


def test_a_claim_that_was_deleted_since_does_not_come_back_unasked(curating, claim):
    rows = rows_of(exported(curating))
    claim.delete()
    shown = bring(curating, file_of(rows))
    assert shown.context["rows"][0].conflict
    assert "Empty “version” to add it as a new one." in told(shown)[1]


def test_one_row_that_is_refused_keeps_all_out(curating, claim):
    good = {"source": "pay-post", "text": "Good.", "kind": "opinion"}
    shown = bring(curating, file_of([good, good | {"text": "Bad.", "kind": "gossip"}]))
    assert shown.status_code == 400
    assert Claim.objects.count() == 1


NEW = {"key": "new-1", "source": "pay-post", "text": "New.", "kind": "opinion"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (NEW | {"source": "nowhere"}, "There is no source “nowhere”."),
        (NEW | {"source": ""}, "source: "),
        (NEW | {"text": ""}, "text: "),
        (NEW | {"text": "x" * 301}, "at most 300 characters"),
        (NEW | {"kind": "gossip"}, "kind: "),
        (NEW | {"speaker": "nobody"}, "There is no person “nobody”."),
        (NEW | {"topics": "pay nothing"}, "There is no topic “nothing”."),
        (NEW | {"situations": "no-degree"}, "slug=yes or slug=no"),
        (NEW | {"situations": "no-degree=perhaps"}, "neither yes nor no"),
        (NEW | {"situations": "other=yes"}, "There is no situation “other”."),
        (NEW | {"reported": "maybe"}, "neither yes nor no"),
        (NEW | {"about_from": "2001"}, "Give both years"),
        (NEW | {"about_from": "2004", "about_to": "2001"}, "The second year is before"),
        (NEW | {"about_from": "x", "about_to": "2001"}, "“x” is no whole number."),
        (NEW | {"start": "1"}, "Give start, end and sha256"),
        (NEW | {"start": "5", "end": "3", "sha256": "0" * 64}, "must end after it starts"),
        (NEW | {"start": "1", "end": "3", "sha256": "z" * 64}, "64 hexadecimal digits"),
        (NEW | {"passage": "Not there."}, "not in the text of the source"),
        (NEW | {"review_by": "soon"}, "“soon” is no day"),
        (NEW | {"status": "done"}, "“done” is no status"),
        (NEW | {"status": "withdrawn"}, "From draft no move leads to withdrawn."),
        (NEW | {"status": "in_review"}, "one to three topics"),
        (NEW | {"key": "a/b"}, "letters, digits, hyphens"),
        (NEW | {"replaced_by": "nothing-1"}, "There is no claim “nothing-1”."),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_told_in_a_sentence(curating, claim, row, said):
    shown = bring(curating, file_of([row]))
    assert shown.status_code == 400
    assert said in " ".join(told(shown))
    assert Claim.objects.count() == 1


def test_a_claim_keeps_its_source_and_a_withdrawal_says_why(curating, claim):
    records.source(slug="other")
    row = rows_of(exported(curating))[0]
    assert "A claim keeps its source" in " ".join(told(bring(curating, file_of([row | {"source": "other"}]))))
    assert "Say why" in " ".join(told(bring(curating, file_of([row | {"status": "withdrawn"}]))))
    take(curating, file_of([row | {"status": "withdrawn", "withdrawn_reason": "It was wrong."}]))
    claim.refresh_from_db()
    assert (claim.status, claim.withdrawn_reason) == ("withdrawn", "It was wrong.")
    assert claim.withdrawn_at


def test_a_key_twice_and_an_identifier_twice_are_told(curating, claim):
    shown = bring(curating, file_of([NEW, NEW | {"text": "Again."}]))
    assert "The key “new-1” stands in row 2 already." in " ".join(told(shown))
    rows = [NEW | {"external_id": "x"}, NEW | {"key": "new-2", "external_id": "x"}]
    assert "new-1 has this identifier already." in " ".join(told(bring(curating, file_of(rows))))


def test_who_may_not_publish_imports_drafts_only(contributing, claim):
    row = NEW | {"topics": "pay"}
    shown = bring(contributing, file_of([row | {"status": "published"}]))
    assert "only those who publish do that" in " ".join(told(shown))
    take(contributing, file_of([row | {"status": "in_review"}]))
    assert Claim.objects.get(key="new-1").status == "in_review"
    public = rows_of(exported(contributing, query="?q=Pay"))
    public = next(one for one in public if one["key"] == claim.key)
    shown = bring(contributing, file_of([public | {"text": "Otherwise."}]))
    assert "changed only by those who publish" in " ".join(told(shown))


def test_an_import_publishes_no_claim_that_nobody_signed(curating, claim):
    Claim.objects.filter(pk=claim.pk).update(status="in_review")
    row = rows_of(exported(curating))[0] | {"status": "published"}
    assert "no second person has signed" in " ".join(told(bring(curating, file_of([row]))))
    signer = User.objects.create_user("second")
    FidelitySignature.objects.create(
        claim=claim, verdict="faithful", signer=signer, claim_text=claim.text, passage_sha256=claim.sha256
    )
    take(curating, file_of([row]))
    claim.refresh_from_db()
    assert claim.status == "published"


def test_mentors_and_strangers_are_turned_away(client, mentor, claim):
    for page in (EXPORT, IMPORT):
        assert client.get(page).status_code == 302
    client.force_login(mentor)
    for page in (EXPORT, IMPORT):
        assert client.get(page, follow=True).status_code == 403
        assert client.post(page, {"format": "csv"}, follow=True).status_code == 403


def test_a_confirmation_is_good_once_and_for_one_person(curating, claim, django_user_model):
    shown = bring(curating, file_of([NEW]))
    other = type(curating)()
    user = django_user_model.objects.create_superuser("other")
    other.force_login(user)
    assert confirm(other, shown).status_code == 400
    assert confirm(curating, shown).status_code == 200
    assert confirm(curating, shown).status_code == 400
    assert Claim.objects.filter(key="new-1").count() == 1
    assert default_storage.listdir("imports")[1] == []
    for kept in ("", "x", "a:b:c", shown.context["kept"][:-2]):
        response = curating.post(IMPORT, {"confirm": "yes", "kept": kept})
        assert response.status_code == 400
        assert "Choose the file again." in response.content.decode()


TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    | st.sampled_from(FORMULA + "',;|\"\n_x0D "),
    max_size=40,
)


@settings(max_examples=500, deadline=None)
@given(TEXT)
def test_a_formula_is_text_on_the_way_out_and_itself_on_the_way_in(text):
    out = neutralise(text)
    assert restore(out) == text
    assert not out.startswith(tuple(FORMULA))
    for separator in ",;\t|\n":
        assert not any(cell.startswith(tuple("=+-@")) for cell in out.split(separator))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=4), st.sampled_from(list(Format))
)
def test_every_format_gives_back_the_very_text(rows, form):
    back = files.read(files.write(Table(["a", "b", "c"], rows), form))
    assert back.rows == [row for row in rows if form is Format.JSON or any(row)]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip)
)
def test_any_text_of_a_claim_goes_out_and_comes_back(curating, claim, text):
    Claim.objects.filter(pk=claim.pk).update(text=f"={text}")
    for form in Format:
        shown = bring(curating, exported(curating, form))
        assert shown.context["counts"]["skip"] == 1, told(shown)


def test_json_keeps_numbers(curating, claim):
    record = json.loads(exported(curating, "json"))[0]
    assert (record["start"], record["about_from"], record["key"]) == (claim.start, 2001, "pay-post-001")
    record |= {"topics": ["time"], "situations": {"no-degree": True}, "reported": True, "about_from": 2000}
    take(curating, json.dumps([record]).encode())
    claim.refresh_from_db()
    assert (claim.about_from, claim.reported, claim.conditions.get().answer) == (2000, True, True)
    assert [topic.slug for topic in claim.topics.all()] == ["time"]


def test_a_spreadsheet_of_another_locale_is_read(curating, claim):
    row = 'key;source;text;kind\r\nnew-1;pay-post;"One; two";opinion\r\n;;;\r\n'
    take(curating, row.encode("utf-16"))
    assert Claim.objects.get(key="new-1").text == "One; two"


def test_the_models_know_no_more_than_the_columns(claim):
    """A new field of a claim must be brought out and in, or left out on purpose."""
    left_out = {
        "id",
        "created_at",
        "changed_at",
        "published_at",
        "merged_into",
        "withdrawn_at",
        "former_passage",
        "anchor_state",
    }
    model: type[Model] = Claim
    assert {field.name for field in model._meta.concrete_fields} - left_out <= set(COLUMNS)
