"""The pages of questions and positions in Argdown: a heading for the question, each position and each consideration.

Headings are the groups of a map, so that pay stands beside pay there too.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advice.claims.argdown import argument_member, claim_statement, position_statement, put
from advice.text.argdown import ArgdownDocument

Data = dict[str, Any]


def position_argdown(data: Data) -> str:
    """The pro/con page."""
    document = _begun(data["question"], data["reader"])
    _position(document, data)
    return str(document)


def question_argdown(data: Data) -> str:
    """The positions that the address names, one after the other."""
    document = _begun(data, data["reader"])
    document.comment(data["lead"])
    for position in data["positions"]:
        _position(document, position)
    return str(document)


def _begun(question: Data, reader: Data) -> ArgdownDocument:
    document = ArgdownDocument()
    document.heading(1, question["title"])
    answers = ", ".join(f"{slug}: {_('yes') if holds else _('no')}" for slug, holds in reader.items())
    document.comment(
        question["url"], answers and _("For a reader who said: {answers}").format(answers=answers)
    )
    return document


def _position(document: ArgdownDocument, position: Data) -> None:
    document.heading(2, position["title"])
    counts = {stance: tally["count"] for stance, tally in position["voices"].items()}
    document.comment(
        position["lead"],
        position["reversible"] and _("Reversible: {words}").format(words=position["reversible"]),
        position["deadline"] and _("Deadline: {words}").format(words=position["deadline"]),
        _("What is missing: {words}").format(words=position["gap"]) if position["gap"] else "",
        _("Voices: {pro} for, {con} against, {depends} depending; a voice is one person").format(**counts),
    )
    document.block(position_statement(document, position["title"], position["url"]))
    for row in position["considerations"]:
        document.heading(3, row["topic"]["name"])
        if row["crux"]:
            document.comment(_("Why the sides differ: {text}").format(text=row["crux"]["text"]))
        sides = [argument for argument in row["arguments"] if argument["stance"] != "depends"]
        if sides:
            document.block(position_statement(document, position["title"], position["url"]))
        for argument in sorted(row["arguments"], key=lambda one: one["stance"] == "depends"):
            put(
                document,
                argument["stance"],
                argument_member(document, argument, position["url"], _note(argument)),
                [claim_statement(document, claim, claim["source"]) for claim in argument["claims"]],
            )


def _note(argument: Data) -> str:
    """How many say so, or for whom it is where it steps back."""
    if argument["steps_back"]:
        return _("steps back: for somebody who {words}").format(words=argument["reasons"][0])
    voices = argument["voices"]
    return ngettext("{number} voice", "{number} voices", voices).format(number=voices)
