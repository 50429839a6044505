"""People and sources."""

from typing import Any

from django.contrib import admin
from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advice.admin.anchors import AnchorsAdmin
from advice.admin.documents import DocumentAdmin
from advice.admin.filters import AutocompleteFilter, LoadedFilter, MissingFilter
from advice.admin.merging_records import MergeAdmin
from advice.admin.records import count_of
from advice.admin.status import StatusAdmin
from advice.admin.workbench.answers import NEEDED
from advice.admin.workbench.page import coverage_figures
from advice.claims.mined import coverage_of
from advice.claims.models import AnchorState
from advice.models import Claim, Person, Source


class PersonMissing(MissingFilter):
    gaps = {
        "standing": (gettext_lazy("what they did"), Q(standing="")),
        "interest": (gettext_lazy("what they have at stake"), Q(interest="")),
        "path": (gettext_lazy("their path"), Q(path="unknown")),
        "claims": (gettext_lazy("claims and sources"), Q(claims=None, sources=None)),
    }


@admin.register(Person)
class PersonAdmin(MergeAdmin, StatusAdmin):
    list_display = ["name", "path", "standing", "is_role", "claim_count", "status_mark"]
    list_filter = ["status", "path", "is_role", PersonMissing]
    search_fields = ["name", "slug", "standing"]
    search_help_text = gettext_lazy("Name or what they did")
    prepopulated_fields = {"slug": ["name"]}
    long_lines = ("standing", "interest")
    address = "slug"
    fieldsets = [
        (None, {"fields": ["name", "slug", "is_role", "path", "standing", "interest", "url"]}),
        (gettext_lazy("Status"), {"fields": ["status", "created_at", "changed_at"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).annotate(claims_total=count_of(Claim, "speaker"))

    @admin.display(description=gettext_lazy("claims"), ordering="claims_total")
    def claim_count(self, person: Any) -> SafeString | str:
        return claims_link(person.claims_total, "speaker", person.pk)


class AuthorFilter(AutocompleteFilter):
    title = gettext_lazy("author")
    parameter_name = "author"
    field = Source._meta.get_field("author")
    lookup = "author"


class SourceMissing(MissingFilter):
    gaps = {
        "author": (gettext_lazy("author"), Q(author=None)),
        "date": (gettext_lazy("date"), Q(published_on=None)),
        "original": (gettext_lazy("link to the original"), Q(url=None) | Q(url="")),
        "claims": (gettext_lazy("claims"), Q(claims=None)),
    }


@admin.register(Source)
class SourceAdmin(DocumentAdmin, AnchorsAdmin, StatusAdmin):
    list_display = [
        "title",
        "author",
        "published_on",
        "kind",
        "is_loaded",
        "claim_count",
        "orphan_count",
        "workbench",
        "status_mark",
    ]
    list_filter = ["status", "kind", LoadedFilter, SourceMissing, AuthorFilter]
    list_select_related = ["author"]
    search_fields = ["title", "slug", "url", "author__name"]
    search_help_text = gettext_lazy("Title, author or address")
    date_hierarchy = "published_on"
    autocomplete_fields = ["author"]
    prepopulated_fields = {"slug": ["title"]}
    long_lines = ("title", "summary")
    readonly_fields = ["text_state", "coverage", "anchor_states", "document_sha256"]
    only_after_adding = (
        *StatusAdmin.only_after_adding,
        "text_state",
        "document_sha256",
        "coverage",
        "anchor_states",
    )
    address = "slug"
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "author", "published_on", "url", "language", "summary"]}),
        (gettext_lazy("Where it appeared"), {"fields": ["part_of", "part_of_url"]}),
        (gettext_lazy("Text"), {"fields": ["text_state", "coverage", "anchor_states", "document_sha256"]}),
        (gettext_lazy("Status"), {"fields": ["status", "created_at", "changed_at"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        loaded = Case(When(text="", then=Value(False)), default=Value(True), output_field=BooleanField())
        orphans = count_of(Claim, "source", anchor_state=AnchorState.ORPHAN)
        return (
            super()
            .get_queryset(request)
            .defer("text", "marks", "blocks")
            .annotate(loaded=loaded, claims_total=count_of(Claim, "source"), orphans_total=orphans)
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        source = kwargs.get("obj")
        if source is not None and source.pk and request.user.has_perms(NEEDED):
            context["workbench_url"] = reverse("workbench", args=[source.slug])
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("text"), boolean=True, ordering="loaded")
    def is_loaded(self, source: Any) -> bool:
        return bool(source.loaded)

    @admin.display(description=gettext_lazy("claims"), ordering="claims_total")
    def claim_count(self, source: Any) -> SafeString | str:
        return claims_link(source.claims_total, "source", source.pk)

    @admin.display(description=gettext_lazy("orphans"), ordering="orphans_total")
    def orphan_count(self, source: Any) -> SafeString | str:
        if not source.orphans_total:
            return "0"
        return format_html('<a href="{}">{}</a>', self._address("anchors", source.pk), source.orphans_total)

    @admin.display(description=gettext_lazy("text"))
    def text_state(self, source: Source) -> SafeString | str:
        count = ngettext("%(count)d character", "%(count)d characters", source.length or 0) % {
            "count": source.length or 0
        }
        if source.text:
            told, link = _("Loaded: %(count)s.") % {"count": count}, _("Load it anew")
        elif source.length:
            told = _("Not loaded here. The anchors are made against a text of %(count)s.") % {"count": count}
            link = _("Load it")
        else:
            told, link = _("Not loaded; no address is ever fetched."), _("Load it")
        return format_html('{} <a href="{}">{}</a>', told, self._address("reload", source.pk), link)

    @admin.display(description=gettext_lazy("anchors"))
    def anchor_states(self, source: Source) -> SafeString | str:
        states = source.claims.exclude(start=None).order_by("anchor_state").values_list("anchor_state")
        counted = ", ".join(
            f"{count} {AnchorState(state).label}" for state, count in states.annotate(count=Count("pk"))
        )
        if not counted:
            return _("No claim has a passage yet.")
        link = self._address("anchors", source.pk)
        return format_html('{}. <a href="{}">{}</a>', counted, link, _("What became of the anchors"))

    @admin.display(description=gettext_lazy("coverage"))
    def coverage(self, source: Source) -> SafeString | str:
        figures = coverage_figures(coverage_of(source))
        told = _(
            "%(percent)d %% covered: of %(blocks)d blocks %(claimed)d claimed, %(aside)d set aside, %(open)d open."
        ) % {
            "percent": figures.percent,
            "blocks": figures.blocks,
            "claimed": figures.claimed,
            "aside": figures.aside,
            "open": figures.open,
        }
        return format_html("{} {}", told if figures.blocks else _("No text yet."), self.workbench(source))

    @admin.display(description=gettext_lazy("workbench"))
    def workbench(self, source: Source) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("workbench", args=[source.slug]), _("Workbench"))

    def suggestion(self, source: Source) -> str:
        return f"{source.title} · {source.slug}"


def claims_link(count: int, field: str, pk: int, more: str = "") -> SafeString | str:
    """A number of claims that leads to the list of them."""
    if not count:
        return "0"
    address = f"{reverse('admin:advice_claim_changelist')}?{field}={pk}{more}"
    return format_html('<a href="{}">{}</a>', address, count)
