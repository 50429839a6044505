"""What there is to see of a link: its page as arranged, with what has changed since it was frozen."""

from dataclasses import dataclass

from advice.sharing.answers import Sheet
from advice.sharing.board import Board, lay_board
from advice.sharing.changes import Change, changes, withdrawn
from advice.sharing.content import Arrangement, Content
from advice.sharing.fetching import arrangement, present
from advice.sharing.models import ShareLink
from advice.sharing.snapshots import load
from advice.sharing.standing import causes, still_public


@dataclass(frozen=True, slots=True)
class Shown:
    """A link's page. `public_url` is the present page, "" where the public sees none."""

    content: Content
    arrangement: Arrangement
    board: Board
    since: tuple[Change, ...] = ()
    public_url: str = ""


def preview_of(content: Content, setup: Arrangement) -> Shown:
    """The page of `content` set up so, before a mentee who has not entered anything."""
    filled = Sheet(situations=setup.presets)
    return Shown(content, setup, lay_board(content, setup, filled), public_url=content.url)


def show(link: ShareLink, sheet: Sheet | None, everything: bool = False) -> Shown | None:
    """The page of `link` before the mentee who filled in `sheet`; None where a live page is no longer public.

    Before anything is filled in, the page stands in the situation that the mentor preset.
    """
    setup = arrangement(link)
    filled = sheet or Sheet(situations=setup.presets)
    now = present(link.subject)
    if not link.frozen:
        if now is None:
            return None
        return Shown(now, setup, lay_board(now, setup, filled, everything), public_url=now.url)
    then = load(link.snapshot)
    still = still_public(then)
    since, gone = changes(then, now, still), causes(withdrawn(then, still))
    board = lay_board(then, setup, filled, everything, since, gone)
    return Shown(then, setup, board, since, now.url if now else "")
