"""Knowledge files: read with clear errors, written the same way every time."""

import pytest

from advice.knowledge.files import read_folder, write_folder
from advice.knowledge.records import KnowledgeError

PEOPLE = "- slug: ada\n  name: Ada\n  path: finished\n"
SOURCE = """\
slug: a-post
name: A post
kind: post
published_on: 2020-02-29
claims:
- key: a-post-001
  text: Labs differ.
  kind: opinion
  speaker: ada
  topics: [pay]
"""


def write(folder, **files: str) -> None:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_records_are_keyed_by_what_others_call_them(tmp_path):
    write(tmp_path, people=PEOPLE, sources__a_post=SOURCE)
    records = read_folder(tmp_path)
    assert set(records) == {("person", "ada"), ("source", "a-post"), ("claim", "a-post-001")}
    assert records["source", "a-post"]["published_on"] == "2020-02-29"
    assert records["claim", "a-post-001"]["source"] == "a-post"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"people": PEOPLE + PEOPLE}, "ada comes twice"),
        ({"people": "- slug: ada\n  name: Ada\n"}, "lacks path"),
        ({"people": PEOPLE + "  shoe_size: 38\n"}, "no field shoe_size"),
        ({"people": "slug: ada"}, "a list of records is expected"),
        ({"people": "- [1"}, "people.yaml cannot be read"),
        ({"sources__x": "- 1"}, "a source must be a mapping"),
    ],
)
def test_a_wrong_file_is_named_in_one_sentence(tmp_path, files, said):
    write(tmp_path, **files)
    with pytest.raises(KnowledgeError, match=said) as caught:
        read_folder(tmp_path)
    assert "\n" not in str(caught.value)


def test_writing_what_was_read_gives_the_same_bytes(tmp_path):
    write(tmp_path, people=PEOPLE, sources__a_post=SOURCE)
    write_folder(tmp_path / "once", read_folder(tmp_path))
    write_folder(tmp_path / "twice", read_folder(tmp_path / "once"))
    for path in (tmp_path / "once").rglob("*.yaml"):
        assert path.read_bytes() == (tmp_path / "twice" / path.relative_to(tmp_path / "once")).read_bytes()


def test_a_file_without_records_is_removed(tmp_path):
    write(tmp_path, people=PEOPLE, sources__a_post=SOURCE)
    records = read_folder(tmp_path)
    write_folder(tmp_path / "out", records)
    write_folder(tmp_path / "out", {key: record for key, record in records.items() if key[0] == "person"})
    assert not list((tmp_path / "out" / "sources").glob("*"))
