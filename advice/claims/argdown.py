"""The pages of claims, topics and sources in Argdown: positions, what supports or attacks them, and the claims below.

An argument that depends on the reader has no relation to its position, since Argdown knows only support and
attack and either would take a side for it: it stands beside, mentions the position and is tagged `#depends`.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from advice.text.argdown import CON, PRO, ArgdownDocument, argdown_link, argdown_words

Data = dict[str, Any]
RELATIONS = {"pro": PRO, "con": CON}


def claim_statement(document: ArgdownDocument, claim: Data, source: Data) -> str:
    """A claim, and in brackets who says so, where, when, and its address."""
    speaker = claim["speaker"]
    told = [
        speaker["name"] if speaker else "",
        source["title"],
        (source["published_on"] or "")[:4],
    ]
    words = ", ".join(argdown_words(part) for part in told if part)
    text = f"{argdown_words(claim['text'])} ({words}, {argdown_link(_('address'), claim['url'])})"
    tags = [claim["kind"], *(["reported"] if claim["reported"] else [])]
    return document.statement(claim["url"], claim["id"], text, tags)


def position_statement(document: ArgdownDocument, title: str, url: str) -> str:
    """A position, by its title."""
    return document.statement(url, title, f"{argdown_words(title)} ({argdown_link(_('address'), url)})")


def argument_member(document: ArgdownDocument, argument: Data, position: str, note: str = "") -> str:
    """An argument by its key; where it depends it names `position` (by address), which was written before."""
    depends = argument["stance"] == "depends"
    told = [
        document.mention(position) if depends else "",
        argdown_words(note),
        argdown_link(_("address"), argument["url"]),
    ]
    text = f"{argdown_words(argument['text'])} ({', '.join(filter(None, told))})"
    title = argument["key"].replace("-", " ")
    return document.argument(argument["url"], title, text, ["depends"] if depends else [])


def put(document: ArgdownDocument, stance: str, argument: str, claims: Iterable[str]) -> None:
    """An argument under its position, or beside it where it depends, and the claims that carry it."""
    level = 1
    if stance in RELATIONS:
        document.under(1, RELATIONS[stance], argument)
        level = 2
    else:
        document.block(argument)
    for claim in claims:
        document.under(level, PRO, claim)


def claim_argdown(data: Data) -> str:
    """The page of a claim."""
    document = ArgdownDocument()
    document.heading(1, data["text"])
    document.comment(data["url"])
    document.block(claim_statement(document, data, data["source"]))
    _weigh(document, [(argument, [(data, data["source"])]) for argument in data["arguments"]])
    return str(document)


def withdrawn_argdown(data: Data) -> str:
    """What is left of a withdrawn claim; no statement, as nobody makes it any more."""
    document = ArgdownDocument()
    document.heading(1, _("This claim was withdrawn"))
    replaced_by = data["replaced_by"]
    document.comment(
        data["url"],
        data["withdrawn_on"] or "",
        data["reason"],
        f"{data['source']['title']}, {data['source']['url']}",
        _("Replaced by: {address}").format(address=replaced_by["url"]) if replaced_by else "",
    )
    return str(document)


def topic_argdown(data: Data) -> str:
    """A page of a topic: first what its claims are weighed for, then those that are not weighed yet."""
    document = ArgdownDocument()
    document.heading(1, data["name"])
    document.comment(data["url"], data["description"])
    carried: dict[str, tuple[Data, list[tuple[Data, Data]]]] = {}
    for group in data["stances"]:
        for claim in group["claims"]:
            for argument in claim["arguments"]:
                carried.setdefault(argument["url"], (argument, []))[1].append((claim, claim["source"]))
    _weigh(document, list(carried.values()))
    for group in data["stances"]:
        alone = [claim for claim in group["claims"] if not claim["arguments"]]
        if alone:
            document.heading(2, group["title"])
        for claim in alone:
            document.block(claim_statement(document, claim, claim["source"]))
    return str(document)


def source_argdown(data: Data) -> str:
    """The page of a source: its claims by section, in no relation, since a source weighs nothing here."""
    document = ArgdownDocument()
    document.heading(1, data["title"])
    document.comment(data["url"], data["original"] or "", data["summary"])
    for section in data["sections"]:
        document.heading(2, section["title"] or _("Claims"))
        for claim in section["claims"]:
            document.block(claim_statement(document, claim, data))
    return str(document)


def _weigh(document: ArgdownDocument, arguments: list[tuple[Data, list[tuple[Data, Data]]]]) -> None:
    """Arguments with their claims and sources, under the headings of their questions and their positions."""
    questions: dict[str, dict[str, list[tuple[Data, list[tuple[Data, Data]]]]]] = {}
    for argument, claims in arguments:
        positions = questions.setdefault(argument["question_url"], {})
        positions.setdefault(argument["position_url"], []).append((argument, claims))
    for positions in questions.values():
        first = next(iter(positions.values()))[0][0]
        document.heading(2, first["question"])
        for url, found in positions.items():
            document.block(position_statement(document, found[0][0]["position"], url))
            for argument, claims in sorted(found, key=lambda one: one[0]["stance"] == "depends"):
                put(
                    document,
                    argument["stance"],
                    argument_member(document, argument, url),
                    [claim_statement(document, claim, source) for claim, source in claims],
                )
