"""Feeds made-up documents to the readers: python -m bench.fuzz_readers [NUMBER]

Each must be read with every promise kept, or refused with one sentence, within a second and a half of processor
time. NUMBER inputs are shared out among bytes, mixtures of markup, encodings cut anywhere, heads of front matter
and samples that were changed in a few places. Ends at the first input that breaks a promise, made as small as possible.
"""

import sys
import time
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.readers.reading import SAMPLES
from tests.readers.test_invariants import FRAGMENTS, HEADS, holds, mixtures

SECONDS = 1.5
KEYS = [
    *("title", "post_title", "date", "post_date", "pubDate", "tags", "author", "draft", "path", "url", "layout"),
    *("slug", "aliases", "lang", "published", "<<", "~", "2:0", "'x", '"', "- a", "? a", "!!set", "&a", "*a", "[", "{"),
]  # fmt: skip
VALUES = [
    *("2:0", "January 03, 2022", "2021-05-03T23:59:00-10:00", "[a, b]", "{a: b}", ">-\n  folded\n  lines", "|\n  a", "*a"),
    *("&a x", "!!python/name:os.system", "&amp; <b>x</b>", "''", '"\\ud800"', "~", "no", "1e3", "0x7f", "\t", "\u200b", "'''a"),
]  # fmt: skip
FENCES = ["---", "+++", ";;;", "...", "----", "--- ", "\ufeff---", "\n---", "{", "}"]
entries = st.tuples(st.sampled_from(KEYS), st.sampled_from([": ", ":", " = ", " ", ":\n  - ", ":\n  "]), st.sampled_from(VALUES) | st.text(max_size=12)).map("".join)  # fmt: skip
heads = st.tuples(
    st.sampled_from(FENCES), st.lists(entries, max_size=8).map("\n".join), st.sampled_from(FENCES), mixtures
).map("\n".join)


@st.composite
def changed_samples(draw: st.DrawFn) -> bytes:
    """A sample with a few pieces taken out, doubled or put in."""
    data = draw(st.sampled_from([path.read_bytes() for path in sorted(SAMPLES.iterdir())]))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        piece = draw(
            st.sampled_from(FRAGMENTS).map(lambda text: text.encode(errors="replace")) | st.binary(max_size=4)
        )
        data = data[:at] + piece * draw(st.integers(1, 3)) + data[at + length :]
    return data


def encoded(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
    made = st.tuples(strategy, encodings, st.integers(0, 5))
    return made.map(lambda one: one[0].encode(one[1], errors="replace")[: -one[2] or None])


STRATEGIES: dict[str, tuple[float, st.SearchStrategy[bytes]]] = {
    "any bytes": (0.1, st.binary(max_size=2_000)),
    "markup": (0.3, st.tuples(st.sampled_from(HEADS), mixtures).map(lambda parts: "".join(parts).encode(errors="replace"))),
    "encodings": (0.1, encoded(mixtures)),
    "front matter": (0.25, heads.map(lambda text: text.encode(errors="replace"))),
    "changed samples": (0.25, changed_samples()),
}  # fmt: skip


def run(name: str, strategy: st.SearchStrategy[bytes], number: int) -> tuple[int, float]:
    """How many inputs were tried, and the most seconds that one took."""
    tried, slowest = 0, 0.0

    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def each(data: bytes) -> None:
        nonlocal tried, slowest
        began = time.process_time()
        holds(data)
        tried, slowest = tried + 1, max(slowest, time.process_time() - began)
        if slowest > SECONDS:
            raise AssertionError(f"{slowest:.1f} s for {data!r}")

    test: Callable[[], None] = each
    test()
    return tried, slowest


def main(number: int) -> None:
    total = 0
    for name, (share, strategy) in STRATEGIES.items():
        tried, slowest = run(name, strategy, int(number * share))
        total += tried
        print(f"{name}: {tried} inputs, the slowest {slowest * 1000:.0f} ms", flush=True)
    print(f"{total} inputs, each read with every promise kept or refused with a sentence")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
