"""Home, the questions, positions side by side, and the pro/con page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from advice.publication.models import Edition
from advice.questions.comparison import Choice, compare, facts
from advice.questions.forms import CompareForm, ProConForm
from advice.questions.gathering import considerations, gather, situations
from advice.questions.models import Position, Question
from advice.questions.overview import example, new_sources, questions_with_positions, topics_with_claims
from advice.questions.procon import lay_out
from advice.questions.sides import path_counts, sides


def home(request: HttpRequest) -> HttpResponse:
    """Search, the decisions, the topics and what is new."""
    context = {
        "questions": questions_with_positions(),
        "topics": topics_with_claims(),
        "sources": new_sources(),
        "example": example(),
    }
    return render(request, "home.html", context)


def about(request: HttpRequest) -> HttpResponse:
    """How to read the pages: their words, how they are made, what they cannot tell."""
    return render(request, "about.html")


def questions(request: HttpRequest) -> HttpResponse:
    """Every decision, with its possible answers."""
    return render(request, "questions/index.html", {"questions": questions_with_positions()})


def question(request: HttpRequest, question: str) -> HttpResponse:
    """Positions side by side; the reader chooses which."""
    record = get_object_or_404(Question.objects.published(), slug=question)
    positions = list(Position.objects.published().filter(question=record).select_related("question"))
    form = CompareForm(request.GET, situations(), positions)
    form.check()
    material = gather(form.chosen, passages=False)
    choices = [
        Choice(
            key=position.slug,
            title=position.title,
            url=position.get_absolute_url() + form.carried,
            material=material[position.pk],
            reversible=position.reversible,
            deadline=position.deadline,
        )
        for position in form.chosen
    ]
    comparison = compare(choices, form.answers)
    context = {
        "question": record,
        "positions": positions,
        "form": form,
        "comparison": comparison,
        "facts": facts(comparison),
        "reader": form.asked(slug for column in comparison.columns for slug in column.page.depends_on),
    }
    return render(request, "questions/question.html", context)


def position(request: HttpRequest, question: str, position: str) -> HttpResponse:
    """What speaks for and against one position: the pro/con page."""
    positions = list(Position.objects.published().filter(question__slug=question).select_related("question"))
    record = next((entry for entry in positions if entry.slug == position), None)
    if record is None:
        raise Http404
    form = ProConForm(request.GET, situations())
    form.check()
    page = lay_out(
        gather([record])[record.pk], form.answers, form.order, elsewhere=considerations(record.question)
    )
    context = {
        "position": record,
        "others": [entry for entry in positions if entry != record],
        "form": form,
        "page": page,
        "all_open": form.all_open,
        "sides": sides(page),
        "everybody": path_counts(page.everybody),
        "reader": form.asked(page.depends_on),
        "edition": Edition.current(),
    }
    return render(request, "questions/position.html", context)
