"""Distances and the change from grid metres to degrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places import Point, distance_km
from app.places.grid import point_of_grid

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (Point(55.8532, -4.3093), Point(55.8532, -4.3093), 0.0),
        (Point(55.8609, -4.2514), Point(55.9533, -3.1883), 67.2),  # Glasgow to Edinburgh
        (Point(0, 0), Point(0, 1), 111.195),
        (Point(0, 0), Point(0, 180), 20015.1),
    ],
)
def test_distance(a: Point, b: Point, km: float) -> None:
    assert distance_km(a, b) == pytest.approx(km, rel=0.005, abs=0.001)


@given(points, points)
def test_distance_is_the_same_both_ways_and_never_past_half_the_earth(a: Point, b: Point) -> None:
    assert distance_km(a, b) == distance_km(b, a)
    assert 0 <= distance_km(a, b) <= 20016


def test_grid_matches_the_worked_example_of_ordnance_survey() -> None:
    """Caister Water Tower, 'A guide to coordinate systems in Great Britain', annex on OSTN."""
    tower = Point(52 + 39 / 60 + 28.8282 / 3600, 1 + 42 / 60 + 57.8663 / 3600)
    assert distance_km(point_of_grid(651409.804, 313177.450), tower) < 0.006


@pytest.mark.parametrize(
    ("easting", "northing", "place"),
    [
        (325100, 673500, Point(55.9487, -3.2008)),  # Edinburgh Castle
        (256800, 666300, Point(55.8686, -4.2906)),  # Kelvingrove
        (529050, 179650, Point(51.5012, -0.1422)),  # Buckingham Palace
    ],
)
def test_grid_puts_landmarks_where_they_are(easting: int, northing: int, place: Point) -> None:
    assert distance_km(point_of_grid(easting, northing), place) < 0.12
