"""Pages of questions and positions in Argdown: positions, what supports and attacks them, and the claims below."""

import pytest

from tests import records
from tests.publication.shapes_world import world

pytestmark = pytest.mark.django_db
ADDRESS = "http://testserver"


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_position(client):
    shown = world()
    shown.position.arguments.filter(key="money-is-short").update(order=1)
    records.argument(
        "It leads on", key="leads-on", position=shown.position, topic=shown.topic, claims=[shown.other]
    )
    text = read(client, "/questions/phd/do-it.argdown")
    assert text.startswith("# Should I do a PhD?\n")
    assert "\n## Do a PhD\n" in text
    assert "Reversible: One can leave.\n" in text
    assert "What is missing: Nobody tells the end.\n" in text
    assert f"\n[Do a PhD]: Do a PhD ([address]({ADDRESS}/questions/phd/do-it/))\n" in text
    assert "\n### Pay\n\n/*\nWhy the sides differ: They saw other years.\n*/\n\n[Do a PhD]\n" in text
    low = (
        "[low]: Beginners earn little. (Ada, A talk, 2020, [address](http://testserver/claims/low/)) #opinion"
    )
    rises = (
        "[rises]: Pay rises. (A talk, 2020, [address](http://testserver/claims/rises/)) #opinion #reported"
    )
    assert text.endswith(
        f"  + <leads on>: It leads on (1 voice, [address]({ADDRESS}/questions/phd/do-it/#leads-on))\n"
        f"    + {rises}\n"
        f"  - <money is short>: Money is short (2 voices, [address]({ADDRESS}/questions/phd/do-it/#money-is-short))\n"
        f"    + {low}\n"
        "    + [rises]\n"
        "\n"
        "<field>: It turns on the field (@[Do a PhD], 1 voice, "
        f"[address]({ADDRESS}/questions/phd/do-it/#field)) #depends\n"
        "  + [rises]\n"
    )


def test_an_argument_that_depends_takes_no_side(client):
    argument = records.argument("Who knows", key="who-knows", stance="depends")
    text = read(client, f"{argument.position.get_absolute_url().rstrip('/')}.argdown")
    (line,) = [line for line in text.splitlines() if line.lstrip(" +-").startswith("<who knows>")]
    assert line.startswith("<who knows>: ")
    assert line.endswith("#depends")


def test_the_reader_of_the_address(client):
    world()
    text = read(client, "/questions/phd/do-it.argdown?wants-a-chair=no")
    assert "For a reader who said: wants-a-chair: no\n" in text
    records.argument(
        "All of it", key="all", position=records.Position.objects.get(), claims=[records.Claim.objects.get(key="low")]
    )  # fmt: skip
    text = read(client, "/questions/phd/do-it.argdown?wants-a-chair=no")
    assert "<all>: All of it (steps back: for somebody who wants a chair, " in text


def test_a_question_tells_arguments_of_one_name_apart(client):
    shown = world()
    other = records.position("Take the job", question=shown.question, slug="job", order=1)
    records.argument("It pays", key="money-is-short", position=other, claims=[shown.other])
    text = read(client, "/questions/phd.argdown")
    assert text.index("## Do a PhD") < text.index("## Take the job")
    assert "  - <money is short>: Money is short (" in text
    assert "  + <money is short (2)>: It pays (" in text
    assert text.count("[rises]: ") == 1
    assert text.count("[rises]\n") == 2
    assert "## Do a PhD" not in read(client, "/questions/phd.argdown?position=job")


def test_hostile_words_are_words(client):
    hostile = "[x]: <y> #tag *b* // c /* d */ {e: 1} @[f]"
    claim = records.claim(
        hostile, key="a]: b", source=records.source(hostile), speaker=records.person(hostile)
    )
    argument = records.argument(
        hostile, key="k", claims=[claim], position=records.position(hostile, lead="Ends */ here.")
    )
    text = read(client, f"{argument.position.get_absolute_url().rstrip('/')}.argdown")
    escaped = r"\[x\]: \<y\> \#tag \*b\* \// c \/\* d \*/ \{e: 1\} \@\[f\]"
    assert f"\n  + <k>: {escaped} (1 voice, " in text
    assert f"\n    + [a): b]: {escaped} ({escaped}, {escaped}, [address](" in text
    assert "\n[(x): (y) #tag *b* // c /* d */ {e: 1} @(f)]: " in text
    assert "\nEnds * / here.\n" in text
