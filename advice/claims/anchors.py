"""The anchors of stored claims and set-aside blocks, held against the text of their source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from advice.claims.anchoring import Location, Selector, State, digest, locate
from advice.claims.likeness import CONTEXT
from advice.claims.models import AnchorState, Claim, SetAside
from advice.sources.models import Source

PLACE = ["start", "end", "anchor_state", "former_passage"]
FOUND = {State.EXACT, State.MOVED}


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim and the state that its anchor has in the text as loaded now."""

    claim: Claim
    state: AnchorState


@transaction.atomic
def reanchor(source: Source, old_text: str = "") -> None:
    """Find every passage of `source` in its text, and store where and in which state.

    `old_text` is the text that the anchors were made against, "" where it is not known. A passage
    that is only similar keeps its digest and its former words, so that a curator can compare.
    """
    claims = list(source.claims.select_for_update().exclude(start=None))
    before = [_placed(claim) for claim in claims]
    for claim in claims:
        _place(claim, source.text, old_text)
    changed = [claim for claim, place in zip(claims, before, strict=True) if _placed(claim) != place]
    if changed:
        bulk_update_with_history(changed, Claim, PLACE, batch_size=500)
    _replace_set_aside(source)


def _replace_set_aside(source: Source) -> None:
    """Move the blocks that were set aside with the text; one whose words are gone is open again.

    Its words have no curator's judgement any more, and a block left in place would cover others'.
    """
    kept: set[int] = set()
    moved, gone = [], []
    for block in source.set_aside.all():
        location = locate(source.text, Selector(block.start, block.end, sha256=block.sha256))
        if location.state not in FOUND or location.start is None or location.start in kept:
            gone.append(block)
            continue
        kept.add(location.start)
        if location.state is State.MOVED:
            block.start, block.end = location.start, location.end or 0
            moved.append(block)
    # Deleted and made anew: two blocks may swap places, which an update would refuse halfway.
    SetAside.objects.filter(pk__in=[block.pk for block in [*gone, *moved]]).delete()
    if moved:
        bulk_create_with_history(moved, SetAside)


def _placed(claim: Claim) -> tuple[object, ...]:
    return tuple(getattr(claim, name) for name in PLACE)


def _place(claim: Claim, text: str, old_text: str) -> None:
    words = _former(claim, old_text)
    former = claim.former_passage or words
    selector = Selector(claim.start, claim.end, exact=former, sha256=claim.sha256)
    if words and claim.start is not None and claim.end is not None:
        before = old_text[max(0, claim.start - CONTEXT) : claim.start]
        selector = replace(selector, prefix=before, suffix=old_text[claim.end : claim.end + CONTEXT])
    location = locate(text, selector)
    if location.state is State.ORPHAN and former:
        # The digest rules likeness out; with the old words a similar passage can be proposed.
        location = locate(text, replace(selector, sha256=""))
        if location.state in FOUND:
            location = Location(State.CHANGED, location.start, location.end)
    claim.anchor_state = AnchorState(location.state.value)
    claim.former_passage = "" if location.state in FOUND else former
    if location.start is not None:
        claim.start, claim.end = location.start, location.end


def _former(claim: Claim, old_text: str) -> str:
    words = old_text[claim.start : claim.end]
    return words if words and digest(words) == claim.sha256 else ""


def check(claims: Iterable[Claim]) -> list[Checked]:
    """The present state of each anchor, verified afresh and without writing; needs `source` on each."""
    checked = []
    for claim in claims:
        state = AnchorState(claim.anchor_state)
        if claim.start is None or not claim.source.text:
            state = AnchorState.UNCHECKED
        elif state != AnchorState.CHANGED:
            found = locate(claim.source.text, Selector(claim.start, claim.end, sha256=claim.sha256)).state
            # A passage that moved is at its new place now; it stays "moved" until a curator has seen it.
            if not (found is State.EXACT and state == AnchorState.MOVED):
                state = AnchorState(found.value)
        checked.append(Checked(claim, state))
    return checked
