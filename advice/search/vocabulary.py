"""The words that are written in the entries: what mistyped words are compared with, and what a star stands for.

Words are counted when the index is made anew (`SearchWord`). Each process keeps them, and adds those
of the entries that changed since, so that a search never waits for a count.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from django.db import connections
from rapidfuzz import process
from rapidfuzz.distance import OSA

from advice.claims.models import LabelKind, Topic, TopicLabel
from advice.publication.models import Edition
from advice.search.engine import engine
from advice.search.models import SearchEntry, SearchTotals, SearchWord
from advice.search.spelling import slips, slips_allowed
from advice.search.words import stem, words

MOST_KEPT = 100_000
"""Words kept in memory, the most frequent."""
MOST_READ = 20_000
"""Changed entries read at once; what is beyond waits for `rebuild_search`."""
WRITTEN = ("claim_text", "arguments", "context")
"""Columns of entries; labels are read from the topics, as misspellings among them are no words to propose."""
LONGEST_WORD = 64
STATE = f"""
SELECT t.words_edition, t.entries, t.characters, e.number
FROM {SearchTotals._meta.db_table} t, {Edition._meta.db_table} e WHERE e.id = 1
"""
NEAREST = 5
MOST_COMPARED = 100


@dataclass(slots=True)
class Vocabulary:
    """Words and in how many entries each stands; it does not change once it is made."""

    entries: Counter[str] = field(default_factory=Counter)
    indexed: int = 0
    """How many entries there are."""
    synonyms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Stem of a topic's label of one word → those of the other labels of one word."""
    misspelt: Mapping[str, str] = field(default_factory=dict)
    """A topic's misspelling of one word → the word of its labels that was meant."""
    common: Mapping[str, int] = field(default_factory=dict)
    """Stem of a very frequent word → in how many entries it stands, where the engine knows without counting."""
    _sorted: list[str] | None = None

    def beginning_with(self, prefix: str, most: int) -> list[str]:
        """Words that begin with `prefix`, the most frequent first."""
        if self._sorted is None:
            self._sorted = sorted(self.entries)
        first = bisect_left(self._sorted, prefix)
        last = bisect_left(self._sorted, prefix + "\U0010ffff")
        return sorted(self._sorted[first:last], key=lambda word: -self.entries[word])[:most]

    def nearest(self, word: str) -> list[str]:
        """Words that somebody who typed `word` may have meant, the likeliest first; of words as near the more frequent."""
        allowed = slips_allowed(word)
        near = process.extract(
            word, self.entries.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=MOST_COMPARED
        )
        meant = sorted((slips(word, other), -self.entries[other], other) for other, _distance, _key in near)
        return [other for number, _entries, other in meant if number <= allowed][:NEAREST]


def count(entries: Iterable[Sequence[str]]) -> Counter[str]:
    """In how many of `entries`, each given by its texts, every word stands; numbers and endless words do not count."""
    counted: Counter[str] = Counter()
    for texts in entries:
        counted.update(set(words(" ".join(texts))))
    return Counter({word: number for word, number in counted.items() if _is_countable(word)})


def _is_countable(word: str) -> bool:
    return 1 < len(word) <= LONGEST_WORD and not word.isdigit()


@dataclass(slots=True)
class _Kept:
    """What this process knows, and of which state of the index."""

    vocabulary: Vocabulary
    state: tuple[int, ...]
    counted: int
    edition: int


_kept: dict[str, _Kept] = {}
_lock = Lock()


def vocabulary(using: str = "default") -> Vocabulary:
    """The present vocabulary; one query where nothing changed."""
    with connections[using].cursor() as cursor:
        cursor.execute(STATE)
        state = cursor.fetchone() or (0, 0, 0, 0)
    counted, entries, _characters, edition = state
    kept = _kept.get(using)
    if kept is not None and kept.state == state:
        return kept.vocabulary
    with _lock:
        kept = _kept.get(using)
        if kept is None or kept.counted != counted or kept.edition > edition:
            kept = _Kept(_counted(using), state, counted, counted)
        # An entry's edition is that before or after its own change, so the last one is read again.
        labels = _labels(using)
        present = Vocabulary(
            kept.vocabulary.entries
            + _changed(using, kept.edition)
            + count((label,) for _topic, label, written in labels if written),
            entries,
            synonyms(labels),
            misspellings(labels),
            engine(connections[using]).common(),
        )
        _kept[using] = _Kept(present, state, counted, edition)
    return present


def forget() -> None:
    """Forget what this process knows: for tests, which take back what they wrote."""
    _kept.clear()


def _counted(using: str) -> Vocabulary:
    most = SearchWord.objects.using(using).order_by("-entries", "word")[:MOST_KEPT]
    return Vocabulary(Counter(dict(most.values_list("word", "entries"))))


def _changed(using: str, since: int) -> Counter[str]:
    """The words of the entries that changed since that edition."""
    changed = SearchEntry.objects.using(using).filter(edition__gte=since).order_by("-edition")
    return count(changed.values_list(*WRITTEN)[:MOST_READ])


def _labels(using: str) -> list[tuple[int, str, bool]]:
    """Every label of the published topics: topic, label, and whether it is how one writes it."""
    topics = Topic.objects.using(using).published()
    labels = TopicLabel.objects.using(using).filter(topic__in=topics)
    return [(pk, name, True) for pk, name in topics.values_list("pk", "name")] + [
        (pk, label, kind != LabelKind.HIDDEN)
        for pk, label, kind in labels.values_list("topic_id", "label", "kind")
    ]


def synonyms(labels: Iterable[tuple[int, str, bool]]) -> dict[str, frozenset[str]]:
    """Stem of a label of one word → those of the other labels of its topics: "salary" is "pay" and "wage".

    A misspelling has synonyms and is none.
    """
    of_topic: dict[int, set[str]] = defaultdict(set)
    topics: dict[str, set[int]] = defaultdict(set)
    for topic, label, written in labels:
        one = [word for word in words(label) if word != "the"]
        if len(one) == 1:
            topics[stem(one[0])].add(topic)
            if written:
                of_topic[topic].add(stem(one[0]))
    return {
        word: frozenset().union(*(of_topic[topic] for topic in named)) - {word}
        for word, named in topics.items()
    }


def misspellings(labels: Iterable[tuple[int, str, bool]]) -> dict[str, str]:
    """Misspelling of one word → the nearest word of its topic's labels: "sallary" was to be "salary"."""
    labels = list(labels)
    right: dict[int, list[str]] = defaultdict(list)
    for topic, label, written in labels:
        if written:
            right[topic] += words(label)
    meant = {}
    for topic, label, written in labels:
        one = words(label)
        if not written and len(one) == 1:
            near = process.extractOne(
                one[0], right[topic], scorer=OSA.distance, score_cutoff=len(one[0]) // 2
            )
            if near is not None:
                meant[one[0]] = near[0]
    return meant
