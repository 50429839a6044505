"""What a contributor may not do, asked for directly at every address that could do it."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.files.uploadedfile import SimpleUploadedFile

from advice.claims.anchoring import digest
from advice.history.states import versions
from advice.history.tokens import token
from advice.models import Argument, Claim, ClaimReport, Crux, Position, Question, Source
from tests import records
from tests.admin.conftest import WORDS

ANSWERS = {"claims withdrawn": 302, "claims deleted": 302, "signed": 409, "crux added": 200}
"""Where it is no 403: actions that the list does not know, a page that says why, a form with an error."""


@pytest.fixture
def public(one_of_each):
    """The record of each model, all public, the claim with a passage that moved."""
    claim = one_of_each[Claim]
    start = WORDS.index("Supper")
    words = WORDS[start : start + 15]
    Claim.objects.update(start=start, end=start + 15, sha256=digest(words), anchor_state="moved")
    claim.refresh_from_db()
    return one_of_each


def everything() -> dict[str, list[tuple]]:
    """What the public sees, and could."""
    models = (Claim, Argument, Crux, Position, Question, Source, ClaimReport)
    kept = {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}
    kept["carried"] = list(Argument.claims.through.objects.order_by("pk").values_list())
    kept["topics"] = list(Claim.topics.through.objects.order_by("pk").values_list())
    return kept


def attempts(public):
    """Address and form of each attempt at what is public."""
    claim, argument, crux = public[Claim], public[Argument], public[Crux]
    source, position, question = public[Source], public[Position], public[Question]
    report = ClaimReport.objects.create(
        claim=claim, claim_key=claim.key, claim_text=claim.text, kind="other", words="No.", edition=1
    )
    twin = records.claim("Suppers may be cold.", source=source)
    bench, admin = f"/admin/workbench/{source.slug}", "/admin/advice"
    words = {"text": "Mine.", "kind": "opinion", "topics": [argument.topic_id], "status": "published"}
    version = versions(Claim, claim.pk)[0].revision
    chosen = {ACTION_CHECKBOX_NAME: [claim.pk], "confirmed": "yes", "withdrawn_reason": "Mine."}
    return {
        "claim": (f"{admin}/claim/{claim.pk}/change/", words),
        "claim deleted": (f"{admin}/claim/{claim.pk}/delete/", {"post": "yes"}),
        "claims withdrawn": (f"{admin}/claim/", {"action": "withdraw", **chosen}),
        "claims deleted": (f"{admin}/claim/", {"action": "delete_selected", "post": "yes", **chosen}),
        "version": (f"{admin}/claim/{claim.pk}/history/{version}/", {}),
        "merged": (f"{admin}/claim/merge/", {"lose": twin.pk, "keep": claim.pk, "plan": "x"}),
        "unmerged": (f"{admin}/claim/{claim.pk}/unmerge/", {}),
        "signed": (f"{admin}/claim/{claim.pk}/fidelity/", {"verdict": "faithful", "do": "publish"}),
        "published": (f"{admin}/claim/{claim.pk}/fidelity/", {"do": "publish"}),
        "report": (f"{admin}/claimreport/{report.pk}/change/", {"note": "Mine."}),
        "reports": (
            f"{admin}/claimreport/",
            {"action": "close_reports", ACTION_CHECKBOX_NAME: [report.pk], "confirmed": "y", "note": "Mine."},
        ),
        "anchor": (
            f"{admin}/source/{source.pk}/anchors/",
            {
                "do": "orphan",
                "claim": claim.pk,
                "version": token(Claim, claim.pk),
                "text_sha256": source.text_sha256,
            },
        ),
        "text": (f"{admin}/source/{source.pk}/document/", {"text": "# A supper\n\nMine."}),
        "source": (
            f"{admin}/source/{source.pk}/change/",
            {"title": "Mine", "kind": "post", "language": "en"},
        ),
        "argument": (f"{admin}/argument/{argument.pk}/change/", {"text": "Mine.", "stance": "pro"}),
        "position": (f"{admin}/position/{position.pk}/change/", {"title": "Mine"}),
        "question": (f"{admin}/question/{question.pk}/change/", {"title": "Mine"}),
        "crux": (
            f"{admin}/crux/{crux.pk}/change/",
            {"position": position.pk, "topic": crux.topic_id, "kind": "value", "text": "Mine."},
        ),
        "crux added": (
            f"{admin}/crux/add/",
            {"position": position.pk, "topic": records.topic("Bread").pk, "kind": "value", "text": "Mine."},
        ),
        "workbench": (
            f"{bench}/claim/{claim.key}/",
            {"text": "Mine.", "kind": "opinion", "_version": token(Claim, claim.pk)},
        ),
    }


NAMES = [
    *("claim", "claim deleted", "claims withdrawn", "claims deleted", "version", "merged", "unmerged"),
    *("signed", "published", "report", "reports", "anchor", "text", "source", "argument", "position"),
    *("question", "crux", "crux added", "workbench"),
]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_public_is_changed(contributing, public, name):
    tried = attempts(public)
    assert set(tried) == set(NAMES)
    address, sent = tried[name]
    before = everything()
    response = contributing.post(address, sent)
    assert response.status_code == ANSWERS.get(name, 403)
    assert everything() == before


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_no_file_publishes(contributing, public, status):
    source = public[Source].slug
    rows = f"source,text,kind,topics,status\n{source},Mine.,opinion,pay,{status}\n"
    file = SimpleUploadedFile("claims.csv", rows.encode())
    before = everything()
    assert contributing.post("/admin/advice/claim/import/", {"file": file}).status_code == 400
    assert everything() == before


def test_a_draft_carries_no_public_argument(contributing, public):
    sent = {"text": "Bread is warm.", "kind": "opinion", "arguments": [public[Argument].pk]}
    contributing.post(f"/admin/workbench/{public[Source].slug}/claim/", sent | {"passage": "last paragraph"})
    assert not Claim.objects.get(text="Bread is warm.").arguments.exists()


def test_a_crux_of_a_public_position_is_not_brought_back(contributing, public):
    crux = public[Crux]
    version = versions(Crux, crux.pk)[0].revision
    page = f"/admin/advice/crux/{crux.pk}/history/{version}/"
    crux.delete()
    assert contributing.post(page).status_code == 403
    assert not Crux.objects.exists()


def test_a_crux_of_a_draft_is_written(contributing, public):
    position = records.position(status="draft")
    sent = {
        "position": position.pk,
        "topic": public[Crux].topic_id,
        "kind": "value",
        "text": "Taste differs.",
    }
    assert contributing.post("/admin/advice/crux/add/", sent).status_code == 302
    crux = Crux.objects.get(position=position)
    sent |= {"text": "Taste.", "_version": token(Crux, crux.pk)}
    assert contributing.post(f"/admin/advice/crux/{crux.pk}/change/", sent).status_code == 302
    assert Crux.objects.get(position=position).text == "Taste."
