"""What is not published is on no page of a question, whatever kind of record it is."""

import pytest

from advice.models import ClaimSituation, Crux
from tests import records
from tests.publication.shapes_world import SUFFIXES, address

pytestmark = pytest.mark.django_db
SECRET = "Xylophone"
HIDDEN = ["draft", "in_review", "withdrawn"]


def world(**changed):
    """A position with everything; `changed` gives fields to one kind of record, by its name."""

    def fields(kind):
        return changed.get(kind, {})

    author = records.person(**fields("author"))
    speaker = records.person(**fields("speaker"))
    source = records.source(author=author, **fields("source"))
    topic = records.topic(**{"name": "Pay", **fields("topic")})
    question = records.question(**fields("question"))
    position = records.position(question=question, **fields("position"))
    other = records.position("Other", question=question)
    claim = records.claim(source=source, speaker=speaker, topics=[topic], **fields("claim"))
    situation = records.situation(**fields("situation"))
    ClaimSituation.objects.create(claim=claim, situation=situation)
    argument = records.argument(claims=[claim], position=position, topic=topic, **fields("argument"))
    Crux.objects.create(
        position=position, topic=topic, kind="fact", text=SECRET if "topic" in changed else "Crux."
    )
    # Something of each kind that stays public, so that the pages are there to be looked at.
    records.argument(position=position, topic=records.topic("Advisor"), stance="con")
    records.argument(position=other, topic=records.topic("Time"))
    return [
        "/", "/questions/", question.get_absolute_url(), position.get_absolute_url(), other.get_absolute_url(),
        f"{position.get_absolute_url()}?open=all", f"{question.get_absolute_url()}?position={other.slug}",
        f"{position.get_absolute_url()}?{situation.slug}=no", argument.get_absolute_url(),
        *(address(record, suffix) for record in (question, position, other) for suffix in SUFFIXES),
    ]  # fmt: skip


KINDS = {
    "author": {"name": SECRET, "standing": SECRET, "slug": SECRET},
    "speaker": {"name": SECRET, "standing": SECRET, "interest": SECRET, "slug": SECRET},
    "source": {"title": SECRET, "slug": SECRET, "url": f"https://example.org/{SECRET}"},
    "topic": {"name": SECRET, "slug": SECRET},
    "claim": {"text": SECRET, "key": SECRET, "section": SECRET},
    "situation": {"question": SECRET, "holds": SECRET, "lacks": SECRET, "slug": SECRET},
    "question": {"title": SECRET, "lead": SECRET, "slug": SECRET},
    "position": {"title": SECRET, "lead": SECRET, "slug": SECRET, "gap": SECRET},
    "argument": {"text": SECRET, "key": SECRET},
}


def shown(client, addresses):
    """What the pages say; a page that is not there says nothing but that."""
    answers = [client.get(address) for address in addresses]
    return "".join(answer.content.decode() for answer in answers if answer.status_code == 200)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", HIDDEN)
def test_a_record_that_is_not_published_is_on_no_page(client, kind, status):
    assert SECRET not in shown(client, world(**{kind: KINDS[kind] | {"status": status}}))


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"author"}))
def test_the_same_record_is_there_when_it_is_published(client, kind):
    assert SECRET in shown(client, world(**{kind: KINDS[kind]}))


def test_an_unpublished_author_is_not_named_as_the_author_of_a_claim_without_speaker(client):
    author = records.person(SECRET, status="draft")
    claim = records.claim("Nobody is named.", source=records.source(author=author), speaker=None)
    page = client.get(records.argument(claims=[claim]).position.get_absolute_url()).content.decode()
    assert "Nobody is named." in page
    assert SECRET not in page


@pytest.mark.parametrize("kind", ["question", "position"])
def test_the_address_of_what_is_not_published_is_a_404(client, kind):
    addresses = {
        address for address in world(**{kind: {"status": "draft", "slug": SECRET}}) if SECRET in address
    }
    assert addresses
    assert {client.get(address).status_code for address in addresses} == {404}


def test_an_argument_whose_claims_are_all_hidden_is_not_shown(client):
    argument = records.argument("Stands on nothing public.", claims=[records.claim(status="draft")])
    assert (
        "Stands on nothing public." not in client.get(argument.position.get_absolute_url()).content.decode()
    )
