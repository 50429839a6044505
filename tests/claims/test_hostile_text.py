"""Whatever the words of a record are, they are words on the page."""

import pytest

from tests import records
from tests.sources.documents import claim_on, document, mark

pytestmark = pytest.mark.django_db
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 4321|add:1234 }}{% debug %}",
    "</title></style><svg onload=alert(1)>",
    "مرحبا ‮ reversed",
    "W" * 110,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(client, words):
    text, blocks = document(f"# {words}", f"Before {words} after.")
    marks = [mark("link", text, "Before", "javascript:alert(1)")]
    ada = records.person(words, standing=words, interest=words)
    source = records.source(
        words,
        text=text,
        blocks=blocks,
        marks=marks,
        length=len(text),
        author=ada,
        summary=words,
        part_of=words,
    )
    pay = records.topic("Pay", description=words)
    claim = claim_on(source, f"Before {words}", words, speaker=ada, section=words, topics=[pay])
    outline = records.claim(words, source=records.source(words), section=words, speaker=ada, topics=[pay])
    records.argument(words, claims=[claim], position=records.position(words[:100]), topic=pay)
    addresses = ["/sources/", "/people/", "/topics/"]
    addresses += [record.get_absolute_url() for record in (ada, source, pay, claim, outline, outline.source)]
    for address in addresses:
        html = client.get(address).content.decode()
        for markup in ("<script>", "<img src=x", "<svg onload", "onmouseover='", "javascript:"):
            assert markup not in html.replace("&#x27;", "")
        assert "5555" not in html


@pytest.mark.parametrize(
    "address", ["/topics/a%00b/", "/claims/a%00b/", "/people/?path=%00", "/sources/%ED%A0%80/"]
)
def test_characters_that_no_text_has_are_refused(client, address):
    assert client.get(address).status_code in {400, 404}


@pytest.mark.parametrize("prefix", ["/topics/", "/claims/", "/people/", "/sources/"])
@pytest.mark.parametrize("name", ["x" * 3000, "1" * 5000, "..", "%2e%2e%2fetc", "a b", "ü", "%E2%80%AE"])
def test_an_unheard_of_address_is_not_there(client, prefix, name):
    assert client.get(f"{prefix}{name}/").status_code == 404
