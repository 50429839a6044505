"""The page that a mentee reads and marks: rows of the pro/con page with what mentor and mentee said on them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from advice.questions.material import Crux, Topic
from advice.questions.procon import Page, Point, Statement, lay_out
from advice.sharing.answers import MarkOn, Sheet
from advice.sharing.balance import Balance, weigh_up
from advice.sharing.changes import WITHDRAWN, Change
from advice.sharing.content import ArgumentName, Arrangement, Content, Option, without
from advice.sharing.facts import Entity

NOTHING_GONE: Mapping[Entity, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Carrier:
    """A claim under an argument. `withdrawn` where the public no longer sees it; `cause` if its curators said why."""

    statement: Statement
    withdrawn: bool = False
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An argument with the mentor's line, the mentee's mark, and what became of it since."""

    point: Point
    name: ArgumentName
    anchor: str
    of: str = ""
    """The title of its position."""
    carriers: tuple[Carrier, ...] = ()
    pinned: bool = False
    line: str = ""
    left_out: bool = False
    """Not in the mentor's selection, and here because everything is shown."""
    mark: MarkOn | None = None
    changed: str = ""
    """"reworded" or "withdrawn" where the page is frozen and the argument is no longer as it was."""


@dataclass(frozen=True, slots=True)
class Row:
    """One consideration."""

    topic: Topic
    anchor: str
    pro: tuple[Entry, ...]
    con: tuple[Entry, ...]
    depends: tuple[Entry, ...]
    crux: Crux | None

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.pro + self.con + self.depends


@dataclass(frozen=True, slots=True)
class Section:
    """One position of the page."""

    option: Option
    page: Page
    rows: tuple[Row, ...]
    balance: Balance


@dataclass(frozen=True, slots=True)
class Board:
    """The whole page. `left_out` counts the arguments that the mentor left out and the reader does not see."""

    content: Content
    sections: tuple[Section, ...]
    left_out: int = 0
    left_out_places: frozenset[str] = frozenset()
    """Rows and cells ("<row's anchor>--<stance>") that hold more than the reader sees."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for section in self.sections for row in section.rows for entry in row.entries)

    @property
    def names(self) -> dict[str, ArgumentName]:
        """The arguments that the reader sees, by their place on the page."""
        return {entry.anchor: entry.name for entry in self.entries}

    @property
    def pinned(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.pinned)

    def marked(self, reaction: str) -> list[Entry]:
        """The arguments with this reaction, those with most weight first."""
        marked = [entry for entry in self.entries if entry.mark and entry.mark.reaction == reaction]
        return sorted(marked, key=lambda entry: -((entry.mark and entry.mark.weight) or 0))


def lay_board(
    content: Content,
    arrangement: Arrangement,
    sheet: Sheet,
    everything: bool = False,
    since: Iterable[Change] = (),
    gone: Mapping[Entity, str] = NOTHING_GONE,
) -> Board:
    """The page of `content` as arranged, before the mentee who filled in `sheet`.

    `everything` shows what the mentor left out too. `since` are the changes since the page was frozen, and
    `gone` the arguments and claims of it that are no longer public, each with the reason or "".
    """
    reworded = {change.entity: change.kind for change in since if change.entity[0] == "argument"}
    changed = reworded | {entity: WITHDRAWN for entity in gone if entity[0] == "argument"}
    shown = content if everything else without(content, arrangement.left_out)
    situations = {asked.slug for asked in content.situations}
    reader = {slug: holds for slug, holds in sheet.situations.items() if slug in situations}
    hidden = sum(1 for _ in content.arguments()) - sum(1 for _ in shown.arguments())
    sections = tuple(
        _section(option, whole, arrangement, sheet.marks, reader, changed, gone)
        for option, whole in zip(shown.options, content.options, strict=True)
    )
    left_out = frozenset() if everything else arrangement.left_out
    return Board(content, sections, hidden, frozenset(_places(content, left_out)))


def _places(content: Content, left_out: frozenset[ArgumentName]) -> Iterator[str]:
    for option, argument in content.arguments():
        if option.name(argument) in left_out:
            row = _row_anchor(option, argument.topic)
            yield from (row, f"{row}--{argument.stance}")


def _row_anchor(option: Option, topic: Topic) -> str:
    return f"{option.slug}--on--{topic.slug}"


def _section(
    option: Option,
    whole: Option,
    arrangement: Arrangement,
    marks: Mapping[ArgumentName, MarkOn],
    reader: Mapping[str, bool],
    changed: Mapping[Entity, str],
    gone: Mapping[Entity, str],
) -> Section:
    def carrier(statement: Statement) -> Carrier:
        claim: Entity = ("claim", statement.claim.key)
        return Carrier(statement, claim in gone, gone.get(claim, ""))

    def entry(point: Point) -> Entry:
        name = option.name(point.argument)
        return Entry(
            point=point,
            name=name,
            anchor=option.anchor(point.argument),
            of=option.title,
            carriers=tuple(map(carrier, point.statements)),
            pinned=name in arrangement.pinned,
            line=arrangement.pinned.get(name, ""),
            left_out=name in arrangement.left_out,
            mark=marks.get(name),
            changed=changed.get(("argument", str(option.pk), point.argument.key), ""),
        )

    page = lay_out(option.material, reader)
    rows = tuple(
        Row(
            topic=row.topic,
            anchor=_row_anchor(option, row.topic),
            pro=tuple(map(entry, row.pro)),
            con=tuple(map(entry, row.con)),
            depends=tuple(map(entry, row.depends)),
            crux=row.crux,
        )
        for row in page.rows
    )
    # What was marked while everything was shown weighs on, seen or not.
    return Section(option, page, rows, weigh_up(whole, marks))
