"""Takes out of a Markdown body what its site generator would have replaced: Liquid, shortcodes, attributes.

What such a tag wraps is kept; a figure keeps its caption; an embed is noted.
"""

import re

from advice.readers.omissions import Omissions
from advice.readers.prose import edit_prose

_QUOTED = r"(?:\"([^\"\n]{1,500})\"|'([^'\n]{1,500})'|“([^”\n]{1,500})”)"
_CAPTION = [
    re.compile(rf"\b{key}\s*=\s*{_QUOTED}", re.IGNORECASE)
    for key in ("caption", "alt", "title", "description")
]
_ADDRESS = re.compile(r"https?://[^\s\"'<>\]})]{1,500}")
_COMMENTS = (
    (re.compile(r"\{%-?\s*comment\s*-?%\}"), re.compile(r"\{%-?\s*endcomment\s*-?%\}")),
    (re.compile(r"\{::comment\}"), re.compile(r"\{:/(?:comment)?\}")),
)
_LIQUID_TAG = re.compile(
    r"\{%-?\s*/?(?P<name>\w+)(?P<rest>[^%\n]{0,400}?(?:%(?!\})[^%\n]{0,200}?){0,5})-?%\}"
)
_LIQUID_VALUE = re.compile(r"\{\{-?(?![<%])[^{}\n]{1,400}?-?\}\}")
_SHORTCODE = re.compile(r"\{\{[<%](?P<close>\s*/)?\s*(?P<name>[\w/.-]+)(?P<rest>[^\n]{0,1000}?)/?[>%]\}\}")
_ATTRIBUTES = re.compile(
    r"\{:?:?\s*(?:[.#][\w:-]+|[\w-]+=(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|[\w-]+)|toc|:?nomarkdown|:?options)(?:\s[^{}\n]{0,500})?/?\}|\{:[^{}\n]{0,500}\}"
)
_ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\]\n]{1,60}\]:[^\n]*$", re.MULTILINE)
_WORDPRESS = re.compile(
    r"\[(?P<close>/?)(?P<name>caption|gallery|embed|youtube|vimeo|audio|video|playlist|sourcecode|tweet|soundcloud|"
    r"contact-form(?:-7)?|slideshow|googlemaps|dailymotion|ted|wpvideo|nextpage|table-of-contents|toc)"
    r"(?P<rest>(?:[\s=:][^\]\n]{0,1000})?)\](?![(\[:])"
)
_WIKI = re.compile(
    r"(?P<embed>!?)\[\[(?P<target>[^\[\]|\n]{1,200})(?:\|(?P<label>[^\[\]\n]{1,200}))?\]\](?![(\[])"
)
_ADMONITION = re.compile(
    r"^ {0,3}:{3,}[ \t]*(?:[\w-]+)?[ \t]*(?:\[(?P<label>[^\]\n]*)\]|(?P<title>[^\n{]*))(?:\{[^\n]*)?$",
    re.MULTILINE,
)
_MODULE = re.compile(
    r"^(?:import\s+(?:[\w*{][^\n;]{0,300}\s+from\s+)?['\"][^'\"\n]{1,300}['\"]|export\s+(?:const|default|function)\b[^\n]{0,500})"
    r"(?:(?<=[{\[])\n(?:[^\n]{0,1000}\n){0,60}?[}\]])?;?[ \t]*$",
    re.MULTILINE,
)
# kramdown reads Markdown inside such elements, and headings without the space that CommonMark asks for.
_MARKDOWN_INSIDE = re.compile(r"^ {0,3}(<[a-z]+[^<>\n]{0,300}\bmarkdown\s*=[^<>\n]{1,100}>)", re.MULTILINE)
_TIGHT_HEADING = re.compile(r"^(#{2,6}(?=[^\s#])|#(?=[^\s#!\d][^\s#]* [^#\n]*$))", re.MULTILINE)
_EMBEDS = re.compile(
    r"youtube|vimeo|tweet|twitter|^x$|gist|instagram|embed|video|audio|iframe|spotify|soundcloud|codepen|gallery|slideshow|playlist|map|dailymotion|^ted$|podcast|figure_link",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"figure|image|^img$|picture|photo|asset_img|caption", re.IGNORECASE)
_QUOTES = {"blockquote", "quote", "pullquote", "epigraph"}
_INCLUDES = {"include", "include_relative", "include_cached", "render", "render_partial", "includecontents"}
_CONTROL = {"for", "tablerow", "paginate", "case"}
_INCLUDED = re.compile(r"[\w/-]+")


def strip_templates(source: str, omissions: Omissions) -> str:
    """The body as its reader would see it, as far as plain text can tell."""
    if not any(sign in source for sign in ("{", "[", ":::", "import ", "export ", "markdown", "#")):
        return source
    return edit_prose(source, _Stripper(omissions).strip)


class _Stripper:
    def __init__(self, omissions: Omissions) -> None:
        self.omissions = omissions

    def strip(self, prose: str) -> str:
        if "{" in prose:
            for opening, closing in _COMMENTS:
                prose = _without(prose, opening, closing)
            prose = _SHORTCODE.sub(self.tag, prose)
            prose = _LIQUID_TAG.sub(self.tag, prose)
            prose = _LIQUID_VALUE.sub(self.value, prose)
            prose = _ATTRIBUTES.sub(self.attributes, prose)
        if "[" in prose:
            prose = _WORDPRESS.sub(self.wordpress, prose)
            prose = _WIKI.sub(self.wiki, prose)
            prose = _ABBREVIATION.sub("", prose)
        prose = _ADMONITION.sub(_admonition_title, prose)
        prose = _MARKDOWN_INSIDE.sub(r"\n\1\n\n", prose)
        prose = _TIGHT_HEADING.sub(r"\1 ", prose)
        return _MODULE.sub("", prose)

    def tag(self, match: re.Match[str]) -> str:
        """A Liquid tag or a shortcode: a figure is replaced by its caption, an embed noted, a wrapper dropped."""
        name, rest = match["name"], match["rest"]
        if name in _INCLUDES:
            name = (_INCLUDED.search(rest) or match)[0]
            if not (_FIGURES.search(name) or _EMBEDS.search(name)):
                self.omissions.embed(f"//{name.split('/')[-1]}")
                return ""
        closes = bool(match.groupdict().get("close")) or name.startswith("end")
        name = name.removeprefix("end")
        if name == "highlight":
            return "\n```\n"
        if name in _QUOTES and re.search(rf"(?:end|/\s*){name}", match.string):
            return "\n\n</blockquote>\n\n" if closes else "\n\n<blockquote>\n\n"
        return "" if closes else self.replaced(name, rest)

    def replaced(self, name: str, rest: str) -> str:
        caption = next(("".join(found.groups("")) for key in _CAPTION if (found := key.search(rest))), "")
        if _FIGURES.search(name):
            if caption:
                return f"\n\n![{_escaped(caption)}](figure)\n\n"
            self.omissions.image()
        elif _EMBEDS.search(name):
            address = _ADDRESS.search(rest)
            self.omissions.embed(address[0] if address else f"//{name.strip('/').split('/')[-1]}")
        elif name in _CONTROL:
            self.omissions.expression()
        return ""

    def value(self, match: re.Match[str]) -> str:
        """Values inside an address are the site's own; any other is a word that the text lacks."""
        before = match.string[max(match.start() - 2, 0) : match.start()]
        if not before.endswith(("(", '"', "'", "=", "<")) and "url" not in match[0]:
            self.omissions.expression()
        return ""

    def attributes(self, match: re.Match[str]) -> str:
        """Attributes stand at the end of a line, after a heading or right behind a span; elsewhere braces are text."""
        before = match.string[: match.start()].rsplit("\n", 1)[-1]
        after = match.string[match.end() :].split("\n", 1)[0].strip()
        alone = not before.strip(" \t>-*+") and not after
        behind = before[-1:] in {")", "]", "\ue001"} or before.lstrip().startswith("#") or before[-1:] == "}"
        return "" if alone or behind or match[0].startswith("{:") else match[0]

    def wordpress(self, match: re.Match[str]) -> str:
        name = match["name"]
        if name == "sourcecode":
            return "\n```\n"
        if name == "caption":
            return "</figure>\n\n" if match["close"] else "\n\n<figure>"
        if match["close"] or name in {"nextpage", "toc", "table-of-contents"}:
            return "\n\n"
        self.omissions.embed((_ADDRESS.search(match["rest"]) or [f"//{name}"])[0])
        return ""

    def wiki(self, match: re.Match[str]) -> str:
        if match["embed"]:
            self.omissions.image()
            return ""
        return match["label"] or match["target"].partition("#")[0] or match["target"]


def _admonition_title(match: re.Match[str]) -> str:
    title = (match["label"] or match["title"] or "").strip()
    return f"{title}\n" if title else ""


def _escaped(caption: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", caption)


def _without(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """`text` without what stands between an opening and the next closing mark; an unclosed one stays."""
    kept: list[str] = []
    at = 0
    while (start := opening.search(text, at)) and (end := closing.search(text, start.end())):
        kept.append(text[at : start.start()])
        at = end.end()
    return "".join([*kept, text[at:]])
