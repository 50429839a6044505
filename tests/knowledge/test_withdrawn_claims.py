"""What the address of a withdrawn claim says is in the files too: a site made anew from them says the same."""

from datetime import date

import pytest

from advice.history.restoring import restore
from advice.history.states import versions
from advice.knowledge.files import read_folder, write_folder
from advice.knowledge.load import load
from advice.knowledge.records import KnowledgeError
from advice.knowledge.stored import stored_records
from advice.models import Claim
from tests import records

pytestmark = pytest.mark.django_db
WITHDRAWN = {
    "status": "withdrawn",
    "withdrawn_on": "2024-05-06",
    "withdrawn_reason": "Its author took it back.",
    "replaced_by": "z",
}


def files(**fields):
    claim = {"source": "post", "text": "Stipends are low.", "kind": "opinion"}
    return {
        ("source", "post"): {"slug": "post", "name": "A post", "kind": "post"},
        ("claim", "a"): {**claim, "key": "a", **fields},
        ("claim", "z"): {**claim, "key": "z", "text": "Some stipends are low.", "review_by": "2027-01-02"},
    }


def test_a_new_site_shows_it_as_the_old_did(client):
    load(files(**WITHDRAWN))
    page = client.get("/claims/a/")
    assert page.status_code == 410
    for words in ("6 May 2024", "Its author took it back.", "Some stipends are low."):
        assert words in page.content.decode()
    assert Claim.objects.get(key="z").review_by == date(2027, 1, 2)


def test_the_round_trip_changes_nothing(tmp_path):
    load(files(**WITHDRAWN))
    before = stored_records()
    write_folder(tmp_path, before)
    assert read_folder(tmp_path) == before
    report = load(before)
    assert not report.changed
    assert not report.differs


def test_withdrawing_in_the_files_is_heard(client):
    load(files())
    assert client.get("/claims/a/").status_code == 200
    load(files(**WITHDRAWN))
    assert client.get("/claims/a/").status_code == 410
    load(files())
    assert client.get("/claims/a/").status_code == 200


def test_a_claim_gone_from_the_files_says_so(client):
    whole = files()
    load(whole)
    del whole["claim", "a"]
    load(whole)
    page = client.get("/claims/a/")
    assert page.status_code == 410
    assert "no longer among the claims" in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"withdrawn_on": None}, {"withdrawn_on": "May"}, {"replaced_by": "nobody"}, {"replaced_by": "a"}],
)
def test_what_is_wrong_is_refused(wrong):
    with pytest.raises(KnowledgeError, match="claim a"):
        load(files(**WITHDRAWN | wrong))


def test_a_version_that_is_brought_back_leaves_the_reason():
    claim = records.claim("Old words.")
    claim.text = "New words."
    claim.status, claim.withdrawn_reason = "withdrawn", "Taken back."
    claim.save()
    restore(Claim, claim.pk, versions(Claim, claim.pk)[0])
    claim.refresh_from_db()
    assert (claim.text, claim.status, claim.withdrawn_reason) == ("Old words.", "withdrawn", "Taken back.")
