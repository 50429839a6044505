"""The pro/con page as data: considerations as rows, their points for, against and conditional, and who speaks.

Pure functions over advice.questions.material. Nothing a reader says about themselves removes anything: a
claim that does not apply to them steps back, keeps its place on the page and says why.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from advice.questions.material import (
    CON,
    DEPENDS,
    PRO,
    STANCES,
    Argument,
    Claim,
    Condition,
    Crux,
    Material,
    Origin,
    Topic,
)
from advice.questions.voices import Tally, tally

Answers = Mapping[str, bool]
"""What the reader said of themselves: slug of a situation → whether it holds."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as it stands before this reader: `against` holds the conditions they do not meet."""

    claim: Claim
    note: int = 0
    """The number of its source among the sources of the page."""
    introduces: bool = True
    """The first claim of its speaker in the argument: the place to say who they are."""
    fits: tuple[Condition, ...] = ()
    against: tuple[Condition, ...] = ()

    @property
    def steps_back(self) -> bool:
        return bool(self.against)


@dataclass(frozen=True, slots=True)
class Point:
    """An argument as it stands before this reader. Its voices are those of the claims that apply."""

    argument: Argument
    statements: tuple[Statement, ...]

    @property
    def applying(self) -> tuple[Claim, ...]:
        return tuple(entry.claim for entry in self.statements if not entry.steps_back)

    @property
    def steps_back(self) -> bool:
        """No claim that carries it applies to the reader."""
        return not self.applying

    @property
    def reasons(self) -> tuple[Condition, ...]:
        """Why claims of it step back, each reason once."""
        return tuple(dict.fromkeys(reason for entry in self.statements for reason in entry.against))

    @property
    def voices(self) -> int:
        return tally(self.applying).count

    @property
    def voices_back(self) -> int:
        """People who carry it only with claims that step back."""
        return tally(entry.claim for entry in self.statements).count - self.voices

    @property
    def first_hand(self) -> int:
        """How many of its voices tell what happened to themselves."""
        return tally(claim for claim in self.applying if claim.first_hand).count

    @property
    def reported_only(self) -> bool:
        """Everybody who carries it is quoted by somebody else."""
        return bool(self.applying) and all(claim.reported for claim in self.applying)

    @property
    def first_hand_only(self) -> bool:
        return bool(self.applying) and all(claim.first_hand for claim in self.applying)


@dataclass(frozen=True, slots=True)
class Row:
    """One consideration."""

    topic: Topic
    pro: tuple[Point, ...] = ()
    con: tuple[Point, ...] = ()
    depends: tuple[Point, ...] = ()
    crux: Crux | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        return self.pro + self.con + self.depends

    @property
    def applying(self) -> tuple[Claim, ...]:
        return tuple(claim for point in self.points for claim in point.applying)

    @property
    def steps_back(self) -> bool:
        return all(point.steps_back for point in self.points)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What no source speaks to: considerations with one side only, and those that matter only elsewhere."""

    no_pro: tuple[Topic, ...]
    no_con: tuple[Topic, ...]
    unspoken: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page. `pro`, `con` and `depends` count people; one who stands on two sides is in both."""

    rows: tuple[Row, ...]
    pro: Tally
    con: Tally
    depends: Tally
    everybody: Tally
    gaps: Gaps
    depends_on: tuple[str, ...]
    """Situations that claims of the page depend on; those that most claims depend on come first."""
    arguments: int
    claims: int
    claims_back: int
    people: Tally
    """Everybody on the page, those included whose claims step back."""
    sources: tuple[Origin, ...]
    """Newest first; the note of a statement is a place in it, counted from one."""
    changed_at: datetime | None

    @property
    def newest(self) -> date | None:
        return max(_dates(self.sources), default=None)

    @property
    def oldest(self) -> date | None:
        return min(_dates(self.sources), default=None)

    @property
    def sides(self) -> tuple[tuple[str, Tally], ...]:
        return ((PRO, self.pro), (CON, self.con), (DEPENDS, self.depends))


def lay_out(
    material: Material,
    answers: Answers | None = None,
    sort: str = "voices",
    elsewhere: Iterable[Topic] = (),
) -> Page:
    """The page for a reader who gave `answers`, its rows and cells in the order that `sort` (of RANKS) names.

    `elsewhere` are the considerations of the whole question, so that those missing here are named as gaps.
    An argument that no claim carries is left out: on this page nothing stands without a source.
    """
    carried = [argument for argument in material.arguments if argument.claims]
    sources = _sources(claim.source for argument in carried for claim in argument.claims)
    notes = {source.key: number for number, source in enumerate(sources, start=1)}
    points = [weigh(argument, answers or {}, notes) for argument in carried]
    rows = _rows(points, material.cruxes, sort)
    claims = {entry.claim.key: entry for point in points for entry in point.statements}
    applying = [entry.claim for entry in claims.values() if not entry.steps_back]
    sides = {
        stance: tally(
            claim for point in points if point.argument.stance == stance for claim in point.applying
        )
        for stance in STANCES
    }
    return Page(
        rows=rows,
        pro=sides[PRO],
        con=sides[CON],
        depends=sides[DEPENDS],
        everybody=tally(applying),
        gaps=_gaps(rows, elsewhere),
        depends_on=_situations(entry.claim for entry in claims.values()),
        arguments=len(points),
        claims=len(claims),
        claims_back=len(claims) - len(applying),
        people=tally(entry.claim for entry in claims.values()),
        sources=sources,
        changed_at=material.changed_at,
    )


def weigh(argument: Argument, answers: Answers, notes: Mapping[str, int] = MappingProxyType({})) -> Point:
    """The argument before a reader who gave `answers`; claims that step back come after those that apply."""
    weighed = ((claim, _conditions(claim, answers, met=False)) for claim in argument.claims)
    introduced: set[str] = set()
    statements = []
    for claim, against in sorted(weighed, key=lambda entry: bool(entry[1])):
        statements.append(
            Statement(
                claim,
                notes.get(claim.source.key, 0),
                introduces=claim.voice.key not in introduced,
                fits=_conditions(claim, answers, met=True),
                against=against,
            )
        )
        introduced.add(claim.voice.key)
    return Point(argument, tuple(statements))


def _conditions(claim: Claim, answers: Answers, met: bool) -> tuple[Condition, ...]:
    """The conditions that the reader said they meet, or said they do not meet."""
    return tuple(
        entry
        for entry in claim.conditions
        if entry.situation in answers and (answers[entry.situation] == entry.answer) == met
    )


Rank = Callable[[Sequence[Claim]], tuple[int, ...]]
"""Smaller comes first; of the claims of an argument or of a whole consideration."""


def _by_voices(claims: Sequence[Claim]) -> tuple[int, ...]:
    return (-tally(claims).count,)


def _by_date(claims: Sequence[Claim]) -> tuple[int, ...]:
    return (-max((_ordinal(claim.source) for claim in claims), default=0),)


def _by_first_hand(claims: Sequence[Claim]) -> tuple[int, ...]:
    return -tally(claim for claim in claims if claim.first_hand).count, *_by_voices(claims)


RANKS: dict[str, Rank] = {"voices": _by_voices, "newest": _by_date, "first-hand": _by_first_hand}


def _rows(points: list[Point], cruxes: Iterable[Crux], sort: str) -> tuple[Row, ...]:
    by_topic: dict[Topic, list[Point]] = {}
    for point in points:
        by_topic.setdefault(point.argument.topic, []).append(point)
    crux_of = {crux.topic.slug: crux for crux in cruxes}
    rank = RANKS[sort]

    def place(point: Point) -> tuple[object, ...]:
        return point.steps_back, rank(point.applying), point.argument.order, point.argument.key

    def cell(topic: Topic, stance: str) -> tuple[Point, ...]:
        return tuple(sorted((p for p in by_topic[topic] if p.argument.stance == stance), key=place))

    rows = [
        Row(topic, cell(topic, PRO), cell(topic, CON), cell(topic, DEPENDS), crux_of.get(topic.slug))
        for topic in by_topic
    ]
    return tuple(
        sorted(rows, key=lambda row: (row.steps_back, rank(row.applying), row.topic.name.casefold()))
    )


def _gaps(rows: tuple[Row, ...], elsewhere: Iterable[Topic]) -> Gaps:
    here = {row.topic.slug for row in rows}
    return Gaps(
        no_pro=tuple(row.topic for row in rows if not row.pro),
        no_con=tuple(row.topic for row in rows if not row.con),
        unspoken=tuple(topic for topic in elsewhere if topic.slug not in here),
    )


def _sources(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Each source once, the newest first, undated ones last."""
    once = {origin.key: origin for origin in origins}
    return tuple(sorted(once.values(), key=lambda origin: (-_ordinal(origin), origin.title.casefold())))


def _ordinal(origin: Origin) -> int:
    return origin.published_on.toordinal() if origin.published_on else 0


def _dates(sources: Iterable[Origin]) -> list[date]:
    return [origin.published_on for origin in sources if origin.published_on]


def _situations(claims: Iterable[Claim]) -> tuple[str, ...]:
    uses = Counter(condition.situation for claim in claims for condition in claim.conditions)
    return tuple(sorted(uses, key=lambda slug: (-uses[slug], slug)))
