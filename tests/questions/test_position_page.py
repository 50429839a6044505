"""The pro/con page as a reader gets it."""

from datetime import date

import pytest
from django.urls import reverse

from advice.models import ClaimSituation, Crux
from advice.text.digests import text_sha256
from tests import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def position():
    return records.position(
        "Do a PhD", question=records.question("Should I do a PhD?", slug="phd"), slug="do-a-phd",
        lead="Study *on*.", reversible="Mostly.", deadline="In December.", gap="Nobody speaks of children.",
    )  # fmt: skip


@pytest.fixture
def read(client, position):
    """The page as one line of HTML, its white space made single."""

    def page(query=""):
        answer = client.get(position.get_absolute_url() + query)
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return page


def test_it_says_what_the_position_is_and_what_has_to_be_known_first(read):
    page = read()
    for words in ("<h1>Do a PhD</h1>", "Should I do a PhD?", "Study <em>on</em>.", "Mostly.", "In December."):
        assert words in page


def test_an_argument_opens_to_who_says_it_how_and_where(read, position):
    ada = records.person("Ada", standing="ran a lab", interest="hires doctors")
    text = "Before it. I earned little then. After it."
    source = records.source(
        "Nine years",
        text=text,
        length=len(text),
        published_on=date(2019, 5, 17),
        url="https://example.org/nine",
    )
    claim = records.claim(
        "She earned little.", source=source, speaker=ada, kind="experience", start=11, end=32, about_from=2010,
        about_to=2012, section="Money", sha256=text_sha256(text[11:32]), anchor_state="exact",
    )  # fmt: skip
    records.argument("It pays badly.", claims=[claim], position=position, stance="con", key="pay")
    page = read()
    assert 'id="pay"' in page
    assert "1 voice · first-hand" in page
    for words in ("She earned little.", "Ada</bdi></a> · first-hand", "ran a lab", "hires doctors", "about 2010 to 2012",
                  "17 May 2019", "Money", "Before it. <b>I earned little then.</b> After it.",
                  f'{source.get_absolute_url()}#passage-{claim.key}', claim.get_absolute_url()):  # fmt: skip
        assert words in page


def test_without_the_text_it_leads_to_the_original_and_pretends_nothing(read, position):
    source = records.source("Elsewhere", url="https://example.org/elsewhere")
    claim = records.claim(source=source, start=3, end=9, sha256="a" * 64)
    records.argument(claims=[claim], position=position)
    page = read()
    assert "The passage is not loaded here." in page
    assert 'href="https://example.org/elsewhere"' in page
    assert "<blockquote" not in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("orphan", "can no longer be found"),
        ("changed", "a curator has yet to confirm"),
        ("unchecked", "not loaded"),
    ],
)
def test_a_passage_that_is_not_certain_is_not_shown_as_one(read, position, state, words):
    source = records.source(text="I earned little then.", length=21)
    claim = records.claim(source=source, start=0, end=21, sha256="a" * 64, anchor_state=state)
    records.argument(claims=[claim], position=position)
    page = read()
    assert "<blockquote" not in page
    assert words in page


def test_an_empty_cell_says_that_no_source_speaks(read, position):
    records.argument(position=position, stance="pro")
    page = read()
    assert page.count("No source speaks to this.") == 1
    assert "Nobody speaks against it on" in page
    assert "Nobody speaks of children." in page


def test_a_consideration_of_another_answer_that_is_missing_here_is_named(read, position):
    records.argument(position=position)
    other = records.position(question=position.question)
    records.argument(position=other, topic=records.topic("Visa"))
    assert "nobody speaks to it here</dt><dd><a href" in read()


def test_the_crux_of_a_consideration_is_told(read, position):
    argument = records.argument(position=position)
    Crux.objects.create(position=position, topic=argument.topic, kind="value", text="What a year is worth.")
    assert "The sides differ in value:</strong> What a year is worth." in read()


def test_a_claim_of_nobody_is_that_of_the_author_unless_it_is_reported(read, position):
    source = records.source(author=records.person("Ada"))
    claims = [
        records.claim(source=source, speaker=None),
        records.claim(source=source, speaker=None, reported=True),
    ]
    records.argument(claims=claims, position=position)
    page = read()
    assert "2 voices" in page
    assert "Ada</bdi></a>" in page
    assert "Speaker not named" in page


class TestSituation:
    @pytest.fixture(autouse=True)
    def _claims(self, position):
        teach = records.situation("wants to teach", slug="teach", question="Do you want to teach?")
        claim = records.claim("Teaching asks for it.")
        ClaimSituation.objects.create(claim=claim, situation=teach, answer=True)
        records.argument("It opens lecture halls.", claims=[claim], position=position)
        records.argument("It costs years.", position=position, stance="con")
        records.situation("owns a boat", slug="boat", question="Do you own a boat?")

    def test_the_page_asks_what_its_claims_depend_on_and_nothing_else(self, read):
        page = read()
        assert "Do you want to teach?" in page
        assert "Do you own a boat?" not in page

    def test_a_claim_steps_back_with_the_reason_and_stays(self, read):
        page = read("?teach=no")
        assert "Teaching asks for it." in page
        assert "steps back: for somebody who wants to teach" in page
        assert "1 claim speaks to somebody in another situation." in page

    def test_for_whom_it_holds_is_told_before_anybody_answers(self, read):
        page = read()
        assert "for somebody who wants to teach" in page
        assert "steps back:" not in page
        assert "<strong>Steps back</strong>" not in page

    def test_the_answer_goes_along_to_the_other_pages_of_the_question(self, read, position):
        other = records.position(question=position.question)
        page = read("?teach=yes&sort=newest&boat=no")
        assert f'{other.get_absolute_url()}?boat=no&amp;teach=yes"' in page
        assert f'{position.question.get_absolute_url()}?boat=no&amp;teach=yes"' in page

    def test_the_answer_survives_another_order_and_opening_everything(self, read):
        page = read("?teach=yes")
        assert "?sort=newest&amp;teach=yes#" in page
        assert "?open=all&amp;teach=yes#" in page

    def test_the_answer_is_shown_as_chosen_and_can_be_forgotten(self, read, position):
        page = read("?teach=no&sort=newest")
        assert 'name="teach" value="no" checked' in page
        assert f'href="{position.get_absolute_url()}?sort=newest#situation"' in page


def test_everything_stands_open_where_the_address_says_so(read, position):
    records.argument(position=position)
    assert "<details open>" not in read()
    assert "<details open>" in read("?open=all")


def test_the_order_is_the_one_the_address_names(read, position):
    old = records.claim(source=records.source(published_on=date(2001, 1, 1)))
    new = records.claim(source=records.source(published_on=date(2024, 1, 1)))
    records.argument("Said by two.", claims=[old, records.claim(source=old.source)], position=position)
    records.argument("Said lately.", claims=[new], position=position)
    by_voices, newest = read(), read("?sort=newest")
    assert by_voices.index("Said by two.") < by_voices.index("Said lately.")
    assert newest.index("Said lately.") < newest.index("Said by two.")


def test_it_says_how_to_cite_it_how_old_its_sources_are_and_when_it_changed(read, position):
    records.argument(
        claims=[records.claim(source=records.source(published_on=date(2004, 1, 1)))], position=position
    )
    records.argument(
        claims=[records.claim(source=records.source(published_on=date(2019, 1, 1)))], position=position
    )
    page = read()
    assert "written between 2004 and 2019" in page
    assert "Last changed on" in page
    assert f"http://testserver{position.get_absolute_url()}" in page


def test_a_position_without_arguments_says_so_and_leads_on(read, position):
    page = read()
    assert "No source here speaks for or against this yet." in page
    assert "Who speaks" not in page


def test_what_curators_and_sources_write_is_text_and_never_markup(read, position):
    nasty = "<script>alert(1)</script>&\"'"
    source = records.source(nasty, text=nasty, length=len(nasty))
    claim = records.claim(
        nasty, source=source, speaker=records.person(nasty, standing=nasty, interest=nasty), section=nasty,
        start=0, end=len(nasty), sha256=text_sha256(nasty), anchor_state="exact",
    )  # fmt: skip
    records.argument(nasty, claims=[claim], position=position, topic=records.topic(nasty, slug="nasty"))
    type(position).objects.filter(pk=position.pk).update(title=nasty, lead=nasty, gap=nasty, deadline=nasty)
    page = read()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") > 10


def test_a_link_in_a_chat_says_what_the_page_is(read):
    page = read()
    assert "<title>Do a PhD – Should I do a PhD? – For and against</title>" in page
    assert '<meta property="og:title" content="Do a PhD – Should I do a PhD?">' in page
    assert '<meta name="description" content="Study on.">' in page


def test_a_position_belongs_to_its_question(client, position):
    other = records.question()
    assert client.get(reverse("position", args=[other.slug, position.slug])).status_code == 404
