"""The language of the search box, parsed: pure, and every string is valid.

    pay advisor              claims with any of the words, those with more and rarer ones first
    "internal transfer"      with these words next to one another; also a single word that must be there
    promot*                  with a word that begins so
    -industry                without the word
    topic:pay stance:con     about this, serving an argument against
    year:2020..2022          from sources of these years; also 2020.. and ..2022
    topic:pay OR kind:figure one of the two

What is no operator, or an operator without a value, is a word. A long text is words alone, filters apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advice.search.words import fold, tokens, words

FIELDS = ("topic", "stance", "kind", "source", "person", "path", "situation", "year")
CHOICES: dict[str, dict[str, str]] = {
    "stance": {"pro": "pro", "for": "pro", "con": "con", "against": "con", "depends": "depends"},
    "kind": {name: name for name in ("experience", "observation", "advice", "opinion", "figure")},
    "path": {name: name for name in ("finished", "doing", "left", "never", "unknown")},
}
"""Fields with few values: what may be typed → what it means."""
LONGEST_QUERY = 2_000
MOST_WORDS, MOST_OTHERS = 300, 32
"""Words, and phrases and filters; what goes beyond is left out, so that no query is dear."""
PASTED = 25
"""More words than this are a text that somebody pasted, in which quotation marks and dashes are no operators."""
FIRST_YEAR, LAST_YEAR = 1900, 2100

_ITEM = re.compile(
    r"""
    (?P<minus> (?<!\S) - (?!-) )?
    (?: (?P<field> [A-Za-z]+ ) : (?= [^\s] ) )?
    (?: "(?P<quoted> [^"]* )" (?P<quoted_star> \* )? | (?P<bare> [^\s"]+ ) )
    """,
    re.VERBOSE,
)
_YEARS = re.compile(r"(\d{4})?(\.\.)?(\d{4})?")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_SPACES = str.maketrans(dict.fromkeys('“”„‟«»"', " "))


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and where it stands in what was typed."""

    text: str
    prefix: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to one another, or one that must be there; with `prefix` the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A value of a field of FIELDS; years are "2020" or "2020..2022", both ends given."""

    field: str
    value: str

    @property
    def years(self) -> range:
        """The years of a filter of the field year."""
        first, _, last = self.value.partition("..")
        return range(int(first), int(last or first) + 1)


Item = Word | Phrase | Filter


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asked for.

    Of `words` one is enough, and none is needed where there is a phrase. Of each group of `required` one
    item must hold, and of `excluded` none may.
    """

    text: str = ""
    words: tuple[Word, ...] = ()
    required: tuple[tuple[Item, ...], ...] = ()
    excluded: tuple[Item, ...] = ()

    def replaced(self, replacements: dict[str, str]) -> str:
        """What was typed, with other words in the place of some: {"sallary": "salary"}."""
        text = self.text
        for word in sorted(self.words, key=lambda word: word.start, reverse=True):
            if word.text in replacements and word.end:
                text = text[: word.start] + replacements[word.text] + text[word.end :]
        return text


def parse(text: str) -> Query:
    """Read what was typed. Never raises; what says nothing is an empty query."""
    text = text[:LONGEST_QUERY]
    pasted = len(words(text)) > PASTED
    alternatives: list[list[Item]] = []
    excluded: list[Item] = []
    joins = False
    words_left, others_left = MOST_WORDS, MOST_OTHERS
    for item, negative in _items(text.translate(_SPACES if pasted else _QUOTES), pasted):
        if item is None:
            joins = bool(alternatives)
            continue
        is_word = isinstance(item, Word) and not (negative or item.prefix or joins)
        words_left, others_left = words_left - is_word, others_left - (not is_word)
        if words_left < 0 or others_left < 0:
            break
        if negative:
            excluded.append(item)
            joins = False
        elif joins:
            alternatives[-1].append(item)
            joins = False
        else:
            alternatives.append([item])
    return Query(
        text=text,
        words=tuple(
            item for group in alternatives for item in group if isinstance(item, Word) and _is_words(group)
        ),
        required=tuple(tuple(group) for group in alternatives if not _is_words(group)),
        excluded=tuple(excluded),
    )


def _items(text: str, pasted: bool) -> Iterator[tuple[Item | None, bool]]:
    """The items, and whether a minus stands before; None is the word OR."""
    for match in _ITEM.finditer(text):
        negative, field = bool(match["minus"]) and not pasted, (match["field"] or "").lower()
        quoted, bare = match["quoted"], match["bare"]
        value = quoted if bare is None else bare
        if bare == "OR" and not negative and not match["field"]:
            yield None, False
            continue
        if field in FIELDS and (filtered := _filter(field, value)):
            yield filtered, negative
            continue
        start = match.start("quoted" if bare is None else "bare")
        if match["field"]:  # no operator: it is a word, and so is what follows it
            yield Word(fold(match["field"]), False, match.start("field"), match.end("field")), negative
        prefix = bool(match["quoted_star"]) if bare is None else bare.endswith("*")
        inside = list(tokens(value))
        if bare is None or (negative and len(inside) > 1):
            if not inside:
                continue
            yield Phrase(tuple(token.word for token in inside), prefix), negative
            continue
        for token in inside:
            is_last = token is inside[-1]
            yield Word(token.word, prefix and is_last, start + token.start, start + token.end), negative


def _filter(field: str, value: str) -> Filter | None:
    value = " ".join(value.split())
    if field == "year":
        return _year_filter(value)
    if field in CHOICES:
        choice = value.lower()
        return Filter(field, CHOICES[field][choice]) if choice in CHOICES[field] else None
    return Filter(field, value) if words(value) else None


def _year_filter(value: str) -> Filter | None:
    match = _YEARS.fullmatch(value)
    if not match or not (match[1] or match[3]) or (match[3] and not match[2]):
        return None
    first = int(match[1] or FIRST_YEAR)
    last = int(match[3] or (LAST_YEAR if match[2] else first))
    first, last = max(min(first, last), FIRST_YEAR), min(max(first, last), LAST_YEAR)
    if first > last:
        return Filter("year", f"{FIRST_YEAR - 1}")  # a year that no source has: nothing, and said so
    return Filter("year", f"{first}..{last}" if last > first else str(first))


def _is_words(group: list[Item]) -> bool:
    return all(isinstance(item, Word) for item in group)
