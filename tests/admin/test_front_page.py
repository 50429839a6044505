"""The front page says what waits, and each line leads to the list that it counts."""

import pytest
from django.test import Client

from advice.claims.reports import file_report
from advice.models import Claim, FidelitySignature, SetAside
from tests import records
from tests.admin.test_query_counts import grow, queries


def tasks(client: Client) -> dict[str, tuple[int, str]]:
    context = client.get("/admin/").context
    return {task.label: (task.count, task.address) for task in [*context["waiting"], *context["tasks"]]}


def listed(client: Client, address: str) -> int:
    """How many records the list or the queue at `address` shows."""
    context = client.get(address).context
    return len(context["lines"]) if "lines" in context else context["cl"].result_count


def signed(**fields):
    """A claim with a signature for another wording."""
    claim = records.claim(**fields)
    FidelitySignature.objects.create(claim=claim, verdict="faithful", claim_text="Before.")
    return claim


def doubted(**fields):
    claim = records.claim(**fields)
    FidelitySignature.objects.create(claim=claim, verdict="wrong", note="No.", claim_text=claim.text)
    return claim


def test_an_empty_desk_says_so(curating):
    assert "Nothing waits." in curating.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("label", "make"),
    [
        ("claims to sign", lambda: records.claim(status="in_review")),
        ("arguments in review", lambda: records.argument(status="in_review")),
        ("topics in review", lambda: records.topic("Luck", status="in_review")),
        ("reports by readers", lambda: file_report(records.claim(), "other", "Look at this.", "")),
        ("public claims whose signature does not stand", signed),
        ("claims due for review", lambda: records.claim(review_by="2020-01-01")),
        ("claims sent back, to be reworded", lambda: doubted(status="draft")),
        ("claims whose passage is gone", lambda: records.claim(anchor_state="orphan")),
        ("claims whose passage changed, to confirm", lambda: records.claim(anchor_state="changed")),
        ("claims without a topic", lambda: records.claim().topics.clear()),
        ("claims that no argument uses", records.claim),
        (
            "published claims that do not show, as their source or speaker is not published",
            lambda: records.claim(source=records.source(status="draft")),
        ),
        ("topics without claims", lambda: records.topic("Luck")),
        ("sources whose text is not loaded", records.source),
        ("arguments without a published claim", lambda: records.argument(claims=[])),
        ("positions with nothing against them", records.position),
        ("questions without positions", records.question),
    ],
)
def test_each_line_counts_the_list_it_leads_to(curating, label, make):
    make()
    count, address = tasks(curating)[label]
    assert count == 1
    assert listed(curating, address) == 1


def test_what_was_withdrawn_waits_for_nobody(curating):
    topic = records.topic("Luck")
    records.topic("Fortune", status="withdrawn", merged_into=topic)
    records.claim(status="withdrawn", start=0, end=4, sha256="0" * 64, anchor_state="orphan")
    records.source(status="withdrawn")
    waiting = tasks(curating)
    assert waiting["topics without claims"][0] == 1
    assert listed(curating, waiting["topics without claims"][1]) == 1
    assert "claims whose passage is gone" not in waiting
    assert "claims that no argument uses" not in waiting


def test_a_source_is_to_mine_until_each_block_is_accounted_for(curating):
    text = "One block.\n\nAnother one."
    blocks = [
        {"kind": "paragraph", "start": 0, "end": 10},
        {"kind": "paragraph", "start": 12, "end": 24},
    ]
    source = records.source("A post", text=text, length=len(text), blocks=blocks)
    page = curating.get("/admin/").content.decode()
    assert "A post" in page
    assert "2 of 2 blocks open" in page
    records.claim(source=source, start=0, end=10, sha256="0" * 64, anchor_state="exact")
    SetAside.objects.create(source=source, start=12, end=24, sha256="0" * 64, reason="greeting")
    assert not curating.get("/admin/").context["unmined"]


def test_the_latest_changes_are_told_once_each(curating, alone):
    claim = records.claim("A change.", status="draft")
    curating.post(
        "/admin/advice/claim/",
        {"action": "publish", "_selected_action": claim.pk, "confirmed": "yes"},
    )
    first = curating.get("/admin/").context["latest"][0]
    assert (first.name, first.user.username) == ("A change.", "curator")
    assert Claim.history.filter(id=claim.pk).count() == 2


def test_the_desk_costs_the_same_for_many_records(curating):
    grow(3)
    few, _response = queries(curating, "/admin/")
    grow(20)
    assert queries(curating, "/admin/")[0] == few
    assert few < 60
