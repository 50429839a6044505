"""A list or a form costs as many queries for fifty rows as for five."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advice.models import ClaimSituation, Crux, SetAside, TopicLabel
from tests import records
from tests.admin.conftest import MODELS
from tests.admin.test_every_page import address

FEW, MANY = 5, 50


def grow(count):
    """`count` records of each model, in lists and as rows of one form."""
    text = "x" * 200
    question = records.question()
    position = records.position(question=question)
    main = records.argument(position=position, claims=[])
    subject = records.claim("The claim with conditions.")
    for number in range(count):
        source = records.source(author=records.person(), text=text, length=len(text))
        topic = records.topic(broader=records.topic())
        claim = records.claim(source=source, topics=[topic])
        records.question()
        records.position(question=question)
        records.argument(position=position, topic=topic, claims=[claim])
        main.support.create(claim=claim, order=number)
        Crux.objects.create(position=position, topic=topic, kind="value", text="Taste.")
        TopicLabel.objects.create(topic=main.topic, label=f"word {topic.pk}")
        ClaimSituation.objects.create(claim=subject, situation=records.situation())
        SetAside.objects.create(
            source=source, start=0, end=5, sha256="0" * 64, reason="repeats", repeats=claim
        )
    return [question, position, main, subject, main.topic]


def queries(client, page):
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(page)
    assert response.status_code == 200
    return len(captured), response


def test_lists(curating):
    grow(FEW)
    few = {model: queries(curating, address(model, "changelist"))[0] for model in MODELS}
    grow(MANY)
    for model in MODELS:
        many, response = queries(curating, address(model, "changelist"))
        assert len(response.context["cl"].result_list) == MANY, model
        assert many == few[model], model
        assert many < 20, model


def test_forms_with_rows(curating):
    for few_rows, many_rows in zip(grow(FEW), grow(MANY), strict=True):
        few, _response = queries(curating, address(type(few_rows), "change", few_rows.pk))
        many, response = queries(curating, address(type(many_rows), "change", many_rows.pk))
        rows = [len(inline.formset.initial_forms) for inline in response.context["inline_admin_formsets"]]
        assert max(rows) >= MANY, type(many_rows)
        assert many == few, type(many_rows)
        assert many < 25, type(many_rows)


def test_suggestions(curating):
    grow(FEW)
    for field in ("source", "speaker"):
        page = f"/admin/autocomplete/?app_label=advice&model_name=claim&field_name={field}"
        few, _response = queries(curating, page)
        grow(FEW)
        assert queries(curating, page)[0] == few
    page = "/admin/autocomplete/?app_label=advice&model_name=claimtopic&field_name=tag"
    few, _response = queries(curating, page)
    grow(FEW)
    assert queries(curating, page)[0] == few
