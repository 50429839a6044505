"""Between the mentee's answers as rows and as plain data."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from advice.sharing.answers import Leaning, MarkOn, Sheet
from advice.sharing.merging import Entered, merge
from advice.sharing.models import Answers, Mark, ShareLink, StatedSituation


def read(link: ShareLink, sent: bool = False) -> Sheet | None:
    """The mentee's own sheet, or the copy they sent; None where there is none."""
    row = link.answers.filter(sent=sent).prefetch_related("marks", "situations").first()
    return _sheet(row) if row else None


def begin(link: ShareLink, before: Leaning, presets: Mapping[str, bool]) -> None:
    """Open the mentee's sheet with their leaning and what the mentor knew. A sheet that is open stays as it is."""
    with transaction.atomic():
        row, is_new = Answers.objects.get_or_create(link=link, sent=False)
        if is_new:
            _write(row, Sheet(before=before, situations=presets))


def fill_in(link: ShareLink, entered: Entered, seen: Entered | None = None) -> None:
    """Keep what was entered on a page that had shown `seen`."""
    with transaction.atomic():
        row = _own(link)
        _write(row, merge(_sheet(row), entered, seen))


def send(link: ShareLink) -> None:
    """Put the present sheet in the place of what the mentor has."""
    with transaction.atomic():
        own = _own(link)
        link.answers.filter(sent=True).delete()
        _write(Answers.objects.create(link=link, sent=True), _sheet(own))
        ShareLink.objects.filter(pk=link.pk).update(answered_at=timezone.now())


def take_back(link: ShareLink) -> None:
    """Delete what the mentor has; the mentee's own sheet stays."""
    with transaction.atomic():
        link.answers.filter(sent=True).delete()
        ShareLink.objects.filter(pk=link.pk).update(answered_at=None)


def forget(link: ShareLink) -> None:
    """Delete everything the mentee entered, the copy that was sent included."""
    with transaction.atomic():
        link.answers.all().delete()
        ShareLink.objects.filter(pk=link.pk).update(answered_at=None)


def _own(link: ShareLink) -> Answers:
    """The mentee's sheet, locked; made where somebody goes on in an old tab after deleting it."""
    Answers.objects.get_or_create(link=link, sent=False)
    return Answers.objects.select_for_update().get(link=link, sent=False)


def _sheet(row: Answers) -> Sheet:
    return Sheet(
        before=Leaning(row.leaning_before, row.leaning_before_to_id),
        after=Leaning(row.leaning_after, row.leaning_after_to_id),
        marks={
            (mark.position_id, mark.argument): MarkOn(mark.reaction, mark.words, mark.weight)
            for mark in row.marks.all()
        },
        situations={entry.situation: entry.holds for entry in row.situations.all()},
    )


def _write(row: Answers, sheet: Sheet) -> None:
    """Put `sheet` in the place of all that `row` holds."""
    row.leaning_before, row.leaning_before_to_id = sheet.before.value, sheet.before.to
    row.leaning_after, row.leaning_after_to_id = sheet.after.value, sheet.after.to
    row.save()
    row.marks.all().delete()
    row.situations.all().delete()
    Mark.objects.bulk_create(
        Mark(
            answers=row,
            position_id=position,
            argument=argument,
            reaction=mark.reaction,
            words=mark.words,
            weight=mark.weight,
        )
        for (position, argument), mark in sheet.marks.items()
    )
    StatedSituation.objects.bulk_create(
        StatedSituation(answers=row, situation=slug, holds=holds) for slug, holds in sheet.situations.items()
    )
