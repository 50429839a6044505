"""Which claims are public, which were, and which somebody should look at again."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from advice.publication.models import PublicationQuerySet, Status

if TYPE_CHECKING:
    from advice.claims.models import Claim  # noqa: F401 - what the querysets are of

OF_PUBLIC_RECORDS = Q(source__status=Status.PUBLISHED) & (
    Q(speaker=None) | Q(speaker__status=Status.PUBLISHED)
)


class ClaimQuerySet(PublicationQuerySet["Claim"]):
    def published(self) -> Self:
        """Published claims of published sources, said by nobody or by a published person."""
        return super().published().filter(OF_PUBLIC_RECORDS)

    def withdrawn(self) -> Self:
        """Claims that the public has seen and that were withdrawn since. Nothing shows but that, and why."""
        return self.filter(OF_PUBLIC_RECORDS, status=Status.WITHDRAWN, published_at__isnull=False)

    def due(self, day: date) -> Self:
        """Claims to be looked at again by `day` or before; what is withdrawn is not."""
        return self.filter(review_by__lte=day).exclude(status=Status.WITHDRAWN)
