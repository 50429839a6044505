"""Every list, add and change page of every model opens for a curator and for nobody else."""

import re

import pytest
from django.urls import reverse

from advice.models import Position
from tests.admin.conftest import MODELS

NAMES = [model._meta.model_name for model in MODELS]


def address(model, page, *args):
    return reverse(f"admin:advice_{model._meta.model_name}_{page}", args=args)


def pages(model, record):
    return [
        address(model, "changelist"),
        address(model, "add"),
        address(model, "change", record.pk),
        address(model, "history", record.pk),
    ]


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_curator_opens_every_page(curating, one_of_each, model):
    for page in pages(model, one_of_each[model]):
        assert curating.get(page).status_code == 200, page


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_curator_saves_a_form_as_it_is(curating, one_of_each, model):
    page = address(model, "change", one_of_each[model].pk)
    response = curating.post(page, fields_of(curating.get(page)))
    assert response.status_code == 302, errors_of(response)


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_stranger_is_asked_to_sign_in(client, one_of_each, model):
    for page in pages(model, one_of_each[model]):
        response = client.get(page, follow=True)
        assert response.request["PATH_INFO"] == "/accounts/login/"
        assert response.redirect_chain[-1][0].endswith(f"next={page}")


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_mentor_is_turned_away(client, mentor, one_of_each, model):
    client.force_login(mentor)
    for page in pages(model, one_of_each[model]):
        assert client.get(page, follow=True).status_code == 403


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_list_is_searched_and_sorted(curating, one_of_each, model):
    page = address(model, "changelist")
    columns = len(curating.get(page).context["cl"].list_display)
    for query in ["?q=a+b", *(f"?o={number}" for number in range(1, columns + 1))]:
        assert curating.get(page + query).status_code == 200, query


def test_the_front_page_lists_the_models_in_the_order_of_the_work(curating):
    response = curating.get("/admin/")
    assert response.status_code == 200
    names = [model["object_name"] for app in response.context["app_list"] for model in app["models"]]
    assert names.index("Source") < names.index("Claim") < names.index("Question")


def fields_of(response):
    """What a browser would send back from the admin's form."""
    form = response.context["adminform"].form
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    sent = {"_version": response.context["version_token"]} if "version_token" in response.context else {}
    for one in [form, *(f.management_form for f in formsets), *(row for f in formsets for row in f.forms)]:
        for field in one:
            value = field.value()
            if value is not None and value is not False:
                sent[field.html_name] = (
                    [str(getattr(v, "pk", v)) for v in value] if isinstance(value, list) else value
                )
    return sent


def errors_of(response):
    return response.context["errors"] if response.context else response.content[:500]


def test_every_field_of_a_row_has_a_name(curating, one_of_each):
    position = one_of_each[Position]
    page = curating.get(f"/admin/advice/position/{position.pk}/change/").content.decode()
    fields = re.findall(r'<(?:input|select|textarea)[^>]* name="(?:arguments|cruxes)-\d+-[^>]*>', page)
    shown = [field for field in fields if 'type="hidden"' not in field]
    assert len(shown) >= 8
    assert [field for field in shown if "aria-label=" not in field] == []
