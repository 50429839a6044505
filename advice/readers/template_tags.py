"""Takes out of a Markdown body what its site generator would have replaced: Liquid, shortcodes, attributes.

What such a tag wraps is kept; a figure keeps its caption; an embed is noted.
"""

import html
import re
from collections.abc import Iterable

from advice.readers.dialects import plain_markdown
from advice.readers.omissions import Omissions
from advice.readers.prose import edit_prose
from advice.readers.template_regions import kept_raw, shown_raw, without_comments

_QUOTED = r"(?:\"([^\"\n]{1,500})\"|'([^'\n]{1,500})'|“([^”\n]{1,500})”)"
_CAPTION = [
    re.compile(rf"\b{key}\s*=\s*{_QUOTED}", re.IGNORECASE)
    for key in ("caption", "alt", "title", "description")
]
_ADDRESS = re.compile(r"https?://[^\s\"'<>\]})]{1,500}")
_LIQUID_TAG = re.compile(r"\{%-?\s*/?(?P<name>\w+)(?P<rest>[^%]{0,600}?(?:%(?!\})[^%]{0,200}?){0,5})-?%\}")
_LIQUID_VALUE = re.compile(r"\{\{-?(?![<%])[^{}\n]{1,400}?-?\}\}")
_SHORTCODE = re.compile(
    r"\{\{[<%](?P<close>\s*/)?\s*(?P<name>[\w/.-]+)(?P<rest>(?:[^\n]|\n(?![ \t]*\n)){0,1000}?)/?[>%]\}\}"
)
_ERB = re.compile(r"<%(?P<value>=?)[^%\n]{0,400}(?:%(?!>)[^%\n]{0,200}){0,3}%>")
_POSITIONAL = re.compile(rf"(?<![=\w]){_QUOTED}")
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
_CLOSED = re.compile(r"(?:%-?\s*end|[<%]\s*/\s*)(\w+)")
_QUOTES = {"blockquote", "quote", "pullquote", "epigraph"}
_CODE = {"highlight", "codeblock"}
_BOXES = re.compile(
    r"admonition|notice|callout|alert|expand|details|collapse|spoiler|accordion|hint|panel|^box|^tab$|^tabitem$|^note$|^tip$",
    re.IGNORECASE,
)
_KINDS = {
    "note", "info", "tip", "warning", "danger", "success", "error", "primary", "question", "example", "quote",
}  # fmt: skip
_INCLUDES = {"include", "include_relative", "include_cached", "render", "render_partial", "includecontents"}
_CONTROL = {"for", "tablerow", "paginate", "case"}
_INCLUDED = re.compile(r"[\w/-]+")


def strip_templates(source: str, omissions: Omissions) -> str:
    """The body as its reader would see it, as far as plain text can tell."""
    if not any(
        sign in source
        for sign in ("{", "[", ":::", "import ", "export ", "markdown", "#", "==", "\n: ", "<", "^")
    ):
        return source
    stripper = _Stripper(omissions, _CLOSED.findall(source))
    return shown_raw(edit_prose(kept_raw(source), stripper.strip))


class _Stripper:
    def __init__(self, omissions: Omissions, closed: Iterable[str]) -> None:
        self.omissions = omissions
        self.quoted: list[str] = []
        self.closed = frozenset(closed)

    def strip(self, prose: str) -> str:
        prose = plain_markdown(prose)
        if "{" in prose:
            prose = without_comments(prose)
            prose = _SHORTCODE.sub(self.tag, prose)
            prose = _LIQUID_TAG.sub(self.tag, prose)
            prose = _LIQUID_VALUE.sub(self.value, prose)
        if "<%" in prose:
            prose = _ERB.sub(self.erb, prose)
        if "{" in prose:
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
        if name in _CODE:
            return "\n```\n"
        if name in _QUOTES and name in self.closed:
            return self.quotation(closes, rest if match[0].startswith("{%") else "")
        if closes:
            return ""
        if _BOXES.search(name):
            return _box_title(rest)
        line = match.string[: match.start()].rpartition("\n")[2]
        return self.replaced(name, rest, within=bool(line) and not line.strip())

    def quotation(self, closes: bool, said: str) -> str:
        """The tags of a quotation; who said it, named in the opening one, stands below it."""
        if not closes:
            self.quoted.append(_ADDRESS.sub("", said).strip(" \t\n,\"'"))
            return "\n\n<blockquote>\n\n"
        by = self.quoted.pop() if self.quoted else ""
        return f"\n\n{by}\n\n</blockquote>\n\n" if by else "\n\n</blockquote>\n\n"

    def erb(self, match: re.Match[str]) -> str:
        if match["value"]:
            self.omissions.expression()
        return ""

    def replaced(self, name: str, rest: str, within: bool = False) -> str:
        """What stands for a tag; `within` HTML that is indented, a blank line would make code of what follows."""
        caption = next(("".join(found.groups("")) for key in _CAPTION if (found := key.search(rest))), "")
        if name == "img" and not caption and (words := _POSITIONAL.findall(rest)):
            caption = "".join(words[-1])
        if _FIGURES.search(name):
            if caption and within:
                return f'<img alt="{html.escape(caption)}">'
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


def _box_title(rest: str) -> str:
    """The title that a box names, alone or as an attribute, and not a mere kind of box."""
    found = re.search(rf"\b(?:title|summary|label|name)\s*=\s*{_QUOTED}", rest) or next(
        (one for one in _POSITIONAL.finditer(rest) if "".join(one.groups("")).lower() not in _KINDS), None
    )
    title = "".join(found.groups("")).strip() if found else ""
    return f"\n\n**{title.strip('*')}**\n\n" if title else "\n\n"


def _admonition_title(match: re.Match[str]) -> str:
    title = (match["label"] or match["title"] or "").strip()
    return f"{title}\n" if title else ""


def _escaped(caption: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", caption)
