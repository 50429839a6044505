"""The main part of a saved page: what the page marks as its article, else what readability-lxml takes for it.

The part is taken whole. Readability would also clean it and thereby drop short lists and asides that belong to it.
"""

import logging
from typing import Any

import lxml.html
from lxml import etree
from readability import Document as Readability

from advice.readers.document import ReadError

logging.getLogger("readability").setLevel(logging.CRITICAL)  # what it can't read is refused with a sentence
_MARKED = (
    "//*[@itemprop='articleBody']",
    "//article",
    "//main",
    "//*[@role='main']",
)
_ARTICLE_CLASSES = (
    "entry-content",
    "post-content",
    "article-content",
    "article-body",
    "post-body",
    "e-content",
    "markup",
)
_LEFT_OUT_TAGS = (
    "nav",
    "aside",
    "footer",
    "form",
    "button",
    "script",
    "style",
    "noscript",
    "template",
    "dialog",
)
_LEFT_OUT_NAMES = {
    "comments", "comment-list", "respond", "disqus_thread", "sidebar", "sharedaddy", "jp-relatedposts", "related",
    "related-posts", "relatedposts", "post-navigation", "nav-links", "navigation", "newsletter", "subscribe", "share",
    "social", "social-share", "share-buttons", "breadcrumb", "breadcrumbs", "pagination", "cookie-banner", "skip-link",
    "wp-block-post-comments", "author-bio", "subscription-widget-wrap", "post-footer", "site-header", "site-footer",
}  # fmt: skip
_SHARE = 0.5


class _Region(Readability):
    """Readability's choice of the main part without its cleaning of it."""

    def sanitize(self, node: Any, candidates: Any, keep_all_images: bool = False) -> str:
        return str(lxml.html.tostring(node, encoding="unicode", with_tail=False))


def main_region(page: str) -> str:
    """HTML of the main part of a page (already known to be nested no deeper than the parser can take)."""
    try:
        tree = lxml.html.document_fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        raise ReadError("The page has no text.") from None
    region = _marked(tree)
    if region is None:
        return _chosen(page)
    _leave_out(region)
    return str(lxml.html.tostring(region, encoding="unicode", with_tail=False))


def _marked(tree: Any) -> Any:
    """The element that the page marks as its article, if one has most of the marked text."""
    classes = " or ".join(
        f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in _ARTICLE_CLASSES
    )
    for path in (_MARKED[0], f"//*[{classes}]", *_MARKED[1:]):
        found = [element for element in tree.xpath(path) if not _nested(element, path)]
        sizes = [len(element.text_content().split()) for element in found]
        if sizes and max(sizes) > _SHARE * sum(sizes) and max(sizes) > 0:
            return found[sizes.index(max(sizes))]
    return None


def _nested(element: Any, path: str) -> bool:
    return path == "//article" and any(ancestor.tag == "article" for ancestor in element.iterancestors())


def _leave_out(region: Any) -> None:
    """Drop menus, forms, comments and the like from the region."""
    for element in list(region.iter()):
        if element is region or not isinstance(element.tag, str):
            continue
        names = {element.get("id", "").lower(), *element.get("class", "").lower().split()}
        if element.tag in _LEFT_OUT_TAGS or names & _LEFT_OUT_NAMES or element.get("hidden") is not None:
            parent = element.getparent()
            if parent is not None:
                element.drop_tree()


def _chosen(page: str) -> str:
    try:
        return str(_Region(page).summary(html_partial=True))
    except Exception as error:
        raise ReadError("The main text of the page can't be told from the rest.") from error
