"""Markdown exported from WordPress with its block comments, where colour can tell who speaks.

An e-mail exchange is published with the asker's paragraphs in one colour and the answers in none:
<!-- wp:paragraph {"textColor":"vivid-cyan-blue"} -->
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from advice.readers import hugo, jekyll, json_front_matter, pelican
from advice.readers.document import Document
from advice.readers.front_matter import first_found
from advice.readers.markdown_text import markdown_to_body
from advice.readers.post import post

FORMAT = "wordpress_blocks"
ASKER, ANSWERER = "asker", "answerer"
_COMMENT = re.compile(r"<!--\s*(?P<end>/?)wp:(?P<block>[a-z][a-z0-9/_-]*)(?P<rest>.{0,4000}?)-->", re.DOTALL)
_MAX_ATTRIBUTES = 4_000


def recognises(text: str) -> bool:
    return bool(_COMMENT.search(text))


def read(text: str, name: str = "") -> Document:
    front = first_found(
        text, jekyll.front_matter, hugo.front_matter, json_front_matter.front_matter, pelican.front_matter
    )
    asking = _asking_colour(front.body)
    if asking is None:
        return post(FORMAT, front.values, markdown_to_body(front.body), name, notes=front.notes)
    body = markdown_to_body(front.body, _Turns(asking))
    body.notes.append("Paragraphs in colour were taken for the asker's, the others for the answerer's.")
    return post(FORMAT, front.values, body, name, kind="email_exchange", notes=front.notes)


class _Turns:
    """Who speaks after each block comment. A block without colour inside a coloured group keeps the group's."""

    def __init__(self, asking: str) -> None:
        self.asking = asking
        self.open: list[tuple[str, str]] = []

    def __call__(self, comment: str, speaker: str | None) -> str | None:
        match = _COMMENT.fullmatch(f"<!--{comment}-->")
        if not match:
            return speaker or ANSWERER
        if match["end"]:
            while self.open:
                if self.open.pop()[0] == match["block"]:
                    break
        elif not match["rest"].rstrip().endswith("/"):
            above = self.open[-1][1] if self.open else ""
            self.open = [*self.open[-50:], (match["block"], _colour(match["rest"]) or above)]
        return ASKER if self.open and self.open[-1][1] == self.asking else ANSWERER


def _asking_colour(body: str) -> str | None:
    """The colour of the asker's paragraphs, or None where colour does not tell two voices apart.

    Two voices need paragraphs with and without colour, one colour only (or one for each voice), and more
    than one coloured line that might be a mere warning.
    """
    turns = list(_turns(body))
    colours = list(dict.fromkeys(colour for colour, _ in turns if colour))
    if not 1 <= len(colours) <= 2 or (len(colours) == 1 and all(colour for colour, _ in turns)):
        return None
    asked = [text for colour, text in turns if colour == colours[0]]
    last = max(index for index, (colour, _) in enumerate(turns) if colour == colours[0])
    first = min(index for index, (colour, _) in enumerate(turns) if colour == colours[0])
    answered = any(colour != colours[0] for colour, _ in turns[first : last + 1]) or last + 1 < len(turns)
    if not answered or (len(asked) == 1 and "?" not in asked[0]):
        return None
    return colours[0]


def _turns(body: str) -> Iterator[tuple[str, str]]:
    """Colour (or none) and text of each paragraph block that has text."""
    start, colour = 0, ""
    for match in _COMMENT.finditer(body):
        if match["block"] != "paragraph":
            continue
        text = body[start : match.start()].strip()
        if match["end"] and start and text:
            yield colour, text
        start, colour = (0, "") if match["end"] else (match.end(), _colour(match["rest"]))


def _colour(attributes: str) -> str:
    """The text colour (or background) that the attributes of a block name, else an empty text."""
    attributes = attributes.strip().rstrip("/").strip()
    if not attributes.startswith("{") or len(attributes) > _MAX_ATTRIBUTES:
        return ""
    try:
        values: Any = json.loads(attributes)
    except (ValueError, RecursionError):
        return ""
    style = values.get("style")
    colours = style.get("color") if isinstance(style, dict) else None
    custom = [colours.get("text"), colours.get("background")] if isinstance(colours, dict) else []
    named = [values.get("textColor"), values.get("customTextColor"), values.get("backgroundColor")]
    found = next((value for value in [*named, *custom] if isinstance(value, str) and value), "")
    return found.rpartition("|")[2]  # a preset is also written var:preset|color|NAME
