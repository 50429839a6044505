"""Two topics that are one: claims, considerations, labels and narrower topics go over."""

from django.utils.translation import gettext as _

from advice.claims.models import ClaimTopic, LabelKind, Topic, TopicLabel
from advice.history.merging.plans import Kind, Plan, repoint
from advice.questions.models import Argument, Crux


def plan_topics(plan: Plan) -> None:
    loser, survivor = plan.loser, plan.survivor
    _claims(plan)
    arguments = Argument.objects.filter(topic=loser).select_related("position__question")
    for argument in arguments.order_by("pk"):
        place = f"{argument} ({argument.position.question} {argument.position})"
        plan.add(Kind.MOVED, _("Arguments"), place, repoint(argument, topic=survivor))
    present = set(Crux.objects.filter(topic=survivor).values_list("position", flat=True))
    for crux in Crux.objects.filter(topic=loser).select_related("position").order_by("pk"):
        if crux.position_id in present:
            told = _("“%(position)s” has a crux for both; keep one of them first.")
            plan.conflicts.append(told % {"position": crux.position})
        plan.add(Kind.MOVED, _("Cruxes"), crux, repoint(crux, topic=survivor))
    _labels(plan)
    above = _above(survivor)
    for topic in Topic.objects.filter(broader=loser).order_by("pk"):
        # Below itself a topic cannot be: what stands between the two takes the place of the one that goes.
        broader = loser.broader if topic.pk in above else survivor
        plan.add(Kind.MOVED, _("Narrower topics"), topic, repoint(topic, broader=broader))
    for name in ("description", "scope_note"):
        if text := getattr(loser, name):
            plan.add(Kind.LEFT, _(name.replace("_", " ")), text)


def _claims(plan: Plan) -> None:
    theirs = {row.content_object_id: row for row in ClaimTopic.objects.filter(tag=plan.survivor)}
    rows = ClaimTopic.objects.filter(tag=plan.loser).select_related("content_object").order_by("pk")
    for row in rows:
        twin = theirs.get(row.content_object_id)
        if twin is None:
            plan.add(Kind.MOVED, _("Claims"), row.content_object, repoint(row, tag=plan.survivor))
        elif twin.pk < row.pk:
            plan.add(Kind.COLLAPSED, _("Claims that have both topics"), row.content_object, row.delete)
        else:  # the main topic of a claim is its first row, so the first place is kept

            def do(twin: ClaimTopic = twin, row: ClaimTopic = row) -> None:
                twin.delete()
                repoint(row, tag=plan.survivor)()

            plan.add(Kind.COLLAPSED, _("Claims that have both topics"), row.content_object, do)


def _labels(plan: Plan) -> None:
    loser, survivor = plan.loser, plan.survivor
    for label in TopicLabel.objects.filter(topic=loser).order_by("pk"):
        plan.add(Kind.MOVED, _("Labels"), label, repoint(label, topic=survivor))
    if not TopicLabel.objects.filter(label=loser.name).exists():
        new = TopicLabel(topic=survivor, label=loser.name, kind=LabelKind.ALTERNATIVE)
        plan.add(Kind.MOVED, _("Labels"), _("%(name)s (its name)") % {"name": loser.name}, new.save)


def _above(topic: Topic) -> set[int]:
    """The topic itself and those it is narrower than."""
    found: set[int] = set()
    at: Topic | None = topic
    while at is not None and at.pk not in found:
        found.add(at.pk)
        at = at.broader
    return found
