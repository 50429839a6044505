"""Two claims that say the same of one source: arguments, topics, conditions, repeats and reports go over."""

from django.utils.translation import gettext as _

from advice.claims.anchoring import digest
from advice.claims.coverage import Account, Span, cover
from advice.claims.models import (
    AnchorState,
    Claim,
    ClaimSituation,
    ClaimTopic,
    SetAside,
    SetAsideReason,
)
from advice.claims.readiness import MOST_TOPICS
from advice.claims.reports import ClaimReport
from advice.history.merging.plans import Kind, Plan, repoint
from advice.publication.models import Status
from advice.questions.models import ArgumentClaim


def plan_claims(plan: Plan) -> None:
    loser, survivor = plan.loser, plan.survivor
    if loser.source_id != survivor.source_id:
        told = _(
            "They are of different sources, and each source is a voice of its own. "
            "Let both carry one argument instead."
        )
        plan.conflicts.append(told)
        return
    _arguments(plan)
    _topics(plan)
    _conditions(plan)
    for aside in SetAside.objects.filter(repeats=loser).order_by("start"):
        plan.add(Kind.MOVED, _("Blocks that repeat it"), aside, repoint(aside, repeats=survivor))
    _blocks(plan)
    for claim in Claim.objects.filter(replaced_by=loser).exclude(pk=survivor.pk).order_by("pk"):
        plan.add(Kind.MOVED, _("Claims it replaces"), claim.key, repoint(claim, replaced_by=survivor))
    reports = ClaimReport.objects.filter(claim=loser)
    for report in reports.order_by("pk"):
        plan.add(Kind.MOVED, _("Reports of readers"), report, repoint(report, claim=survivor))
    plan.add(Kind.LEFT, _("Its words"), loser.text)
    if loser.speaker_id != survivor.speaker_id:
        plan.add(Kind.LEFT, _("Its speaker, who is another"), loser.speaker or _("nobody named"))


def _arguments(plan: Plan) -> None:
    present = set(ArgumentClaim.objects.filter(claim=plan.survivor).values_list("argument", flat=True))
    rows = ArgumentClaim.objects.filter(claim=plan.loser).select_related("argument").order_by("pk")
    for row in rows:
        if row.argument_id in present:
            plan.add(Kind.COLLAPSED, _("Arguments that both carry"), row.argument, row.delete)
        else:
            plan.add(Kind.MOVED, _("Arguments"), row.argument, repoint(row, claim=plan.survivor))


def _topics(plan: Plan) -> None:
    present = set(ClaimTopic.objects.filter(content_object=plan.survivor).values_list("tag", flat=True))
    for row in ClaimTopic.objects.filter(content_object=plan.loser).select_related("tag").order_by("pk"):
        if row.tag_id in present:
            continue
        if len(present) >= MOST_TOPICS:
            plan.add(Kind.LEFT, _("Topics, as three are enough"), row.tag)
            continue
        present.add(row.tag_id)
        new = ClaimTopic(content_object=plan.survivor, tag=row.tag)
        plan.add(Kind.MOVED, _("Topics"), row.tag, new.save)


def _conditions(plan: Plan) -> None:
    present = dict(ClaimSituation.objects.filter(claim=plan.survivor).values_list("situation", "answer"))
    for row in ClaimSituation.objects.filter(claim=plan.loser).select_related("situation").order_by("pk"):
        if row.situation_id not in present:
            new = ClaimSituation(claim=plan.survivor, situation=row.situation, answer=row.answer)
            plan.add(Kind.MOVED, _("Conditions"), row, new.save)
        elif present[row.situation_id] != row.answer:
            told = _("They hold for opposite answers to “%(question)s”; so they do not say the same.")
            plan.conflicts.append(told % {"question": row.situation.question})


def _blocks(plan: Plan) -> None:
    """Blocks that only the claim which goes covers repeat the other one from now on, and stay accounted for."""
    source, loser = plan.survivor.source, plan.loser
    if not source.text or loser.start is None or loser.anchor_state == AnchorState.ORPHAN:
        return
    blocks = [(block["kind"], block["start"], block["end"]) for block in source.blocks]
    others = source.claims.exclude(pk=loser.pk).exclude(status=Status.WITHDRAWN).exclude(start=None)
    spans = [Span(one.start, one.end) for one in others if one.anchor_state != AnchorState.ORPHAN]
    aside = [Span(row.start, row.end) for row in source.set_aside.all()]
    for block in cover(blocks, spans, aside):
        if block.account is Account.OPEN and block.start < loser.end and block.end > loser.start:
            new = SetAside(
                source=source,
                start=block.start,
                end=block.end,
                sha256=digest(source.text[block.start : block.end]),
                reason=SetAsideReason.REPEATS,
                repeats=plan.survivor,
            )
            plan.add(Kind.MOVED, _("Blocks set aside from now on"), new, new.save)
