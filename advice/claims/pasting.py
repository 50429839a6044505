"""A passage pasted by a curator, found in the text of its source."""

import re
import unicodedata
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advice.claims.anchoring import digest
from advice.claims.models import AnchorState, Claim

LONGEST = 5_000
"""Characters of a pasted passage; a longer one holds more than one claim."""
SECTION_LENGTH = 200


class PassageError(ValueError):
    """The passage cannot be taken; the message is one sentence for the curator."""


def find_pasted(text: str, words: str) -> tuple[int, int]:
    """Where `words` stand in `text`, whatever white space a browser or an e-mail put between them.

    Raises PassageError where they stand nowhere or in several places: a guess would be an anchor that
    nobody chose.
    """
    parts = unicodedata.normalize("NFC", words).split()
    if not parts:
        raise PassageError(_("Paste the words of the source."))
    if len(words) > LONGEST:
        raise PassageError(_("Paste at most %(most)d characters.") % {"most": LONGEST})
    places = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, parts)), text)]
    if not places:
        raise PassageError(
            _("These words are not in the text of the source. Copy them from the text itself.")
        )
    if len(places) > 1:
        raise PassageError(
            ngettext(
                "These words occur %(count)d time. Paste more of the sentence.",
                "These words occur %(count)d times. Paste more of the sentence.",
                len(places),
            )
            % {"count": len(places)}
        )
    return places[0]


def anchor(claim: Claim, start: int, end: int) -> None:
    """Tie `claim`, unsaved, to this span of its source's text, and name the section it stands in."""
    text = claim.source.text
    claim.start, claim.end = start, end
    claim.sha256 = digest(text[start:end])
    claim.anchor_state = AnchorState.EXACT
    claim.former_passage = ""
    claim.section = section_at(text, claim.source.blocks, start)


def section_at(text: str, blocks: list[dict[str, Any]], place: int) -> str:
    """The last heading before `place`, "" before the first."""
    before = takewhile(lambda block: block["start"] <= place, blocks)
    headings = [block for block in before if block["kind"] == "heading"]
    return text[headings[-1]["start"] : headings[-1]["end"]][:SECTION_LENGTH] if headings else ""
