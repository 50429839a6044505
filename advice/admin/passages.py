"""A passage of a source as the admin shows it: escaped, with what stands around it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advice.claims.models import AnchorState, Claim

AROUND = 280
"""Characters shown on each side of a passage."""


def in_context(text: str, start: int, end: int) -> SafeString:
    """The span of `text` marked, and some text on each side of it."""
    before, after = (
        _from_a_word(text[max(0, start - AROUND) : start], start > AROUND),
        text[end : end + AROUND],
    )
    if end + AROUND < len(text) and " " in after:
        after = after.rpartition(" ")[0]
    return format_html(
        '<blockquote class="passage">{}{}<mark>{}</mark>{}{}</blockquote>',
        "… " if start > AROUND else "",
        before,
        text[start:end],
        after,
        " …" if end + AROUND < len(text) else "",
    )


def _from_a_word(text: str, cut: bool) -> str:
    return text.partition(" ")[2] if cut and " " in text else text


def passage_of(claim: Claim) -> SafeString | str:
    """The passage of a claim, or in one sentence why none is shown."""
    if claim.start is None or claim.end is None:
        return _("No passage yet. Paste its words below.")
    if not claim.source.text:
        return _("The text of this source is not loaded here.")
    if claim.anchor_state == AnchorState.ORPHAN:
        return format_html("<p>{}</p>{}", _("These words are no longer in the text:"), _former(claim))
    passage = in_context(claim.source.text, claim.start, claim.end)
    if claim.anchor_state == AnchorState.CHANGED:
        return format_html(
            "<p>{}</p>{}<p>{}</p>{}",
            _("The source has changed. It said:"),
            _former(claim),
            _("The most similar passage now; paste it below to confirm it:"),
            passage,
        )
    return passage


def _former(claim: Claim) -> SafeString:
    words = claim.former_passage or _("(the words were not kept)")
    return format_html('<blockquote class="passage former">{}</blockquote>', words)
