"""The page of the review queue."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from advice.admin.review import ON_A_PAGE, PAGES, QueueForm, counts, kinds_for, queue
from advice.admin.signing import next_to_sign


@admin.site.admin_view
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """What waits, of one kind or of all."""
    kinds = kinds_for(request.user)
    if not kinds:
        raise PermissionDenied(_("The review queue is for those who review."))
    form = QueueForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    wanted = [kind for kind in kinds if kind.name == asked.get("kind")] or kinds
    numbers = counts(kinds)
    total = sum(numbers[kind.name] for kind in wanted)
    pages = max(1, min(PAGES, -(-total // ON_A_PAGE)))
    page = min(asked.get("page") or 1, pages)
    following = next_to_sign(request.user)
    context = {
        **admin.site.each_context(request),
        "title": _("Review"),
        "kinds": [(kind, numbers[kind.name]) for kind in kinds if numbers[kind.name] or [kind] == wanted],
        "chosen": wanted[0] if len(wanted) == 1 else None,
        "total": sum(numbers.values()),
        "lines": queue(request.user, wanted, page),
        "page": page,
        "pages": pages,
        "following": following,
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/review.html", context)
