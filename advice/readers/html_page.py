"""A web page as a browser saves it: its main text, with what its head says of it."""

import re
from dataclasses import replace

from advice.readers.canonical import Body
from advice.readers.document import BlockKind, Document, ReadError
from advice.readers.html_text import html_to_body
from advice.readers.metadata import clean_title
from advice.readers.page_facts import PageFacts
from advice.readers.page_region import main_region
from advice.readers.plain_text import with_head
from advice.readers.post import post

FORMAT = "html"
_START = re.compile(
    r"\s*(?:<\?xml[^<>]{0,300}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_DATA_ADDRESS = re.compile(r"(?<=[\"'(])data:[^\"'()\s]{200,}")
_SITE_SUFFIX = re.compile(r"\s+(?:[|·–—»-]|::)\s+[^|·–—»]{1,60}$")
_MAX_PAGE = 1_500_000
_MAX_TAGS = 50_000
"""Opening and closing tags: a page is gone through three times, and so many take half of the time there is."""
_MAX_NOTED = 0.9
_HEAD_BLOCKS = 6


def recognises(text: str) -> bool:
    return bool(_START.match(text[:20_000]))


def read(text: str, name: str = "") -> Document:
    page = _DATA_ADDRESS.sub("", text)
    if len(page) > _MAX_PAGE:
        raise ReadError(f"The page has {len(page):,} characters; at most {_MAX_PAGE:,} are read.")
    if page.count("<") > _MAX_TAGS:
        raise ReadError("The page has more markup than a post needs.")
    whole = html_to_body(page)
    facts = PageFacts()
    facts.feed(page)
    facts.close()
    if facts.refreshes and whole.size < 500:
        raise ReadError("The page only redirects to another address.")
    if not whole.parts:
        raise ReadError("The page has no text.")
    body = html_to_body(main_region(page))
    if body.size < _MAX_NOTED * whole.size:
        body.notes.append(f"Main text only: {body.size:,} of the page's {whole.size:,} characters.")
    values = facts.values
    site = clean_title(str(values.pop("site") or ""))
    values["title"] = values["title"] or _title(body, facts.title)
    document = post(FORMAT, values, body, name)
    document = with_head(document, "\n".join(body.parts[:_HEAD_BLOCKS]))
    return replace(document, part_of=site[:200] or None)


def _title(body: Body, written: str) -> str:
    """The first heading of the first level if there is one alone, else the page's title without the site's name."""
    first_level = [
        part
        for block, part in zip(body.blocks, body.parts, strict=True)
        if block.kind == BlockKind.HEADING and block.level == 1
    ]
    if len(first_level) == 1:
        return first_level[0]
    written = clean_title(written)
    return _SITE_SUFFIX.sub("", written) or written
