"""From what was asked to what an engine looks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from advice.search.backends.contract import Condition, Plan, Tags, Text
from advice.search.filters import resolve
from advice.search.query import Filter, Item, Phrase, Query, Word
from advice.search.vocabulary import vocabulary
from advice.search.words import STOP_WORDS, stem, words

MOST_WORDS = 32
"""Different words that are looked for."""
MOST_ENDINGS = 20
"""Words that a star stands for beside those that the engine finds by itself."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and what it made of the query."""

    plan: Plan
    words: tuple[Word, ...] = ()
    """The words that are looked for; those that say nothing are left out."""
    unknown: tuple[Filter, ...] = ()
    """Filters that name no record; their values are looked for as words."""


def planned(query: Query, chosen: Iterable[Tags] = ()) -> Planned:
    """The plan for `query` among the entries that have one of each of the `chosen` facets."""
    unknown: list[Filter] = []
    extra: list[Word] = []

    def conditions(items: Iterable[Item]) -> tuple[Condition, ...]:
        found: list[Condition] = []
        for item in items:
            alternatives = _conditions(item)
            found += alternatives
            if isinstance(item, Filter) and not alternatives:
                unknown.append(item)
                extra.extend(Word(word) for word in words(item.value))
        return tuple(found)

    required = [group for group in map(conditions, query.required) if group]
    excluded = conditions(query.excluded)
    has_phrase = any(isinstance(condition, Text) for group in required for condition in group)
    looked_for = _telling((*query.words, *extra))
    texts = tuple(dict.fromkeys(text for word in looked_for for text in _texts(word)))
    nearby = tuple(
        Text((first.text, second.text))
        for first, second in zip(query.words, query.words[1:], strict=False)
        if first in looked_for and second in looked_for and not (first.prefix or second.prefix)
    )
    plan = Plan(
        words=() if has_phrase else texts,
        required=(*required, *((tag,) for tag in chosen)),
        excluded=excluded,
        nearby=nearby,
        optional=texts if has_phrase else (),
    )
    return Planned(plan, looked_for, tuple(unknown))


def _telling(found: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words that say something; of a long text the rarest."""
    telling = tuple(word for word in found if word.prefix or word.text not in STOP_WORDS) or found
    if len({word.text for word in telling}) <= MOST_WORDS:
        return telling
    written = vocabulary().entries
    rarest = set(sorted({word.text for word in telling}, key=lambda word: (written[word], word))[:MOST_WORDS])
    return tuple(word for word in telling if word.text in rarest)


def _conditions(item: Item) -> list[Condition]:
    """What the item stands for, of which one is enough; nothing where it is a filter that names nothing."""
    if isinstance(item, Filter):
        tags = resolve(item)
        return [tags] if tags else []
    if isinstance(item, Phrase) and len(item.words) > 1:
        return [Text(item.words, item.prefix)]
    word = Word(item.words[0], item.prefix) if isinstance(item, Phrase) else item
    return list(_texts(word))


def _texts(word: Word) -> tuple[Text, ...]:
    """The word; with a star also the words that begin so, as their stems may not: universi*, univers."""
    if not word.prefix:
        return (Text((word.text,)),)
    stems: dict[str, Text] = {}
    for longer in vocabulary().beginning_with(word.text, MOST_ENDINGS):
        stems.setdefault(stem(longer), Text((longer,)))
    return (Text((word.text,), prefix=True), *stems.values())
