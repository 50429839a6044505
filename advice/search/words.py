"""Words as the index knows them: folded, cut, stemmed. Pure functions, the same for both engines.

Both engines cut text at everything that is no letter and no figure, ignore case and accents, and stem by
Porter's algorithm; these functions do the same, so that what matched can be marked.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer


class _Stemmers(threading.local):
    """A stemmer for each thread: it keeps the word that it works on."""

    def __init__(self) -> None:
        self.porter = snowballstemmer.stemmer("porter")


_stemmers = _Stemmers()
_ACCENTS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_WORD_AS_WRITTEN = re.compile("[^\\W_](?:[\u0300-\u036f]|[^\\W_])*")

STOP_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been before being but by can could d did do
    does doing don for from had has have having he her here him his how i if in into is it its just ll m many me
    much my no nor not of off on once only or our out over own re s same she should so some such t than that the
    their them then there these they this those through to too under until up us ve very was we were what
    when where which while who whom why will with would you your
    """.split()  # noqa: SIM905 - a list would take a screen
)
"""Words that say nothing about the subject; a search leaves them out unless it has no others."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: folded, and where it stands."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """`text` without case and accents; "Résumé" is "resume". The length may change."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text)).lower()


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return _WORD.findall(text.lower() if text.isascii() else fold(text))


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` and their places in it."""
    for match in _WORD_AS_WRITTEN.finditer(text):
        yield Token(fold(match[0]), match.start(), match.end())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word; words of another alphabet are their own."""
    # The engine of SQLite leaves words of one and two letters as they are.
    return str(_stemmers.porter.stemWord(word)) if len(word) > 2 and word.isascii() else word
