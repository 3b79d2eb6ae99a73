"""A point is served only where a postcode itself is known, and nobody else is asked for it."""

from dataclasses import dataclass, field, replace

import pytest

from app.content.models import Location, Service
from app.openreferral.locations import list_spots, write_location_entry
from app.openreferral.whereabouts import Whereabouts
from app.places import Gazetteer, Place, Point
from app.search.directory import Directory
from app.web.exports import Exports

DOOR = Place("G51 3UU", "postcode", Point(55.8641234, -4.3161234), 60, (), "S12000049", "S", True)
GLASGOW = frozenset({"S12000049"})


@dataclass
class Knows:
    """Somebody who knows one postcode, and remembers what they were asked."""

    asked: list[str] = field(default_factory=list)

    def look_up(self, postcode: str) -> Place | None:
        self.asked.append(postcode)
        return DOOR if postcode == DOOR.label else None


def service_at(**place: object) -> Service:
    return Service.model_validate(
        {
            "id": "a-hall",
            "name": "A hall",
            "provider": "A made-up trust",
            "summary": "It is a hall.",
            "needs": ["food"],
            "areas": ["glasgow"],
            "places": [place],
            "edited": "2026-11-22",
        }
    )


@pytest.mark.parametrize(
    ("place", "point"),
    [
        ({"postcode": "G51 3UU"}, (55.86412, -4.31612)),
        ({"postcode": "G51 3UA"}, None),
        ({"neighbourhood": "Govan"}, None),
        ({"address": "1 Plum Street"}, None),
    ],
)
def test_only_a_known_postcode_has_a_point(
    place: dict[str, str], point: tuple[float, float] | None
) -> None:
    whereabouts = Whereabouts(replace(Gazetteer.packaged(), remote=Knows()), GLASGOW)
    (spot,) = list_spots(service_at(**place))
    told = write_location_entry(spot, whereabouts)
    assert (told.get("latitude"), told.get("longitude")) == (point or (None, None))


def test_a_rough_point_is_enough_to_search_by() -> None:
    whereabouts = Whereabouts(Gazetteer.packaged(), GLASGOW)
    (govan,) = whereabouts.near([Location(neighbourhood="Govan")])
    assert 55.8 < govan.lat < 55.9
    assert whereabouts.near([Location(neighbourhood="Govan", hidden=True)]) == ()
    assert whereabouts.near([Location(neighbourhood="Nowhere at all")]) == ()


def test_no_other_server_is_asked_for_every_postcode(directory: Directory) -> None:
    server = Knows()
    gazetteer = replace(directory.gazetteer, remote=server)
    export = Exports().find(replace(directory, gazetteer=gazetteer), "")
    assert len(export.services.ids) == len(directory.catalogue.live)
    assert server.asked == []


def test_the_same_export_is_kept_until_the_data_change(directory: Directory) -> None:
    exports = Exports()
    first = exports.find(directory, "")
    assert exports.find(directory, "") is first
    other = replace(directory, catalogue=replace(directory.catalogue, digest="another"))
    assert exports.find(other, "") is not first
