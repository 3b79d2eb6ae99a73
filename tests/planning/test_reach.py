"""Homes within reach of a door, counted on squares whose answer can be worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places import Point, distance_km
from app.places.cells import Cell, cells_within, load_cells
from app.planning.reach import (
    HALF_HOUR_KM,
    MILE_KM,
    Ground,
    doors_of,
    ground_of,
)
from app.search.directory import Directory

GOVAN = Point(55.8625, -4.3135)
NORTH = 1 / 111.195
"""One kilometre north, in degrees."""


def cell(km_north: float, postcodes: int) -> Cell:
    return Cell(Point(GOVAN.lat + km_north * NORTH, GOVAN.lon), postcodes, "S12000049", ())


@pytest.mark.parametrize(
    ("km", "mile", "half_hour"),
    [(0, 1, 1), (1.6, 1, 1), (1.62, 0, 1), (2.39, 0, 1), (2.41, 0, 0), (30, 0, 0)],
)
def test_each_distance_has_its_limit(km: float, mile: int, half_hour: int) -> None:
    reach = Ground.of([cell(km, 1)]).measure((GOVAN,))
    assert (reach.within_mile, reach.within_half_hour) == (mile, half_hour)


def test_shares_are_of_postcodes_not_of_squares() -> None:
    reach = Ground.of([cell(0, 9), cell(2, 3), cell(5, 4)]).measure((GOVAN,))
    assert (reach.postcodes, reach.within_mile, reach.within_half_hour) == (16, 9, 12)
    assert (reach.mile_share, reach.half_hour_share) == (9 / 16, 12 / 16)


def test_without_a_door_nobody_is_in_reach() -> None:
    reach = Ground.of([cell(0, 9)]).measure(())
    assert (reach.mile_share, reach.half_hour_share, reach.doors) == (0, 0, 0)


def test_an_area_without_homes_has_no_share() -> None:
    assert Ground.of([]).measure((GOVAN,)).mile_share == 0


POINTS = st.builds(Point, st.floats(55.0, 58.6), st.floats(-7.0, -1.0))
NEARBY = st.builds(
    lambda north, east: Point(GOVAN.lat + north * NORTH, GOVAN.lon + east * NORTH),
    st.floats(-4, 4),
    st.floats(-4, 4),
)


@given(here=NEARBY, doors=st.lists(POINTS | NEARBY, min_size=1, max_size=5))
def test_flat_distances_agree_with_round_ones(here: Point, doors: list[Point]) -> None:
    flat = float(Ground.of([Cell(here, 1, "", ())]).nearest_km(doors)[0])
    true = min(distance_km(here, door) for door in doors)
    if flat < float("inf"):
        assert flat == pytest.approx(true, rel=0.01, abs=0.01)
    else:
        assert true > 0.99 * HALF_HOUR_KM


@given(
    cells=st.lists(st.builds(cell, st.floats(0, 6), st.integers(1, 40)), max_size=20),
    doors=st.lists(st.builds(lambda km: cell(km, 1).point, st.floats(0, 6)), max_size=6),
)
def test_more_doors_never_reach_fewer(cells: list[Cell], doors: list[Point]) -> None:
    ground = Ground.of(cells)
    fewer, more = ground.measure(tuple(doors[:2])), ground.measure(tuple(doors))
    assert fewer.within_mile <= more.within_mile <= more.within_half_hour <= more.postcodes
    assert MILE_KM < HALF_HOUR_KM


def test_every_square_is_in_a_council_and_the_country_is_all_of_them() -> None:
    squares = load_cells()
    assert len(squares) > 50_000
    assert sum(square.postcodes for square in squares) > 150_000
    assert len(cells_within((), (), whole_country=True)) == len(squares)
    assert all(square.council and square.postcodes > 0 for square in squares)


def test_the_localities_of_a_council_cover_it(directory: Directory) -> None:
    areas = directory.catalogue.areas
    whole = set(ground_of(areas["glasgow"]).cells)
    parts = [set(ground_of(areas[slug]).cells) for slug in areas if slug.startswith("glasgow-")]
    assert set.union(*parts) >= whole
    assert all(len(part) > 100 for part in parts)


def test_only_doors_that_families_may_know_are_counted(directory: Directory) -> None:
    live = directory.catalogue.live
    shown = [s for s in live if any(p.postcode and not p.hidden for p in s.places)]
    assert shown
    assert 0 < len(doors_of(live, directory)) <= sum(len(s.places) for s in shown)
    assert doors_of([s for s in live if s not in shown], directory) == ()


def test_a_neighbourhood_is_a_door_only_where_that_is_asked_for(directory: Directory) -> None:
    live = directory.catalogue.live
    sure, about = doors_of(live, directory), doors_of(live, directory, about=True)
    assert set(sure) < set(about)
