"""The workbench: its page, and what it suggests while somebody types."""

from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from advice.admin.workbench.answers import checked, for_curators, page_answer
from advice.admin.workbench.forms import PlaceForm, SuggestForm
from advice.admin.workbench.page import bench_of, find_source
from advice.admin.workbench.panel import claim_panel, initial_of_passage, new_panel, version_of
from advice.admin.workbench.suggesting import TopicNames, suggest
from advice.claims import pasting


@for_curators
@require_GET
def workbench(request: HttpRequest, slug: str) -> HttpResponse:
    """The text and its claims; a block, a claim or a span may be chosen in the address."""
    place = checked(PlaceForm(request.GET))
    version = version_of(slug, place.cleaned_data["claim"])
    source = find_source(slug)
    try:
        span = place.span(len(source.text))
    except ValidationError as error:
        raise BadRequest(error.messages[0]) from None
    bench, names = bench_of(source), TopicNames()
    if key := place.cleaned_data["claim"]:
        claim = next((one for one in bench.claims if one.key == key), None)
        if claim is None:
            raise Http404(_("This source has no such claim."))
        return page_answer(request, bench, claim_panel(bench, request.user, names, claim, version))
    block = None
    if number := place.cleaned_data["block"]:
        if number > len(bench.blocks):
            raise Http404(_("The text has no such block."))
        block = bench.blocks[number - 1]
        span = span or ((block.start, block.end) if block.is_open else None)
    return page_answer(request, bench, new_panel(bench, request.user, names, span, block))


@for_curators
@require_GET
def suggestions(request: HttpRequest, slug: str) -> HttpResponse:
    """What may help with the claim as it stands, for scripts."""
    source = find_source(slug)
    form = SuggestForm(request.GET)
    try:
        if not form.is_valid():
            raise ValidationError(next(iter(form.errors.values()))[0])
        span = form.span(len(source.text))
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0]}, status=400)
    bench = bench_of(source)
    passage = source.text[slice(*span)] if span else ""
    asked = form.cleaned_data
    found = suggest(source, request.user, TopicNames(), asked["text"], passage, asked["claim"], form.chosen())
    answer = found.as_json()
    if span:
        initial = initial_of_passage(bench, span)
        answer["place"] = {name: initial[name] for name in ("passage", "speaker", "about_from", "about_to")}
        answer["place"]["section"] = pasting.section_at(source.text, source.blocks, span[0])
    return JsonResponse(answer)
