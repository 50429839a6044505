"""Passages found again after the edits that authors really make."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.claims import anchoring
from advice.claims.anchoring import Location, Selector, State, digest, locate

TEXT = (
    "Choosing a lab\n\nI visited four labs before I chose one. The group that ate lunch together was the one I joined.\n\n"
    "Ask the oldest student first. Money was never the reason, though the grant paid for two conferences a year."
)
PASSAGE = "The group that ate lunch together was the one I joined."


def anchor(text: str = TEXT, passage: str = PASSAGE) -> Selector:
    start = text.index(passage)
    return Selector(start, start + len(passage), sha256=digest(passage))


def with_words(selector: Selector, passage: str = PASSAGE) -> Selector:
    return Selector(selector.start, selector.end, exact=passage)


def words(text: str, selector: Selector) -> str:
    location = locate(text, selector)
    return text[location.start : location.end]


def test_the_passage_at_its_place_is_exact():
    selector = anchor()
    location = locate(TEXT, selector)
    assert (location.state, location.start, location.end) == (State.EXACT, selector.start, selector.end)


def test_an_insertion_before_moves_it():
    edited = "An update, ten years on.\n\n" + TEXT
    location = locate(edited, anchor())
    assert location.state is State.MOVED
    assert edited[location.start : location.end] == PASSAGE


def test_the_digest_alone_never_takes_a_lookalike():
    edited = TEXT.replace("ate lunch together", "had lunch together")
    assert locate(edited, anchor()).state is State.ORPHAN


def test_an_edit_inside_is_changed_when_the_old_words_are_known():
    edited = TEXT.replace("ate lunch together", "ate lunch together every single day")
    location = locate(edited, with_words(anchor()))
    assert location.state is State.CHANGED
    assert edited[location.start : location.end] == (
        "The group that ate lunch together every single day was the one I joined."
    )


def test_a_passage_that_is_gone_is_an_orphan():
    edited = TEXT.replace(PASSAGE, "I tossed a coin.")
    assert locate(edited, with_words(anchor())).state is State.ORPHAN


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace(" lunch ", " lunch  "),
        lambda text: text.replace("group that", "“group” that"),
        lambda text: text.replace("joined.", "joined…"),
    ],
)
def test_white_space_and_punctuation_are_a_change_to_confirm(edit):
    assert locate(edit(TEXT), with_words(anchor())).state is State.CHANGED


def test_of_repeated_passages_the_nearest_is_meant():
    text = f"{PASSAGE} One.\n\n{PASSAGE} Two.\n\n{PASSAGE} Three."
    second = text.index(PASSAGE, 10)
    shifted = Selector(second + 3, second + 3 + len(PASSAGE), sha256=digest(PASSAGE))
    assert locate(text, shifted).start == second


def test_context_beats_nearness():
    text = "the pay was low. In Bern the pay was high. In Rome the pay was low."
    selector = Selector(4, 12, exact="pay was", prefix="In Rome the ")
    assert locate(text, selector).start == text.rindex("pay was")


def test_a_quote_without_a_place_is_exact_where_it_stands():
    assert locate(TEXT, Selector(exact="oldest student")).state is State.EXACT


@pytest.mark.parametrize("given", [{"start": 4}, {"end": 11}])
def test_one_end_of_the_place_tells_the_other(given):
    text = "The pay was low. The pay was fair."
    assert locate(text, Selector(exact="pay was", **given)) == Location(State.EXACT, 4, 11)


def test_a_place_that_another_occurrence_has_come_to_is_not_trusted():
    text = "In Bern the pay was high. In Rome the pay was low."
    selector = Selector(12, 19, exact="pay was", prefix="In Rome the ", suffix=" low.")
    assert locate(text, selector) == Location(State.MOVED, 38, 45)
    faded = Selector(12, 19, exact="pay was", prefix="By Bern the ", suffix=" high!")
    assert locate(text, faded).state is State.EXACT


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda text: text.replace("“", '"').replace("”", '"'), 'He said "no" and left — twice.'),
        (lambda text: text.replace("—", "-"), "He said “no” and left - twice."),
        (lambda text: text.replace(" and ", "\u00a0and\n"), "He said “no”\u00a0and\nleft — twice."),
        (lambda text: text.replace("twice", "twi\u00adce"), "He said “no” and left — twi\u00adce."),
        (lambda text: text.replace("twice.", "once or twice, they say."), "He said “no” and left — once or twice, they say."),
        (lambda text: text.replace("He said", "So he said"), "So he said “no” and left — twice."),
    ],
)  # fmt: skip
def test_a_changed_passage_is_found_to_its_edges(edit, words):
    passage = "He said “no” and left — twice."
    text = f"Bread is dear. {passage} Nobody asked why."
    start = text.index(passage)
    selector = Selector(start, start + len(passage), passage, text[:start], text[start + len(passage) :])
    location = locate("🥖 " + edit(text), selector)
    assert location.state is State.CHANGED
    assert ("🥖 " + edit(text))[location.start : location.end] == words


def test_decomposed_letters_are_other_words_until_they_are_composed():
    composed = "Une thèse à Nîmes, payée par l’État, m’a suffi."
    decomposed = unicodedata.normalize("NFD", composed)
    selector = Selector(0, len(composed), exact=composed)
    assert locate(decomposed, selector).state is State.CHANGED
    assert locate(unicodedata.normalize("NFC", decomposed), selector).state is State.EXACT


def test_offsets_are_code_points_beyond_the_basic_plane():
    text = "🎓🎓 A degree 🎓 costs years. 🎓"
    selector = anchor(text, "A degree 🎓 costs years.")
    assert words("🧭 " + text, selector) == "A degree 🎓 costs years."


def test_offsets_without_words_or_digest_are_unchecked():
    assert locate(TEXT, Selector(0, 8)).state is State.UNCHECKED
    assert locate("short", Selector(0, 800)).state is State.ORPHAN


def test_an_empty_text_has_no_passage():
    assert locate("", anchor()).state is State.ORPHAN


@given(st.text(max_size=80), st.text(max_size=80), st.text(min_size=1, max_size=60))
def test_whatever_is_found_as_exact_or_moved_has_the_very_words(before, after, passage):
    selector = Selector(3, 3 + len(passage), sha256=digest(passage))
    location = locate(before + passage + after, selector)
    if location.state in {State.EXACT, State.MOVED}:
        assert (before + passage + after)[location.start : location.end] == passage
    elif not passage[0].isspace() and not passage[-1].isspace():
        pytest.fail("the passage stands there and was not found")


BAKER = (
    "I baked for nine years. The oven was older than my mother. In winter the flour froze to the sacks, and we\n"
    "thawed it on the pipes. Nobody paid us for the thawing.\n\n"
    "The guild wrote to the owner. The owner wrote to nobody. In spring I handed in my apron, and on the same day\n"
    "the guild sent me a form for new members."
)


def found(text: str, **selector: object) -> tuple[str, str | None]:
    """State and words of what is found."""
    location = locate(text, Selector(**selector))  # type: ignore[arg-type]
    return location.state.value, None if location.start is None else text[location.start : location.end]


@pytest.mark.parametrize(
    ("exact", "words"),
    [
        ("The oven is older than my mother.", "The oven was older than my mother."),
        ("Nobody paid me for thawing.", "Nobody paid us for the thawing."),
        ("the owner wrote to NOBODY", "The owner wrote to nobody"),
        ("A form for new members was sent to every other baker in town.", None),
    ],
)
def test_the_nearest_wording_is_found_without_a_place(exact, words):
    assert found(BAKER, exact=exact) == (("changed", words) if words else ("orphan", None))


@pytest.mark.parametrize(("near", "place"), [(5, 0), (60, 1), (None, 0)])
def test_of_two_equal_lookalikes_the_nearest_is_proposed(near, place):
    text = "we had everything before us, we had so little left behind, we had nothing before us."
    places = [text.index("before us"), text.rindex("before us")]
    location = locate(text, Selector(exact="befor us", start=near))
    assert (location.state, location.start) == (State.CHANGED, places[place])


def test_of_two_equal_lookalikes_the_one_in_the_old_surroundings_is_proposed():
    text = "In Bern the bakers pay was quite low. In Rome the bakers pay was quite low too."
    location = locate(
        text, Selector(0, 20, exact="the baker's pay was very low", prefix="In Rome ", suffix=" too.")
    )
    assert (location.state, location.start) == (State.CHANGED, text.rindex("the bakers pay"))


@pytest.mark.parametrize(
    ("edited", "words"),
    [
        ("The oven was old.", "The oven was old."),
        ("It was older than my mother.", "It was older than my mother."),
        ("The oven was older than my mother, and I loved it as she did.", "The oven was older than my mother, and I loved it as she did."),
        ("The oven, I think.\n\nIt was older than my mother.", "The oven, I think.\n\nIt was older than my mother."),
        ("I learned to swim there and to keep my mouth shut.", None),
        ("", None),
    ],
)  # fmt: skip
def test_between_its_old_surroundings_a_passage_is_found_however_it_was_cut_or_lengthened(edited, words):
    passage = "The oven was older than my mother."
    start = BAKER.index(passage)
    end = start + len(passage)
    selector = Selector(start, end, passage, BAKER[:start], BAKER[end : end + 32])
    text = f"🥖 {BAKER[:start]}{edited}{BAKER[end:]}"
    assert found(text, **vars_of(selector)) == (("changed", words) if words else ("orphan", None))


def vars_of(selector: Selector) -> dict[str, object]:
    return {name: getattr(selector, name) for name in selector.__slots__}


def test_a_passage_that_was_taken_out_is_not_found_in_another_that_shares_its_words():
    passage = "The owner wrote to nobody."
    before, after = BAKER.split(passage)
    text = f"{before.rstrip()} {after.lstrip()} The owner once wrote of somebody."
    bare = Selector(len(before), len(before) + len(passage), passage)
    assert found(text, **vars_of(bare)) == ("changed", "The owner once wrote of somebody.")
    assert locate(text, replace(bare, prefix=before, suffix=after)).state is State.ORPHAN


def test_a_shortened_sentence_ends_where_it_ends_and_takes_nothing_of_the_next():
    passage = "In spring I handed in my apron, and on the same day the guild sent me a form for new members."
    text = "The end. In spring I handed in my apron, and on the same day I left. Some of us stayed for good, they say."
    assert found(text, exact=passage) == (
        "changed",
        "In spring I handed in my apron, and on the same day I left.",
    )


def test_what_is_hashed_in_search_of_a_digest_is_bounded_and_the_nearest_is_hashed_first(monkeypatch):
    hashed = []
    monkeypatch.setattr(anchoring, "digest", lambda passage: hashed.append(len(passage)) or digest(passage))
    monkeypatch.setattr(anchoring, "MAX_HASHED", 1_000)
    passage = "the flour froze to the sacks"
    start = BAKER.index(passage)
    near = Selector(start + 9, start + 9 + len(passage), sha256=digest(passage))
    assert locate(BAKER, near) == Location(State.MOVED, start, start + len(passage))
    assert locate(BAKER * 50, replace(near, sha256=digest("gone"))).state is State.ORPHAN
    assert sum(hashed) < 4_000


def test_of_very_many_occurrences_the_one_in_the_old_surroundings_is_found(monkeypatch):
    monkeypatch.setattr(anchoring, "MANY", 3)
    text = "We paid. " * 20 + "They paid, at last. " + "We paid. " * 20
    assert locate(text, Selector(exact="paid", prefix="They ", suffix=", at")).start == text.index("paid, at")
    assert locate(text, Selector(exact="paid", start=100, prefix="He ")).state is State.MOVED


@given(st.text(alphabet="ab .\n", max_size=60), st.text(alphabet="ab .", min_size=1, max_size=20))
def test_what_is_found_lies_within_the_text_and_has_no_white_space_at_its_edges(text, exact):
    location = locate(text, Selector(3, 3 + len(exact), exact, "ab", " b"))
    if location.state is State.CHANGED:
        words = text[location.start : location.end]
        assert words
        assert words == words.strip()
