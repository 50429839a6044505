"""One published record of each kind that has a page in every shape, tied to one another."""

from dataclasses import dataclass

from advice.models import Claim, ClaimSituation, Crux, Position, Question, Source, Topic
from tests import records
from tests.sources.documents import claim_on, loaded_source

SUFFIXES = ("md", "json", "csv", "jsonld", "argdown")
PASSAGE = "low at first"


@dataclass(frozen=True)
class World:
    """`claim` carries an argument against, `other` one that depends; both are of `source` and about `topic`."""

    question: Question
    position: Position
    topic: Topic
    source: Source
    claim: Claim
    other: Claim

    @property
    def pages(self) -> list[Question | Position | Topic | Source | Claim]:
        return [self.question, self.position, self.topic, self.source, self.claim]


def address(record, suffix: str) -> str:
    return f"{record.get_absolute_url().rstrip('/')}.{suffix}"


def world() -> World:
    question = records.question("Should I do a PhD?", slug="phd", lead="*Five* years.")
    position = records.position(
        "Do a PhD", question=question, slug="do-it", reversible="One can leave.", gap="Nobody tells the end."
    )
    topic = records.topic("Pay", broader=records.topic("Money"), description="What one earns.")
    ada = records.person("Ada", slug="ada", path="left", standing="Led a lab", interest="Sells a book")
    source = loaded_source(
        f"Pay is {PASSAGE}. Then it rises.", title="A talk", slug="talk", author=ada,
        published_on="2020-01-02", url="https://example.org/talk",
    )  # fmt: skip
    claim = claim_on(
        source, PASSAGE, "Beginners earn little.", key="low", speaker=ada, section="Money", about_from=2015, about_to=2019,
    )  # fmt: skip
    other = claim_on(source, "Then it rises", "Pay rises.", key="rises", speaker=None, reported=True)
    ClaimSituation.objects.create(
        claim=claim, situation=records.situation("wants a chair", slug="wants-a-chair")
    )
    carried = {"position": position, "topic": topic}
    records.argument("Money is short", key="money-is-short", stance="con", claims=[claim, other], **carried)
    records.argument("It turns on the field", key="field", stance="depends", claims=[other], **carried)
    Crux.objects.create(position=position, topic=topic, kind="fact", text="They saw other years.")
    return World(question, position, topic, source, claim, other)
