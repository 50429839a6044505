"""The mentor's links: the list, making one, reading what was answered, changing it."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from advice.publication.paging import PageForm, page_of
from advice.questions.models import Position, Question
from advice.sharing import filing, making
from advice.sharing.admission import may_share, with_own_link
from advice.sharing.content import Arrangement, Content
from advice.sharing.fetching import arrangement, handed_over, present
from advice.sharing.mentor_forms import LikeForm, SetUpForm
from advice.sharing.models import ShareLink
from advice.sharing.oversight import looks
from advice.sharing.presenting import gone, page_context
from advice.sharing.tokens import new_reference
from advice.sharing.upkeep import show_once
from advice.sharing.viewing import preview_of, show
from advice.web.rate_limit import MAKING, seconds_to_wait

PER_PAGE = 50


@require_safe
@login_required
@may_share
def shares(request: HttpRequest) -> HttpResponse:
    """The mentor's links with their state, the newest first."""
    links = ShareLink.objects.of(cast(User, request.user))
    page = page_of(links, PageForm.of(request.GET)["page"], PER_PAGE)
    return render(request, "sharing/shares.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@may_share
def new(request: HttpRequest, question: str, position: str = "") -> HttpResponse:
    """Set up a page for a mentee; `?like=` begins from the set-up of another link of one's own."""
    subject = _subject(question, position)
    content = present(subject)
    if content is None:
        raise Http404
    like = _like(request, subject)
    form = SetUpForm(content, request.POST if request.method == "POST" else None, like=like)
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            return _preview(request, _unsaved(request, subject, form), content, form)
        if wait := seconds_to_wait(request, "make", MAKING, by="user"):
            return _too_often(request, {"form": form, "subject": subject, "content": content}, wait)
        return _make(request, subject, content, form)
    return render(request, "sharing/set_up.html", {"form": form, "subject": subject, "content": content})


def _too_often(request: HttpRequest, context: dict[str, Any], wait: int) -> HttpResponse:
    """The form once more with all that was entered, which a page that only says so would lose."""
    response = render(request, "sharing/set_up.html", context | {"minutes": -(-wait // 60)}, status=429)
    response["Retry-After"] = str(wait)
    return response


def _make(
    request: HttpRequest, subject: Question | Position, content: Content, form: SetUpForm
) -> HttpResponse:
    owner, reference = cast(User, request.user), form.cleaned_data["reference"]
    known = ShareLink.objects.filter(reference=reference).first()
    if known and known.owner == owner:
        messages.info(request, _("This link was made already, and its address was shown once."))
        return redirect(known)
    link, token = making.make(
        owner,
        subject,
        content,
        form.arrangement,
        reference=new_reference() if known else reference,
        label=form.cleaned_data["label"],
        note=form.cleaned_data["note"],
        expires_at=form.expires_at,
        frozen=form.frozen,
    )
    return show_once(request, link, token, status=201)


@require_safe
@with_own_link
def share(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """One link: its state, what can be done with it, and what the mentee sent beside the page they read."""
    sheet = filing.read(link, sent=True)
    shown = show(link, sheet, everything=True)
    context: dict[str, Any] = {"link": link, "looks": looks(link)}
    if shown is not None:
        context |= page_context(link, shown, sheet) | {"sent": sheet is not None}
    return render(request, "sharing/share.html", context)


@require_safe
@with_own_link
def preview(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """The page as the mentee finds it when they open it first; nothing on it can be sent."""
    shown = show(link, None)
    if shown is None:
        return gone(request, link)
    return render(request, "sharing/page.html", page_context(link, shown, None) | {"preview": True})


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_link
def edit(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Change label, note, selection and expiry. The address stays, and so does what the mentee entered."""
    content = handed_over(link) or Content(link.about.slug, link.about.title, ())
    data = request.POST if request.method == "POST" else None
    form = SetUpForm(content, data, link=link, like=(link, arrangement(link)))
    if data is not None and form.is_valid():
        if "preview" in data:
            link.note = form.cleaned_data["note"]
            return _preview(request, link, content, form)
        making.change(
            link,
            form.arrangement,
            label=form.cleaned_data["label"],
            note=form.cleaned_data["note"],
            expires_at=form.expires_at,
        )
        messages.success(request, _("The link is changed."))
        return redirect(link)
    context = {"form": form, "subject": link.subject, "content": content, "link": link}
    return render(request, "sharing/set_up.html", context)


def _unsaved(request: HttpRequest, subject: Question | Position, form: SetUpForm) -> ShareLink:
    return ShareLink(
        owner=cast(User, request.user),
        question=subject if isinstance(subject, Question) else None,
        position=subject if isinstance(subject, Position) else None,
        note=form.cleaned_data["note"],
        frozen=form.frozen,
    )


def _preview(request: HttpRequest, link: ShareLink, content: Content, form: SetUpForm) -> HttpResponse:
    """The page as the form sets it up, before any of it is kept."""
    context = page_context(link, preview_of(content, form.arrangement), None)
    return render(request, "sharing/page.html", context | {"preview": True, "unsaved": True})


def _subject(question: str, position: str) -> Question | Position:
    if not position:
        return get_object_or_404(Question.objects.published(), slug=question)
    positions = Position.objects.published().filter(question__slug=question).select_related("question")
    return get_object_or_404(positions, slug=position)


def _like(request: HttpRequest, subject: Question | Position) -> tuple[ShareLink, Arrangement] | None:
    form = LikeForm(request.GET)
    if not form.is_valid():
        raise Http404
    if not form.cleaned_data["like"]:
        return None
    links = ShareLink.objects.of(cast(User, request.user))
    link = get_object_or_404(links, reference=form.cleaned_data["like"])
    return (link, arrangement(link)) if link.subject == subject else None
