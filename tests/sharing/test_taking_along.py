"""The page as a Markdown file: everything in it, and nothing of it taken for markup."""

import pytest

from advice.sharing.content import Arrangement
from advice.sharing.taking_along import plain
from advice.text.markdown import markdown_to_html
from tests import records

pytestmark = pytest.mark.django_db


def test_the_file_holds_the_page_and_the_answers(hand, position):
    handed = hand(note="Read *slowly*.", arrangement=Arrangement({(position.pk, "doors"): "This is you."}))
    handed.answer(
        **{
            "do-it--stipend-reaction": "matters",
            "do-it--stipend-weight": "3",
            "do-it--doors-reaction": "question",
            "do-it--doors-words": "Which doors?",
            "leaning": "1",
            "professor": "no",
        }
    )
    response = handed.mentee.get(f"{handed.page}page.md")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="do-a-phd.md"'
    lines = response.content.decode().splitlines()
    assert lines[0] == "# Should I do a PhD?"
    for line in (
        "Read *slowly*.",
        "- After reading: Rather for it",
        "- My situation: not: wants to be a professor",
        "- **Against**: Stipends are low.",
        "  - I: matters to me, very much",
        "  - My mentor: This is you.",
        "  - I: question: Which doors?",
        "- **Against**: Stipends are low. (3)",
        "- **For**: nothing marked",
    ):
        assert line in lines, line


def test_what_the_mentor_left_out_is_left_out(hand, position):
    handed = hand(arrangement=Arrangement(left_out=frozenset({(position.pk, "stipend")})))
    assert "Stipends" not in handed.mentee.get(f"{handed.page}page.md").content.decode()


@pytest.mark.parametrize(
    "text", ["a *b* _c_ [d](e) `f` <g> # h | i ~~j~~", "1. x", "C# & C++", "\\*", "a\nb"]
)
def test_texts_stay_texts(text):
    html = markdown_to_html(f"- {plain(text)}")
    for tag in ("<em>", "<a ", "<code>", "<strong>", "<s>", "<h"):
        assert tag not in html


def test_a_page_in_another_script_has_a_name_too(hand, position):
    other = records.position("Да", question=position.question, slug="da")
    records.argument("Хорошо.", position=other)
    handed = hand(subject=other)
    assert 'filename="page.md"' in handed.mentee.get(f"{handed.page}page.md")["Content-Disposition"]
