"""A batch of cases, answered a line each."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from advice.claims.anchoring import digest


def answers(tmp_path, *cases: object) -> list[dict]:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(case if isinstance(case, str) else json.dumps(case) for case in cases))
    out = io.StringIO()
    call_command("anchor", path, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_case_is_answered_in_order(tmp_path):
    text = "🎓 The pay was low. The pay was fair."
    found = answers(
        tmp_path,
        {"id": 1, "text": text, "selector": {"start": 2, "end": 18, "exact": "The pay was low."}},
        {"id": 2, "text": text, "selector": {"exact": "The pay was", "suffix": " fair"}},
        {"id": 3, "text": text, "selector": {"start": 0, "end": 16, "sha256": digest("The pay was low.")}},
        {"id": 4, "text": text, "selector": {"exact": "Nothing like it stands here at all."}},
        {"id": 5, "text": text, "selector": {}},
        "",
    )
    assert found == [
        {"id": 1, "start": 2, "end": 18, "state": "exact"},
        {"id": 2, "start": 19, "end": 30, "state": "exact"},
        {"id": 3, "start": 2, "end": 18, "state": "moved"},
        {"id": 4, "start": None, "end": None, "state": "orphan"},
        {"id": 5, "start": None, "end": None, "state": "orphan"},
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[1]", "a case is an object"),
        ('{"id": 7, "selector": {"exact": "a"}}', "text must be a text"),
        ('{"id": 7, "text": null}', "text must be a text"),
        ('{"text": "a", "selector": [1]}', "selector must be an object"),
        ('{"text": "a", "selector": {"begin": 1}}', "a selector has no begin"),
        ('{"text": "a", "selector": {"start": "1"}}', "start must be a whole number"),
        ('{"text": "a", "selector": {"start": 1.5}}', "start must be a whole number"),
        ('{"text": "a", "selector": {"end": true}}', "end must be a whole number"),
        ('{"text": "a", "selector": {"exact": 1}}', "exact must be a text"),
        ('{"text": "a", "selector": {"start": 1' + "0" * 5_000 + "}}", "it is no JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_answered(tmp_path, line, said):
    good = '{"id": 2, "text": "a bee", "selector": {"type": "TextQuoteSelector", "exact": "bee", "prefix": null}}'
    path = tmp_path / "cases.jsonl"
    path.write_text(f"\ufeff{line}\n\n{good}\n")
    out = io.StringIO()
    with pytest.raises(CommandError, match=f"^Line 1: {said}"):
        call_command("anchor", path, stdout=out)
    bad, answered = map(json.loads, out.getvalue().splitlines())
    assert bad["state"] is None
    assert said in bad["error"]
    assert bad["id"] == (7 if '"id": 7' in line else None)
    assert answered == {"id": 2, "start": 2, "end": 5, "state": "exact"}


def test_hostile_selectors_are_no_crash(tmp_path):
    cases = [
        {"text": "abc", "selector": {"start": -5, "end": 10**30, "exact": "abc"}},
        {"text": "abc", "selector": {"start": 2, "end": 1, "sha256": "zz"}},
        {"text": "abc", "selector": {"start": 0, "end": 3, "sha256": "not hexadecimal"}},
        {"text": "", "selector": {"exact": ""}},
        {"text": "a\ud800b", "selector": {"start": 0, "end": 3, "exact": "a\ud800b"}},
    ]
    states = [answer["state"] for answer in answers(tmp_path, *cases)]
    assert states == ["moved", "orphan", "orphan", "orphan", "exact"]
