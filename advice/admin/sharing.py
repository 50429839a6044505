"""Share links, for administrators alone: to end one that is abused, or to see what became of one.

Curators see nothing of them here. Looking at a link leaves a trace that its mentor sees, and what a mentee
did not send is on no page but their own.
"""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.admin.records import RecordAdmin
from advice.models import ShareLink
from advice.sharing import filing, making
from advice.sharing.oversight import OVERSEE, record_look
from advice.sharing.wording import said


@admin.register(ShareLink)
class ShareLinkAdmin(RecordAdmin):
    """Lists carry neither label nor note; both, and what was sent, are on the page of one link."""

    list_display = ["reference", "owner", "subject_title", "state_words", "created_at", "expires_at"]
    list_filter = ["frozen"]
    search_fields = ["reference", "owner__username"]
    actions = ["revoke_links"]
    readonly_fields = [
        "reference",
        "owner",
        "subject_title",
        "state_words",
        "created_at",
        "expires_at",
        "opened_at",
        "answered_at",
        "revoked_at",
        "label",
        "note",
        "sent_answers",
    ]
    fields = [*readonly_fields]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ShareLink]:
        links = super().get_queryset(request)
        return links.select_related("owner", "question", "position__question").defer("snapshot")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: ShareLink | None = None) -> bool:
        return request.user.has_perm(OVERSEE)

    def has_delete_permission(self, request: HttpRequest, obj: ShareLink | None = None) -> bool:
        return request.user.has_perm(OVERSEE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ShareLink | None = None) -> bool:
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        link = self.get_object(request, object_id)
        if link is not None and self.has_view_permission(request, link):
            record_look(cast(User, request.user), link)
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.action(description=gettext_lazy("Revoke"), permissions=["view"])
    def revoke_links(self, request: HttpRequest, queryset: QuerySet[ShareLink]) -> None:
        for link in queryset:
            making.revoke(link)
            record_look(cast(User, request.user), link, _("Revoked the link."))
        self.message_user(request, _("The links are revoked."))

    @admin.display(description=gettext_lazy("hands over"))
    def subject_title(self, link: ShareLink) -> str:
        return str(link.subject)

    @admin.display(description=gettext_lazy("state"))
    def state_words(self, link: ShareLink) -> str:
        return str(link.state.label)

    @admin.display(description=gettext_lazy("marks that were sent"))
    def sent_answers(self, link: ShareLink) -> SafeString | str:
        sheet = filing.read(link, sent=True)
        if sheet is None:
            return _("nothing")
        marks = [(argument, said(mark)) for (_position, argument), mark in sheet.marks.items()]
        return format_html_join("", "<p><code>{}</code> {}</p>", marks)
