"""What became part of another record is in the files too: a site made anew from them leads on as the old did."""

import pytest

from advice.knowledge.files import read_folder, write_folder
from advice.knowledge.load import load
from advice.knowledge.records import KnowledgeError
from advice.knowledge.stored import stored_records
from advice.models import Topic

pytestmark = pytest.mark.django_db
GONE = {"status": "withdrawn", "merged_into": "pay"}


def files(**wages):
    claim = {"source": "post", "text": "Stipends are low.", "kind": "opinion", "topics": ["pay"]}
    merged = {"status": "withdrawn", "withdrawn_on": "2024-05-06", "withdrawn_reason": "It said the same."}
    return {
        ("person", "ada"): {"slug": "ada", "name": "Ada", "path": "unknown"},
        ("person", "a-ada"): {
            "slug": "a-ada",
            "name": "A. Ada",
            "path": "unknown",
            "status": "withdrawn",
            "merged_into": "ada",
        },
        ("topic", "pay"): {"slug": "pay", "name": "Pay"},
        ("topic", "wages"): {"slug": "wages", "name": "Wages", **wages},
        ("source", "post"): {"slug": "post", "name": "A post", "kind": "post"},
        ("claim", "a"): {**claim, "key": "a"},
        ("claim", "b"): {**claim, "key": "b", **merged, "replaced_by": "a", "merged_into": "a"},
    }


def test_a_new_site_leads_on(client):
    load(files(**GONE))
    for old, new in (
        ("/topics/wages/", "/topics/pay/"),
        ("/people/a-ada/", "/people/ada/"),
        ("/claims/b/", "/claims/a/"),
    ):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)


def test_the_round_trip_changes_nothing(tmp_path):
    load(files(**GONE))
    before = stored_records()
    assert before["topic", "wages"]["merged_into"] == "pay"
    write_folder(tmp_path, before)
    assert read_folder(tmp_path) == before
    report = load(before)
    assert not report.changed
    assert not report.differs


def test_taking_it_back_in_the_files_is_heard(client):
    load(files(**GONE))
    load(files())
    assert client.get("/topics/wages/").status_code == 200
    assert Topic.objects.get(slug="wages").merged_into is None


@pytest.mark.parametrize("target", ["nothing", "wages"])
def test_what_is_wrong_is_refused(target):
    with pytest.raises(KnowledgeError, match="topic wages"):
        load(files(**GONE | {"merged_into": target}))
