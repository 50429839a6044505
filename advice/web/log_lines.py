"""Bounds for what a log record writes: one line for a message, the end of a traceback.

Both functions leave their own results as they are, since a record is cleaned where it is made and where it is written.
"""

import re

LONGEST = 2_000
"""Characters of a message."""
LONGEST_PART = 1_000
"""Characters of one argument of a message, a path for example."""
LONGEST_TRACEBACK = 20_000
NOTE = 60
"""Room for the words that say how much was left out."""
# Line separators and lone surrogates with the controls: the first begin a line, the second cannot be written.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTROLS_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def one_line(text: str, longest: int = LONGEST) -> str:
    """Return `text` with control characters escaped, cut in the middle where it has more than `longest` characters.

    The end of a line often says what became of the request, so it stays.
    """
    text = _CONTROLS.sub(_escape, text)
    if len(text) <= longest:
        return text
    head = (longest - NOTE) * 3 // 4
    tail = longest - NOTE - head
    return f"{text[:head]} [{len(text) - head - tail} characters left out] {text[-tail:]}"


def last_lines(text: str) -> str:
    """Return the end of a traceback, which names the error, with control characters escaped."""
    text = _CONTROLS_IN_LINES.sub(_escape, text)
    if len(text) <= LONGEST_TRACEBACK:
        return text
    left_out = len(text) - LONGEST_TRACEBACK + NOTE
    return f"[{left_out} characters left out]\n{text[left_out:]}"


def _escape(character: re.Match[str]) -> str:
    return character[0].encode("unicode_escape").decode("ascii")
