"""Who can walk to help, and what nobody can put on a map."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places import Point
from app.places.cells import Cell
from app.planning.coverage.circles import help_in
from app.planning.coverage.tiles import LEAST_KM, lay_tiles
from app.planning.coverage.walking import (
    PLACED,
    about_doors,
    measure_topics,
    measure_walk,
    place_of,
)
from app.planning.reach import Ground
from app.search.directory import Directory


@pytest.mark.parametrize(
    ("listing", "placed"),
    [
        ("pantry", "postcode"),
        ("club", "about"),
        ("van", "lost"),
        ("line", "no door"),
        ("refuge", "hidden"),
        ("girvan", "postcode"),
    ],
)
def test_how_a_listing_stands_on_a_map(made: Directory, listing: str, placed: str) -> None:
    assert place_of(made.catalogue.by_id[listing], made) == placed


def test_a_share_counts_sure_doors_and_those_about_there_apart(made: Directory) -> None:
    area = made.catalogue.areas["glasgow-south"]
    helping = help_in(area, made.catalogue)
    walk = measure_walk(helping.all, area, made)
    assert (walk.sure.doors, walk.about.doors, walk.unplaced) == (1, 2, 1)
    assert 0 < walk.sure.mile_share <= walk.about.mile_share < 1
    assert walk.sure.mile_share < walk.sure.half_hour_share
    assert {placed: len(those) for placed, those in walk.placed.items()} == {
        "postcode": 1,
        "about": 1,
        "no door": 1,
        "hidden": 0,
        "lost": 1,
    }


def test_a_secret_place_is_never_a_door(made: Directory) -> None:
    area = made.catalogue.areas["glasgow-north-west"]
    refuge = made.catalogue.by_id["refuge"]
    walk = measure_walk([refuge], area, made)
    assert (walk.sure.doors, walk.about.doors) == (0, 0)
    assert about_doors([refuge], made) == ()


def test_each_topic_has_its_own_reach(made: Directory) -> None:
    area = made.catalogue.areas["south-ayrshire"]
    walks = measure_topics(help_in(area, made.catalogue), area, made)
    by_need = {each.need.slug: each.walk for each in walks}
    assert set(by_need) == set(made.catalogue.needs)
    assert by_need["food"].sure.doors == 1
    assert 0 < by_need["food"].sure.half_hour_share < 0.5
    assert by_need["money"].sure.doors == 0
    assert by_need["money"].sure.mile_share == 0


@pytest.mark.parametrize("slug", ["glasgow-south", "glasgow", "south-ayrshire", "scotland"])
def test_no_share_is_beyond_everyone(made: Directory, slug: str) -> None:
    area = made.catalogue.areas[slug]
    for each in measure_topics(help_in(area, made.catalogue), area, made):
        shares = [each.walk.sure.mile_share, each.walk.about.half_hour_share]
        assert 0 <= shares[0] <= shares[1] <= 1
        assert sum(map(len, each.walk.placed.values())) == len(
            help_in(area, made.catalogue).only(frozenset({each.need.slug})).all
        )


CELLS = st.lists(
    st.builds(
        lambda lat, lon, homes: Cell(Point(lat, lon), homes, "", ()),
        st.floats(55, 58),
        st.floats(-6, -2),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=30,
)


@given(cells=CELLS, km=st.floats(0, 5))
def test_a_map_loses_no_home_and_lies_within_its_edges(cells: list[Cell], km: float) -> None:
    ground = Ground.of(cells)
    near = ground.nearest_km([Point(cells[0].point.lat + km / 111.195, cells[0].point.lon)])
    drawn = lay_tiles(ground, near)
    assert sum(tile.postcodes for tile in drawn.tiles) == sum(c.postcodes for c in cells)
    assert drawn.width_km >= LEAST_KM
    reach = drawn.width_km / math.sqrt(3)
    for tile in drawn.tiles:
        assert -reach <= tile.at[0] <= drawn.size[0] + reach
        assert -reach <= tile.at[1] <= drawn.size[1] + reach
    for cell in cells:
        at = drawn.place(cell.point)
        assert at is not None
        assert min(math.dist(at, t.at) for t in drawn.tiles) <= reach * 1.01


def test_a_map_needs_homes() -> None:
    with pytest.raises(ValueError, match="no homes"):
        lay_tiles(Ground.of([]), Ground.of([]).nearest_km([]))


def test_a_tile_shows_what_most_of_its_homes_have() -> None:
    door = Point(55.86, -4.3)
    homes = [Cell(door, 5, "", ()), Cell(Point(55.9, -4.3), 5, "", ())]
    drawn = lay_tiles(Ground.of(homes), Ground.of(homes).nearest_km([door]))
    assert sorted(tile.near for tile in drawn.tiles) == ["far", "mile"]


def test_every_way_to_stand_on_a_map_is_met(made: Directory) -> None:
    assert {place_of(service, made) for service in made.catalogue.live} == set(PLACED)
