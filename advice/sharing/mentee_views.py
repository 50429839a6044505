"""The mentee's page, and what they do on it. No account: the cookie of the exchange opens this one page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advice.sharing import filing
from advice.sharing.admission import dismiss, with_cookie
from advice.sharing.answers import Sheet
from advice.sharing.entering import entered
from advice.sharing.mentee_forms import LeaningForm, ReadingForm, StepForm
from advice.sharing.models import ShareLink
from advice.sharing.presenting import gone, page_context
from advice.sharing.taking_along import as_markdown
from advice.sharing.viewing import show
from advice.web.rate_limit import ANSWERING, limited


@require_safe
@with_cookie
def shared(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """The mentor's note and how the mentee leans; then, once they have read on, the whole page."""
    form = ReadingForm(request.GET)
    form.check()
    sheet = filing.read(link)
    shown = show(link, sheet, form.everything)
    if shown is None:
        return gone(request, link)
    context = page_context(link, shown, sheet) | {
        "everything": form.everything,
        "notice": form.notice,
        "notice_at": form.notice_at,
        "answered": link.answered_at,
    }
    return render(request, "sharing/begin.html" if sheet is None else "sharing/page.html", context)


@require_POST
@limited("answer", ANSWERING)
@with_cookie
def begin(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Read on: keep how they lean, if they said it."""
    shown = show(link, None)
    if shown is not None:
        form = LeaningForm(shown.content, request.POST)
        form.check()
        filing.begin(link, form.given, shown.arrangement.presets)
    return _back(link)


@require_POST
@limited("answer", ANSWERING)
@with_cookie
def answer(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Keep marks, situation and leaning, whichever button was pressed, so that nothing entered is lost."""
    shown = show(link, None, everything=True)
    if shown is None:
        return _back(link)
    content, names = shown.content, shown.board.names
    step = StepForm(request.POST, names)
    step.check()
    seen = None if step.page is None else entered(content, names, step.page)
    filing.fill_in(link, entered(content, names, request.POST), seen)
    if step.sends:
        filing.send(link)
    if step.takes_back:
        filing.take_back(link)
    return _back(link, step.done, step.place, step.cleaned_data["see"])


@require_http_methods(["GET", "HEAD", "POST"])
@with_cookie
def delete(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Ask, then delete everything the mentee entered."""
    if request.method == "POST":
        filing.forget(link)
        return _back(link, "deleted")
    return render(request, "sharing/delete.html", {"link": link})


@require_POST
@with_cookie
def close(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Close the page on this device, which others may use; the link opens it again."""
    response = redirect("home")
    dismiss(response, link)
    return response


@require_safe
@with_cookie
def take_along(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """The page with the mentee's answers as a Markdown file."""
    sheet = filing.read(link) or Sheet()
    shown = show(link, sheet)
    if shown is None:
        return gone(request, link)
    name = slugify(shown.content.title if shown.content.whole else shown.content.options[0].title)
    public = request.build_absolute_uri(shown.public_url) if shown.public_url else ""
    return HttpResponse(
        as_markdown(link.note, shown, sheet, public),
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name or "page"}.md"'},
    )


def _back(link: ShareLink, done: str = "", place: str = "", see: str = "") -> HttpResponse:
    """To the page again, saying what was done; never to an address that the browser sent."""
    query = urlencode({name: value for name, value in (("see", see), ("done", done)) if value})
    address = reverse("shared", args=[link.reference])
    return HttpResponseRedirect(f"{address}{f'?{query}' if query else ''}{f'#{place}' if place else ''}")
