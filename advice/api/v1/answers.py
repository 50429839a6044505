"""What the API answers, field by field. The OpenAPI document and its page are made from these classes."""

from datetime import date, datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from advice.claims.models import AnchorState, ClaimKind
from advice.questions.models import CruxKind, Stance
from advice.sources.models import Path, SourceKind

Address = Annotated[str, Field(description="Its page on this site.")]
Slug = Annotated[str, Field(description="Its permanent name in addresses.")]
Count = Annotated[int, Field(ge=0)]


class Answer(BaseModel):
    """Nothing is answered beyond the fields that are described."""

    model_config = ConfigDict(extra="forbid")


class Error(Answer):
    """What went wrong."""

    detail: str = Field(description="One sentence.")


Entry = TypeVar("Entry", bound=Answer)


class Listing(Answer, Generic[Entry]):
    """A part of a list, and how long the whole of it is."""

    count: Count
    results: list[Entry]


class Speaker(Answer):
    """Who asserts a claim."""

    slug: Slug
    name: str
    standing: str = Field(description="What they did.")
    path: Path
    url: Address


class Origin(Answer):
    """The source of a claim, in brief."""

    slug: Slug
    title: str
    url: Address
    published_on: date | None


class Passage(Answer):
    """Where in the source's text a claim comes from: code points, and the SHA-256 of the words."""

    start: int | None
    end: int | None
    sha256: str | None
    state: AnchorState = Field(description="How well the passage is known; unchecked without a text.")
    exact: str | None = Field(description="The words, where the text is loaded and the anchor verified.")


class Statement(Answer):
    """What is told of a claim wherever it stands."""

    id: str = Field(description="Its permanent name; survives rewording.")
    url: Address
    text: str = Field(description="The claim, in the curators' own words.")
    kind: ClaimKind
    reported: bool = Field(description="The author passes on somebody else's view.")
    topics: list[str] = Field(description="Slugs.")
    speaker: Speaker | None
    source: Origin
    section: str
    passage: Passage
    external_id: str | SkipJsonSchema[None] = Field(
        None, description="Only where the claim was imported with one."
    )


class Found(Statement):
    """A claim that a search found."""

    snippet: str = Field(description="The text as HTML with the matches in mark elements.")


class FacetValue(Answer):
    """A value that results have, and how many have it."""

    value: str
    label: str
    count: Count


class Facets(Answer):
    """What the results are about, by parameter of the search."""

    topic: list[FacetValue]
    stance: list[FacetValue]
    kind: list[FacetValue]
    source: list[FacetValue]
    path: list[FacetValue]
    situation: list[FacetValue]
    year: list[FacetValue]


class Search(Answer):
    """A part of what a search found, the best first."""

    count: Count = Field(description="At most 1,000; so many are ranked and counted.")
    took_ms: float
    corrected: str | None = Field(description="What was searched instead of a mistyped query.")
    facets: Facets
    results: list[Found]


class Condition(Answer):
    """A situation in which a claim holds."""

    situation: str = Field(description="Slug.")
    holds: bool = Field(description="The answer to the question of the situation.")
    text: str


class Support(Answer):
    """An argument that a claim carries."""

    key: str
    text: str
    stance: Stance
    question: str = Field(description="Slug.")
    position: str = Field(description="Slug.")
    url: Address


class Claim(Statement):
    """One statement of one source, in the curators' own words."""

    about_from: int | None = Field(description="First year that it speaks of, where the source tells.")
    about_to: int | None
    situations: list[Condition]
    arguments: list[Support]
    changed_at: datetime


class Source(Origin):
    """One post, comment, panel summary or e-mail exchange."""

    kind: SourceKind
    original: str | None = Field(description="The address it has elsewhere.")
    author: Speaker | None
    part_of: str
    part_of_url: str
    language: str
    summary: str
    claims: Count
    text_loaded: bool = Field(description="Whether its text is here, so that passages can be shown.")
    length: int | None = Field(description="Of the text that the anchors were made against.")
    text_sha256: str | None
    changed_at: datetime


class Topic(Answer):
    """A consideration, as a SKOS concept."""

    slug: Slug
    url: Address
    name: str
    labels: list[str] = Field(description="Other words for it.")
    description: str
    scope_note: str
    broader: str | None = Field(description="Slug.")
    narrower: list[str] = Field(description="Slugs.")
    claims: Count
    changed_at: datetime


class Person(Speaker):
    """Who wrote a source or speaks in it."""

    is_role: bool = Field(description="The source gives a role, not a name.")
    interest: str = Field(description="What they have at stake, as far as the source says.")
    website: str
    claims: Count
    changed_at: datetime


class PositionLink(Answer):
    """A possible answer to a question, in brief."""

    slug: Slug
    title: str
    url: Address


class Question(Answer):
    """A decision that somebody faces."""

    slug: Slug
    url: Address
    title: str
    lead: str = Field(description="Markdown.")
    positions: list[PositionLink]
    changed_at: datetime


class Position(PositionLink):
    """One possible answer to a question."""

    question: str = Field(description="Slug.")
    lead: str = Field(description="Markdown.")
    reversible: str
    deadline: str
    gap: str = Field(description="What no source speaks to.")
    changed_at: datetime


class Voices(Answer):
    """How many people stand on each side, each counted once."""

    pro: Count
    con: Count
    depends: Count


class Argument(Answer):
    """A point for, against or conditional on a position."""

    key: str
    text: str
    stance: Stance
    topic: str = Field(description="Slug.")
    voices: Count
    claims: list[str] = Field(description="Their ids.")


class Crux(Answer):
    """Why the two sides of one consideration differ."""

    topic: str = Field(description="Slug.")
    kind: CruxKind
    text: str


class WeighedPosition(Position):
    """One possible answer, and what speaks for and against it."""

    voices: Voices
    arguments: list[Argument]
    cruxes: list[Crux]


class Claims(Listing[Claim]):
    """Claims, in the order in which they came in."""


class Sources(Listing[Source]):
    """Sources, in the order in which they came in."""


class Topics(Listing[Topic]):
    """Topics, in the order in which they came in."""


class People(Listing[Person]):
    """People, in the order in which they came in."""


class Questions(Listing[Question]):
    """Questions, in the order in which they came in."""


class Positions(Listing[Position]):
    """Positions of all questions, in the order in which they came in."""
