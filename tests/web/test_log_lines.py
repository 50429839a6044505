"""A message is one line with a bound, and a traceback keeps its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.web.log_lines import LONGEST, LONGEST_TRACEBACK, last_lines, one_line


@pytest.mark.parametrize("text", ["", "Not Found: /a/", "“é” 😀 C:\\n", "x" * LONGEST])
def test_what_is_short_and_plain_stays(text):
    assert one_line(text) == text
    assert last_lines(text) == text


def test_a_long_line_is_cut_in_the_middle_and_says_so():
    line = one_line(f"GET /{'x' * 60_000}/ HTTP/1.1 404")
    assert len(line) <= LONGEST
    assert line.startswith("GET /xxx")
    assert line.endswith("x/ HTTP/1.1 404")
    kept = line.count("x")
    assert f" [{60_000 - kept} characters left out] " in line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\nb\r\n", "a\\nb\\r\\n"),
        ("\x1b[31mred\x00", "\\x1b[31mred\\x00"),
        ("a\u2028b\x85c\x9b", "a\\u2028b\\x85c\\x9b"),
        ("\ud800", "\\ud800"),
        ("a\tb", "a\\tb"),
    ],
)
def test_control_characters_are_escaped(text, line):
    assert one_line(text) == line


def test_a_traceback_keeps_its_lines_and_its_end():
    text = "first\n" + "  line\n" * 10_000 + "ValueError: \x1b[0m last"
    cut = last_lines(text)
    assert len(cut) <= LONGEST_TRACEBACK
    assert cut.startswith("[")
    assert cut.splitlines()[-1] == "ValueError: \\x1b[0m last"
    assert "first" not in cut


@given(st.text(st.characters(exclude_categories=()), max_size=50), st.integers(1, 3_000))
def test_cleaning_twice_changes_nothing_more(text, times):
    line, lines = one_line(text * times), last_lines(text * times)
    assert one_line(line) == line
    assert last_lines(lines) == lines
    assert len(line) <= LONGEST
    assert len(lines) <= LONGEST_TRACEBACK
    line.encode()
    lines.encode()
    assert len(line.splitlines()) <= 1
