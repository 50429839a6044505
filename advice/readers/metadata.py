"""Title, author, date, address and language from front matter, under the many keys that authors use."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from advice.readers.characters import squeeze
from advice.readers.dates import date_in_name, parse_date
from advice.readers.document import ReadError
from advice.readers.html_names import KNOWN
from advice.readers.links import link_address

_TITLES = ("title", "post_title", "headline", "seo_title", "linktitle", "name")
_DATES = (
    "date", "post_date", "pubdate", "publishdate", "published", "published_at", "publish_date", "published_on",
    "date_published", "datepublished", "pub_date", "publisheddate", "published_date", "pubdatetime", "created",
    "created_at", "date_created", "createdat", "publishedat", "publishedon", "publication_date", "publicationdate",
    "postdate", "datecreated", "created_on", "createdon", "first_published", "firstpublished", "date_gmt", "post_date_gmt", "posted", "day", "datetime", "written",
)  # fmt: skip
_AUTHORS = ("author", "authors", "post_author", "byline", "creator", "by", "writer")
_ADDRESSES = (
    "canonical_url", "canonicalurl", "canonical", "original_url", "originalurl", "url", "permalink", "post_url", "wordpress_url", "medium_url",
    "blogger_orig_url", "orig_url",
)  # fmt: skip
_LANGUAGES = ("language", "lang", "locale")
_PATHS = ("path", "slug", "url", "permalink", "aliases", "filename")
_REDIRECTS = ("redirect_to", "redirect", "redirect_url", "redirecturl", "refresh_to", "moved_to")
_DRAFTS = ("draft", "is_draft", "private", "is_private", "hidden", "published", "status", "post_status")
_INNER = ("name", "title", "rendered", "display_name", "login", "en", "published", "created", "date")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")
_PAIRS = re.compile(
    r"(?<![\w*_`~])(\*{1,3}|_{1,2}|`{1,2}|~~)(?=[^\s*_`~])(.{1,300}?)(?<=[^\s*_])\1(?![\w*_`~])"
)
_LINKS = re.compile(r"!?\[([^\[\]]{1,300})\]\((?:https?:|mailto:|[/.#])[^()\s]{0,500}\)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str
    author: str | None
    published_on: date | None
    url: str | None
    language: str
    notes: tuple[str, ...]


def read_metadata(values: Mapping[str, Any], name: str = "") -> Metadata:
    """`name` is the document's file name or path; it serves only where no key has a date."""
    found = _keys(values)
    notes: list[str] = []
    title = clean_title(_first(found, _TITLES))
    return Metadata(
        title,
        _author(found),
        _date(found, name, notes),
        next(
            (
                link
                for key in _ADDRESSES
                if (link := link_address(_scalar(found.get(key)))).startswith("http")
            ),
            None,
        ),
        _language(found),
        tuple(notes + _draft(found)),
    )


def refuse_others_than_posts(values: Mapping[str, Any]) -> None:
    """Raise ReadError for the redirects, revisions and menu entries that exports hold beside posts."""
    found = _keys(values)
    if (
        any(_scalar(found.get(key)) for key in _REDIRECTS)
        or _scalar(found.get("layout")).lower() in _REDIRECTS
    ):
        raise ReadError("The document only redirects to another address.")
    kinds = {_scalar(found.get(key)).lower() for key in ("type", "post_type", "post_status")}
    if kinds & {"revision", "inherit"}:
        raise ReadError("The document is an old revision of a post.")
    if kinds & {"attachment", "nav_menu_item"}:
        raise ReadError("The document is no post but an entry of the site's own.")


def _keys(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key.strip().lower().replace("-", "_").replace(" ", "_"): value for key, value in values.items()}


def clean_title(written: str) -> str:
    """A title as plain text: no markup, no entities, no white space at the edges."""
    title = _TAG.sub(lambda tag: "" if tag[1].lower() in KNOWN else tag[0], written)
    title = html.unescape(html.unescape(title))
    title = _TAG.sub(lambda tag: "" if tag[1].lower() in KNOWN else tag[0], title)
    title = _LINKS.sub(r"\1", title)
    return squeeze(_PAIRS.sub(r"\2", _PAIRS.sub(r"\2", title)))[0]


def _scalar(value: Any) -> str:
    """The text of a value; of a list its first, of a mapping its name or title."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = next((value[key] for key in _INNER if key in value), "")
    return value.strip() if isinstance(value, str) else ""


def _first(found: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := _scalar(found.get(key)))), "")


def _author(found: Mapping[str, Any]) -> str | None:
    for key in _AUTHORS:
        value = found.get(key)
        names = [_scalar(entry) for entry in value] if isinstance(value, list) else [_scalar(value)]
        text = ", ".join(clean_title(name) for name in names if name)
        if text and text.lower() not in {"null", "none", "admin", "~"}:
            return text
    return None


def _date(found: Mapping[str, Any], name: str, notes: list[str]) -> date | None:
    for key in _DATES:
        written = _scalar(found.get(key))
        if written and written.lower() not in {"true", "false"}:
            if day := parse_date(written):
                return day
            notes.append(f"The date “{written[:40]}” could mean more than one day or none; it was not taken.")
    for key in _PATHS:
        if day := date_in_name(_scalar(found.get(key))):
            return day
    return date_in_name(name)


def _language(found: Mapping[str, Any]) -> str:
    written = _first(found, _LANGUAGES)
    return written.replace("_", "-")[:35] if _LANGUAGE.fullmatch(written) else "en"


def _draft(found: Mapping[str, Any]) -> list[str]:
    values = {key: _scalar(found.get(key)).lower() for key in _DRAFTS}
    if values["published"] in {"false", "no", "0"}:
        return ["Its author marked it as not published."]
    for key in ("draft", "private", "hidden"):
        if {values[key], values.get(f"is_{key}")} & {"true", "yes", "1"}:
            return [f"Its author marked it as {'a draft' if key == 'draft' else key}."]
    for key in ("status", "post_status"):
        if values[key] in {"draft", "private", "pending", "hidden", "trash", "inherit", "auto-draft"}:
            return [f"Its author marked it as {values[key]}."]
    return []
