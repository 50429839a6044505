"""The coverage of a stored source."""

from advice.claims.coverage import BlockCoverage, Span, cover
from advice.claims.models import AnchorState, SetAside
from advice.publication.models import Status
from advice.sources.models import Source


def coverage_of(source: Source) -> list[BlockCoverage]:
    """What became of each block of `source`; claims that are withdrawn or orphans cover nothing.

    Reads `claims` and `set_aside__repeats`, which may be prefetched.
    """
    claims = [
        Span(claim.start, claim.end or 0, claim.key)
        for claim in source.claims.all()
        if claim.start is not None
        and claim.status != Status.WITHDRAWN
        and claim.anchor_state != AnchorState.ORPHAN
    ]
    set_aside = [Span(block.start, block.end, _reason(block)) for block in source.set_aside.all()]
    blocks = [(block["kind"], block["start"], block["end"]) for block in source.blocks]
    return cover(blocks, claims, set_aside)


def _reason(block: SetAside) -> str:
    return f"repeats claim {block.repeats.key}" if block.repeats else str(block.get_reason_display())
