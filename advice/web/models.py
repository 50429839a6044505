"""How often something was asked for, kept in the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestCount(models.Model):
    """The number of requests of a kind in a window of time; `key` is a digest, and expired rows are deleted."""

    key = models.CharField(_("key"), max_length=100, primary_key=True)
    count = models.PositiveIntegerField(_("count"))
    expires_at = models.DateTimeField(_("expires"), db_index=True)

    class Meta:
        verbose_name = _("request count")
        verbose_name_plural = _("request counts")

    def __str__(self) -> str:
        return self.key
