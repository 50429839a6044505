"""The page of one claim as data: its passage in context, what it depends on, what it argues, its neighbours."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from advice.claims.listing import AS_IN_THE_SOURCE, published_arguments
from advice.claims.models import AnchorState, Claim, ClaimSituation, Situation
from advice.sources.excerpt import Excerpt, excerpt
from advice.sources.inline import Highlight


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """`number` of `of` is its place among the claims of its source; `previous` and `following` are keys."""

    claim: Claim
    conditions: list[ClaimSituation]
    arguments: list[Any]
    passage: Excerpt | None
    anchor: str
    number: int
    of: int
    previous: str | None
    following: str | None


def claim_page(claim: Claim) -> ClaimPage:
    """What the page of `claim` shows; the claim comes with its source and the source's text."""
    source = claim.source
    passage = None
    if claim.passage is not None and claim.start is not None and claim.end is not None:
        highlight = Highlight(claim.start, claim.end, claim.key)
        passage = excerpt(source.text, source.blocks, source.marks, highlight)
    situations = ClaimSituation.objects.filter(claim=claim, situation__in=Situation.objects.published())
    arguments = published_arguments().filter(claims=claim).select_related("position__question")
    keys = list(
        Claim.objects.published()
        .filter(source=source)
        .order_by(*AS_IN_THE_SOURCE)
        .values_list("key", flat=True)
    )
    place = keys.index(claim.key)
    return ClaimPage(
        claim=claim,
        conditions=list(situations.select_related("situation")),
        arguments=list(arguments.order_by("position__question__order", "position__order", "order", "key")),
        passage=passage,
        anchor=anchor_sentence(claim),
        number=place + 1,
        of=len(keys),
        previous=keys[place - 1] if place else None,
        following=keys[place + 1] if place + 1 < len(keys) else None,
    )


def anchor_sentence(claim: Claim) -> str:
    """How well the passage of `claim` is known, for a reader."""
    if not claim.has_anchor:
        return _("No passage is marked for this claim.")
    if not claim.source.has_text:
        return _("The text of the source is not loaded here, so the passage cannot be shown or checked.")
    return {
        AnchorState.EXACT: _("Checked: these are the very words the claim was taken from."),
        AnchorState.MOVED: _("Checked: the words are the same, at another place of the text than before."),
        AnchorState.CHANGED: _(
            "The text has changed since. A similar passage was found; a curator has yet to confirm it."
        ),
        AnchorState.ORPHAN: _("The passage this claim was taken from is no longer in the text."),
        AnchorState.UNCHECKED: _("The passage has not been held against the text yet."),
    }[AnchorState(claim.anchor_state)]
