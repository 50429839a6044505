"""What the templates of a shared page are given, whoever looks at it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from advice.questions.comparison import Choice, Comparison, compare
from advice.questions.sides import sides
from advice.sharing.answers import MATTERS, NOT_ME, QUESTION, Sheet
from advice.sharing.content import Asked
from advice.sharing.entering import as_fields
from advice.sharing.mentee_forms import (
    NO,
    WEIGHT_WORDS,
    YES,
    LeaningForm,
    leaning_value,
    leaning_words,
)
from advice.sharing.models import STRONGEST, WORDS_LENGTH, Reaction, ShareLink
from advice.sharing.viewing import Shown
from advice.sharing.wording import counted, line


@dataclass(frozen=True, slots=True)
class Reader:
    """A situation that the page asks about; `answer` is "yes", "no" or ""."""

    asked: Asked
    answer: str

    @property
    def words(self) -> str:
        return {YES: self.asked.holds, NO: self.asked.lacks}.get(self.answer, "")


@dataclass(frozen=True, slots=True)
class Scale:
    """How a leaning moved, as places on a line from 0 (clearly for) to 4 (clearly against), None where not said."""

    before: int | None
    after: int | None


def page_context(link: ShareLink, shown: Shown, sheet: Sheet | None) -> dict[str, Any]:
    """Everything that mentee's page, preview and mentor's page have in common."""
    filled = sheet or Sheet(situations=shown.arrangement.presets)
    content, board = shown.content, shown.board
    reader = [_reader(asked, filled) for asked in content.situations]
    return {
        "link": link,
        "mentor": mentor_name(link),
        "content": content,
        "board": board,
        "comparison": _comparison(shown, filled) if content.whole else None,
        "reader": reader,
        "stated": [entry for entry in reader if entry.words],
        "sides": [] if content.whole else sides(board.sections[0].page),
        "was": as_fields(filled, content, board.names),
        "since": [line(change) for change in shown.since],
        "since_counted": counted(shown.since),
        "public_url": shown.public_url,
        "leanings": LeaningForm(content).choices,
        "before": leaning_words(filled.before, content),
        "after": leaning_words(filled.after, content),
        "after_value": leaning_value(filled.after),
        "scale": _scale(filled),
        "reactions": Reaction.choices,
        "weights": list(WEIGHT_WORDS.items()),
        "words_length": WORDS_LENGTH,
        "matters": board.marked(MATTERS),
        "questions": board.marked(QUESTION),
        "not_me": board.marked(NOT_ME),
        "balances": [section.balance for section in board.sections if not section.balance.empty],
    }


def gone(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """What stands in the place of a live page that its curators took back."""
    return render(request, "sharing/gone.html", {"link": link, "mentor": mentor_name(link)})


def mentor_name(link: ShareLink) -> str | Promise:
    """How the mentee knows the mentor: their name if the account has one, never the name they sign in with."""
    return link.owner.get_full_name() or _("your mentor")


def _scale(sheet: Sheet) -> Scale | None:
    """None where nothing was said, or where a position was chosen, which no line can show."""
    before, after = (
        None if leaning.value is None else STRONGEST - leaning.value
        for leaning in (sheet.before, sheet.after)
    )
    to_position = sheet.before.to or sheet.after.to
    return None if to_position or before is after is None else Scale(before, after)


def _reader(asked: Asked, sheet: Sheet) -> Reader:
    holds = sheet.situations.get(asked.slug)
    return Reader(asked, "" if holds is None else YES if holds else NO)


def _comparison(shown: Shown, sheet: Sheet) -> Comparison:
    choices = [
        Choice(option.slug, option.title, f"#{option.slug}", option.material)
        for option in (section.option for section in shown.board.sections)
    ]
    return compare(choices, sheet.situations)
