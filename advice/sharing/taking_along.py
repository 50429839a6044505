"""The page and the mentee's answers as a Markdown file to keep."""

import re
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advice.questions.material import Claim
from advice.questions.sides import LABELS
from advice.sharing.answers import Sheet
from advice.sharing.balance import Balance
from advice.sharing.board import Carrier, Entry, Section
from advice.sharing.changes import WITHDRAWN
from advice.sharing.mentee_forms import leaning_words
from advice.sharing.viewing import Shown
from advice.sharing.wording import KINDS, line, said

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def plain(text: object) -> str:
    """`text` so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))


def as_markdown(note: str, shown: Shown, sheet: Sheet, public: str = "") -> str:
    """The whole page: note, what the mentee said, and the arguments with their claims and sources.

    `public` is the full address of the public page, "" where there is none.
    """
    return "\n".join(_lines(note, shown, sheet, public)).rstrip() + "\n"


def _lines(note: str, shown: Shown, sheet: Sheet, public: str) -> Iterator[str]:
    content = shown.content
    yield from (f"# {plain(content.title)}", "")
    yield from (_("Taken along on %(day)s.") % {"day": date_format(localdate(), "j F Y")}, "")
    if note:
        yield from (f"## {_('Note')}", "", note.strip(), "")
    yield from _answers(shown, sheet)
    for section in shown.board.sections:
        yield from _section(section)
        yield from _balance(section.balance)
    if shown.board.left_out:
        yield from (
            ngettext(
                "My mentor left out %(number)d argument of the public page.",
                "My mentor left out %(number)d arguments of the public page.",
                shown.board.left_out,
            )
            % {"number": shown.board.left_out},
            "",
        )
    if public:
        yield from (f"{_('The public page')}: <{public}>", "")
    if shown.since:
        yield from (f"## {_('Changed since this page was sent')}", "")
        for entry in map(line, shown.since):
            yield f"- {plain(entry.kind)}, {plain(entry.what)}: {plain(entry.title)}"
        yield ""


def _answers(shown: Shown, sheet: Sheet) -> Iterator[str]:
    before, after = (leaning_words(entry, shown.content) for entry in (sheet.before, sheet.after))
    said_of_self = [
        asked.holds if sheet.situations[asked.slug] else asked.lacks
        for asked in shown.content.situations
        if asked.slug in sheet.situations
    ]
    if not (before or after or said_of_self):
        return
    yield from (f"## {_('What I said')}", "")
    if before:
        yield f"- {_('Before reading')}: {plain(before)}"
    if after:
        yield f"- {_('After reading')}: {plain(after)}"
    yield from (f"- {_('My situation')}: {plain(words)}" for words in said_of_self)
    yield ""


def _section(section: Section) -> Iterator[str]:
    option = section.option
    yield from (f"## {plain(option.title)}", "")
    if option.lead:
        yield from (option.lead.strip(), "")
    facts = {_("Reversible"): option.reversible, _("Deadline"): option.deadline}
    for label, words in facts.items():
        if words:
            yield from (f"**{label}**: {plain(words)}", "")
    for row in section.rows:
        yield from (f"### {plain(row.topic.name)}", "")
        for entry in row.entries:
            yield from _entry(entry)
        if row.crux:
            yield from (f"- {plain(row.crux.text)}",)
        yield ""


def _entry(entry: Entry) -> Iterator[str]:
    argument = entry.point.argument
    yield f"- **{plain(LABELS[argument.stance])}**: {plain(argument.text)}"
    if entry.changed:
        yield f"  - **{KINDS[entry.changed]}**"
    if entry.line:
        yield f"  - {_('My mentor')}: {plain(entry.line)}"
    if entry.mark:
        yield f"  - {_('I')}: {plain(said(entry.mark))}"
    for carrier in entry.carriers:
        yield f"  - {_withdrawn(carrier)}{_claim(carrier.statement.claim)}"


def _withdrawn(carrier: Carrier) -> str:
    if not carrier.withdrawn:
        return ""
    return f"**{KINDS[WITHDRAWN]}**{f' ({plain(carrier.cause)})' if carrier.cause else ''}: "


def _claim(claim: Claim) -> str:
    who = f"{plain(claim.voice.name)}, " if claim.voice.name else ""
    address = f" <{claim.source.original}>" if claim.source.original else ""
    return f"{plain(claim.text)} ({who}{plain(claim.source.title)}{address})"


def _balance(balance: Balance) -> Iterator[str]:
    if balance.empty:
        return
    yield from (f"### {_('What matters to me')}", "")
    for bar in balance.bars:
        words = "; ".join(f"{plain(block.argument.text)} ({block.weight})" for block in bar.blocks)
        yield f"- **{plain(LABELS[bar.stance])}**: {words or _('nothing marked')}"
    yield from ("", _("This adds up what I marked. It does not say what to do."), "")
