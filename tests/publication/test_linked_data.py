"""Pages as JSON-LD: one flat graph that says of itself what its words mean, with the stance and the anchor of each claim."""

import json
from collections.abc import Iterator

import pytest

from advice.publication.linked_data import context, json_ld
from tests import records
from tests.publication.shapes_world import address, world

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
DO_IT = f"{SITE}/questions/phd/do-it/"


@pytest.fixture
def shown():
    return world()


def read(client, at: str) -> dict:
    response = client.get(at)
    assert response.status_code == 200
    return json.loads(response.content)


def nodes(client, at: str) -> dict[str, dict]:
    graph = read(client, at)["@graph"]
    found = {node["@id"]: node for node in graph}
    assert len(found) == len(graph), "a node stands twice"
    return found


def values(value) -> Iterator[tuple[str, object]]:
    """Every property and every value of it, however deep."""
    if isinstance(value, dict):
        for name, part in value.items():
            for one in part if isinstance(part, list) else [part]:
                yield name, one
                yield from values(one)


def test_every_word_is_in_the_context_which_needs_nothing_fetched(client, shown):
    for record in shown.pages:
        data = read(client, address(record, "jsonld"))
        meanings = data["@context"]
        assert isinstance(meanings, dict)
        assert meanings["@vocab"] == "https://schema.org/"
        links = {
            name for name, meant in meanings.items() if isinstance(meant, dict) and meant["@type"] == "@id"
        }
        for node in data["@graph"]:
            for name, value in values(node):
                if name == "@id" or (name in links and isinstance(value, str)):
                    assert str(value).startswith(("http://", "https://", "oa:")), (name, value)
                assert value not in (None, "", [])
                assert name.isalnum() or name in {"@id", "@type"}


def test_each_document_says_what_it_describes(client, shown):
    for record in shown.pages:
        first = read(client, address(record, "jsonld") + "?a=%C3%A9")["@graph"][0]
        assert first == {
            "@id": SITE + address(record, "jsonld"),
            "@type": "DigitalDocument",
            "mainEntity": SITE + record.get_absolute_url(),
        }


def test_a_position_and_what_speaks_for_and_against_it(client, shown):
    found = nodes(client, "/questions/phd/do-it.jsonld")
    question = found[f"{SITE}/questions/phd/"]
    assert (question["@type"], question["name"]) == (["Question", "Issue"], "Should I do a PhD?")
    position = found[DO_IT]
    assert position["@type"] == ["Answer", "Position"]
    assert position["parentItem"] == question["@id"]
    assert (position["reversible"], position["gap"]) == ("One can leave.", "Nobody tells the end.")
    assert position["crux"] == [
        {"about": f"{SITE}/topics/pay/", "kind": "fact", "text": "They saw other years."}
    ]
    against, depends = found[f"{DO_IT}#money-is-short"], found[f"{DO_IT}#field"]
    assert against["@type"] == ["Comment", "Argument"]
    assert (against["opposes"], depends["concerns"]) == (DO_IT, DO_IT)
    assert not {"supports", "concerns"} & against.keys()
    assert not {"supports", "opposes"} & depends.keys()
    assert against["isBasedOn"] == [f"{SITE}/claims/low/", f"{SITE}/claims/rises/"]
    assert against["about"] == f"{SITE}/topics/pay/"
    assert found[f"{SITE}/topics/pay/"]["@type"] == ["DefinedTerm", "Concept"]


def test_a_claim_its_speaker_its_source_and_the_anchor_of_its_passage(client, shown):
    for at in (
        "/questions/phd/do-it.jsonld",
        "/claims/low.jsonld",
        "/topics/pay.jsonld",
        "/sources/talk.jsonld",
    ):
        found = nodes(client, at)
        claim = found[f"{SITE}/claims/low/"]
        assert claim["@type"] == "Claim"
        assert claim["text"] == "Beginners earn little."
        assert claim["author"] == f"{SITE}/people/ada/"
        assert claim["appearance"] == f"{SITE}/sources/talk/"
        assert (claim["kind"], claim["reported"]) == ("opinion", False)
        assert claim["temporalCoverage"] == "2015/2019"
        assert found[claim["author"]] == {
            "@id": f"{SITE}/people/ada/",
            "@type": "Person",
            "name": "Ada",
            "description": "Led a lab",
            "path": "left",
            "interest": "Sells a book",
        }
        source = found[claim["appearance"]]
        assert (source["@type"], source["name"], source["url"], source["datePublished"]) == (
            "CreativeWork",
            "A talk",
            "https://example.org/talk",
            "2020-01-02",
        )
        assert found[f"{SITE}/claims/low/#annotation"] == {
            "@id": f"{SITE}/claims/low/#annotation",
            "@type": "Annotation",
            "motivation": "oa:describing",
            "body": claim["@id"],
            "target": {
                "@id": f"{SITE}/sources/talk/#passage-low",
                "@type": ["SpecificResource", "TextObject"],
                "source": source["@id"],
                "selector": {"@type": "TextPositionSelector", "start": 7, "end": 19},
                "sha256": shown.claim.sha256,
                "anchor": "exact",
                "isPartOf": {"@type": "CreativeWork", "name": "Money"},
            },
        }
        assert "TextQuoteSelector" not in json.dumps(found)
    assert "author" not in found[f"{SITE}/claims/rises/"]
    assert found[f"{SITE}/claims/rises/"]["reported"] is True


def test_a_claim_without_a_passage_has_no_annotation(client):
    claim = records.claim()
    found = nodes(client, address(claim, "jsonld"))
    assert not [node for node in found.values() if node["@type"] == "Annotation"]


def test_for_whom_a_claim_holds_and_what_it_is_about(client, shown):
    claim = nodes(client, "/claims/low.jsonld")[f"{SITE}/claims/low/"]
    assert claim["audience"] == [{"@type": "Audience", "audienceType": "wants a chair"}]
    assert claim["about"] == [f"{SITE}/topics/pay/"]


def test_that_a_claim_steps_back_is_said_of_the_document_and_not_of_the_claim(client, shown):
    for page in ("/questions/phd", "/questions/phd/do-it"):
        at = f"{page}.jsonld?wants-a-chair=no"
        found = nodes(client, at)
        assert found[SITE + at]["stepsBack"] == [f"{SITE}/claims/low/"]
        plain = nodes(client, f"{page}.jsonld")
        assert "stepsBack" not in plain[f"{SITE}{page}.jsonld"]
        assert found[f"{SITE}/claims/low/"] == plain[f"{SITE}/claims/low/"]


def test_a_question_and_its_answers_of_which_none_is_the_accepted_one(client, shown):
    records.position("Take the job", question=shown.question, slug="job", order=1)
    found = nodes(client, "/questions/phd.jsonld")
    question = found[f"{SITE}/questions/phd/"]
    both = [DO_IT, f"{SITE}/questions/phd/job/"]
    assert question["suggestedAnswer"] == question["response"] == both
    assert "acceptedAnswer" not in json.dumps(found)
    assert nodes(client, "/questions/phd.jsonld?position=job").keys() >= {both[1]}
    assert DO_IT not in nodes(client, "/questions/phd.jsonld?position=job")


def test_a_topic_is_a_concept(client, shown):
    shown.topic.labels.create(label="wages")
    found = nodes(client, "/topics/pay.jsonld")
    topic = found[f"{SITE}/topics/pay/"]
    assert topic["@type"] == ["DefinedTerm", "Concept"]
    assert (topic["prefLabel"], topic["altLabel"]) == ("Pay", ["wages"])
    assert topic["definition"] == "What one earns."
    assert topic["broader"] == f"{SITE}/topics/money/"
    assert found[topic["broader"]]["prefLabel"] == "Money"
    assert topic["inScheme"] == f"{SITE}/topics/"
    assert nodes(client, "/topics/money.jsonld")[f"{SITE}/topics/money/"]["narrower"] == [topic["@id"]]
    assert found[f"{DO_IT}#money-is-short"]["isBasedOn"] == [f"{SITE}/claims/low/", f"{SITE}/claims/rises/"]


def test_a_source_and_the_digest_of_its_text(client, shown):
    shown.source.text_sha256 = "a" * 64
    shown.source.summary = "On pay."
    shown.source.save()
    source = nodes(client, "/sources/talk.jsonld")[f"{SITE}/sources/talk/"]
    assert (source["author"], source["abstract"]) == (f"{SITE}/people/ada/", "On pay.")
    assert source["encoding"]["sha256"] == "a" * 64


def test_words_of_this_site_lead_to_where_they_are_explained(client):
    page = client.get("/about/").content.decode()
    here = f"{SITE}/about/#"
    meanings = context(SITE)
    assert meanings["here"] == here
    for meant in meanings.values():
        name = meant["@id"] if isinstance(meant, dict) else meant
        if isinstance(name, str) and name.startswith("here:"):
            assert f'id="{name.removeprefix("here:")}"' in page, name


def test_a_node_that_is_named_and_told_of_is_one():
    told = [
        {"@id": "http://x/a", "name": "A", "text": ""},
        {"@id": "http://x/a", "name": "Other", "text": "Told."},
    ]
    graph = json.loads(json_ld("http://x", "http://x/a.jsonld", "http://x/a", told))["@graph"]
    assert graph[1:] == [{"@id": "http://x/a", "name": "A", "text": "Told."}]
