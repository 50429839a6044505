"""Addresses of the mentee's page and of the mentor's links."""

from django.urls import path, register_converter

from advice.sharing import mentee_views, mentor_views, opening, upkeep
from advice.sharing.tokens import REFERENCE, TOKEN


class _Text:
    """An address part that stays a text."""

    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TokenPart(_Text):
    regex = TOKEN


class ReferencePart(_Text):
    regex = REFERENCE


register_converter(TokenPart, "share_token")
register_converter(ReferencePart, "share_reference")

urlpatterns = [
    path("s/<share_token:token>/", opening.exchange, name="share-open"),
    path("s/<share_reference:reference>/", mentee_views.shared, name="shared"),
    path("s/<share_reference:reference>/begin/", mentee_views.begin, name="shared-begin"),
    path("s/<share_reference:reference>/answer/", mentee_views.answer, name="shared-answer"),
    path("s/<share_reference:reference>/delete/", mentee_views.delete, name="shared-delete"),
    path("s/<share_reference:reference>/close/", mentee_views.close, name="shared-close"),
    path("s/<share_reference:reference>/page.md", mentee_views.take_along, name="shared-markdown"),
    path("shares/", mentor_views.shares, name="shares"),
    path("shares/new/<slug:question>/", mentor_views.new, name="share-question"),
    path("shares/new/<slug:question>/<slug:position>/", mentor_views.new, name="share-position"),
    path("shares/<share_reference:reference>/", mentor_views.share, name="share"),
    path("shares/<share_reference:reference>/preview/", mentor_views.preview, name="share-preview"),
    path("shares/<share_reference:reference>/edit/", mentor_views.edit, name="share-edit"),
    path("shares/<share_reference:reference>/extend/", upkeep.extend, name="share-extend"),
    path("shares/<share_reference:reference>/revoke/", upkeep.revoke, name="share-revoke"),
    path("shares/<share_reference:reference>/replace/", upkeep.replace, name="share-replace"),
    path("shares/<share_reference:reference>/delete/", upkeep.remove, name="share-delete"),
]
