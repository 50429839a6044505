"""Notes stand beside their passages: each is in one row, and a row is not much shorter than its notes."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from advice.sources.reading import MOST_PIECES, contents, share_mined, turns
from advice.sources.rendering import outline, render_pieces
from tests.sources.documents import document


@dataclass(frozen=True)
class Note:
    start: int
    end: int
    text: str = "A claim of ordinary length about something that somebody said."


def rows(paragraphs: tuple[str, ...], notes: list[Note]):
    pieces = render_pieces(*document(*paragraphs))
    return [row for turn in turns(pieces, notes) for row in turn.rows]


def test_a_note_stands_with_the_paragraph_in_which_its_passage_begins():
    text, _ = document("First of all. " * 20, "Then this. " * 20)
    found = rows(("First of all. " * 20, "Then this. " * 20), [Note(text.index("Then"), len(text))])
    assert [(len(row.pieces), len(row.notes)) for row in found] == [(1, 0), (1, 1)]


def test_paragraphs_share_a_row_where_notes_need_the_room():
    notes = [Note(0, 5), Note(0, 9), Note(1, 9)]
    assert [
        (len(row.pieces), len(row.notes)) for row in rows(("Short one.", "Another short one."), notes)
    ] == [(2, 3)]


def test_a_heading_begins_a_row_and_is_never_alone_in_it():
    found = rows(("Intro.", "# Pay", "It is low."), [Note(0, 6), Note(1, 6)])
    assert [[bool(piece.section) for piece in row.pieces] for row in found] == [[False], [True, False]]


def test_a_change_of_speaker_begins_a_turn():
    pieces = render_pieces(*document("Hello.", "Q: Shall I?", "A: Yes.", "A: Do."))
    assert [(turn.speaker, len(turn.rows)) for turn in turns(pieces, [])] == [
        (None, 1),
        ("asker", 1),
        ("answerer", 2),
    ]


@given(st.lists(st.integers(0, 900), max_size=30), st.integers(1, 12))
def test_every_note_is_in_one_row_and_no_row_is_long(starts, paragraphs):
    notes = [Note(start, start + 5) for start in starts]
    found = rows(("word " * 14 + "end",) * paragraphs, notes)
    assert [note for row in found for note in row.notes] == sorted(
        notes, key=lambda note: (note.start, note.end)
    )
    assert sum(len(row.pieces) for row in found) == paragraphs
    assert max(len(row.pieces) for row in found) <= MOST_PIECES


def test_the_contents_count_the_claims_of_each_section():
    text, blocks = document("Before.", "# Pay", "It is low.", "## Later", "It rises.")
    notes = [Note(0, 3), Note(text.index("low"), len(text)), Note(text.index("rises"), len(text))]
    entries = contents(outline(text, blocks), len(text), notes, "Beginning")
    assert [(entry.id, entry.title, entry.depth, entry.claims) for entry in entries] == [
        ("text", "Beginning", 0, 1),
        ("section-1", "Pay", 0, 1),
        ("section-2", "Later", 1, 1),
    ]
    assert sum(entry.length for entry in entries) == len(text)
    assert all(
        start >= 0 and start + length <= entry.length for entry in entries for start, length in entry.spans
    )


def test_a_text_without_headings_has_one_entry():
    assert [entry.id for entry in contents([], 100, [Note(5, 9)], "Text")] == ["text"]


def test_what_is_mined_twice_counts_once():
    assert share_mined([(0, 50), (25, 75), (30, 40)], 100) == 75
    assert share_mined([], 0) == 0
