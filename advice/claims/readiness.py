"""What a claim must have before others see it."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from advice.claims.models import Claim

MOST_TOPICS = 3


def obstacles(claims: QuerySet[Claim]) -> dict[int, str]:
    """By primary key, what keeps a claim from review and from the public: one short clause each."""
    without_topic = claims.filter(topic_items=None).values_list("pk", flat=True)
    return dict.fromkeys(without_topic, _("it has no topic"))
