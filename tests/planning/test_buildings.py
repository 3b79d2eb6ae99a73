"""Listings that share a building are found by its postcode, or its name and part of town."""

from datetime import date
from typing import Any

import pytest

from app.content.models import Service
from app.planning.buildings import find_buildings


def listing(slug: str, /, *places: dict[str, Any], **fields: Any) -> Service:
    told = {
        "id": slug, "name": slug, "provider": "Good Neighbours", "summary": "We help you.",
        "needs": ["food"], "areas": ["glasgow"], "edited": date(2026, 11, 22),
        "places": list(places), **fields,
    }  # fmt: skip
    return Service.model_validate(told)


HALL = {"name": "The Old Hall", "neighbourhood": "Govan"}
CODED = {"name": "Old Hall", "neighbourhood": "Govan", "postcode": "G51 3UU"}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (CODED, {"postcode": "g513uu"}, True),
        (HALL, {"name": "old hall", "neighbourhood": "GOVAN"}, True),
        (HALL, CODED, True),
        (HALL, {"name": "Old Hall", "neighbourhood": "Partick"}, False),
        (CODED, {**CODED, "postcode": "G51 3UT"}, False),
        (HALL, {"neighbourhood": "Govan"}, False),
        (CODED, {**CODED, "hidden": True}, False),
    ],
)
def test_who_is_in_one_building(one: dict[str, Any], other: dict[str, Any], together: bool) -> None:
    services = [listing("one", one), listing("other", other)]
    found = [b for b in find_buildings(services).values() if len(b.listings) == 2]
    assert bool(found) is together
    assert all(b.find(service) == (0,) for b in found for service in services)


def test_a_name_with_two_postcodes_tells_no_building() -> None:
    services = [
        listing("one", CODED), listing("two", {**CODED, "postcode": "G51 3UT"}),
        listing("three", HALL),
    ]  # fmt: skip
    buildings = find_buildings(services)
    assert {b.listings for b in buildings.values()} == {("one",), ("two",)}
    assert all(b.find(services[2]) == () for b in buildings.values())


def test_a_hidden_place_is_in_no_building() -> None:
    assert find_buildings([listing("one", {**CODED, "hidden": True})]) == {}


def test_a_building_is_named_by_all_its_names() -> None:
    services = [listing("one", CODED), listing("two", {"postcode": "G51 3UU", "name": "Annexe"})]
    (building,) = find_buildings(services).values()
    assert building.title == "Old Hall / Annexe, Govan, G51 3UU"
    assert building.key == "g51-3uu"
