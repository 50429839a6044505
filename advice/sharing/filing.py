"""Between the mentee's answers as rows and as plain data."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from advice.sharing.answers import Leaning, MarkOn, Sheet
from advice.sharing.content import ArgumentName
from advice.sharing.models import Answers, Mark, ShareLink, StatedSituation


def read(link: ShareLink, sent: bool = False) -> Sheet | None:
    """The mentee's own sheet, or the copy they sent; None where there is none."""
    row = link.answers.filter(sent=sent).prefetch_related("marks", "situations").first()
    if row is None:
        return None
    return Sheet(
        before=Leaning(row.leaning_before, row.leaning_before_to_id),
        after=Leaning(row.leaning_after, row.leaning_after_to_id),
        marks={
            (mark.position_id, mark.argument): MarkOn(mark.reaction, mark.words, mark.weight)
            for mark in row.marks.all()
        },
        situations={entry.situation: entry.holds for entry in row.situations.all()},
    )


def begin(link: ShareLink, before: Leaning, presets: Mapping[str, bool]) -> None:
    """Open the mentee's sheet with their leaning and what the mentor knew. A sheet that is open stays as it is."""
    with transaction.atomic():
        row, is_new = Answers.objects.get_or_create(
            link=link,
            sent=False,
            defaults={"leaning_before": before.value, "leaning_before_to_id": before.to},
        )
        if is_new:
            _write_situations(row, presets)


def fill_in(
    link: ShareLink,
    marks: Mapping[ArgumentName, MarkOn | None],
    situations: Mapping[str, bool] | None,
    after: Leaning,
) -> None:
    """Keep all of it.

    None takes a mark away, and arguments that `marks` does not name keep theirs. `situations` are all there
    are, or None where they stay as they were.
    """
    with transaction.atomic():
        row = _own(link)
        row.leaning_after, row.leaning_after_to_id = after.value, after.to
        row.save()
        kept = [entry.pk for entry in row.marks.all() if (entry.position_id, entry.argument) not in marks]
        row.marks.exclude(pk__in=kept).delete()
        Mark.objects.bulk_create(
            Mark(
                answers=row,
                position_id=position,
                argument=argument,
                reaction=given.reaction,
                words=given.words,
                weight=given.weight,
            )
            for (position, argument), given in marks.items()
            if given
        )
        if situations is not None:
            row.situations.all().delete()
            _write_situations(row, situations)


def send(link: ShareLink) -> None:
    """Put the present sheet in the place of what the mentor has."""
    with transaction.atomic():
        own = _own(link)
        marks, situations = list(own.marks.all()), list(own.situations.all())
        link.answers.filter(sent=True).delete()
        copy = Answers.objects.create(
            link=link,
            sent=True,
            leaning_before=own.leaning_before,
            leaning_before_to_id=own.leaning_before_to_id,
            leaning_after=own.leaning_after,
            leaning_after_to_id=own.leaning_after_to_id,
        )
        Mark.objects.bulk_create(
            Mark(
                answers=copy,
                position_id=entry.position_id,
                argument=entry.argument,
                reaction=entry.reaction,
                words=entry.words,
                weight=entry.weight,
            )
            for entry in marks
        )
        _write_situations(copy, {entry.situation: entry.holds for entry in situations})
        ShareLink.objects.filter(pk=link.pk).update(answered_at=timezone.now())


def forget(link: ShareLink) -> None:
    """Delete everything the mentee entered, the copy that was sent included."""
    with transaction.atomic():
        link.answers.all().delete()
        ShareLink.objects.filter(pk=link.pk).update(answered_at=None)


def _own(link: ShareLink) -> Answers:
    """The mentee's sheet, locked; made where somebody goes on in an old tab after deleting it."""
    Answers.objects.get_or_create(link=link, sent=False)
    return Answers.objects.select_for_update().get(link=link, sent=False)


def _write_situations(row: Answers, situations: Mapping[str, bool]) -> None:
    StatedSituation.objects.bulk_create(
        StatedSituation(answers=row, situation=slug, holds=holds) for slug, holds in situations.items()
    )
