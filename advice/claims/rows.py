"""The pages of claims, topics and sources as rows: a row for each claim, and never the words of a passage."""

from collections.abc import Iterator
from typing import Any

from advice.text.tables import csv_table

Data = dict[str, Any]
CLAIM = (
    *("claim_id", "claim", "claim_url", "kind", "reported"),
    *("speaker", "speaker_url", "standing", "path", "interest", "about_from", "about_to"),
    *("source", "source_url", "original_url", "published_on", "section"),
    *("passage_start", "passage_end", "passage_sha256", "passage_state"),
)
"""The columns that a claim has on every page; the pages add what they know besides."""
WITHDRAWN = (
    "claim_id",
    "claim_url",
    "status",
    "withdrawn_on",
    "reason",
    "source",
    "source_url",
    "replaced_by",
)


def claim_row(claim: Data, source: Data, section: str) -> Data:
    """The cells of CLAIM, of a claim with `source` and `section` given where its data leaves them to the page."""
    speaker = claim["speaker"] or {}
    passage = claim["passage"] or {}
    return {
        "claim_id": claim["id"],
        "claim": claim["text"],
        "claim_url": claim["url"],
        "kind": claim["kind"],
        "reported": claim["reported"],
        "speaker": speaker.get("name"),
        "speaker_url": speaker.get("url"),
        "standing": speaker.get("standing"),
        "path": speaker.get("path"),
        "interest": speaker.get("interest"),
        "about_from": claim["about_from"],
        "about_to": claim["about_to"],
        "source": source["title"],
        "source_url": source["url"],
        "original_url": source["original"],
        "published_on": source["published_on"],
        "section": section,
        "passage_start": passage.get("start"),
        "passage_end": passage.get("end"),
        "passage_sha256": passage.get("sha256"),
        "passage_state": passage.get("state"),
    }


def claim_table(data: Data) -> str:
    """The page of a claim: one row."""
    row = claim_row(data, data["source"], data["section"]) | {
        "topics": data["topics"],
        "situations": [situation["words"] for situation in data["situations"]],
        "arguments": [argument["url"] for argument in data["arguments"]],
    }
    return csv_table((*CLAIM, "topics", "situations", "arguments"), [row])


def withdrawn_table(data: Data) -> str:
    """What is left of a withdrawn claim."""
    row = {name: data[name] for name in ("status", "withdrawn_on", "reason")} | {
        "claim_id": data["id"],
        "claim_url": data["url"],
        "source": data["source"]["title"],
        "source_url": data["source"]["url"],
        "replaced_by": data["replaced_by"] and data["replaced_by"]["url"],
    }
    return csv_table(WITHDRAWN, [row])


def topic_table(data: Data) -> str:
    """A page of a topic: a row for each claim, and one more where it stands on another side too."""
    return csv_table(("stance", *CLAIM, "topics", "arguments"), _topic_rows(data))


def _topic_rows(data: Data) -> Iterator[Data]:
    for group in data["stances"]:
        for claim in group["claims"]:
            yield claim_row(claim, claim["source"], claim["section"]) | {
                "stance": group["stance"],
                "topics": claim["topics"],
                "arguments": [argument["url"] for argument in claim["arguments"]],
            }


def source_table(data: Data) -> str:
    """The page of a source: its claims as they follow in it."""
    rows = (
        claim_row(claim, data, section["title"]) | {"topics": claim["topics"]}
        for section in data["sections"]
        for claim in section["claims"]
    )
    return csv_table((*CLAIM, "topics"), rows)
