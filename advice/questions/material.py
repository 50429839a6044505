"""What a pro/con page is made of, as plain data: no database, no Django."""

from dataclasses import dataclass
from datetime import date, datetime

PRO, CON, DEPENDS = STANCES = ("pro", "con", "depends")
PATHS = ("finished", "doing", "left", "never", "unknown")
FIRST_HAND = "experience"


@dataclass(frozen=True, slots=True)
class Voice:
    """One person, counted once. `key` is the same for the same person on every claim.

    A speaker whom a source does not name is one voice of that source: its unnamed speakers cannot be told
    apart, and counting each of their claims would let one person be many.
    """

    key: str
    name: str = ""
    path: str = "unknown"
    path_label: str = ""
    standing: str = ""
    interest: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """The claim holds for those who answer `situation` with `answer`; `words` describe them."""

    situation: str
    answer: bool
    words: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage with a little of what stands around it; `cut` where it is longer than shown."""

    passage: str
    before: str = ""
    after: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a claim. `url` is its page here, `original` its address elsewhere."""

    key: str
    title: str
    author: str = ""
    url: str = ""
    original: str = ""
    published_on: date | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as it carries an argument."""

    key: str
    text: str
    voice: Voice
    source: Origin
    url: str = ""
    place: str = ""
    """Where the passage stands on the reading page of the source."""
    kind: str = "opinion"
    kind_label: str = ""
    reported: bool = False
    about_from: int | None = None
    about_to: int | None = None
    section: str = ""
    anchor_state: str = "unchecked"
    start: int | None = None
    """The anchor, as on the record: code points into the source's text and the digest of the passage."""
    end: int | None = None
    sha256: str = ""
    excerpt: Excerpt | None = None
    conditions: tuple[Condition, ...] = ()

    @property
    def first_hand(self) -> bool:
        """The speaker tells what happened to them, and tells it themselves."""
        return self.kind == FIRST_HAND and not self.reported


@dataclass(frozen=True, slots=True)
class Topic:
    """A consideration: a row of the page."""

    slug: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """A point for, against or conditional; `stance` is one of STANCES, `key` its anchor on the page."""

    key: str
    text: str
    stance: str
    topic: Topic
    claims: tuple[Claim, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Crux:
    """Why the two sides of one consideration differ: in fact, value or circumstance."""

    topic: Topic
    kind: str
    kind_label: str
    text: str


@dataclass(frozen=True, slots=True)
class Material:
    """Everything public about one position that its page is laid out from."""

    arguments: tuple[Argument, ...]
    cruxes: tuple[Crux, ...] = ()
    changed_at: datetime | None = None
