"""The admin's pages for records in bulk: a file of what a list shows, and a file that is shown before it is taken in."""

import hashlib
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import tablib
from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.core import signing
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.tmp_storages import MediaStorage

from advice.admin.bulk.claim_rows import NUMERIC, ClaimRows
from advice.admin.bulk.effects import Effect
from advice.admin.bulk.files import MAX_BYTES, MAX_ROWS, MEDIA_TYPES, Format, Table, read, write
from advice.admin.bulk.table_error import TableError
from advice.admin.history import HistoryAdmin
from advice.claims.models import Claim
from advice.history.revisions import revision

MOST_OUT = 20_000
"""Rows of one file out; a list that is longer is filtered first."""
SHOWN = 200
"""Rows that the page of an import shows; those that are refused come first."""
FOLDER = "imports"
KEPT = timedelta(hours=6)
SALT = "advice.bulk"
ORDER = ["error", "invalid", "new", "update", "skip"]


class OutForm(forms.Form):
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[
            (Format.CSV, gettext_lazy("CSV, for any spreadsheet")),
            (Format.XLSX, gettext_lazy("XLSX, for Excel and LibreOffice")),
            (Format.JSON, gettext_lazy("JSON, for programs")),
        ],
        widget=forms.RadioSelect,
        initial=Format.CSV,
    )


class InForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "CSV, XLSX or JSON, with the columns of an export. Nothing is written before you confirm."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            told = {"bytes": file.size, "most": MAX_BYTES}
            raise forms.ValidationError(_("The file has %(bytes)d bytes; at most %(most)d are read.") % told)
        return file


class BulkAdmin(HistoryAdmin):
    """For the admin of claims: export and import."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("export/", view(self.export_view), name=f"{name}_export"),
            path("import/", view(self.import_view), name=f"{name}_import"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        query = request.GET.urlencode()
        tools = [(self._address("export") + (f"?{query}" if query else ""), _("Export"))]
        if self._may_import(request):
            tools.append((self._address("import"), _("Import")))
        return super().changelist_view(request, {"tools": tools, **(extra_context or {})})

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """Offer the formats; on POST, answer with the file of what the list with these filters shows."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            claims = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as error:
            raise BadRequest(_("The list has no such filter.")) from error
        count = claims.count()
        form = OutForm(request.POST) if request.method == "POST" else OutForm()
        too_many = count > MOST_OUT
        if request.method == "POST" and form.is_valid() and not too_many:
            return _file(claims, Format(form.cleaned_data["format"]))
        query = request.GET.urlencode()
        response = self._page(
            request,
            "admin/export.html",
            title=_("Export claims"),
            subtitle=None,
            form=form,
            count=count,
            most=MOST_OUT,
            most_in=MAX_ROWS,
            too_many=too_many,
            list_address=self._address("changelist") + (f"?{query}" if query else ""),
            is_filtered=bool(query),
        )
        response.status_code = 400 if request.method == "POST" else 200
        return response

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file, show what each row would do, and once confirmed do it, all of it or nothing."""
        if not self._may_import(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._ask(request, InForm())
        form = InForm(request.POST, request.FILES)
        try:
            if "confirm" in request.POST:
                name, data = _kept(request)
                return self._take(request, name, data)
            if not form.is_valid():
                return self._ask(request, form, status=400)
            file = form.cleaned_data["file"]
            data = file.read()
            rows = self._run(request, data, dry_run=True)
        except TableError as error:
            return self._ask(request, form, error=str(error), status=400)
        return self._show(request, rows, file.name, data)

    def _take(self, request: HttpRequest, name: str, data: bytes) -> HttpResponse:
        with revision(_("imported from %(name)s") % {"name": name[:150]}):
            rows = self._run(request, data, dry_run=False)
        if any(effect.is_refused for effect in rows):
            told = _(
                "The claims changed since you looked at this import, and nothing was written. Look again."
            )
            return self._show(request, rows, name, data, error=told)
        _forget(request)
        counts = _counts(rows)
        self._log(request, rows)
        said = _("Imported: %(new)d new, %(update)d changed, %(skip)d unchanged.") % counts
        messages.success(request, said)
        return redirect(self._address("changelist"))

    def _run(self, request: HttpRequest, data: bytes, dry_run: bool) -> list[Effect]:
        """What each row does. Nothing stays where it is a dry run, or where one row is refused."""
        table = read(data)
        if not table.rows:
            raise TableError(_("The file names columns and has no row below them."))
        rows = ClaimRows(request.user, table)
        dataset = tablib.Dataset(*table.rows, headers=table.columns)
        result = rows.import_data(
            dataset, dry_run=dry_run, use_transactions=True, rollback_on_validation_errors=True
        )
        if result.base_errors:
            raise TableError(
                _("The file can't be imported: %(error)s") % {"error": result.base_errors[0].error}
            )
        return rows.effects

    def _ask(self, request: HttpRequest, form: InForm, error: str = "", status: int = 200) -> HttpResponse:
        response = self._page(
            request,
            "admin/import.html",
            title=_("Import claims"),
            subtitle=None,
            form=form,
            error=error,
            most=MAX_ROWS,
        )
        response.status_code = status
        return response

    def _show(
        self, request: HttpRequest, rows: list[Effect], name: str, data: bytes, error: str = ""
    ) -> HttpResponse:
        refused = sum(effect.is_refused for effect in rows)
        counts = _counts(rows)
        told = [effect for effect in rows if effect.kind != "skip"]
        told.sort(key=lambda effect: ORDER.index(effect.kind))
        response = self._page(
            request,
            "admin/import_preview.html",
            title=_("What the import would do"),
            subtitle=name,
            rows=told[:SHOWN],
            more=len(told) - len(told[:SHOWN]),
            counts=counts,
            refused=refused,
            conflicts=sum(effect.conflict for effect in rows),
            kept="" if refused or not told else _keep(request, name, data),
            error=error,
        )
        response.status_code = (409 if error else 400) if refused else 200
        return response

    def _log(self, request: HttpRequest, rows: list[Effect]) -> None:
        for kind, flag, said in (
            ("new", ADDITION, _("Imported from a file.")),
            ("update", CHANGE, _("Changed from a file.")),
        ):
            keys = [effect.key for effect in rows if effect.kind == kind]
            claims = Claim.objects.filter(key__in=keys).only("text")
            if keys:
                LogEntry.objects.log_actions(request.user.pk, claims, flag, said)  # type: ignore[arg-type]

    def _may_import(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)


def _file(claims: Any, form: Format) -> HttpResponse:
    out = ClaimRows()
    wanted = out.get_queryset().filter(pk__in=claims.order_by().values("pk"))
    dataset = out.export(wanted.order_by("source__slug", "start", "key"))
    table = Table(list(dataset.headers), [[str(cell) for cell in row] for row in dataset])
    response = HttpResponse(write(table, form, NUMERIC), content_type=MEDIA_TYPES[form])
    day = f"{timezone.localdate():%Y-%m-%d}"
    response["Content-Disposition"] = f'attachment; filename="claims-{day}.{form}"'
    return response


def _counts(rows: list[Effect]) -> dict[str, int]:
    counted = Counter(effect.kind for effect in rows)
    return {kind: counted[kind] for kind in ORDER} | {"all": len(rows)}


def _keep(request: HttpRequest, name: str, data: bytes) -> str:
    """Put the file aside until it is confirmed; the token that is returned opens it for the same person only."""
    _forget_old()
    aside = MediaStorage(name=uuid4().hex, MEDIA_FOLDER=FOLDER)
    aside.save(data)
    held = {
        "name": name[:200],
        "aside": aside.name,
        "user": request.user.pk,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    return signing.dumps(held, salt=SALT)


def _kept(request: HttpRequest) -> tuple[str, bytes]:
    """The name and the bytes of the file that is confirmed. Raises TableError."""
    expired = TableError(_("This import is too old or was done already. Choose the file again."))
    try:
        held = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=KEPT)
        data: bytes = MediaStorage(name=held["aside"], MEDIA_FOLDER=FOLDER).read()
    except (signing.BadSignature, OSError) as error:
        raise expired from error
    if held["user"] != request.user.pk or held["sha256"] != hashlib.sha256(data).hexdigest():
        raise expired
    return held["name"], data


def _forget(request: HttpRequest) -> None:
    held = signing.loads(request.POST["kept"], salt=SALT)
    MediaStorage(name=held["aside"], MEDIA_FOLDER=FOLDER).remove()


def _forget_old() -> None:
    """Files that nobody confirmed in time."""
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        if default_storage.get_modified_time(f"{FOLDER}/{name}") < timezone.now() - KEPT:
            default_storage.delete(f"{FOLDER}/{name}")
