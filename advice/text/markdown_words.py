"""Words that stand in Markdown as nothing but words."""

import re

_ANYWHERE = re.compile(r"[\\`*_\[\]<~]|&(?=[#\w]+;)")
_AT_THE_START = re.compile(r"^(?:([-+=>#|:])|(\d{1,9})([.)]))")


def markdown_words(text: str) -> str:
    """`text` on one line, with a backslash before what a CommonMark parser would take for markup."""
    line = _ANYWHERE.sub(r"\\\g<0>", " ".join(text.split())).replace("|", r"\|")
    return _AT_THE_START.sub(lambda found: _escaped_start(*found.groups()), line)


def _escaped_start(sign: str | None, number: str, dot: str) -> str:
    return f"\\{sign}" if sign else f"{number}\\{dot}"
