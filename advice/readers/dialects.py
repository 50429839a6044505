"""What dialects of Markdown add to it: callouts, highlights, contents lists, definitions, task boxes, components.

Only what the author wrote for a reader is kept. The patterns are bounded, as all here are.
"""

import re

_CALLOUT = re.compile(
    r"^(?P<quote>[ \t]*(?:>[ \t]?)+)\[![\w-]{1,30}\][+-]?[ \t]*(?P<title>[^\n]{0,300})$", re.MULTILINE
)
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,500})(?<=\S)==(?![=\w])")
_BLOCK_NAME = re.compile(r"(?<=\S)[ \t]\^[A-Za-z0-9-]{4,30}$", re.MULTILINE)
_TASK = re.compile(r"^(?P<item>[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]+)\[[ xX]\][ \t]+(?=\S)", re.MULTILINE)
_CONTENTS = re.compile(
    r"^ {0,3}(?:(?:[-*+]|\d{1,3}\.)[ \t][^\n]{0,200}\n[ \t]*(?:\{:[^}\n]{0,100}\}\n)?\{:[ \t]*toc\b[^}\n]{0,100}\}"
    r"|(?:\[{1,2}_{0,2}toc_{0,2}\]{1,2}|\{\{TOC\}\}|<!--\s*toc\s*-->))[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_DEFINITION = re.compile(r"^:[ \t]{1,4}(?=[^\s:])", re.MULTILINE)
_MDX_COMMENT = re.compile(r"\{/\*.{0,2000}?\*/\}", re.DOTALL)
_COMPONENT = re.compile(r"</?[A-Z][a-z][\w.]{0,60}(?:\s[^<>]{0,1000})?>")
_STYLED = re.compile(r"<[A-Za-z][\w.]{0,60}\s[^<>]{0,500}=\{[^<>]{0,500}>")
_VALUE = re.compile(r"=\{(?:\{[^{}]{0,400}\}|`[^`{}]{0,400}`|[^{}]{0,400})\}(?=[\s/>])")
_COMPONENT_LINE = re.compile(
    r"^ {0,3}(</?[A-Z][a-z][\w.]{0,60}(?:\s[^<>\n]{0,500})?>)[ \t]*$(?!\n {4})", re.MULTILINE
)


def plain_markdown(prose: str) -> str:
    """Prose without what only its own site's program understands."""
    if "{/*" in prose:
        prose = _MDX_COMMENT.sub("", prose)
    if "={" in prose:
        for tag in (_COMPONENT, _STYLED):
            prose = tag.sub(lambda found: _VALUE.sub('=""', found[0]), prose)
    if "[!" in prose:
        prose = _CALLOUT.sub(_title, prose)
    if "==" in prose:
        prose = _HIGHLIGHT.sub(r"\1", prose)
    if "^" in prose:
        prose = _BLOCK_NAME.sub("", prose)
    prose = _CONTENTS.sub("", prose)
    prose = _TASK.sub(r"\g<item>", prose)
    prose = _DEFINITION.sub("\n", prose)
    return _COMPONENT_LINE.sub(r"\n\1\n\n", prose)


def _title(match: re.Match[str]) -> str:
    """The title of a callout is a line of its own above its text."""
    quote, title = match["quote"], match["title"].strip()
    return f"{quote}**{title.strip('*')}**\n{quote}" if title else quote
