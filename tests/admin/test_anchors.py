"""After a text was loaded anew, each anchor is listed with its state, and a curator says what becomes of it."""

import unicodedata

import pytest
from django.contrib.auth.models import Group

from advice.claims.anchoring import digest
from advice.history.tokens import token
from advice.models import Claim, SetAside, Source
from advice.sources.ingest import ingest
from tests.sources.documents import claim_on

HEAD = "---\ntitle: Two labs\n---\n\n"
TEXT = """I visited four labs before I chose one.

The small one answered “within a day” — and the café 🥐 next door was cheap.

The large one had machines, and nobody to ask.

Ask the oldest student first.

Ask the oldest student first.
"""
PASSAGE = "The small one answered “within a day” — and the café 🥐 next door was cheap."


@pytest.fixture
def source(db) -> Source:
    return ingest((HEAD + TEXT).encode(), "post.md").source


@pytest.fixture
def claim(source) -> Claim:
    return claim_on(source, PASSAGE, "The small lab answered fast.", status="draft")


def reload(source: Source, text: str) -> None:
    assert ingest((HEAD + text).encode(), "post.md", source).result == "read"


def page_of(source: Source) -> str:
    return f"/admin/advice/source/{source.pk}/anchors/"


def answer(client, claim: Claim, do: str, **more):
    source = Source.objects.get(pk=claim.source_id)
    sent = {"claim": claim.pk, "do": do, "version": token(Claim, claim.pk), "text_sha256": source.text_sha256}
    return client.post(page_of(source), sent | more)


def state_of(claim: Claim) -> tuple[str, str]:
    """The state of the anchor, and the words that it points at."""
    claim = Claim.objects.get(pk=claim.pk)
    return claim.anchor_state, claim.source.text[claim.start : claim.end]


@pytest.mark.parametrize(
    ("edit", "state", "words"),
    [
        (lambda text: "🎓 Ten years on.\n\n" + text, "moved", PASSAGE),
        (lambda text: "\u200b" + text + "\n\nNew.", "exact", PASSAGE),
        (lambda text: unicodedata.normalize("NFD", text) + "\n\nNew.", "exact", PASSAGE),
        (lambda text: text.replace(" next door", "\u00a0next  \n door") + "\n\nNew.", "exact", PASSAGE),
        (lambda text: text.replace("“", '"').replace("”", '"'), "changed", 'The small one answered "within a day" — and the café 🥐 next door was cheap.'),
        (lambda text: text.replace("—", "-").replace("The large", "🎓 Large"), "changed", "The small one answered “within a day” - and the café 🥐 next door was cheap."),
        (lambda text: text.replace("was cheap", "was not cheap at all"), "changed", "The small one answered “within a day” — and the café 🥐 next door was not cheap at all."),
        (lambda text: text.replace("🥐 ", ""), "changed", "The small one answered “within a day” — and the café next door was cheap."),
        (lambda text: text.replace(PASSAGE, "It was a coin that I tossed."), "orphan", None),
    ],
    ids=["insertion", "zero-width", "NFD", "white space", "quotation marks", "dash", "edit inside", "emoji gone", "gone"],
)  # fmt: skip
def test_edits_of_real_life(source, claim, edit, state, words):
    reload(source, edit(TEXT))
    found = state_of(claim)
    assert found[0] == state
    assert words is None or found[1] == words


def test_of_two_equal_passages_the_one_in_its_old_surroundings_is_meant(source):
    second = TEXT.rindex("Ask the oldest")
    place = source.text.rindex("Ask the oldest")
    claim = claim_on(source, "Ask the oldest student first.")
    Claim.objects.filter(pk=claim.pk).update(start=place, end=place + len("Ask the oldest student first."))
    reload(source, TEXT[:second] + "But above all:\n\nAsk the oldest student first.\n\nAnd then decide.")
    assert state_of(claim)[0] == "moved"
    assert Claim.objects.get(pk=claim.pk).start == Source.objects.get().text.rindex("Ask the oldest")


def test_an_equal_passage_that_comes_to_the_old_place_is_not_taken_for_it(source):
    words = "Ask the oldest student first."
    text = f"In Bern: {words} They know.\n\nIn Rome: {words} They lie.\n"
    reload(source, text)
    source.refresh_from_db()
    claim = claim_on(source, words)
    place = source.text.rindex(words)
    Claim.objects.filter(pk=claim.pk).update(start=place, end=place + len(words))
    gap = source.text.rindex("In Rome") - source.text.index("In Bern")
    reload(source, "x" * (gap - 2) + "\n\n" + text)
    source.refresh_from_db()
    assert source.text[place : place + len(words)] == words
    assert state_of(claim) == ("moved", words)
    assert Claim.objects.get(pk=claim.pk).start == source.text.rindex(words)


def test_the_page_shows_both_passages_and_what_to_do(curating, source, claim):
    reload(source, TEXT.replace("within a day", "within an hour"))
    html = curating.get(page_of(source)).content.decode()
    assert "<del>a day”</del>" in html
    assert "<ins>an hour”</ins>" in html
    assert "The author changed these words." in html
    assert "Confirm this passage" in html
    assert claim.text in html


def test_confirming_ties_the_claim_to_the_present_words(curating, source, claim):
    reload(source, TEXT.replace("within a day", "within an hour"))
    assert answer(curating, claim, "confirm").status_code == 302
    assert state_of(claim) == ("exact", PASSAGE.replace("within a day", "within an hour"))
    claim.refresh_from_db()
    assert claim.former_passage == ""
    assert claim.passage == PASSAGE.replace("within a day", "within an hour")
    assert claim.history.latest().history_user.username == "curator"


def test_another_passage_is_chosen_by_its_words(curating, source, claim):
    reload(source, TEXT.replace(PASSAGE, "No."))
    response = answer(curating, claim, "elsewhere", passage="I visited  four\nlabs")
    assert response.status_code == 302
    assert state_of(claim) == ("exact", "I visited four labs")


@pytest.mark.parametrize(
    ("passage", "reason"),
    [
        ("", "Paste the words of the source."),
        ("Not there at all.", "not in the text of the source"),
        ("Ask the oldest student first.", "occur 2 times"),
    ],
)
def test_words_that_are_no_one_place_are_told_and_kept(curating, source, claim, passage, reason):
    reload(source, TEXT.replace(PASSAGE, "No."))
    response = answer(curating, claim, "elsewhere", passage=passage)
    html = response.content.decode()
    assert response.status_code == 400
    assert reason in html
    assert f'rows="3">{passage}</textarea>' in html
    assert state_of(claim)[0] == "orphan"


def test_a_lookalike_is_marked_as_an_orphan(curating, source, claim):
    reload(source, TEXT.replace("within a day", "within an hour"))
    assert answer(curating, claim, "orphan").status_code == 302
    claim.refresh_from_db()
    assert (claim.anchor_state, claim.passage, claim.former_passage) == ("orphan", None, PASSAGE)


def test_all_that_moved_are_confirmed_at_once(curating, source, claim):
    other = claim_on(source, "The large one had machines", status="draft")
    reload(source, "New.\n\n" + TEXT)
    sha256 = Source.objects.get().text_sha256
    curating.post(page_of(source), {"do": "confirm-moved", "text_sha256": sha256})
    assert state_of(claim) == ("exact", PASSAGE)
    assert state_of(other) == ("exact", "The large one had machines")


def test_an_answer_to_a_text_that_was_loaded_anew_meanwhile_is_told(curating, source, claim):
    reload(source, TEXT.replace("within a day", "within an hour"))
    sent = {"text_sha256": Source.objects.get().text_sha256}
    reload(source, TEXT.replace("within a day", "within a month"))
    response = answer(curating, claim, "confirm", **sent)
    assert response.status_code == 409
    assert "loaded anew while you had this page open" in response.content.decode()
    assert state_of(claim)[0] == "changed"


def test_an_answer_to_a_claim_that_somebody_changed_meanwhile_is_told_and_what_was_typed_stays(
    curating, source, claim
):
    reload(source, TEXT.replace(PASSAGE, "No."))
    version = token(Claim, claim.pk)
    claim.refresh_from_db()
    claim.text = "By Ada."
    claim.save()
    response = answer(curating, claim, "elsewhere", passage="I visited four labs", version=version)
    assert response.status_code == 409
    assert "Somebody changed this claim" in response.content.decode()
    assert "I visited four labs</textarea>" in response.content.decode()
    assert state_of(claim)[0] == "orphan"


@pytest.mark.parametrize(
    "sent",
    [{}, {"do": "x"}, {"do": "confirm", "claim": "x"}, {"do": "confirm", "claim": "9" * 30}, {"do": "orphan", "version": "x" * 900}],
)  # fmt: skip
def test_a_form_of_another_page_is_a_sentence(curating, source, claim, sent):
    assert curating.post(page_of(source), sent).status_code == 400


def test_what_is_public_is_answered_by_those_who_publish(client, source, claim, django_user_model):
    user = django_user_model.objects.create_user("contributor", is_staff=True)
    user.groups.add(Group.objects.get(name="contributor"))
    client.force_login(user)
    reload(source, TEXT.replace("within a day", "within an hour"))
    Claim.objects.update(status="published")
    assert "Confirm this passage" not in client.get(page_of(source)).content.decode()
    assert answer(client, claim, "confirm").status_code == 403
    assert state_of(claim)[0] == "changed"


def test_the_page_asks_the_same_queries_for_many_anchors(
    curating, source, claim, django_assert_max_num_queries
):
    for _number in range(12):
        claim_on(source, "The large one had machines", status="draft")
    reload(source, "New.\n\n" + TEXT)
    with django_assert_max_num_queries(20):
        curating.get(page_of(source))


def test_a_block_that_was_set_aside_and_is_gone_is_open_again(source):
    kept, gone, last = (source.text.index(words) for words in ("I visited", "The large", "Ask the"))
    for start, words in (
        (kept, "I visited"),
        (gone, "The large one"),
        (last, "Ask the oldest student first."),
    ):
        end = start + len(words)
        SetAside.objects.create(
            source=source, start=start, end=end, reason="greeting", sha256=digest_of(source, start, end)
        )
    again = source.text.rindex("Ask the oldest")
    end = again + len("Ask the oldest student first.")
    SetAside.objects.create(
        source=source, start=again, end=end, reason="repeats", sha256=digest_of(source, again, end)
    )
    reload(
        source,
        "New.\n\n"
        + TEXT.replace("The large one", "A great one").removesuffix("Ask the oldest student first.\n"),
    )
    source.refresh_from_db()
    assert [source.text[row.start : row.end] for row in source.set_aside.all()] == [
        "I visited",
        "Ask the oldest student first.",
    ]
    assert SetAside.history.filter(history_type="-").exists()


def digest_of(source: Source, start: int, end: int) -> str:
    return digest(source.text[start:end])


def test_a_source_without_anchors_and_one_with_all_exact_say_so(curating, source):
    assert "No claim has a passage yet." in curating.get(page_of(source)).content.decode()
    claim_on(source, PASSAGE)
    assert "Nothing is to be done." in curating.get(page_of(source)).content.decode()
