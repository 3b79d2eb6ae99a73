"""Where homes are: squares of 250 metres with the number of postcodes in each.

A postcode in Scotland is some 15 homes. Squares answer "how many have help within a mile" nearly as
well as postcodes do, and are small enough to travel with the code; planners' figures use them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from app.places.packaged import packaged_rows
from app.places.points import Point


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the National Grid that lies in one council, at the middle of its postcodes.

    `localities` are those that hold a tenth or more of its postcodes, the likeliest first.
    """

    point: Point
    postcodes: int
    council: str
    localities: tuple[str, ...]


@cache
def load_cells() -> tuple[Cell, ...]:
    """Return every square of Scotland that holds a postcode: some 51,000."""
    return tuple(
        Cell(
            Point(float(row["lat"]), float(row["lon"])),
            int(row["postcodes"]),
            row["council"],
            tuple(row["localities"].split()),
        )
        for row in packaged_rows("cells.csv.gz")
    )


def cells_within(
    councils: Iterable[str], localities: Iterable[str], whole_country: bool = False
) -> tuple[Cell, ...]:
    """Return the squares of some councils and localities. A shared square is in each of its own."""
    in_councils, in_localities = frozenset(councils), frozenset(localities)
    return tuple(
        cell
        for cell in load_cells()
        if whole_country
        or cell.council in in_councils
        or not in_localities.isdisjoint(cell.localities)
    )
