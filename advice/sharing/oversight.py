"""An administrator's look at somebody's link, and the trace it leaves, which the mentor sees."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from advice.sharing.models import ShareLink

OVERSEE = "advice.oversee_sharelink"


def record_look(user: User, link: ShareLink, what: str = "") -> None:
    """Write down who looked at the link, before they see it."""
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(ShareLink),
        object_id=str(link.pk),
        object_repr=link.reference,
        action_flag=CHANGE,
        change_message=what or _("Looked at the link."),
    )


def looks(link: ShareLink) -> QuerySet[LogEntry]:
    """Who looked at the link, the latest first."""
    content_type = ContentType.objects.get_for_model(ShareLink)
    return LogEntry.objects.filter(content_type=content_type, object_id=str(link.pk)).select_related("user")
