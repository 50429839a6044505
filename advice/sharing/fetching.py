"""From the records to what a link hands over: the present page, or the page as it was."""

from advice.claims.models import Situation
from advice.questions.gathering import gather
from advice.questions.models import Position, Question
from advice.sharing.content import Arrangement, Asked, Content, Option
from advice.sharing.models import ShareLink, Treatment
from advice.sharing.snapshots import load


def present(subject: Question | Position) -> Content | None:
    """The page of `subject` as the public sees it now; None where the public sees none."""
    if isinstance(subject, Position):
        positions = list(Position.objects.published().filter(pk=subject.pk).select_related("question"))
        question = positions[0].question if positions else None
    else:
        question = Question.objects.published().filter(pk=subject.pk).first()
        positions = list(Position.objects.published().filter(question=question).select_related("question"))
    if question is None:
        return None
    materials = gather(positions)
    options = tuple(
        Option(
            pk=position.pk,
            slug=position.slug,
            title=position.title,
            url=position.get_absolute_url(),
            lead=position.lead,
            reversible=position.reversible,
            deadline=position.deadline,
            gap=position.gap,
            material=materials[position.pk],
        )
        for position in positions
    )
    return Content(
        slug=question.slug,
        title=question.title,
        options=options,
        situations=_asked(options),
        url=subject.get_absolute_url(),
        lead=question.lead,
        whole=isinstance(subject, Question),
    )


def handed_over(link: ShareLink) -> Content | None:
    """What the link shows: its snapshot, or the present page (None where there is none any more)."""
    return load(link.snapshot) if link.frozen else present(link.subject)


def arrangement(link: ShareLink) -> Arrangement:
    """How the mentor set the page up, pins in the order in which they were given."""
    rows = list(link.arranged.all())
    return Arrangement(
        pinned={
            (row.position_id, row.argument): row.line for row in rows if row.treatment == Treatment.PINNED
        },
        left_out=frozenset(
            (row.position_id, row.argument) for row in rows if row.treatment == Treatment.LEFT_OUT
        ),
        presets={row.situation: row.holds for row in link.presets.all()},
    )


def _asked(options: tuple[Option, ...]) -> tuple[Asked, ...]:
    """The situations that claims of the page depend on."""
    slugs = {
        condition.situation
        for option in options
        for argument in option.material.arguments
        for claim in argument.claims
        for condition in claim.conditions
    }
    return tuple(
        Asked(entry.slug, entry.question, entry.holds, entry.lacks)
        for entry in Situation.objects.published().filter(slug__in=slugs)
    )
