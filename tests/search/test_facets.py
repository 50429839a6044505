"""Facets: true counts under the present query, and filters that mean what they say."""

import pytest

from advice.models import Person, Topic
from tests import records
from tests.search.asking import ask, found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def claims():
    ada = records.person("Ada Lynx", slug="ada", path="left")
    bob = records.person("Bob Ferret", slug="bob", path="finished")
    old = records.source("Old letter", slug="old", published_on="2015-01-01")
    new = records.source("New letter", slug="new", published_on="2022-01-01")
    job = records.situation("has a job", slug="job")
    low = records.claim("Stipend low.", topics=["Pay", "Law"], source=old, speaker=ada, kind="figure")
    late = records.claim("Stipend late.", topics=["Pay"], source=new, speaker=ada)
    fair = records.claim("Stipend fair.", topics=["Law"], source=new, speaker=bob)
    records.claim("Nothing else.", topics=["Pay"], source=new, speaker=bob)
    late.conditions.create(situation=job, answer=True)
    records.argument("Against it.", [low, late], stance="con")
    records.argument("For it.", [low, fair], stance="pro")


def counts(facet: str, q: str = "stipend", **chosen) -> dict[str, int]:
    return {value.value: value.count for value in ask(q, **chosen).facets[facet]}


def test_counts():
    assert counts("topic") == {"pay": 2, "law": 2}
    assert counts("stance") == {"con": 2, "pro": 2}
    assert counts("kind") == {"figure": 1, "opinion": 2}
    assert counts("source") == {"old": 1, "new": 2}
    assert counts("path") == {"left": 2, "finished": 1}
    assert counts("situation") == {"job": 1}
    assert counts("year") == {"2022": 2, "2015": 1}


def test_a_count_is_what_choosing_the_value_finds():
    for q in ("stipend", "", "low fair"):
        for facet, values in ask(q).facets.items():
            for value in values:
                chosen = ask(q, **{facet: value.value})
                assert chosen.count == value.count
                again = {entry.value: entry for entry in chosen.facets[facet]}[value.value]
                assert (again.count, again.selected) == (value.count, True)


def test_counts_stay_true_under_a_filter():
    assert counts("topic", stance="con") == {"pay": 2, "law": 1}


def test_two_values_of_a_facet_that_can_have_several_are_both_wanted():
    assert found("stipend", topic=("pay", "law")) == ["Stipend low."]
    assert found("stipend", stance=("pro", "con")) == ["Stipend low."]


def test_two_values_of_a_facet_that_has_one_are_alternatives():
    assert len(found("stipend", year=("2015", "2022"))) == 3
    assert len(found("stipend", path=("left", "finished"))) == 3


@pytest.mark.parametrize(
    ("q", "texts"),
    [
        ("stipend topic:law", {"low", "fair"}),
        ("stipend topic:LAW", {"low", "fair"}),
        ("stipend topic:pay topic:law", {"low"}),
        ("stipend topic:pay OR topic:law", {"low", "late", "fair"}),
        ("stipend -topic:pay", {"fair"}),
        ("stipend stance:con", {"low", "late"}),
        ("stipend kind:figure", {"low"}),
        ("stipend source:old", {"low"}),
        ('stipend source:"old letter"', {"low"}),
        ("stipend person:lynx", {"low", "late"}),
        ("stipend person:bob", {"fair"}),
        ("stipend path:left", {"low", "late"}),
        ("stipend situation:job", {"late"}),
        ("stipend year:2015", {"low"}),
        ("stipend year:2014..2016", {"low"}),
        ("stipend year:2016..", {"late", "fair"}),
        ("stipend year:..2016", {"low"}),
        ("stipend year:1999", set()),
        ("stance:con", {"low", "late"}),
    ],
)
def test_typed_filters(q, texts):
    assert {text.removeprefix("Stipend ").removesuffix(".") for text in found(q)} == texts


def test_a_topic_is_named_by_its_labels():
    records.topic("Law").labels.create(label="Jurisprudence")
    assert len(found("stipend topic:jurisprudence")) == 2


def test_a_filter_that_names_nothing_is_words_and_says_so():
    results = ask("topic:stipend")
    assert results.unknown == ("topic:stipend",)
    assert results.count == 3


def test_a_value_in_the_address_that_nothing_has_finds_nothing():
    assert ask("stipend", topic="unheard-of").count == 0
    assert ask("stipend", year="1999").count == 0


def test_voices_are_people_counted_once():
    assert ask("stipend").voices == 2
    assert ask("stipend", topic="pay").voices == 1


def test_the_address_of_what_was_merged_filters_by_what_it_became_part_of():
    pay, ada = Topic.objects.get(slug="pay"), Person.objects.get(slug="ada")
    gone = {"status": "withdrawn"}
    records.topic("Wages", merged_into=pay, **gone)
    records.person("A. Lynx", slug="a-lynx", merged_into=ada, **gone)
    for field, old, kept in (("topic", "wages", "pay"), ("person", "a-lynx", "ada")):
        wanted = found("stipend", **{field: kept})
        assert wanted
        assert found("stipend", **{field: old}) == wanted
        assert found(f"stipend {field}:{old}") == wanted
    selected = [value.value for value in ask("stipend", topic="wages").facets["topic"] if value.selected]
    assert selected == ["pay"]


def test_the_address_of_what_was_merged_into_a_draft_finds_nothing():
    pay = Topic.objects.get(slug="pay")
    records.topic("Wages", merged_into=pay, status="withdrawn")
    pay.status = "draft"
    pay.save()
    assert found("stipend", topic="wages") == []
