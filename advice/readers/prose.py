"""Tells the prose of a Markdown body from its code, so that what cleans the one leaves the other alone."""

import re
from collections.abc import Callable, Iterator

_FENCE = re.compile(r"(?P<indent>(?:>[ \t]?|[ \t])*)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_HIGHLIGHT = re.compile(
    r"\s*\{%-?\s*(?:highlight|codeblock)(?:\s+(?:lang:)?(?P<language>[\w+#.-]+)[^%\n]{0,200})?\s*-?%\}\s*$"
)
_END_HIGHLIGHT = re.compile(r"\s*\{%-?\s*end(?:highlight|codeblock)\s*-?%\}\s*$")
_CODE_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)([^\n]{0,500}?[^`\n])\1(?!`)")


def edit_prose(source: str, edit: Callable[[str], str]) -> str:
    """`source` with `edit` applied to what is neither fenced code nor a code span."""
    return "".join(edit_outside_spans(part, edit) if is_prose else part for is_prose, part in _parts(source))


def edit_outside_spans(text: str, edit: Callable[[str], str]) -> str:
    """A template tag may hold a back-tick, so spans are put aside under names and brought back."""
    spans: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        spans.append(match[0])
        return f"\ue000{len(spans) - 1}\ue001"

    if "`" not in text:
        return edit(text)
    edited = edit(_CODE_SPAN.sub(put_aside, text.replace("\ue000", "").replace("\ue001", "")))
    return re.sub("\ue000(\\d+)\ue001", lambda match: spans[int(match[1])], edited)


def _parts(source: str) -> Iterator[tuple[bool, str]]:
    """Runs of prose (True) and of fenced code (False). Jekyll's highlight tags become fences."""
    prose: list[str] = []
    code: list[str] = []
    fence = ""
    for line in source.splitlines(keepends=True):
        bare = line.rstrip("\n")
        if fence:
            if fence == "%" and _END_HIGHLIGHT.match(bare):
                code.append("```\n")
                fence = ""
            else:
                code.append(line)
                closing = _FENCE.match(bare)
                if (
                    closing
                    and fence != "%"
                    and closing["fence"].startswith(fence)
                    and not closing["info"].strip()
                ):
                    fence = ""
            if not fence:
                yield False, "".join(code)
                code = []
            continue
        opening, highlight = _FENCE.match(bare), _HIGHLIGHT.match(bare)
        if not opening and not highlight:
            prose.append(line)
            continue
        yield True, "".join(prose)
        prose = []
        fence = opening["fence"] if opening else "%"
        code = [line if opening else f"```{(highlight['language'] or '') if highlight else ''}\n"]
    if code:
        yield False, "".join(code)
    if prose:
        yield True, "".join(prose)
