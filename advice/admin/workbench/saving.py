"""Writing from the workbench; what somebody else wrote meanwhile is told, never overwritten."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from advice.admin.merging import Difference, merge_fields
from advice.admin.workbench.forms import TOPICS, WorkForm
from advice.admin.workbench.suggesting import may_carry
from advice.claims import pasting
from advice.claims.keys import save_with_new_key
from advice.claims.models import Claim, ClaimTopic, Topic
from advice.history.states import kept_fields, rows_at
from advice.history.tokens import parse, token
from advice.publication.models import Status
from advice.questions.models import ArgumentClaim

MERGED = ("text", "kind", "speaker", "reported", "about_from", "about_to")


def save_claim(form: WorkForm, user: Any) -> Claim:
    """Save a valid form in the transaction that read its source and locked its claim."""
    claim: Claim = form.save(commit=False)
    claim.source = form.source
    if form.place is not None:
        pasting.anchor(claim, *form.place)
    if form.to_review and claim.status == Status.DRAFT:
        claim.status = Status.IN_REVIEW
    if claim.pk:
        claim.save()
    else:
        save_with_new_key(claim)
    _set_topics(claim, form.chosen_topics)
    for argument in form.cleaned_data["arguments"].select_related("position"):
        if may_carry(user, argument):
            order = argument.support.count()
            ArgumentClaim.objects.get_or_create(argument=argument, claim=claim, defaults={"order": order})
    return claim


def twin_of(form: WorkForm) -> Claim | None:
    """The claim that says this of this passage already: a form that was sent twice."""
    if form.place is None:
        return None
    start, end = form.place
    same = form.source.claims.filter(start=start, end=end, text=form.cleaned_data["text"])
    return same.exclude(status=Status.WITHDRAWN).exclude(pk=form.instance.pk).first()


def merge(claim: Claim, data: QueryDict, form: WorkForm) -> list[Difference]:
    """Put into `data` what others changed since the form was opened; return what must be told.

    What only they changed is taken over, what was typed is kept; [] where nothing stands against saving.
    """
    opened = parse(data.get("_version", ""))
    if opened == parse(token(Claim, claim.pk)):
        return []
    until = opened.get("claim", 0)
    base = rows_at(Claim, "id", claim.pk, until).get(claim.pk, {})
    now = {one.attname: getattr(claim, one.attname) for one in kept_fields(Claim)}
    fields = {name: form.base_fields[name] for name in MERGED}
    sent = {name: data.getlist(name) for name in fields if name in data}
    merged, told = merge_fields(fields, Claim, base, now, sent)
    for name in MERGED:
        data.setlist(name, merged.get(name, []))
    told += _merge_topics(claim, data, opened.get("claimtopic", 0))
    told += _merge_anchor(claim, data, base, now)
    if base and base.get("status") != now["status"]:
        was, is_now = Status(base["status"]).label, Status(now["status"]).label
        told.append(Difference(_("Status"), str(was), str(is_now), "", False))
    return told


def topic_values(topics: Sequence[Topic]) -> dict[str, str]:
    """The names of topics as the form has them."""
    names = [topic.name for topic in topics[: len(TOPICS)]]
    return dict(zip(TOPICS, [*names, "", "", ""], strict=False))


def _merge_topics(claim: Claim, data: QueryDict, until: int) -> list[Difference]:
    rows = rows_at(ClaimTopic, "content_object", claim.pk, until)
    now = list(claim.topic_items.values_list("tag_id", flat=True))
    base = [rows[pk]["tag_id"] for pk in sorted(rows)]
    if base == now:
        return []
    names = Topic.objects.in_bulk({*base, *now})
    base_names, now_names = ([names[pk].name for pk in ids if pk in names] for ids in (base, now))
    mine = [" ".join(data.get(name, "").split()) for name in TOPICS if data.get(name, "").strip()]
    if mine == now_names:
        return []
    typed = mine != base_names
    if not typed:
        for name, value in zip(TOPICS, [*now_names, "", "", ""], strict=False):
            data[name] = value
    return [Difference(_("Topics"), ", ".join(base_names), ", ".join(now_names), ", ".join(mine), typed)]


def _merge_anchor(
    claim: Claim, data: QueryDict, base: dict[str, Any], now: dict[str, Any]
) -> list[Difference]:
    was = (base.get("start"), base.get("end"))
    present = (now["start"], now["end"])
    mine = tuple(
        int(value) if value.isdecimal() else None for value in (data.get("start", ""), data.get("end", ""))
    )
    if was == present or mine == present:
        return []
    text = claim.source.text
    typed = bool(base) and mine != was
    told = Difference(
        _("Passage"), _words(text, *was), _words(text, *present), data.get("passage", ""), typed
    )
    if not typed:
        data["start"], data["end"] = ("" if value is None else str(value) for value in present)
        data["passage"] = _words(text, *present)
        data["text_sha256"] = claim.source.text_sha256
    return [told]


def _words(text: str, start: int | None, end: int | None) -> str:
    return "" if start is None or end is None else text[start:end]


def _set_topics(claim: Claim, topics: Sequence[Topic]) -> None:
    """The topics in this order, the main one first; nothing is written where they are the same."""
    ids = [topic.pk for topic in topics]
    before = list(claim.topic_items.values_list("tag_id", flat=True))
    if before == ids:
        return
    kept = before == [pk for pk in ids if pk in before]
    if not kept or ids[: len(before)] != before:
        claim.topics.clear()
    claim.topics.add(*topics)
