"""How to read the pages, and how a question opens in a list."""

import pytest

from advice.templatetags.markdown import opening
from advice.text.markdown import markdown_to_html
from tests import records

pytestmark = pytest.mark.django_db


def test_every_page_leads_to_how_to_read_it(client):
    records.question("Should I?", slug="should-i")
    for address in ("/", "/questions/should-i/", "/topics/"):
        assert 'href="/about/"' in client.get(address).content.decode()
    page = client.get("/about/").content.decode()
    assert "<h1>How to read these pages</h1>" in page
    for word in ("Voice", "Reported", "Steps back", "No source speaks to this"):
        assert f"<dt>{word}</dt>" in page


@pytest.mark.parametrize(
    ("lead", "shown"),
    [
        ("One thing. Another thing. " + "Some longer words. " * 20, "One thing. Another thing."),
        ("*A single* sentence that never stops " + "on and " * 20 + "on.", None),
        ("Is it R&D? It is **not**.", "Is it R&D? It is not."),
        ("About 2.5 years, e.g. in Spain. Or more.", "About 2.5 years, e.g. in Spain. Or more."),
        ("", ""),
    ],
)
def test_a_list_opens_with_whole_sentences(lead, shown):
    words = opening(markdown_to_html(lead), 40)
    assert words == (lead.replace("*", "") if shown is None else shown)


def test_the_opening_is_escaped_where_it_is_shown(client):
    records.question("Should I?", lead="Use `<script>` or not.")
    page = client.get("/questions/").content.decode()
    assert "Use &lt;script&gt; or not." in page
    assert "<script>" not in page
