"""Argdown (https://argdown.org): words that stand in it as nothing but words, and a document put together line by line.

A title names a statement or an argument throughout a document, so every title is given once. What is named a
second time stands by its title alone, which refers to the first.
"""

import re
from collections.abc import Sequence

PRO, CON = "+", "-"
"""How what is indented relates to what it is indented under: it supports it, or it attacks it."""
_SYNTAX = re.compile(
    r"[\\\[\]<>@#*_{}]"
    r"|/(?=[/*])"  # a comment
    r"|=(?===)"  # front matter
    r"|\.(?=\S+\.)|:(?=\S+:)"  # a shortcode: .^. or :smile:
)
_NOT_FIRST = re.compile(r"\A(?:[^\w(]|_)+")
"""What a title cannot begin with: after its bracket it would be another sign, <+ or <!--."""
_NOT_IN_A_TITLE = str.maketrans("[]<>", "()()")


def argdown_words(text: str) -> str:
    """`text` on one line, with a backslash before what the parser would take for syntax."""
    return _SYNTAX.sub(r"\\\g<0>", " ".join(text.split()))


def argdown_link(words: str, address: str) -> str:
    """A link. Neither part can have the bracket that ends it, and there no backslash helps."""
    label = " ".join(words.translate(_NOT_IN_A_TITLE).split())
    return f"[{label}]({address.replace('(', '%28').replace(')', '%29')})"


class ArgdownDocument:
    """The parts of a document, written one after the other."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._titles: dict[str, str] = {}

    def heading(self, level: int, words: str) -> None:
        """A heading; what comes after it is a group of the map."""
        self._parts.append(f"\n{'#' * level} {argdown_words(words)}\n")

    def comment(self, *lines: str) -> None:
        """Lines that are no part of the argument. Those that are empty are left out."""
        split = (part.strip() for line in lines for part in line.splitlines())
        said = "\n".join(part.replace("*/", "* /") for part in split if part)
        if said:
            self._parts.append(f"\n/*\n{said}\n*/\n")

    def block(self, member: str) -> None:
        """A statement or an argument that stands by itself, or above what is put `under` it."""
        self._parts.append(f"\n{member}\n")

    def under(self, level: int, relation: str, member: str) -> None:
        """A statement or an argument and how it relates to the one before it that is indented less."""
        self._parts.append(f"{'  ' * level}{relation} {member}\n")

    def statement(self, name: str, title: str, text: str, tags: Sequence[str] = ()) -> str:
        """A statement to be put somewhere; `name` is the same for the same one, `text` is Argdown."""
        return self._member("[{}]", name, title, text, tags)

    def argument(self, name: str, title: str, text: str, tags: Sequence[str] = ()) -> str:
        """The same for an argument."""
        return self._member("<{}>", name, title, text, tags)

    def mention(self, name: str) -> str:
        """A statement that was written before, named in a text without a relation to it."""
        return f"@[{self._titles[name]}]"

    def __str__(self) -> str:
        return "".join(self._parts).lstrip("\n")

    def _member(self, brackets: str, name: str, title: str, text: str, tags: Sequence[str]) -> str:
        if name in self._titles:
            return brackets.format(self._titles[name])
        self._titles[name] = title = self._free(title)
        return " ".join([f"{brackets.format(title)}: {text}", *(f"#{tag}" for tag in tags)])

    def _free(self, title: str) -> str:
        """A title like `title` that nothing else has."""
        wanted = _NOT_FIRST.sub("", " ".join(title.translate(_NOT_IN_A_TITLE).split())) or "?"
        taken = set(self._titles.values())
        number, free = 1, wanted
        while free in taken:
            number += 1
            free = f"{wanted} ({number})"
        return free
