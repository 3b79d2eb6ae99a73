"""A map without borders or other people's pictures: hexagons where homes are.

The squares of an area are gathered into hexagons, some three dozen across, so that a map of a
locality and one of a whole country weigh the same. A hexagon shows what at least half of its
postcodes have.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from app.places import Point
from app.planning.reach import MILE_KM, Distances, Ground

Near = Literal["mile", "half hour", "far"]
NEAR: tuple[Near, ...] = ("mile", "half hour", "far")
ACROSS = 36
LEAST_KM = 0.4
"""Hexagons are no narrower: the squares are 250 m wide, and gaps would show between them."""
_KM_PER_DEGREE = 111.195
_ROOT_3 = math.sqrt(3)

Spot = tuple[float, float]
Hexagon = tuple[int, int]
"""A hexagon by its row and column."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One hexagon: where its middle is in kilometres (east, south), and its postcodes."""

    at: Spot
    postcodes: int
    near: Near


@dataclass(frozen=True, slots=True)
class TileMap:
    """A map in kilometres from its upper left corner. `width_km` is a hexagon's, side to side."""

    tiles: tuple[Tile, ...]
    size: Spot
    width_km: float
    north: float
    west: float
    narrowing: float

    def place(self, point: Point) -> Spot | None:
        """Return where a point lies on the map, or None where it is off it."""
        x, y = self.measure(point)
        return (x, y) if 0 <= x <= self.size[0] and 0 <= y <= self.size[1] else None

    def measure(self, point: Point) -> Spot:
        """Return how far a point is from the upper left corner."""
        x = (point.lon - self.west) * self.narrowing * _KM_PER_DEGREE
        return x, (self.north - point.lat) * _KM_PER_DEGREE


def lay_tiles(ground: Ground, near: Distances) -> TileMap:
    """Return a map of some ground and how near each of its squares is to help.

    Raises ValueError where the ground has no squares.
    """
    if not ground.cells:
        raise ValueError("there are no homes to map")
    empty, hexagons = _measure(ground)
    squares = zip(hexagons, ground.homes.tolist(), near.tolist(), strict=True)
    return replace(empty, tiles=_gather(squares, empty.width_km))


@lru_cache(maxsize=64)
def _measure(ground: Ground) -> tuple[TileMap, tuple[Hexagon, ...]]:
    """Return an empty map of some ground, and the hexagon of each square: they never change."""
    south, north = float(ground.north.min()), float(ground.north.max())
    west, east = float(ground.east.min()), float(ground.east.max())
    narrowing = math.cos(math.radians((south + north) / 2))
    high, wide = (north - south) * _KM_PER_DEGREE, (east - west) * narrowing * _KM_PER_DEGREE
    across = max(LEAST_KM, max(high, wide) / ACROSS)
    margin = across / _KM_PER_DEGREE
    size = (wide + 2 * across, high + 2 * across)
    empty = TileMap((), size, across, north + margin, west - margin / narrowing, narrowing)
    return empty, tuple(_nearest(empty.measure(cell.point), across) for cell in ground.cells)


def _gather(squares: Iterable[tuple[Hexagon, int, float]], across: float) -> tuple[Tile, ...]:
    homes: dict[Hexagon, list[int]] = defaultdict(lambda: [0, 0, 0])
    for hexagon, postcodes, km in squares:
        counts = homes[hexagon]
        counts[0] += postcodes
        counts[1] += postcodes if km <= MILE_KM else 0
        counts[2] += postcodes if math.isfinite(km) else 0
    return tuple(
        Tile(_middle(at, across), every, _judge(every, mile, half_hour))
        for at, (every, mile, half_hour) in sorted(homes.items())
    )


def _judge(every: int, mile: int, half_hour: int) -> Near:
    if 2 * mile >= every:
        return "mile"
    return "half hour" if 2 * half_hour >= every else "far"


def _nearest(spot: Spot, across: float) -> Hexagon:
    """Return the row and column of the hexagon that a spot lies in: that of the nearest middle."""
    row = math.floor(spot[1] / (across * _ROOT_3 / 2))
    found = (
        (near_row, column)
        for near_row in (row, row + 1)
        for column in _columns(spot[0], near_row, across)
    )
    return min(found, key=lambda at: math.dist(spot, _middle(at, across)))


def _columns(x: float, row: int, across: float) -> tuple[int, int]:
    column = math.floor(x / across - (row % 2) / 2)
    return column, column + 1


def _middle(at: Hexagon, across: float) -> Spot:
    row, column = at
    return across * (column + (row % 2) / 2), across * _ROOT_3 / 2 * row
