"""Words as the index knows them; pure."""

from concurrent.futures import ThreadPoolExecutor

from advice.search.words import stem, words


def test_words_are_folded_and_in_order():
    assert words("Universities promote; résumés!") == ["universities", "promote", "resumes"]
    assert [stem(word) for word in words("Universities promote")] == ["univers", "promot"]


def test_threads_stem_at_the_same_time():
    endings = ("ational", "fulness", "iveness", "ization", "ingly", "ousness", "icate", "abilities")
    many = [
        f"{first}{second}{ending}" for ending in endings for first in "bcdfglmnprst" for second in "aeiou"
    ]
    stem.cache_clear()
    alone = [stem(word) for word in many]
    for _ in range(5):
        stem.cache_clear()
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(stem, many)) == alone
