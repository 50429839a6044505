"""Markdown to canonical text, by way of HTML (CommonMark, with tables, strike-through, footnotes and raw HTML).

The bounds come before the parser: its costs grow with the square of some things that no post has many of,
and below its nesting limit it drops what it finds without a word.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from advice.readers.canonical import Body
from advice.readers.document import ReadError
from advice.readers.html_text import Voices, html_to_body
from advice.readers.omissions import Omissions
from advice.readers.template_tags import strip_templates

_MAX_NESTING = 60
_MAX_HTML = 4_000_000
_MAX_COLUMNS = 100
_MAX_COUNTS = {"[": 10_000, "{": 10_000, "<!": 2_000, "<?": 2_000, "\n": 50_000} | dict.fromkeys(
    "*_~`<&|^", 40_000
)
_NAMES = {"\n": "line breaks"}
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_TAG_FIRST = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
_MARKDOWN_SIGN = re.compile(r"^ {0,3}(?:#{1,6} |[-*+] |\d{1,3}[.)] |>|```)|\]\(|\*\*", re.MULTILINE)
_FEW_CHUNKS = 2
_HTML_SHARE = 0.8
_OPENING = re.compile(r"<(?:div|section|figure|table|center|details|article|aside)\b", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:div|section|figure|table|center|details|article|aside)\b", re.IGNORECASE)
_CONTAINERS = " \t>-+*.)0123456789"
_MAX_QUOTATIONS = 12
_TOO_DEEP = "The document nests its quotations or lists too deeply."


def _parser(*rules: str) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING})
    parser.enable(list(rules)).use(footnote_plugin)
    parser.add_render_rule("footnote_anchor", lambda *_: "")  # the arrow back from a footnote is no text
    return parser


_MARKDOWN = _parser("table", "strikethrough")
_WITHOUT_TABLES = _parser("strikethrough")


def markdown_to_body(source: str, voices: Voices | None = None) -> Body:
    """Canonical text of a Markdown body without front matter."""
    _check_counts(source)
    omissions = Omissions()
    source = strip_templates(source, omissions)
    if _is_html(source):
        return html_to_body(source, voices, omissions)
    wide = any(line.count("|") > _MAX_COLUMNS for line in source.split("\n"))
    parser = _WITHOUT_TABLES if wide else _MARKDOWN
    tokens = parser.parse(source)
    _check_tokens(tokens)
    _go_on_with_html(tokens)
    return html_to_body(parser.renderer.render(tokens, parser.options, {}), voices, omissions)


def _is_html(source: str) -> bool:
    """A body whose paragraphs are tags is HTML; as Markdown, its indented lines would turn into code."""
    chunks = [_without_comments(chunk) for chunk in _BLANK_LINES.split(source)]
    chunks = [chunk for chunk in chunks if chunk]
    tags = sum(bool(_TAG_FIRST.match(chunk)) for chunk in chunks)
    if len(chunks) < _FEW_CHUNKS or tags < _HTML_SHARE * len(chunks):
        return False
    return tags == len(chunks) or not _MARKDOWN_SIGN.search(source)


def _without_comments(chunk: str) -> str:
    chunk = chunk.strip()
    while chunk.startswith("<!--"):
        chunk = chunk.partition("-->")[2].lstrip()
    return chunk


def _go_on_with_html(tokens: Sequence[Token]) -> None:
    """Within an open element a blank line makes code of indented tags; to its author they were tags all along."""
    opened = 0
    for token in tokens:
        if token.type == "code_block" and opened > 0 and token.content.lstrip().startswith("<"):
            token.type = "html_block"
        if token.type == "html_block":
            opened += len(_OPENING.findall(token.content)) - len(_CLOSING.findall(token.content))


def _check_counts(source: str) -> None:
    for character, most in _MAX_COUNTS.items():
        if source.count(character) > most:
            name = _NAMES.get(character, f"“{character}” characters")
            raise ReadError(f"The document has more than {most:,} {name}, which no post needs.")
    heads = (line[: len(line) - len(line.lstrip(_CONTAINERS))] for line in source.split("\n"))
    if any(head.count(">") > _MAX_QUOTATIONS for head in heads):
        raise ReadError(_TOO_DEEP)


def _check_tokens(tokens: Sequence[Token]) -> None:
    if max((token.level for token in tokens), default=0) >= _MAX_NESTING - 2:
        raise ReadError(_TOO_DEEP)
    size = 0
    for token in tokens:
        for part in (token, *(token.children or ())):
            size += len(part.content) + sum(len(str(value)) for value in part.attrs.values()) + 20
        if size > _MAX_HTML:
            raise ReadError("The document is too large to be one post.")
