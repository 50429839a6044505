"""The anchor of a row: held against the text of the source before the claim is stored."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from advice.claims import pasting
from advice.claims.anchoring import Selector, State, locate
from advice.claims.models import AnchorState, Claim
from advice.sources.models import SHA256


def tie(claim: Claim, words: str, changed: bool, has_section: bool) -> str:
    """Tie `claim`, unsaved, to the passage that its row names, and return what is to be told of it, "" for nothing.

    `words` are those of the passage, where the row has them; else the anchor is that of `start`, `end` and `sha256`,
    and looked at only where it `changed`. Raises ValidationError by column.
    """
    if words.strip():
        return _tie_to_words(claim, words)
    if not changed:
        return ""
    given = (claim.start, claim.end, claim.sha256)
    if given == (None, None, ""):
        claim.anchor_state, claim.former_passage = AnchorState.UNCHECKED, ""
        return ""
    start, end, sha256 = given
    if start is None or end is None or not sha256:
        raise ValidationError({"start": _("Give start, end and sha256 of the passage, or none of them.")})
    if end <= start:
        raise ValidationError({"end": _("The passage must end after it starts.")})
    _check(sha256)
    claim.former_passage = ""
    source: Any = getattr(claim, "source", None)
    if source is None or not source.text:
        claim.anchor_state = AnchorState.UNCHECKED
        return _("The text of the source is not loaded here, so the anchor is unchecked.")
    found = locate(source.text, Selector(start, end, sha256=sha256))
    claim.anchor_state = AnchorState(found.state.value)
    if found.start is None:
        return _("The passage is not in the text of the source: the claim will be an orphan.")
    claim.start, claim.end = found.start, found.end
    if not has_section:
        claim.section = pasting.section_at(source.text, source.blocks, found.start)
    return (
        _("The passage stands elsewhere in the text than the row says.") if found.state is State.MOVED else ""
    )


def _tie_to_words(claim: Claim, words: str) -> str:
    source: Any = getattr(claim, "source", None)
    if source is None:
        return ""
    if not source.text:
        raise ValidationError(
            {"passage": _("The text of this source is not loaded here, so nothing can be found.")}
        )
    try:
        start, end = pasting.find_pasted(source.text, words)
    except pasting.PassageError as error:
        raise ValidationError({"passage": str(error)}) from error
    pasting.anchor(claim, start, end)
    return ""


def _check(sha256: str) -> None:
    try:
        SHA256(sha256)
    except ValidationError as error:
        raise ValidationError({"sha256": error.messages}) from error
