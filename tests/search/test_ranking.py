"""In which order: the same on both engines, up to ties."""

import pytest

from tests import records
from tests.search.asking import found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def others():
    """Claims about something else: with too few, no word is rare."""
    for number in range(12):
        records.claim(f"Teaching takes time, case {number}.", topics=["Teaching"])


def test_the_claim_weighs_more_than_topic_argument_and_source():
    in_source = records.claim("By its source.", topics=["A"], source=records.source("On stipends"))
    in_argument = records.claim("By its argument.", topics=["B"])
    records.argument("The stipend is low.", [in_argument], topic=records.topic("C"))
    in_topic = records.claim("By its topic.", topics=["Stipend"])
    in_text = records.claim("The stipend itself.", topics=["D"])
    assert found("stipend") == [in_text.text, in_topic.text, in_argument.text, in_source.text]


def test_a_rare_word_counts_more_than_a_common_one():
    common = [records.claim(f"A lab of size {number}.", topics=["X"]).text for number in range(4)]
    rare = records.claim("A patent is slow.", topics=["X"])
    texts = found("lab patent")
    assert texts[0] == rare.text
    assert set(texts[1:]) == set(common)


def test_words_next_to_one_another_come_first():
    far = records.claim("Transfer takes courage, and the internal rules help.", topics=["X"])
    near = records.claim("Rules help; courage takes an internal transfer there.", topics=["X"])
    assert found("internal transfer") == [near.text, far.text]


def test_of_two_that_say_the_same_the_short_one_comes_first():
    long = records.claim(
        "Patents are slow, " + "and so is much else in the life of a laboratory " * 4, topics=["X"]
    )
    short = records.claim("Patents are slow.", topics=["X"])
    assert found("patent") == [short.text, long.text]


def test_first_hand_comes_before_hearsay_where_all_else_is_equal():
    hearsay = records.claim("A patent is slow one.", topics=["X"], kind="experience", reported=True)
    first_hand = records.claim("A patent is slow two.", topics=["X"], kind="experience")
    assert found("patent") == [first_hand.text, hearsay.text]


def test_newest_first():
    old = records.claim("Patent old.", source=records.source(published_on="2015-01-01"))
    undated = records.claim("Patent undated.", source=records.source())
    new = records.claim("Patent new.", source=records.source(published_on="2024-01-01"))
    assert found("patent", sort="newest") == [new.text, old.text, undated.text]


def test_most_voices_first():
    alone = records.claim("Patent alone.")
    records.argument("One voice.", [alone])
    together = records.claim("Patent together.")
    records.argument("Three voices.", [together, records.claim("Other."), records.claim("Another.")])
    assert found("patent", sort="voices") == [together.text, alone.text]


def test_words_that_always_go_together_are_not_counted_twice():
    """Were two words taken to meet by chance, "machine learning" would count as rare where all say it."""
    for number in range(9):
        records.claim(f"Machine learning in case {number} is about learning.", topics=["X"])
    rare = records.claim("A machine at a startup helps learning.", topics=["X"])
    assert found("machine learning startup")[0] == rare.text
