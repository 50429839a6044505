"""The workbench as data: the text in blocks, the claims in its order, the coverage."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advice.claims.coverage import Account, BlockCoverage, share
from advice.claims.mined import coverage_of
from advice.claims.models import AnchorState, Claim, SetAside
from advice.publication.models import Status
from advice.sources.inline import Highlight
from advice.sources.models import Source
from advice.sources.rendering import Piece, render_pieces

NOT_SHOWN = {AnchorState.ORPHAN, AnchorState.UNCHECKED}
TO_SEE = {AnchorState.MOVED, AnchorState.CHANGED, AnchorState.ORPHAN}
"""States that wait for a curator."""
ACCOUNT_CSS = {Account.CLAIMED: "claimed", Account.SET_ASIDE: "aside", Account.OPEN: "open"}


@dataclass(frozen=True, slots=True)
class Block:
    """A block by its number from 1, what became of it, and the row that set it aside."""

    number: int
    start: int
    end: int
    words: str
    account: Account
    told: str
    aside: SetAside | None

    @property
    def is_open(self) -> bool:
        return self.account is Account.OPEN


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of `check_coverage`, and the bar of it: each block's state and how long it is."""

    blocks: int
    claimed: int
    aside: int
    open: int
    percent: int
    length: int
    bars: list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Bench:
    """What the page shows whatever is chosen on it."""

    source: Source
    pieces: list[Piece]
    blocks: list[Block]
    claims: list[Claim]
    coverage: Coverage

    def next_open(self, after: int = 0) -> Block | None:
        """The first open block that begins at or after `after`, else the first open one of all."""
        found = [block for block in self.blocks if block.is_open]
        return next((block for block in found if block.start >= after), found[0] if found else None)

    def open_headings(self) -> list[Block]:
        """Headings of which nothing became; they seldom carry a claim, and are many."""
        # Without its text a source has no block to be worked in, though it is known where they are.
        kinds = (block["kind"] for block in self.source.blocks)
        return [
            one for one, kind in zip(self.blocks, kinds, strict=False) if one.is_open and kind == "heading"
        ]

    def to_see(self) -> list[Claim]:
        """Claims whose anchors wait for a curator."""
        return [one for one in self.claims if one.anchor_state in TO_SEE and one.status != Status.WITHDRAWN]


def find_source(slug: str) -> Source:
    """The source, with its claims in the order of the text and all that the page shows of them."""
    in_order = Claim.objects.select_related("speaker").prefetch_related("topic_items__tag")
    in_order = in_order.order_by(F("start").asc(nulls_last=True), "end", "key")
    sources = Source.objects.select_related("author").prefetch_related(
        Prefetch("claims", in_order), "set_aside__repeats"
    )
    return get_object_or_404(sources, slug=slug)


def bench_of(source: Source) -> Bench:
    """The bench of a source that `find_source` read."""
    claims = list(source.claims.all())
    for number, claim in enumerate(claims, 1):
        claim.number = number  # type: ignore[attr-defined]
    covered = coverage_of(source)
    blocks = _blocks(source, covered) if source.text else []
    return Bench(source, _pieces(source, blocks, claims), blocks, claims, coverage_figures(covered))


def coverage_figures(covered: Sequence[BlockCoverage]) -> Coverage:
    """How many blocks are claimed, set aside and open; the shares of the bar are characters."""
    counts = {account: sum(block.account is account for block in covered) for account in Account}
    bars, at = [], 0
    for block in covered:
        length = block.end - block.start
        bars.append((ACCOUNT_CSS[block.account], at, length))
        at += length
    return Coverage(
        len(covered),
        counts[Account.CLAIMED],
        counts[Account.SET_ASIDE],
        counts[Account.OPEN],
        round(100 * share(covered)),
        max(at, 1),
        bars,
    )


def _blocks(source: Source, covered: Sequence[BlockCoverage]) -> list[Block]:
    aside = {row.start: row for row in source.set_aside.all()}
    made = []
    for number, one in enumerate(covered, 1):
        row = aside.get(one.start) or next(
            (row for row in aside.values() if row.start < one.end and row.end > one.start), None
        )
        words = source.text[one.start : one.end]
        made.append(Block(number, one.start, one.end, words, one.account, _told(one), row))
    return made


def _told(block: BlockCoverage) -> str:
    if block.account is Account.CLAIMED:
        return _("claimed")
    if block.account is Account.SET_ASIDE:
        return _("set aside: %(reason)s") % {"reason": ", ".join(block.labels)}
    return _("open")


def _pieces(source: Source, blocks: Sequence[Block], claims: Sequence[Claim]) -> list[Piece]:
    if not source.text:
        return []
    highlights = [
        Highlight(
            claim.start,
            claim.end or 0,
            claim.key,
            _("Claim %(number)d, %(status)s, anchor %(anchor)s")
            % {
                "number": claim.number,  # type: ignore[attr-defined]
                "status": claim.get_status_display(),
                "anchor": claim.get_anchor_state_display(),
            },
            f"{claim.status} {claim.anchor_state}",
        )
        for claim in claims
        if claim.start is not None
        and claim.anchor_state not in NOT_SHOWN
        and claim.status != Status.WITHDRAWN
    ]
    address = reverse("workbench", args=[source.slug])

    def frame(index: int, words: SafeString) -> SafeString:
        block = blocks[index]
        label = _("Block %(number)d, %(told)s") % {"number": block.number, "told": block.told}
        return format_html(
            '<span class="block {}" id="block-{}" data-block="{}" data-start="{}" data-told="{}">'
            '<a class="block-link" href="{}?block={}#panel" data-number="{}" aria-label="{}"></a>{}</span>',
            ACCOUNT_CSS[block.account],
            block.number,
            block.number,
            block.start,
            label,
            address,
            block.number,
            block.number,
            label,
            words,
        )

    return render_pieces(source.text, source.blocks, source.marks, highlights, top_level=2, frame=frame)
