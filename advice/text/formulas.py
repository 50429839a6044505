"""Text that a spreadsheet would take for a formula, made harmless on the way out and itself again on the way in.

An apostrophe before the character that begins a formula makes it text. A cell can also be begun in the middle of a
text, by a separator of another locale (OWASP, "CSV Injection"), so the apostrophe stands there too. Where a text has
apostrophes at such a place already it gets one more, so that taking one away always gives the very text.
"""

import re

_BEGINS = r"=+\-@\t\r＝＋－＠"
_NEUTRAL = re.compile(rf"(^|[,;|\t\r\n\"])('*)(?=[{_BEGINS}])")
_RESTORED = re.compile(rf"(^|[,;|\t\r\n\"])'('*)(?=[{_BEGINS}])")


def neutralise(text: str) -> str:
    """`text` with an apostrophe wherever a cell could begin with a formula."""
    return _NEUTRAL.sub(r"\1'\2", text)


def restore(text: str) -> str:
    """The text that `neutralise` was given; a text of another origin that has no such apostrophe stays as it is."""
    return _RESTORED.sub(r"\1\2", text)
