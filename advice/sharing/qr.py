"""An address as a QR code, as the one path of an SVG: no markup of a library reaches the page."""

from dataclasses import dataclass

import segno

QUIET = 4
"""Modules of margin that readers of QR codes need."""


@dataclass(frozen=True, slots=True)
class QRCode:
    """`path` draws the dark modules in a square of `size` units, margin included."""

    size: int
    path: str


def qr_code(text: str) -> QRCode:
    """A QR code of `text` that can be read with a seventh of it damaged (level M)."""
    rows = segno.make(text, error="m", micro=False).matrix
    runs = (
        f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for x, length in _runs(row)
    )
    return QRCode(len(rows) + 2 * QUIET, "".join(runs))


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """Start and length of every run of dark modules."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found
