"""The language of the search box; pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.search.query import LONGEST_QUERY, MOST_OTHERS, MOST_WORDS, Filter, Phrase, Query, Word, parse


def spelled(query: Query) -> tuple[list[str], list[list[str]], list[str]]:
    """Words, required groups and exclusions, short."""
    return (
        [_spelled(word) for word in query.words],
        [[_spelled(item) for item in group] for group in query.required],
        [_spelled(item) for item in query.excluded],
    )


def _spelled(item: Word | Phrase | Filter) -> str:
    match item:
        case Word(text, prefix):
            return text + "*" * prefix
        case Phrase(words, prefix):
            return f'"{" ".join(words)}"' + "*" * prefix
        case Filter(field, value):
            return f"{field}={value}"


@pytest.mark.parametrize(
    ("text", "words", "required", "excluded"),
    [
        ("pay advisor", ["pay", "advisor"], [], []),
        ("Pay PAY", ["pay", "pay"], [], []),
        ("résumé", ["resume"], [], []),
        ('"internal transfer" google', ["google"], [['"internal transfer"']], []),
        ("“internal transfer”", [], [['"internal transfer"']], []),
        ('"salary"', [], [['"salary"']], []),
        ("promot*", ["promot*"], [], []),
        ('"internal trans"*', [], [['"internal trans"*']], []),
        ("phd -industry", ["phd"], [], ["industry"]),
        ('-"low pay"', [], [], ['"low pay"']),
        ("-machine-learning", [], [], ['"machine learning"']),
        ("machine-learning", ["machine", "learning"], [], []),
        ("a - b", ["a", "b"], [], []),
        ("topic:pay stance:con", [], [["topic=pay"], ["stance=con"]], []),
        ("TOPIC:Pay", [], [["topic=Pay"]], []),
        ("stance:against", [], [["stance=con"]], []),
        ('topic:"internal transfer"', [], [["topic=internal transfer"]], []),
        ("-topic:pay", [], [], ["topic=pay"]),
        ("year:2020", [], [["year=2020"]], []),
        ("year:2020..2022", [], [["year=2020..2022"]], []),
        ("year:2022..2020", [], [["year=2020..2022"]], []),
        ("year:2020..", [], [["year=2020..2100"]], []),
        ("year:..2020", [], [["year=1900..2020"]], []),
        ("topic:pay OR kind:figure low", ["low"], [["topic=pay", "kind=figure"]], []),
        ('"low pay" OR topic:pay', [], [['"low pay"', "topic=pay"]], []),
        ("pay OR salary", ["pay", "salary"], [], []),
        ("OR pay OR", ["pay"], [], []),
        # What is no operator, or one without a value that it could have, is a word.
        ("colour:red", ["colour", "red"], [], []),
        ("stance:maybe", ["stance", "maybe"], [], []),
        ("year:soon", ["year", "soon"], [], []),
        ("topic:", ["topic"], [], []),
        ("http://example.org/a", ["http", "example", "org", "a"], [], []),
        ('an "unfinished phrase', ["an", "unfinished", "phrase"], [], []),
        ("pay NOT AND NEAR(a b)", ["pay", "not", "and", "near", "a", "b"], [], []),
        ("C++ & (x)", ["c", "x"], [], []),
        ("日本 мир", ["日本", "мир"], [], []),
        ("", [], [], []),
        (' " " * - : ... ', [], [], []),
    ],
)
def test_what_is_typed_means(text, words, required, excluded):
    assert spelled(parse(text)) == (words, required, excluded)


def test_a_year_that_no_source_can_have_is_a_filter_all_the_same():
    (group,) = parse("year:0007").required
    assert isinstance(group[0], Filter)


def test_what_is_endless_is_cut():
    query = parse("word " * 10_000 + " ".join(f"w{number}" for number in range(10_000)))
    assert len(query.words) <= MOST_WORDS + MOST_OTHERS
    assert len(query.text) <= LONGEST_QUERY


def test_a_word_is_replaced_where_it_stands():
    query = parse('Sallary, "sallary" or SALLARY* résumée?')
    assert (
        query.replaced({"sallary": "salary", "resumee": "resume"}) == 'salary, "sallary" or salary* resume?'
    )


PIECES = st.sampled_from(
    [
        '"',
        "-",
        "*",
        ":",
        "OR",
        "topic:",
        "year:",
        "..",
        "2020",
        "(",
        ")",
        "'",
        "\\",
        "pay",
        "é",
        "\u0301",
        " ",
        "日",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join)))
def test_every_string_is_valid(text):
    query = parse(text)
    for item in (*query.words, *(item for group in query.required for item in group), *query.excluded):
        match item:
            case Word(word):
                assert word
            case Phrase(words):
                assert words
                assert all(words)
            case Filter(field, value):
                assert value.strip()
                if field == "year":
                    assert len(item.years) >= 1
    assert parse(query.text) == query


def test_two_dashes_are_no_exclusion():
    assert [word.text for word in parse("integration --user -- cursor").words] == [
        "integration",
        "user",
        "cursor",
    ]
    assert parse("integration --user").excluded == ()


def test_a_text_that_was_pasted_is_words():
    text = 'He said: "never again" - or so -perhaps- they say, topic:pay ' + "and so on it goes " * 5
    query = parse(text)
    assert query.excluded == ()
    assert query.required == ((Filter("topic", "pay"),),)
    assert [word.text for word in query.words][:5] == ["he", "said", "never", "again", "or"]
    assert all(text[word.start : word.end].lower() == word.text for word in query.words)
