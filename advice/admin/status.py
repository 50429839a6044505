"""Status in the admin: the column, the choice in a form, and who may change or delete what."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.accounts.groups import publish_permission
from advice.admin.conflicts import SharedAdmin
from advice.admin.inlines import LoadedFormSet
from advice.admin.moving import move_selected
from advice.publication.models import Mergeable, Publication, Status
from advice.publication.publishing import PUBLIC_HISTORY, Move, reachable


class StatusForm(forms.ModelForm):
    """Offers the statuses that one move leads to; `may_publish` is set for the person at the form."""

    may_publish = False
    publishes_alone = False
    """Whether the person may publish what no second one has signed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("status")
        if isinstance(field, forms.ChoiceField):
            allowed = reachable(self.instance.status, self.may_publish)
            field.choices = [choice for choice in Status.choices if choice[0] in allowed]


class StatusAdmin(SharedAdmin):
    """An admin for records with a status. `address` names the field that the public address is made of."""

    form = StatusForm
    actions = ["send_to_review", "publish", "withdraw", "back_to_draft"]
    move_forms: ClassVar[dict[Move, type[forms.Form]]] = {}
    """What a move of many asks for; the fields are those of the record that take the answers."""
    address: str | None = None
    only_after_adding: tuple[str, ...] = ("created_at", "changed_at")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.may_publish = self.has_publish_permission(request)
        return form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if issubclass(inline.formset, StatusFormSet):
            permission = publish_permission(inline.model)
            kwargs["may_publish"] = request.user.has_perm(permission)
        return kwargs

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = [*super().get_readonly_fields(request, obj), "created_at", "changed_at"]
        if self.address and obj is not None and obj.status in PUBLIC_HISTORY:
            fields.append(self.address)
        return fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        if obj is not None and obj.status in PUBLIC_HISTORY:
            return {}
        return dict(super().get_prepopulated_fields(request, obj))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if isinstance(obj, Mergeable) and obj.status == Status.PUBLISHED:
            obj.merged_into = None  # what is public again leads nowhere else
        super().save_model(request, obj, form, change)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(publish_permission(self.model))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is or was public is changed only by those who may publish."""
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or obj.status not in PUBLIC_HISTORY or self.has_publish_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is or was public keeps its address: it is withdrawn, not deleted."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or obj.status not in PUBLIC_HISTORY

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        public = [record for record in objs if record.status in PUBLIC_HISTORY]
        if public and super().has_delete_permission(request):
            lacking = set(lacking) - {self.opts.verbose_name}
            protected = [
                *protected,
                *(_("%(record)s: is or was public; withdraw it instead") % {"record": r} for r in public),
            ]
        return listed, counts, lacking, protected

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def status_mark(self, record: Publication) -> SafeString:
        mark = format_html('<span class="status {}">{}</span>', record.status, record.get_status_display())
        if getattr(record, "is_public", False) and hasattr(record, "get_absolute_url"):
            mark += format_html(' <a href="{}">{}</a>', record.get_absolute_url(), _("view"))
        return mark

    def log_moves(self, request: HttpRequest, moved: list[Publication], to: Status) -> None:
        """Write the moves to the admin's log, in one query."""
        if moved:
            message = _("Status: %(status)s.") % {"status": to.label}
            LogEntry.objects.log_actions(request.user.pk, moved, CHANGE, message)  # type: ignore[arg-type]

    def obstacles(self, request: HttpRequest, records: QuerySet[Any], by: Move) -> dict[int, str]:
        """By primary key, what keeps a record from this move: one short clause each."""
        return {}

    @admin.action(description=gettext_lazy("Send to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return move_selected(self, request, queryset, Move.SEND_TO_REVIEW)

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return move_selected(self, request, queryset, Move.PUBLISH)

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return move_selected(self, request, queryset, Move.WITHDRAW)

    @admin.action(description=gettext_lazy("Back to draft"), permissions=["change"])
    def back_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return move_selected(self, request, queryset, Move.BACK_TO_DRAFT)


class StatusFormSet(LoadedFormSet):
    """Rows with a status: the same moves as in the record's own form, the same permission."""

    def __init__(self, *args: Any, may_publish: bool = False, **kwargs: Any) -> None:
        self.may_publish = may_publish
        super().__init__(*args, **kwargs)

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        status = form.instance.status
        field = form.fields.get("status")
        if isinstance(field, forms.ChoiceField):
            allowed = reachable(status, self.may_publish)
            field.choices = [choice for choice in Status.choices if choice[0] in allowed]
        if status in PUBLIC_HISTORY and not self.may_publish:
            for field in form.fields.values():
                field.disabled = True
