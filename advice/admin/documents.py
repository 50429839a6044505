"""Bringing a document in: a file or a pasted text becomes the text of a source, by the code that `ingest` uses."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.admin.history import HistoryAdmin
from advice.admin.selects import is_id
from advice.claims.models import AnchorState
from advice.history.revisions import revision
from advice.readers.decoding import refuse_size
from advice.readers.document import ReadError
from advice.sources.ingest import Outcome, Result, ingest
from advice.sources.models import Source

NAME_LENGTH = 200


class DocumentForm(forms.Form):
    """One document: a file, or its text."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy(
            "Markdown with any front matter, a page saved from a browser, plain text, or a Hacker News item."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("Paste it whole. No address is ever fetched."),
    )
    name = forms.CharField(
        label=gettext_lazy("File name of a pasted text"),
        required=False,
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("Only where it has the date: 2021-05-03-leaving.md"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        file, text = data.get("file"), data.get("text", "")
        if self.errors:
            return data
        if bool(file) == bool(text.strip()):
            raise forms.ValidationError(
                _("Choose a file or paste a text, not both.")
                if file
                else _("Choose a file or paste the text of the document.")
            )
        try:
            refuse_size(file.size if file else len(text.encode()))
        except ReadError as error:
            raise forms.ValidationError(str(error)) from error
        return data

    def document(self) -> tuple[bytes, str]:
        """The bytes of the document and its name."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), self.cleaned_data["name"]


class DocumentAdmin(HistoryAdmin):
    """For the admin of sources: the page on which a document is brought in, for a new source or a known one."""

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.document_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("from-document/", page, name=f"{name}_document"),
            path("<path:object_id>/document/", page, name=f"{name}_reload"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        add = self.has_add_permission(request)
        tools = [(self._address("document"), _("Add from a document"))] if add else []
        return super().changelist_view(request, {"tools": tools, **(extra_context or {})})

    def document_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """Ask for a document, read it, and say what became of it; nothing is stored unless all of it is."""
        into = self._into(request, object_id)
        if into is None and not self.has_add_permission(request):
            raise PermissionDenied
        form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
        outcome = None
        if request.method == "POST" and form.is_valid():
            outcome = self._ingest(request, form, into)
            if outcome.result is Result.READ and outcome.source is not None:
                return self._read(request, outcome, outcome.source)
        refused = request.method == "POST" and (outcome is None or outcome.result is Result.REFUSED)
        response = self._page(
            request,
            "admin/document.html",
            title=_("Load its text anew") if into else _("Add from a document"),
            subtitle=str(into) if into else None,
            form=form,
            into=into,
            outcome=outcome,
        )
        response.status_code = 400 if refused else 200
        return response

    def _into(self, request: HttpRequest, object_id: str | None) -> Source | None:
        if object_id is None:
            return None
        source = Source.objects.filter(pk=object_id).first() if is_id(object_id) else None
        if source is None:
            raise Http404(_("There is no such source."))
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        return source

    def _ingest(self, request: HttpRequest, form: DocumentForm, into: Source | None) -> Outcome:
        data, name = form.document()
        with transaction.atomic(), revision(_("a text was loaded")):
            outcome = ingest(data, name, into)
            found = outcome.source
            if outcome.result is not Result.READ or outcome.created or found is None:
                return outcome
            if self.has_change_permission(request, found):
                return outcome
            transaction.set_rollback(True)
        reason = _(
            "This is the document of “%(title)s”, which is or was public: only those who publish load its text."
        )
        return Outcome(
            name, Result.REFUSED, reason=reason % {"title": found.title}, document=outcome.document
        )

    def _read(self, request: HttpRequest, outcome: Outcome, source: Source) -> HttpResponse:
        told = {"title": source.title, "count": source.length}
        if outcome.created:
            self.log_addition(request, source, _("Added from a document."))
            said = _("Read: “%(title)s”, %(count)d characters. It is a new draft; look at its data below.")
            said = " ".join([said % told, *_not_found(source)])
        else:
            self.log_change(request, source, _("Its text was loaded."))
            said = _("Read: “%(title)s”, %(count)d characters. The data of the source stay as they were.")
            said %= told
        messages.success(request, said)
        for note in outcome.document.notes if outcome.document else ():
            messages.info(request, note)
        if outcome.namesake:
            text = _(
                "An older source has the same title: %(slug)s. If this is a new version of it, load it there."
            )
            messages.warning(request, text % {"slug": outcome.namesake.slug})
        anchored = source.claims.exclude(start=None).exclude(anchor_state=AnchorState.EXACT)
        return redirect(self._address("anchors" if anchored.exists() else "change", source.pk))


def _not_found(source: Source) -> list[str]:
    """A sentence about what the document does not say, or not where it is looked for."""
    names = {"author": source.author, "published_on": source.published_on, "url": source.url}
    fields: Any = [Source._meta.get_field(name) for name, value in names.items() if not value]
    missing = [str(field.verbose_name) for field in fields]
    return [_("Not found in it: %(names)s.") % {"names": ", ".join(missing)}] if missing else []
