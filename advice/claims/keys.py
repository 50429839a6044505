"""The permanent key of a claim: the address of its source and the next free number."""

import re

from django.db import transaction

from advice.claims.models import Claim
from advice.sources.models import Source


def save_with_new_key(claim: Claim) -> None:
    """Give a new claim the key `<source>-NNN` and save it.

    The source is locked until the surrounding transaction ends, so that two curators at once get two
    numbers. A number is one more than the highest: one that was ever public is never used again,
    because what was public is not deleted.
    """
    with transaction.atomic():
        source = Source.objects.select_for_update().only("slug").get(pk=claim.source_id)
        claim.key = f"{source.slug}-{_next_number(source.slug):03}"
        claim.save()


def _next_number(slug: str) -> int:
    numbered = re.compile(rf"{re.escape(slug)}-([0-9]{{1,9}})")
    keys = Claim.objects.filter(key__startswith=f"{slug}-").values_list("key", flat=True)
    matches = filter(None, map(numbered.fullmatch, keys))
    return max((int(match[1]) for match in matches), default=0) + 1
