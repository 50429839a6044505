"""A small knowledge that the API tells everything of: a record of each kind, published and tied to one another."""

from dataclasses import dataclass
from typing import Any

from advice.models import ClaimSituation, Crux, TopicLabel
from tests import records
from tests.sources.documents import claim_on, loaded_source

BASE = "/api/v1"


@dataclass
class Knowledge:
    claim: Any
    imported: Any
    source: Any
    person: Any
    topic: Any
    question: Any
    position: Any
    argument: Any


def knowledge() -> Knowledge:
    """One claim with its passage loaded, one imported without; a position that both speak to."""
    ada = records.person("Ada Example", slug="ada", standing="Led a lab", path="finished", interest="Teaches")
    work = records.topic("Work")
    pay = records.topic("Pay", broader=work, description="What it brings.", scope_note="Money only.")
    TopicLabel.objects.create(topic=pay, label="salary")
    TopicLabel.objects.create(topic=pay, label="sallary", kind="hidden")
    talk = loaded_source(
        "Pay is low at first. Then it rises.",
        slug="talk",
        title="A talk",
        author=ada,
        url="https://example.org/talk",
        published_on="2021-05-04",
    )
    claim = claim_on(
        talk, "Pay is low", "Beginners earn little.", key="talk-001", speaker=ada, kind="experience"
    )
    imported = records.claim("Later the pay rises.", key="later", external_id="foreign 7", speaker=None)
    ClaimSituation.objects.create(claim=claim, situation=records.situation("has a job", slug="job"))
    question = records.question("Should I?", slug="should-i", lead="It *depends*.")
    position = records.position("Do it", slug="do-it", question=question, deadline="In May.")
    against = records.argument(
        "Money is short", key="money", claims=[claim], position=position, topic=pay, stance="con"
    )
    records.argument("It gets better", key="better", claims=[imported, claim], position=position, topic=pay)
    Crux.objects.create(position=position, topic=pay, kind="fact", text="They look at different years.")
    return Knowledge(claim, imported, talk, ada, pay, question, position, against)
