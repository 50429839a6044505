"""Making, changing and ending links: what a mentor can do, each in one call."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from advice.questions.models import Position, Question
from advice.sharing.content import Arrangement, Content
from advice.sharing.models import ArrangedArgument, PresetSituation, ShareLink, Treatment, in_ninety_days
from advice.sharing.snapshots import dump
from advice.sharing.tokens import digest, new_reference, new_token


def make(
    owner: User,
    subject: Question | Position,
    content: Content,
    arrangement: Arrangement,
    *,
    label: str,
    note: str = "",
    expires_at: datetime | None = None,
    frozen: bool = False,
    reference: str = "",
) -> tuple[ShareLink, str]:
    """A new link and its token, which is kept nowhere: whoever calls this shows it once."""
    token = new_token()
    with transaction.atomic():
        link = ShareLink.objects.create(
            reference=reference or new_reference(),
            token_sha256=digest(token),
            owner=owner,
            question=subject if isinstance(subject, Question) else None,
            position=subject if isinstance(subject, Position) else None,
            label=label,
            note=note,
            frozen=frozen,
            snapshot=dump(content) if frozen else None,
            expires_at=expires_at or in_ninety_days(),
        )
        _arrange(link, arrangement)
    return link, token


def change(link: ShareLink, arrangement: Arrangement, *, label: str, note: str, expires_at: datetime) -> None:
    """Set an existing link up anew; its address and what the mentee entered stay."""
    with transaction.atomic():
        link.label, link.note, link.expires_at = label, note, expires_at
        link.save(update_fields=["label", "note", "expires_at"])
        link.arranged.all().delete()
        link.presets.all().delete()
        _arrange(link, arrangement)


def extend(link: ShareLink) -> None:
    """Let the link work for another ninety days from now; never shorten it."""
    link.expires_at = max(link.expires_at, in_ninety_days())
    link.save(update_fields=["expires_at"])


def revoke(link: ShareLink) -> None:
    """End the link for good, from the very next request on. The first time counts."""
    ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def replace_token(link: ShareLink) -> str:
    """Give the link a new token, which ends the old one and every session opened with it."""
    token = new_token()
    link.token_sha256 = digest(token)
    link.save(update_fields=["token_sha256"])
    return token


def delete_ended(before: datetime) -> int:
    """Delete the links that expired or were revoked before that moment, with all that is in them."""
    ended = ShareLink.objects.filter(Q(expires_at__lt=before) | Q(revoked_at__lt=before))
    number = ended.count()
    ended.delete()
    return number


def opened(link: ShareLink) -> None:
    """Keep when the link was first opened."""
    ShareLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())


def _arrange(link: ShareLink, arrangement: Arrangement) -> None:
    pinned = (
        ArrangedArgument(link=link, position_id=position, argument=key, treatment=Treatment.PINNED, line=line)
        for (position, key), line in arrangement.pinned.items()
    )
    left_out = (
        ArrangedArgument(link=link, position_id=position, argument=key, treatment=Treatment.LEFT_OUT)
        for position, key in sorted(arrangement.left_out)
    )
    ArrangedArgument.objects.bulk_create([*pinned, *left_out])
    PresetSituation.objects.bulk_create(
        PresetSituation(link=link, situation=slug, holds=holds) for slug, holds in arrangement.presets.items()
    )
