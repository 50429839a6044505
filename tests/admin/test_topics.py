"""A topic is never broader than itself, however long the way round."""

from tests import records
from tests.admin.test_every_page import fields_of


def test_no_rings(curating):
    top = records.topic("Top")
    middle = records.topic("Middle", broader=top)
    bottom = records.topic("Bottom", broader=middle)
    page = f"/admin/advice/topic/{top.pk}/change/"
    for broader in (top, middle, bottom):
        response = curating.post(page, fields_of(curating.get(page)) | {"broader": broader.pk})
        assert "broader" in response.context["adminform"].form.errors
    other = records.topic("Other")
    assert curating.post(page, fields_of(curating.get(page)) | {"broader": other.pk}).status_code == 302


def test_labels_are_rows_of_the_topic(curating):
    topic = records.topic("Pay")
    page = f"/admin/advice/topic/{topic.pk}/change/"
    row = {"labels-TOTAL_FORMS": 1, "labels-0-label": "wages", "labels-0-kind": "alternative"}
    curating.post(page, fields_of(curating.get(page)) | row)
    assert [label.label for label in topic.labels.all()] == ["wages"]
