"""What a search answers, as plain data: the page, the API and the tests all read it."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from advice.search.facets import Facets


@dataclass(frozen=True, slots=True)
class TopicLink:
    slug: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Speaker:
    slug: str
    name: str
    standing: str
    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The source; `url` is its page here, `original` its own address."""

    slug: str
    title: str
    url: str
    original: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Passage:
    """The anchor; `exact` are the words where they are loaded and found."""

    start: int | None
    end: int | None
    sha256: str
    state: str
    exact: str | None


@dataclass(frozen=True, slots=True)
class Served:
    """An argument that the claim carries."""

    text: str
    stance: str
    stance_label: str
    position: str
    question: str
    url: str


@dataclass(frozen=True, slots=True)
class Result:
    """A claim that was found. `snippet` is its text as HTML with <mark>; `voices` those of its arguments.

    `matched_in` is a marked text beside the claim, where the claim itself has none of the words.
    """

    id: str
    url: str
    text: str
    snippet: SafeString
    matched_in: SafeString | None
    kind: str
    kind_label: str
    reported: bool
    topics: tuple[TopicLink, ...]
    speaker: Speaker | None
    source: Origin
    section: str
    passage: Passage
    arguments: tuple[Served, ...]
    voices: int
    external_id: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results.

    `count`, `voices` and the facets are of all results; where `more` is true there are more than `count`,
    and they are of the best `count`. `corrected` is the query that was searched instead, or None.
    """

    count: int
    more: bool
    voices: int
    took_ms: float
    corrected: str | None
    facets: Facets
    results: tuple[Result, ...]
    unknown: tuple[str, ...] = ()
    """Filters that name nothing, as typed; their values were looked for as words."""
    loosened: bool = False
    """No claim has the phrases asked for; these have some of their words."""
    suggestions: tuple[TopicLink, ...] = ()
    """Topics to try, where there is no result."""
