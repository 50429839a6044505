"""Whatever an address or a form says, the admin answers with a page, never with a 500."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from tests.admin.conftest import MODELS
from tests.admin.test_every_page import NAMES, address

DIGITS = "9" * 5_000
QUERIES = [
    "q=%00",
    "q=%ED%A0%80",
    "q=" + "+".join(["a"] * 3_000),
    "q=%22%27%5C%25_%28*",
    "q=" + "x" * 20_000,
    "o=999",
    "o=-1.x.3",
    f"o={DIGITS}",
    "p=999",
    "p=-1",
    f"p={DIGITS}",
    "p=zzz",
    "all=zzz",
    "_facets=zzz",
    "e=1",
    "status__exact=zzz",
    "status__in=zzz,draft",
    "status__regex=(",
    "anchor_state__exact=%27",
    "missing=zzz",
    "text=zzz",
    "source=zzz",
    f"source={DIGITS}",
    f"source={2**63}",
    "topic=-1",
    "author=1&author=2",
    "source__id__exact=zzz",
    f"id__exact={2**64}",
    f"id__in={DIGITS}",
    "pk__gt=zzz",
    "created_at__gte=zzz",
    "published_on__year=0",
    "published_on__year=zzz",
    f"published_on__year={DIGITS}",
    "published_on__year=2021&published_on__month=13",
    "published_on__year=2021&published_on__month=2&published_on__day=31",
    "published_on__year=99999&published_on__month=1",
    "question__id__exact=zzz",
    "password__startswith=a",
    "source__author__sources__text__contains=a",
    "_to_field=password&_popup=1",
    "_popup=zzz",
    "no_such_field=1",
    "__=1",
    "=1",
    "is_role__exact=zzz",
    "claims_total=1",
    "is_public=zzz",
]
IDS = ["0", "-1", "zzz", str(2**63), DIGITS, "1_2F", "1.5", "%00", "%C2%B2", "_FF_FE"]


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_queries_of_lists_and_forms(curating, one_of_each, model):
    for query in QUERIES:
        for page in ("changelist", "add"):
            response = curating.get(f"{address(model, page)}?{query}")
            assert response.status_code in (200, 302, 400, 403), (page, query[:80])


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_initial_values_of_a_new_record(curating, one_of_each, model):
    names = [field.name for field in model._meta.get_fields() if field.concrete] + [
        "topics",
        "broader",
        "pasted",
    ]
    for value in ("zzz", DIGITS, "1,2", "-1", "%27"):
        query = "&".join(f"{name}={value}" for name in names)
        assert curating.get(f"{address(model, 'add')}?{query}").status_code == 200, value[:20]


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_ids_that_no_record_has(curating, one_of_each, model):
    base = address(model, "changelist")
    for record_id in IDS:
        for page in ("change", "history", "delete"):
            response = curating.get(f"{base}{record_id}/{page}/")
            assert response.status_code in (302, 400, 404), (page, record_id[:20])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "app_label=zzz&model_name=claim&field_name=source",
        "app_label=advice&model_name=claim&field_name=zzz",
        "app_label=advice&model_name=claim&field_name=text",
        "app_label=advice&model_name=claim&field_name=topics",
        "app_label=advice&model_name=claim&field_name=source&page=zzz",
        f"app_label=advice&model_name=claim&field_name=source&page={DIGITS}",
        "app_label=advice&model_name=claim&field_name=source&term=%00",
        "app_label=advice&model_name=claim&field_name=source&term=" + "a+" * 3_000,
        "app_label=auth&model_name=user&field_name=groups",
    ],
)
def test_questions_of_autocomplete(curating, query):
    assert curating.get(f"/admin/autocomplete/?{query}").status_code in (200, 400, 403, 404)


@pytest.mark.parametrize("chosen", ["zzz", "", "-1", DIGITS, str(2**64), "1.5", "²", "1"])
@pytest.mark.parametrize("action", ["publish", "withdraw", "delete_selected", "zzz", ""])
def test_selections_that_no_browser_sends(curating, one_of_each, chosen, action):
    for extra in ({}, {"confirmed": "yes"}, {"index": "zzz"}, {"select_across": "zzz"}, {"index": DIGITS}):
        sent = {"action": action, ACTION_CHECKBOX_NAME: chosen, **extra}
        assert curating.post("/admin/advice/claim/", sent).status_code in (200, 302, 400)


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_forms_that_no_browser_sends(curating, one_of_each, model):
    record = one_of_each[model]
    names = [field.name for field in model._meta.get_fields() if hasattr(field, "attname")] + [
        "topics",
        "pasted",
    ]
    prefixes = ["labels", "conditions", "support", "arguments", "cruxes", "positions"]
    management = {f"{prefix}-TOTAL_FORMS": DIGITS for prefix in prefixes}
    for value in ("zzz", DIGITS, "", "-1", str(2**63), "\x01", "x" * 10_000):
        for page in (address(model, "add"), address(model, "change", record.pk)):
            assert curating.post(page, dict.fromkeys(names, value)).status_code in (200, 302, 400, 409), (
                value[:20]
            )
            sent = dict.fromkeys(names, value) | management
            assert curating.post(page, sent).status_code in (200, 400, 409), value[:20]
