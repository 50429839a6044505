"""Every block is claimed, set aside or open."""

from advice.claims.coverage import Account, Span, cover, share

BLOCKS = [("heading", 0, 10), ("paragraph", 12, 50), ("paragraph", 52, 90)]


def test_a_block_is_claimed_where_an_anchor_overlaps_it():
    covered = cover(BLOCKS, [Span(40, 60, "a"), Span(45, 50, "b")], [Span(0, 10, "navigation")])
    assert [block.account for block in covered] == [Account.SET_ASIDE, Account.CLAIMED, Account.CLAIMED]
    assert covered[1].labels == ("a", "b")


def test_an_anchor_that_ends_where_a_block_begins_does_not_claim_it():
    assert (
        cover([("paragraph", 10, 20)], [Span(0, 10, "a"), Span(20, 30, "b")], [])[0].account is Account.OPEN
    )


def test_a_claim_wins_over_a_reason_to_set_aside():
    assert cover([("paragraph", 0, 9)], [Span(0, 3, "a")], [Span(0, 9, "greeting")])[0].labels == ("a",)


def test_the_share_is_of_blocks():
    assert share(cover(BLOCKS, [Span(0, 5, "a")], [])) == 1 / 3
    assert share([]) == 1
