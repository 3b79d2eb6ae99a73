"""The coverage pages' pictures: bars of answers, a map of reach, and a line over time.

Each is drawn 320 units wide, the narrowest screen, and stands beside a table that says the same.
All words come in from outside, already in the reader's language.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.places import Point
from app.planning.coverage.tiles import NEAR, Near, TileMap
from app.planning.drawing import (
    Shape,
    Spot,
    box,
    dot,
    draw,
    filled,
    line,
    outlines,
    stripes,
    words,
)

WIDE = 320.0
_ROW = 36.0
_KEY = 18.0
_TALLEST = 420.0
_PLOT = 130.0
_LOOKS: dict[Near, tuple[str, float]] = {
    "mile": ("tile-mile", 1.0),
    "half hour": ("tile-walk", 0.8),
    "far": ("tile-far", 0.4),
}
"""How each nearness looks, and how much of its hexagon it fills: size tells it without colour."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what was asked, and how many said yes, said no, or are not known."""

    label: str
    yes: int
    no: int
    not_known: int

    @property
    def total(self) -> int:
        """Return how many were asked."""
        return self.yes + self.no + self.not_known


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment on a line: its label, and the two numbers drawn there (the second is of it)."""

    label: str
    all: int
    part: int


def draw_bars(
    name: str, title: str, about: str, bars: Sequence[Bar], keys: tuple[str, str, str]
) -> str:
    """Return bars of one length, each split into yes (solid), no (striped) and not known (open)."""
    shapes = [stripes(f"{name}-stripes", "stripe"), *_draw_bar_keys(name, keys)]
    for number, bar in enumerate(bars):
        top = _KEY + 8 + number * _ROW
        shapes.append(words((0, top + 12), bar.label))
        told = f"{bar.yes} · {bar.no} · {bar.not_known}"
        shapes.append(words((WIDE, top + 12), told, anchor="end"))
        shapes += _draw_parts(name, bar, top + 17)
    height = _KEY + 8 + len(bars) * _ROW
    return draw(name, (WIDE, height), title, about, shapes, "bars")


def draw_map(
    name: str,
    title: str,
    about: str,
    tiles: TileMap,
    doors: tuple[Iterable[Point], Iterable[Point]],
    keys: Sequence[str],
) -> str:
    """Return hexagons by how near help is; `doors` are sure ones and those about there.

    `keys` word the three kinds of hexagon, then the two kinds of door.
    """
    scale = min(WIDE / tiles.size[0], _TALLEST / tiles.size[1])
    size = (tiles.size[0] * scale, tiles.size[1] * scale)
    shift = (WIDE - size[0]) / 2
    shapes = list(_draw_tiles(tiles, scale, shift))
    sure, about_there = ([_put(tiles, p, scale, shift) for p in points] for points in doors)
    shapes += [dot(at, 4.5, "door-about") for at in about_there if at is not None]
    shapes.append(outlines((_diamond(at, 5.5) for at in sure if at is not None), "door-sure"))
    shapes += _draw_map_keys(keys, size[1] + 10)
    height = size[1] + 10 + len(keys) * _KEY
    return draw(name, (WIDE, height), title, about, shapes, "map")


def draw_series(
    name: str, title: str, about: str, marks: Sequence[Mark], keys: tuple[str, str]
) -> str:
    """Return two lines over time from nought up: all with round marks, a part with square ones."""
    most = max((mark.all for mark in marks), default=0) or 1
    top, step = 2 * _KEY + 12, (WIDE - 60) / max(1, len(marks) - 1)
    alls, parts = (
        [(40 + n * step, top + _PLOT * (1 - value / most)) for n, value in enumerate(values)]
        for values in ([m.all for m in marks], [m.part for m in marks])
    )
    foot = top + _PLOT
    shapes = [
        line([(40, top), (40, foot), (WIDE, foot)], "axis"),
        words((34, top + 5), str(most), anchor="end"),
        words((34, foot + 4), "0", anchor="end"),
        line(alls, "line-all"),
        line(parts, "line-part"),
        *(dot(at, 3.5, "mark-all") for at in alls),
        *(box((x - 3, y - 3), (6, 6), "mark-part") for x, y in parts),
        *_draw_moments(marks, step, foot),
        *_draw_series_keys(keys),
    ]
    return draw(name, (WIDE, foot + 24), title, about, shapes, "series")


def _draw_parts(name: str, bar: Bar, top: float) -> Iterable[Shape]:
    looks = (("part-yes", bar.yes), ("part-no", bar.no), ("part-unknown", bar.not_known))
    left = 0.5
    for look, count in looks:
        width = (WIDE - 1) * count / bar.total if bar.total else 0.0
        if width:
            shape = box((left, top), (width, 12), look)
            yield filled(shape, f"{name}-stripes") if look == "part-no" else shape
        left += width


def _draw_bar_keys(name: str, keys: tuple[str, str, str]) -> Iterable[Shape]:
    left = 0.5
    for look, text in zip(("part-yes", "part-no", "part-unknown"), keys, strict=True):
        shape = box((left, 2), (14, 12), look)
        yield filled(shape, f"{name}-stripes") if look == "part-no" else shape
        yield words((left + 19, 12), text)
        left += 30 + 7.2 * len(text)


def _draw_tiles(tiles: TileMap, scale: float, shift: float) -> Iterable[Shape]:
    for near in NEAR:
        look, share = _LOOKS[near]
        radius = tiles.width_km * scale / math.sqrt(3) * share
        those = [t.at for t in tiles.tiles if t.near == near]
        spots = [(x * scale + shift, y * scale) for x, y in those]
        if spots:
            yield outlines((_hexagon(spot, radius) for spot in spots), look)


def _draw_map_keys(keys: Sequence[str], top: float) -> Iterable[Shape]:
    for number, (near, text) in enumerate(zip(NEAR, keys[:3], strict=True)):
        look, share = _LOOKS[near]
        middle = (8.0, top + number * _KEY + 8)
        yield outlines([_hexagon(middle, 6.5 * share)], look)
        yield words((20, middle[1] + 4), text)
    sure, about = (8.0, top + 3 * _KEY + 8), (8.0, top + 4 * _KEY + 8)
    yield outlines([_diamond(sure, 5.5)], "door-sure")
    yield dot(about, 4.5, "door-about")
    for middle, text in zip((sure, about), keys[3:], strict=True):
        yield words((20, middle[1] + 4), text)


def _draw_moments(marks: Sequence[Mark], step: float, foot: float) -> Iterable[Shape]:
    """Word the first moment and the last: between them is no room."""
    if marks:
        yield words((40, foot + 16), marks[0].label)
    if len(marks) > 1:
        yield words(
            (min(WIDE, 40 + (len(marks) - 1) * step + 20), foot + 16), marks[-1].label, anchor="end"
        )


def _draw_series_keys(keys: tuple[str, str]) -> Iterable[Shape]:
    yield line([(0, 9), (24, 9)], "line-all")
    yield dot((12, 9), 3.5, "mark-all")
    yield words((32, 13), keys[0])
    yield line([(0, 9 + _KEY), (24, 9 + _KEY)], "line-part")
    yield box((9, 6 + _KEY), (6, 6), "mark-part")
    yield words((32, 13 + _KEY), keys[1])


def _put(tiles: TileMap, point: Point, scale: float, shift: float) -> Spot | None:
    at = tiles.place(point)
    return None if at is None else (at[0] * scale + shift, at[1] * scale)


def _hexagon(at: Spot, radius: float) -> list[Spot]:
    turns = (math.radians(60 * n - 90) for n in range(6))
    return [(at[0] + radius * math.cos(a), at[1] + radius * math.sin(a)) for a in turns]


def _diamond(at: Spot, radius: float) -> list[Spot]:
    x, y = at
    return [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
