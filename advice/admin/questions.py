"""Questions, positions and the arguments for and against them."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from advice.admin.filters import MissingFilter
from advice.admin.inlines import RowInline
from advice.admin.records import count_of
from advice.admin.status import StatusAdmin, StatusFormSet
from advice.models import Argument, Crux, Position, Question
from advice.questions.keys import save_with_new_key
from advice.questions.models import Stance


class PositionInline(RowInline):
    model = Position
    formset = StatusFormSet
    fields = ["title", "slug", "order", "status"]
    prepopulated_fields = {"slug": ["title"]}
    show_change_link = True
    can_delete = False


class QuestionMissing(MissingFilter):
    gaps = {
        "positions": (gettext_lazy("positions"), Q(positions=None)),
        "lead": (gettext_lazy("lead"), Q(lead="")),
    }


@admin.register(Question)
class QuestionAdmin(StatusAdmin):
    inlines = [PositionInline]
    list_display = ["title", "position_count", "order", "status_mark"]
    list_filter = ["status", QuestionMissing]
    search_fields = ["title", "slug", "lead"]
    prepopulated_fields = {"slug": ["title"]}
    address = "slug"
    fieldsets = [
        (None, {"fields": ["title", "slug", "lead", "order"]}),
        (gettext_lazy("Status"), {"fields": ["status", "created_at", "changed_at"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        return super().get_queryset(request).annotate(positions_total=count_of(Position, "question"))

    @admin.display(description=gettext_lazy("positions"), ordering="positions_total")
    def position_count(self, question: Any) -> int:
        return int(question.positions_total)


class ArgumentFormSet(StatusFormSet):
    def save_new(self, form: Any, commit: bool = True) -> Any:
        argument = super().save_new(form, commit=False)
        if commit:
            save_with_new_key(argument)
        return argument


class ArgumentInline(RowInline):
    model = Argument
    formset = ArgumentFormSet
    fields = ["stance", "topic", "text", "order", "status"]
    autocomplete_fields = ["topic"]
    long_lines = ("text",)
    show_change_link = True
    can_delete = False
    list_select_related = ("topic",)


class CruxInline(RowInline):
    model = Crux
    fields = ["topic", "kind", "text"]
    autocomplete_fields = ["topic"]
    long_lines = ("text",)
    list_select_related = ("topic",)


class PositionMissing(MissingFilter):
    gaps = {
        "pro": (
            gettext_lazy("arguments for"),
            ~Exists(Argument.objects.filter(position=OuterRef("pk"), stance=Stance.PRO)),
        ),
        "con": (
            gettext_lazy("arguments against"),
            ~Exists(Argument.objects.filter(position=OuterRef("pk"), stance=Stance.CON)),
        ),
        "lead": (gettext_lazy("lead"), Q(lead="")),
    }


@admin.register(Position)
class PositionAdmin(StatusAdmin):
    inlines = [ArgumentInline, CruxInline]
    list_display = ["title", "question", "for_count", "against_count", "depends_count", "status_mark"]
    list_filter = ["status", PositionMissing, "question"]
    list_select_related = ["question"]
    search_fields = ["title", "slug", "question__title"]
    autocomplete_fields = ["question"]
    long_lines = ("reversible", "deadline", "gap")
    prepopulated_fields = {"slug": ["title"]}
    address = "slug"
    fieldsets = [
        (None, {"fields": ["question", "title", "slug", "lead", "reversible", "deadline", "gap", "order"]}),
        (gettext_lazy("Status"), {"fields": ["status", "created_at", "changed_at"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Position]:
        totals = {
            f"{stance}_total": count_of(Argument, "position", stance=stance) for stance in Stance.values
        }
        return super().get_queryset(request).select_related("question").annotate(**totals)

    @admin.display(description=gettext_lazy("for"), ordering="pro_total")
    def for_count(self, position: Any) -> int:
        return int(position.pro_total)

    @admin.display(description=gettext_lazy("against"), ordering="con_total")
    def against_count(self, position: Any) -> int:
        return int(position.con_total)

    @admin.display(description=gettext_lazy("it depends"), ordering="depends_total")
    def depends_count(self, position: Any) -> int:
        return int(position.depends_total)

    def suggestion(self, position: Position) -> str:
        return f"{position.title} · {position.question}"
