"""Pictures are good SVG, say in words what they show, and tell nothing by colour alone."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places import Point
from app.places.cells import Cell
from app.planning.coverage.pictures import (
    WIDE,
    Bar,
    Mark,
    draw_bars,
    draw_map,
    draw_series,
)
from app.planning.coverage.tiles import lay_tiles
from app.planning.drawing import box, draw, words
from app.planning.reach import Ground

KEYS = ("Yes", "No", "Not known")
MAP_KEYS = ("Near", "Walk", "Far", "Door", "About")
DOOR = Point(55.86, -4.3)
GROUND = Ground.of(Cell(Point(55.86 + n * 0.01, -4.3 + n * 0.004), 1 + n, "", ()) for n in range(9))
COUNTS = st.integers(0, 5000)


def read(picture: str) -> ElementTree.Element:
    """Return a picture as XML, having judged what every picture must be."""
    root = ElementTree.fromstring(picture)  # noqa: S314
    told = {child.get("id"): child.text for child in root}
    title, about = (told[name] for name in (root.get("aria-labelledby") or "").split())
    assert root.get("role") == "img"
    assert title
    assert about
    assert not any("style" in each.attrib for each in root.iter())
    numbers = re.findall(r"-?\d+\.?\d*(?:e-?\d+)?|nan|inf", picture)
    assert not {"nan", "inf"} & set(numbers)
    assert not any("e" in each for each in numbers)
    return root


def texts(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.iter("text")]


@given(bars=st.lists(st.builds(Bar, st.text(max_size=30), COUNTS, COUNTS, COUNTS), max_size=8))
def test_bars_hold_every_number_and_stay_inside(bars: list[Bar]) -> None:
    root = read(draw_bars("b", "Title", "About", bars, KEYS))
    told = texts(root)
    for bar in bars:
        assert f"{bar.yes} · {bar.no} · {bar.not_known}" in told
    for part in root.iter("rect"):
        assert float(part.get("x", 0)) + float(part.get("width", 0)) <= WIDE + 0.2
    no = [part for part in root.iter("rect") if part.get("class") == "part-no"]
    assert all(part.get("fill") == "url(#b-stripes)" for part in no)


def test_a_bar_without_any_listing_has_no_parts() -> None:
    root = read(draw_bars("b", "Title", "About", [Bar("Nobody", 0, 0, 0)], KEYS))
    assert len(list(root.iter("rect"))) == len(KEYS)


@given(marks=st.lists(st.builds(Mark, st.text(max_size=9), COUNTS, COUNTS), max_size=24))
def test_a_line_marks_every_moment(marks: list[Mark]) -> None:
    marks = [Mark(m.label, m.all, min(m.all, m.part)) for m in marks]
    root = read(draw_series("s", "Title", "About", marks, ("All", "Some")))
    shapes = [each.get("class") for each in root.iter()]
    assert shapes.count("mark-all") == len(marks) + 1
    assert shapes.count("mark-part") == len(marks) + 1
    assert str(max((m.all for m in marks), default=0) or 1) in texts(root)


def test_a_map_shows_each_nearness_in_a_size_of_its_own() -> None:
    drawn = lay_tiles(GROUND, GROUND.nearest_km([DOOR]))
    root = read(draw_map("m", "Title", "About", drawn, ([DOOR], [Point(55.9, -4.29)]), MAP_KEYS))
    looks = [each.get("class") for each in root.iter("path")]
    assert {"tile-mile", "tile-walk", "tile-far", "door-sure"} <= set(looks)
    assert texts(root) == list(MAP_KEYS)
    assert [each.get("class") for each in root.iter("circle")] == ["door-about"] * 2


def test_a_door_off_the_map_is_left_out() -> None:
    drawn = lay_tiles(GROUND, GROUND.nearest_km([]))
    away = draw_map("m", "T", "A", drawn, ([Point(57, -2)], [Point(50, 0)]), MAP_KEYS)
    assert len(list(read(away).iter("circle"))) == 1


@pytest.mark.parametrize("text", ["<script>", "a & b", '"quoted"', "\x00\x08null", "\ud800", ""])
def test_any_text_may_stand_in_a_picture(text: str) -> None:
    kept = re.sub(r"[\x00\x08\ud800]", "", text)
    drawn = draw(
        "x", (10, 10), f"T{text}", f"A{text}", [words((1, 1), text), box((0, 0), (1, 1), "a")]
    )
    root = ElementTree.fromstring(drawn)  # noqa: S314
    assert [child.text for child in root][:2] == [f"T{kept}", f"A{kept}"]
    assert texts(root) == [kept]
