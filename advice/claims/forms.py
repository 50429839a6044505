"""What the addresses of topics and people may carry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from advice.claims.topic_page import STANCES
from advice.publication.paging import PageForm
from advice.sources.models import Path


class TopicForm(PageForm):
    stance = forms.ChoiceField(
        choices=[(stance, stance) for stance in STANCES],
        required=False,
        error_messages={"invalid_choice": _("A stance is pro, con, depends or none.")},
    )


class PeopleForm(PageForm):
    path = forms.ChoiceField(
        choices=Path.choices,
        required=False,
        error_messages={"invalid_choice": _("A path is finished, doing, left, never or unknown.")},
    )
