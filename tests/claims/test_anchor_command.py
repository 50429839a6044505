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
        ("{", "Line 1 is no case"),
        ("[1]", "Line 1 is no case"),
        ('{"text": "a", "selector": {"begin": 1}}', "has no begin"),
        ('{"text": "a", "selector": {"start": "1"}}', "start must be a number"),
        ('{"text": 7}', "text must be a text"),
    ],
)
def test_a_bad_line_is_named_in_a_sentence(tmp_path, line, said):
    with pytest.raises(CommandError, match=said):
        answers(tmp_path, line)


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
