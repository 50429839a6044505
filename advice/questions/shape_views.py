"""The pages of questions and positions in their other shapes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from advice.publication.shapes import Shape, in_shape, site
from advice.questions import writers
from advice.questions.comparison import Choice, compare
from advice.questions.data import position_data, question_data
from advice.questions.forms import CompareForm, ProConForm
from advice.questions.gathering import considerations, gather, situations
from advice.questions.models import Position, Question
from advice.questions.procon import lay_out


def question(request: HttpRequest, question: str, shape: Shape) -> HttpResponse:
    """Positions side by side, those that the address names."""
    record = get_object_or_404(Question.objects.published(), slug=question)
    positions = list(Position.objects.published().filter(question=record).select_related("question"))
    form = CompareForm(request.GET, situations(), positions)
    form.check()
    material = gather(form.chosen)
    choices = [Choice(one.slug, one.title, one.get_absolute_url(), material[one.pk]) for one in form.chosen]
    data = question_data(record, form.chosen, compare(choices, form.answers), form.answers, site(request))
    return in_shape(request, shape, data, writers.QUESTION, record.get_absolute_url())


def position(request: HttpRequest, question: str, position: str, shape: Shape) -> HttpResponse:
    """What speaks for and against one position, to the reader that the address describes."""
    positions = Position.objects.published().select_related("question")
    record = get_object_or_404(positions, question__slug=question, slug=position)
    form = ProConForm(request.GET, situations())
    form.check()
    elsewhere = considerations(record.question)
    page = lay_out(gather([record])[record.pk], form.answers, form.order, elsewhere)
    data = position_data(record, page, form.answers, site(request))
    return in_shape(request, shape, data, writers.POSITION, record.get_absolute_url())
