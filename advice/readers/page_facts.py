"""What the head of a saved page says of it: title, author, date, address, language; and how deep it nests."""

import json
import re
from typing import Any

from advice.readers.document import ReadError
from advice.readers.html_names import VOID
from advice.readers.html_parsing import TolerantParser

_MAX_DEPTH = 200
_MAX_TAGS = 100_000
_MAX_SCRIPT = 200_000
# Elements whose end tag authors leave out; an open one does not nest what follows.
_UNCLOSED = {"a", "p", "li", "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "tfoot", "colgroup"}
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(?P<url>\S+)")
_PUBLISHED = {"datepublished", "dt-published", "entry-date", "published", "post-date"}
_METAS = {
    "title": ("og:title", "citation_title", "dc.title", "twitter:title"),
    "author": ("author", "citation_author", "dc.creator", "article:author", "parsely-author", "byl"),
    "date": (
        "article:published_time", "datepublished", "date", "citation_publication_date", "dc.date", "dc.date.issued",
        "parsely-pub-date", "pubdate", "publish_date", "og:published_time", "dcterms.created", "sailthru.date",
    ),
    "canonical_url": ("og:url",),
    "site": ("og:site_name",),
    "language": ("og:locale",),
}  # fmt: skip


class PageFacts(TolerantParser):
    """Feed it a page; `values` then has the keys of front matter that `advice.readers.metadata` reads."""

    def __init__(self) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.title = ""
        self.language = ""
        self.time = ""
        self.refreshes = False
        self.ld: dict[str, Any] = {}
        self.named: dict[str, dict[str, Any]] = {}
        self.open: list[str] = []
        self.count = 0
        self.script: list[str] | None = None
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.count += 1
        if tag not in VOID and tag not in _UNCLOSED:
            self.open.append(tag)
        if len(self.open) > _MAX_DEPTH or self.count > _MAX_TAGS:
            raise ReadError("The page nests its markup too deeply or has too much of it.")
        if tag == "meta":
            self.meta(values)
        elif tag == "link" and "canonical" in values.get("rel", "").lower():
            self.links.setdefault("canonical", values.get("href", ""))
        elif tag == "html":
            self.language = values.get("lang", "")
        elif tag == "title" and not self.title:
            self.in_title = True
        elif tag == "time" and not self.time and self.is_of_article(values):
            self.time = values.get("datetime", "")
        elif tag == "script" and values.get("type", "").lower() == "application/ld+json":
            self.script = []

        if values.get("itemprop", "").lower() == "datepublished" and values.get("content"):
            self.metas.setdefault("datepublished", values["content"])

    def is_of_article(self, values: dict[str, str]) -> bool:
        """Other times on a page are those of comments and of other posts."""
        names = {*values.get("class", "").lower().split(), values.get("itemprop", "").lower()}
        return bool(names & _PUBLISHED or "pubdate" in values or "article" in self.open)

    def meta(self, values: dict[str, str]) -> None:
        name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
        if name:
            self.metas.setdefault(name, values.get("content", ""))
        self.refreshes |= (
            values.get("http-equiv", "").lower() == "refresh" and "url=" in values.get("content", "").lower()
        )

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open[-20:]:
            while self.open.pop() != tag:
                pass
        if tag == "title":
            self.in_title = False
        if tag == "script" and self.script is not None:
            self.linked_data("".join(self.script))
            self.script = None

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data
        if self.script is not None:
            self.script.append(data)

    def handle_comment(self, data: str) -> None:
        if found := _SAVED_FROM.search(data[:2000]):
            self.links.setdefault("saved", found["url"])

    def linked_data(self, source: str) -> None:
        """The first object of JSON-LD that has a headline or a date of publication."""
        try:
            found = json.loads(source) if len(source) < _MAX_SCRIPT else None
        except (ValueError, RecursionError):
            return
        graph = found.get("@graph", found) if isinstance(found, dict) else found
        entries = [
            entry for entry in (graph if isinstance(graph, list) else [graph]) if isinstance(entry, dict)
        ]
        self.named |= {str(entry["@id"]): entry for entry in entries if "@id" in entry and "name" in entry}
        for entry in entries:
            if "headline" in entry and "headline" not in self.ld:
                self.ld = entry  # rather the article than the page that it stands on
            elif not self.ld and "datePublished" in entry:
                self.ld = entry

    @property
    def values(self) -> dict[str, Any]:
        metas = {
            key: next((self.metas[name] for name in names if self.metas.get(name, "").strip()), "")
            for key, names in _METAS.items()
        }
        author = self.ld.get("author")
        if isinstance(author, dict) and "name" not in author:
            author = self.named.get(str(author.get("@id")))  # an entry elsewhere in the graph
        author = author or metas["author"]
        return {
            "title": metas["title"] or self.ld.get("headline") or "",
            "author": "" if isinstance(author, str) and author.startswith("http") else author,
            "date": metas["date"] or self.ld.get("datePublished") or self.time,
            "canonical_url": self.links.get("canonical")
            or metas["canonical_url"]
            or self.links.get("saved", ""),
            "language": self.language or metas["language"],
            "site": metas["site"],
        }
