"""What stands against a row although each of its cells is good: permissions, moves, changes that others made."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from advice.admin.bulk.parts import Parts
from advice.claims.models import Claim
from advice.claims.readiness import MOST_TOPICS
from advice.history.states import versions
from advice.publication.models import Status
from advice.publication.publishing import PUBLIC_HISTORY, reachable

Objections = list[tuple[str, str]]
"""The column, "__all__" for the row as a whole, and a sentence."""
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
SEEN = {Status.IN_REVIEW, Status.PUBLISHED}


@dataclass(frozen=True)
class Coming:
    """A row on its way in: who brings it, and what its claim was before.

    `version` is the state that the row was made from and `present` the state that the claim is in, "" for none.
    """

    user: Any
    new: bool
    was: str
    source: str
    version: str
    present: str

    @property
    def may_publish(self) -> bool:
        return bool(self.user.has_perm("advice.publish_claim"))

    @property
    def is_conflict(self) -> bool:
        return bool(self.version) and self.version != self.present


def objections(claim: Claim, source: str, parts: Parts, coming: Coming) -> Objections:
    """What stands against storing `claim`, which has the values of the row already, its source by its slug."""
    found = _to_new(claim, coming) if coming.new else _to_change(claim, source, coming)
    found += _to_status(claim, coming)
    if claim.status in SEEN and not 1 <= len(parts.topics) <= MOST_TOPICS:
        found.append(("topics", _("Give one to three topics before others see the claim.")))
    first, last = claim.about_from, claim.about_to
    if (first is None) != (last is None):
        found.append(("about_to", _("Give both years, or neither.")))
    elif first is not None and last is not None and last < first:
        found.append(("about_to", _("The second year is before the first.")))
    if claim.replaced_by is not None and claim.replaced_by.key == claim.key:
        found.append(("replaced_by", _("A claim does not replace itself.")))
    return found


def _to_new(claim: Claim, coming: Coming) -> Objections:
    found = []
    if not coming.user.has_perm("advice.add_claim"):
        found.append(("__all__", _("You may not add claims.")))
    if coming.is_conflict:
        told = _(
            "The claim that this row was made from is not here (any more). Empty “version” to add it as a new one."
        )
        found.append(("__all__", told))
    if claim.key and not KEY.fullmatch(claim.key):
        found.append(("key", _("Write the key with letters, digits, hyphens, dots and underscores.")))
    return found


def _to_change(claim: Claim, source: str, coming: Coming) -> Objections:
    found = []
    if not coming.user.has_perm("advice.change_claim"):
        found.append(("__all__", _("You may not change claims.")))
    elif coming.was in PUBLIC_HISTORY and not coming.may_publish:
        found.append(("__all__", _("What is or was public is changed only by those who publish.")))
    if coming.source != source:
        found.append(("source", _("A claim keeps its source; make a new claim for another.")))
    if coming.is_conflict:
        found.append(("__all__", _told_of_conflict(claim)))
    elif not coming.version:
        told = _("This claim is here already. To change it, export it and keep its column “version”.")
        found.append(("__all__", told))
    return found


def _to_status(claim: Claim, coming: Coming) -> Objections:
    if claim.status not in Status.values:
        told = {"status": str(claim.status)[:40], "known": ", ".join(Status.values)}
        return [("status", _("“%(status)s” is no status; there are: %(known)s.") % told)]
    if claim.status in reachable(coming.was, coming.may_publish):
        return []
    since = {"was": Status(coming.was).label, "to": Status(claim.status).label}
    if claim.status in reachable(coming.was, may_publish=True):
        return [("status", _("From %(was)s to %(to)s: only those who publish do that.") % since)]
    return [("status", _("From %(was)s no move leads to %(to)s.") % since)]


def _told_of_conflict(claim: Claim) -> str:
    last = versions(Claim, claim.pk)[-1]
    who = last.user.get_username() if last.user else _("somebody")
    told = _(
        "%(who)s changed this claim after the file was exported (%(when)s). Below is what it says now and what your "
        "row would make of it. Export it again and make your change there."
    )
    return told % {"who": who, "when": f"{last.at:%Y-%m-%d %H:%M}"}
