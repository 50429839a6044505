"""The words that matched, marked in a text."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from advice.search.backends.contract import Plan
from advice.search.words import STOP_WORDS, stem, tokens


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark: stems, and beginnings of words."""

    stems: frozenset[str]
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, plan: Plan) -> "Marks":
        """What `plan` looks for."""
        return cls(
            frozenset(
                stem(word)
                for text in plan.texts
                for word in (text.words[:-1] if text.prefix else text.words)
                if len(text.words) == 1 or word not in STOP_WORDS
            ),
            tuple(text.words[-1] for text in plan.texts if text.prefix),
        )

    def matches(self, word: str) -> bool:
        return stem(word) in self.stems or (bool(self.prefixes) and word.startswith(self.prefixes))


BEFORE, AFTER = 60, 180
"""Characters of a long text that are shown around its first match."""


def excerpt(text: str, marks: Marks) -> str:
    """What stands around the first match, cut at words; "" where nothing matches."""
    first = next((token for token in tokens(text) if marks.matches(token.word)), None)
    if first is None:
        return ""
    start, end = max(first.start - BEFORE, 0), first.end + AFTER
    begun = text[start : first.start].partition(" ")[2] if start else text[: first.start]
    rest = text[first.start : end]
    if end < len(text):
        rest = f"{rest.rpartition(' ')[0] or rest}…"
    return f"{'…' if start else ''}{begun}{rest}"


def marked(text: str, marks: Marks) -> tuple[SafeString, int]:
    """`text` as HTML with each match in <mark>, and the number of matches."""
    parts, at, found = [], 0, 0
    for token in tokens(text):
        if marks.matches(token.word):
            parts += [
                escape(text[at : token.start]),
                "<mark>",
                escape(text[token.start : token.end]),
                "</mark>",
            ]
            at, found = token.end, found + 1
    # Every piece of the text has gone through escape; the tags are ours.
    return mark_safe("".join([*parts, escape(text[at:])])), found  # noqa: S308
