"""QR codes, for paper: a phone's camera turns one back into an address."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

MOST_KEPT = 2048
"""Codes kept drawn; working one out takes a few milliseconds, and a list holds forty."""


@dataclass(frozen=True, slots=True)
class Square:
    """A QR code as it is drawn: `size` units wide, blank border and all, and one SVG path."""

    size: int
    path: str


@lru_cache(maxsize=MOST_KEPT)
def draw_square(address: str) -> Square:
    """Return the QR code of an address, with as much mending of scratches as its size leaves."""
    code = segno.make_qr(address, error="L")
    rows = [bytes(row) for row in code.matrix_iter()]
    return Square(len(rows), "".join(_draw_row(row, y) for y, row in enumerate(rows)))


def _draw_row(row: bytes, y: int) -> str:
    """Return a path with one box for each run of dark squares."""
    drawn, x = [], 0
    for dark, run in groupby(row):
        width = len(list(run))
        if dark:
            drawn.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(drawn)
