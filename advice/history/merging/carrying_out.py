"""Make the plan of a merge, and carry it out."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from advice.claims.models import Claim, Topic
from advice.history.merging.claims import plan_claims
from advice.history.merging.people import plan_people
from advice.history.merging.plans import Plan, repoint
from advice.history.merging.topics import plan_topics
from advice.history.revisions import revision
from advice.publication.models import Status
from advice.sources.models import Person

PLANS: dict[Any, Callable[[Plan], None]] = {Claim: plan_claims, Topic: plan_topics, Person: plan_people}
MOST = 2_000
"""Steps of one merge; each is a row with a line of its history."""


class MergeError(Exception):
    """Nothing was merged; the message is one sentence that says why."""


def plan(loser: Any, survivor: Any) -> Plan:
    """What merging `loser` into `survivor` would do; nothing is written."""
    made = Plan(loser, survivor)
    if loser.pk == survivor.pk:
        made.conflicts.append(_("It cannot be merged with itself."))
        return made
    if survivor.status == Status.WITHDRAWN:
        made.conflicts.append(
            _("“%(name)s” is withdrawn, so nothing can be merged into it.") % {"name": survivor}
        )
    elif loser.status == Status.PUBLISHED and survivor.status != Status.PUBLISHED:
        told = _(
            "“%(name)s” is not published, and what is merged into it would vanish. Merge the other way round."
        )
        made.conflicts.append(told % {"name": survivor})
    PLANS[type(loser)](made)
    if len(made.steps) > MOST:
        made.conflicts.append(
            _("More than %(most)d rows would change; that is too many at once.") % {"most": MOST}
        )
    return made


def merge(model: Any, loser: int, survivor: int, shown: str) -> Plan:
    """Merge two records by primary key, where the plan is still the one whose digest is `shown`.

    One transaction and one revision; both keep their histories. Raises MergeError, changing nothing.
    """
    with transaction.atomic():
        found = model._base_manager.select_for_update().order_by("pk").in_bulk([loser, survivor])
        if len(found) != 2:
            raise MergeError(_("One of the two is gone."))
        made = plan(found[loser], found[survivor])
        if made.digest() != shown:
            raise MergeError(_("Somebody changed what would be merged. Look at it again."))
        if made.conflicts:
            raise MergeError(" ".join(made.conflicts))
        with revision(reason_for(made)):
            for step in made.steps:
                if step.do is not None:
                    step.do()
            for row in model._base_manager.filter(merged_into=loser).order_by("pk"):
                repoint(row, merged_into=made.survivor)()
            _close(made)
    return made


def reason_for(made: Plan) -> str:
    """What the histories say of it."""
    name = made.survivor.key if isinstance(made.survivor, Claim) else str(made.survivor)
    return _("merged into %(name)s") % {"name": name}


def _close(made: Plan) -> None:
    """Take the record that goes out of the public view; its address leads to the other one."""
    loser = made.loser
    values: dict[str, Any] = {"status": Status.WITHDRAWN, "merged_into": made.survivor}
    if isinstance(loser, Claim):
        values["withdrawn_reason"] = _(
            "It said the same as another claim of its source, and became part of it."
        )
        values["replaced_by"] = made.survivor
    for name, value in values.items():
        setattr(loser, name, value)
    loser.save(update_fields=[*values, "changed_at"])
