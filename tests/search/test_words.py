"""Words as the index knows them; pure."""

from concurrent.futures import ThreadPoolExecutor

from advice.search.words import stem, stems


def test_stems_of_a_text_are_in_order():
    assert stems("Universities promote; résumés!") == ("univers", "promot", "resum")


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
