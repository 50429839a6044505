"""A text of five blocks for the tests of the workbench."""

from advice.claims.anchoring import digest
from advice.models import Source
from tests import records

WORDS = [
    ("heading", "First words."),
    ("paragraph", "Warm bread & cold tea, every single day, from 1999 to 2003."),
    ("paragraph", "A 🍵 pot is shared. Tea again."),
    ("paragraph", "Nothing more. Tea again. And <b>Biscuits</b>."),
    ("list_item", "The last 𝒲𝑜𝓇𝒹𝓈 of it."),
]


def _blocks():
    at, made = 0, []
    for kind, words in WORDS:
        made.append(
            {
                "kind": kind,
                "start": at,
                "end": at + len(words),
                "level": 1 if kind in {"heading", "list_item"} else 0,
                "ordered": False,
                "speaker": None,
            }
        )
        at += len(words) + 2
    return made


TEXT = "\n\n".join(words for _kind, words in WORDS)
BLOCKS = _blocks()


def bench_source(**fields) -> Source:
    """A source with that text, whose address is "tea"."""
    values = {"slug": "tea", "text": TEXT, "length": len(TEXT), "blocks": BLOCKS, "text_sha256": digest(TEXT)}
    return records.source("Tea and bread", **values | fields)
