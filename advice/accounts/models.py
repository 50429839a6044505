"""A form that waits for somebody to sign in again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptForm(models.Model):
    """A form that was sent after the sign-in had ended. A browser has at most one, for one account."""

    device = models.CharField(_("browser"), max_length=50, primary_key=True)
    """The nonce of advice.accounts.known_device."""
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account")
    )
    path = models.TextField(_("address"))
    fields = models.TextField(_("fields"))
    """JSON: names and values in order."""
    file = models.BooleanField(_("had a file"))
    expires_at = models.DateTimeField(_("expires"), db_index=True)

    class Meta:
        verbose_name = _("kept form")
        verbose_name_plural = _("kept forms")

    def __str__(self) -> str:
        return self.path
