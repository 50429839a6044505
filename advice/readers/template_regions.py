"""Regions between two tags of a site's templates: comments, and raw parts that show their braces."""

import re

_COMMENTS = (
    (re.compile(r"\{%-?\s*comment\s*-?%\}"), re.compile(r"\{%-?\s*endcomment\s*-?%\}")),
    (re.compile(r"\{::comment\}"), re.compile(r"\{:/(?:comment)?\}")),
)
_RAW = (re.compile(r"\{%-?\s*raw\s*-?%\}"), re.compile(r"\{%-?\s*endraw\s*-?%\}"))
_HIDDEN, _SHOWN = str.maketrans("{}", "\ue002\ue003"), str.maketrans("\ue002\ue003", "{}")


def without_comments(prose: str) -> str:
    for opening, closing in _COMMENTS:
        prose = "".join(text for is_inside, text in _regions(prose, opening, closing) if not is_inside)
    return prose


def kept_raw(source: str) -> str:
    """`source` without the tags of raw parts, in prose and in code, and with their braces under other names."""
    return "".join(
        text.translate(_HIDDEN) if is_inside else text for is_inside, text in _regions(source, *_RAW)
    )


def shown_raw(source: str) -> str:
    """The braces of raw parts again."""
    return source.translate(_SHOWN)


def _regions(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> list[tuple[bool, str]]:
    """Pieces of `text` outside and inside an opening and the next closing tag; an unclosed one stays outside."""
    pieces: list[tuple[bool, str]] = []
    at = 0
    while (start := opening.search(text, at)) and (end := closing.search(text, start.end())):
        pieces += [(False, text[at : start.start()]), (True, text[start.end() : end.start()])]
        at = end.end()
    return [*pieces, (False, text[at:])]
