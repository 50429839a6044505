"""Claims as rows: which columns they have, and what a row that comes back may change.

Records are named by their addresses: a claim by its key, a source, a speaker and topics by their slugs, situations as
`slug=yes`. The column `version` says which state of the claim the row was made from.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource

from advice.admin.bulk.cells import Day, Named, Number, Words, WordsOrNone, YesNo, check_columns
from advice.admin.bulk.effects import Effect, differences
from advice.admin.bulk.files import Table
from advice.admin.bulk.objections import SEEN, Coming, Objections, objections
from advice.admin.bulk.parts import Known, Parts, PartsError, parts_of, read_parts, set_parts
from advice.admin.bulk.passages import tie
from advice.admin.versions import tokens
from advice.claims import fidelity, readiness
from advice.claims.keys import save_with_new_key
from advice.claims.models import Claim
from advice.publication.models import Status
from advice.sources.models import Person, Source

NUMERIC = ("about_from", "about_to", "start", "end")
TEXTS = ("text", "marks", "blocks")
ANCHOR = ("start", "end", "sha256")
OUT_ONLY = "anchor"
IN_ONLY = "passage"
COLUMNS = (
    *("key", "version", "status", "source", "text", "kind", "speaker", "reported", "topics", "situations"),
    *("about_from", "about_to", "section", "start", "end", "sha256", OUT_ONLY, "review_by", "external_id"),
    *("withdrawn_reason", "replaced_by"),
)


def _field(name: str, widget: Any) -> Field:
    return Field(attribute=name, column_name=name, widget=widget)


class HeldClaims(BaseInstanceLoader):
    """The claims that the file names, all read and locked before the first row."""

    def get_instance(self, row: Mapping[str, str]) -> Claim | None:
        found: Claim | None = self.resource.held.get(row.get("key", ""))
        return found


class ClaimRows(ModelResource):
    """Claims out and in; `user` is who brings the rows, and `effects` what each row does."""

    key = _field("key", Words())
    version = Field(column_name="version", readonly=True)
    status = _field("status", Words())
    source = _field("source", Named(Source, deferred=TEXTS))
    text = _field("text", Words())
    kind = _field("kind", Words())
    speaker = _field("speaker", Named(Person))
    reported = _field("reported", YesNo())
    topics = Field(column_name="topics", readonly=True)
    situations = Field(column_name="situations", readonly=True)
    about_from = _field("about_from", Number())
    about_to = _field("about_to", Number())
    section = _field("section", Words())
    start = _field("start", Number())
    end = _field("end", Number())
    sha256 = _field("sha256", Words())
    anchor = Field(attribute="anchor_state", column_name=OUT_ONLY, widget=Words(), readonly=True)
    review_by = _field("review_by", Day())
    external_id = _field("external_id", WordsOrNone())
    withdrawn_reason = _field("withdrawn_reason", Words())
    replaced_by = _field("replaced_by", Named(Claim, "key"))

    class Meta:
        model = Claim
        fields = COLUMNS
        import_id_fields = ["key"]
        instance_loader_class = HeldClaims
        skip_diff = True
        report_skipped = True
        clean_model_instances = True

    def __init__(self, user: Any = None, table: Table | None = None) -> None:
        super().__init__()
        self.user = user
        self.numbers: Sequence[int] = table.numbers if table else ()
        self.effects: list[Effect] = []
        self.versions: Mapping[int, str] = {}
        self.held: dict[str, Claim] = {}
        self.known = Known()
        self.lines: dict[str, int] = {}
        if table:
            check_columns(table.columns, {*COLUMNS, IN_ONLY})

    # Out

    def get_queryset(self) -> QuerySet[Claim]:
        claims = Claim.objects.select_related("source", "speaker", "replaced_by")
        return claims.defer(*(f"source__{name}" for name in TEXTS)).prefetch_related(
            "topic_items__tag", "conditions__situation"
        )

    def get_chunk_size(self) -> int:
        return 1_000

    def before_export(self, queryset: QuerySet[Claim], **kwargs: Any) -> None:
        self.versions = tokens(Claim, list(queryset.values_list("pk", flat=True)))

    def dehydrate_version(self, claim: Claim) -> str:
        return self.versions.get(claim.pk, "")

    def dehydrate_topics(self, claim: Claim) -> str:
        return parts_of(claim).as_cells()["topics"]

    def dehydrate_situations(self, claim: Claim) -> str:
        return parts_of(claim).as_cells()["situations"]

    # In

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        keys = [key.strip() for key in dataset["key"]] if "key" in dataset.headers else []
        held = self.get_queryset().select_for_update(of=("self",)).filter(key__in=filter(None, keys))
        self.held = {claim.key: claim for claim in held.order_by("pk")}
        self.versions = tokens(Claim, [claim.pk for claim in self.held.values()])
        ids = dataset["external_id"] if "external_id" in dataset.headers else []
        taken = Claim.objects.filter(external_id__in=filter(None, ids))
        self.identified = dict(taken.values_list("external_id", "key"))

    def _check_import_id_fields(self, headers: Any) -> None:
        """A file of new claims needs no keys."""

    def import_row(self, row: Any, instance_loader: Any, **kwargs: Any) -> Any:
        self.effect = Effect(self.numbers[kwargs["row_number"] - 1], row.get("key", "").strip())
        self.before: dict[str, str] = {}
        self.parts = self.parts_before = Parts()
        result = super().import_row(row, instance_loader, **kwargs)
        self.effect.take(result)
        self.effects.append(self.effect)
        return result

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        if "key" in row:
            row["key"] = row["key"].strip()
        key = row.get("key", "")
        if key and key in self.lines:
            told = {"key": key[:100], "row": self.lines[key]}
            raise ValidationError(_("The key “%(key)s” stands in row %(row)d already.") % told)
        if key:
            self.lines[key] = self.effect.number

    def after_init_instance(self, instance: Claim, new: bool, row: Any, **kwargs: Any) -> None:
        self.effect.is_new = new
        if not new:
            self.parts = self.parts_before = parts_of(instance)
            self.before = self._cells(instance)
        self.coming = Coming(
            self.user,
            new,
            was=str(instance.status),
            source=self.before.get("source", ""),
            version=row.get("version", "").strip(),
            present=self.versions.get(instance.pk, ""),
        )

    def import_instance(self, instance: Claim, row: Any, **kwargs: Any) -> None:
        errors: dict[str, Any] = {}
        given = {name: cell for name, cell in row.items() if name != "status" or cell.strip()}
        try:
            super().import_instance(instance, given, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict({})
        if self.coming.new or self.before["text"] != instance.text:
            instance.text = " ".join(instance.text.split())
        self._import_parts(given, errors)
        if not errors.keys() & {"source", *ANCHOR}:
            self._import_anchor(instance, given, errors)
        self.effect.text = instance.text
        self.effect.changes = differences(self.before, self._cells(instance), {})
        self.effect.conflict = self.coming.is_conflict and bool(self.effect.changes)
        if errors:
            raise ValidationError(errors)

    def _import_parts(self, row: Mapping[str, str], errors: dict[str, Any]) -> None:
        for name in ("topics", "situations"):
            if name in row:
                try:
                    self.parts = read_parts(self.parts, name, row[name], self.known)
                except PartsError as error:
                    errors[name] = [ValidationError(str(error))]

    def _import_anchor(self, claim: Claim, row: Mapping[str, str], errors: dict[str, Any]) -> None:
        changed = self.coming.new or any(self.before[name] != self._rendered(name, claim) for name in ANCHOR)
        try:
            note = tie(claim, row.get(IN_ONLY, ""), changed, bool(row.get("section")))
        except ValidationError as error:
            error.update_error_dict(errors)
        else:
            self.effect.notes += [note] if note else []

    def skip_row(
        self, instance: Claim, original: Any, row: Any, import_validation_errors: Any = None
    ) -> bool:
        return not (self.coming.new or import_validation_errors or self.effect.changes)

    def validate_instance(
        self, instance: Claim, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        errors = dict(import_validation_errors or {})
        against = objections(instance, self._rendered("source", instance), self.parts, self.coming)
        for name, said in [*against, *self._twins(instance)]:
            if name == NON_FIELD_ERRORS or name not in errors:
                errors.setdefault(name, []).append(ValidationError(said))
        # Records were looked up by name, and the constraints are the database's, which says them worse.
        hidden = {*errors, "speaker", "replaced_by"} | ({"key"} if not instance.key else set())
        if instance.source_id:
            hidden.add("source")
        try:
            instance.clean_fields(exclude=hidden)
            instance.clean()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance: Claim, is_create: bool, row: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if instance.key:
                instance.save(force_insert=is_create)
            else:
                save_with_new_key(instance)
            if self.parts != self.parts_before:
                set_parts(instance, self.parts, self.known)
        if instance.status in SEEN and (self.coming.new or instance.status != self.coming.was):
            for said in self._in_the_way(instance):
                told = {"status": Status(instance.status).label, "why": said}
                raise ValidationError({"status": _("It can't be %(status)s: %(why)s.") % told})
        self.effect.key = instance.key

    def _in_the_way(self, claim: Claim) -> Iterator[str]:
        """What keeps the stored claim from its new status: the same as on its own form."""
        stored = Claim.objects.filter(pk=claim.pk)
        yield from readiness.obstacles(stored).values()
        if claim.status == Status.PUBLISHED and not fidelity.may_waive(self.user):
            yield from fidelity.obstacles(stored).values()

    def _twins(self, claim: Claim) -> Objections:
        if not claim.external_id or self.identified.setdefault(claim.external_id, claim.key) == claim.key:
            return []
        told = {"key": self.identified[claim.external_id] or _("A row above")}
        return [("external_id", _("%(key)s has this identifier already.") % told)]

    def _cells(self, claim: Claim) -> dict[str, str]:
        cells = {
            name: self._rendered(name, claim)
            for name in COLUMNS
            if name not in {"version", "topics", "situations"}
        }
        return cells | self.parts.as_cells()

    def _rendered(self, name: str, claim: Claim) -> str:
        return str(self.fields[name].export(claim))
