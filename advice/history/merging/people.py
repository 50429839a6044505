"""Two persons who are one: what they say and what they wrote goes over."""

from django.utils.translation import gettext as _

from advice.claims.models import Claim
from advice.history.merging.plans import Kind, Plan, repoint
from advice.sources.models import Source


def plan_people(plan: Plan) -> None:
    loser, survivor = plan.loser, plan.survivor
    for claim in Claim.objects.filter(speaker=loser).order_by("pk"):
        plan.add(Kind.MOVED, _("Claims"), claim, repoint(claim, speaker=survivor))
    for source in Source.objects.filter(author=loser).order_by("pk"):
        plan.add(Kind.MOVED, _("Sources"), source, repoint(source, author=survivor))
    for name in ("standing", "interest", "path", "url"):
        theirs, ours = getattr(loser, name), getattr(survivor, name)
        if theirs and theirs != ours:
            said = getattr(loser, f"get_{name}_display", lambda value=theirs: value)()
            plan.add(Kind.LEFT, _(name), said)
