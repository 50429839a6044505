"""A cache that counts requests in the database, so that several processes keep one count.

django-ratelimit needs a cache whose `incr` is atomic. Django's own database cache reads and then writes;
here one UPDATE does both.
"""

from datetime import timedelta
from math import ceil
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone


class CountingCache(BaseCache):
    """Holds numbers only, and of a cache's methods those that counting takes."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: int, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Begin to count at `value`, for `timeout` seconds; False where the count has begun."""
        from advice.web.models import RequestCount  # a cache may be made before models are there

        now = timezone.now()
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        key = self.make_and_validate_key(key, version)
        if RequestCount.objects.filter(pk=key, expires_at__gt=now).exists():
            return False
        RequestCount.objects.filter(expires_at__lte=now).delete()
        try:
            with transaction.atomic():
                RequestCount.objects.create(
                    pk=key, count=value, expires_at=now + timedelta(seconds=seconds or 0)
                )
        except IntegrityError:
            return False  # another process began at the same moment
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        from advice.web.models import RequestCount

        counts = RequestCount.objects.filter(
            pk=self.make_and_validate_key(key, version), expires_at__gt=timezone.now()
        )
        return counts.values_list("count", flat=True).first() or default

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add `delta` to a count, and return it; raise ValueError if it has not begun or would be below 0.

        The row stays locked until it is read again: otherwise two who count at the same moment could both
        read the count of both.
        """
        from advice.web.models import RequestCount

        pk = self.make_and_validate_key(key, version)
        with transaction.atomic():
            if not RequestCount.objects.filter(pk=pk, count__gte=-delta).update(count=F("count") + delta):
                raise ValueError(f"There is no count of {pk}.")
            return RequestCount.objects.values_list("count", flat=True).get(pk=pk)

    def delete(self, key: str, version: int | None = None) -> bool:
        """End a count; False where there is none."""
        from advice.web.models import RequestCount

        return bool(RequestCount.objects.filter(pk=self.make_and_validate_key(key, version)).delete()[0])

    def seconds_left(self, key: str, version: int | None = None) -> int:
        """Return the seconds until a count ends, at least 1."""
        from advice.web.models import RequestCount

        pk = self.make_and_validate_key(key, version)
        end = RequestCount.objects.filter(pk=pk).values_list("expires_at", flat=True).first()
        return max(ceil((end - timezone.now()).total_seconds()), 1) if end else 1

    def clear(self) -> None:
        from advice.web.models import RequestCount

        RequestCount.objects.all().delete()
