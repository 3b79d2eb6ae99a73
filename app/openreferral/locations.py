"""Places as HSDS locations, and a service at one of them. A hidden place is in no record at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.content.models import Location, Service
from app.openreferral.ids import Numbering, make_id
from app.openreferral.records import Json, known
from app.openreferral.schedules import write_schedules
from app.openreferral.whereabouts import Whereabouts
from app.places import Place
from app.places.packaged import council_names

_CITY = re.compile(r"(?:City of )?(.+?)(?: City)?")
_PLACES = 5
"""Decimal places of a degree: about a metre."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A service at one of its places, with the ids of both."""

    service: Service
    location: Location
    id: str
    location_id: str


def list_spots(service: Service) -> Iterator[Spot]:
    """Yield the places of a service that families see, with ids made of what they say."""
    numbering = Numbering(service.id)
    for location in service.places:
        if not location.hidden:
            said = (location.name, location.address, location.postcode, location.neighbourhood)
            names = [part or "" for part in said]
            identity = numbering.next("service_at_location", *names)
            yield Spot(service, location, identity, make_id("location", identity))


def write_spot(spot: Spot, whereabouts: Whereabouts) -> Json:
    """Return a service_at_location with everything below it but the service."""
    link = {"service_at_location_id": spot.id}
    numbering = Numbering(spot.id)
    return known(
        {
            **write_spot_entry(spot),
            "schedules": write_schedules(spot.location.hours, link, numbering),
            "location": _write_location(spot, whereabouts, numbering),
        }
    )


def write_spot_entry(spot: Spot) -> Json:
    """Return a service_at_location as it stands in a list: direct fields alone."""
    return {
        "id": spot.id,
        "service_id": make_id("service", spot.service.id),
        "location_id": spot.location_id,
    }


def write_location_entry(spot: Spot, whereabouts: Whereabouts) -> Json:
    """Return a location's direct fields. Where there is no whole address, words say where."""
    location, place = spot.location, whereabouts.of_postcode(spot.location)
    is_exact = place is not None and place.kind == "postcode" and place.settled
    return known(
        {
            "id": spot.location_id,
            "location_type": "physical",
            "name": location.name,
            "description": _say_where(location) if _street(location, place) is None else None,
            "latitude": round(place.point.lat, _PLACES) if place and is_exact else None,
            "longitude": round(place.point.lon, _PLACES) if place and is_exact else None,
        }
    )


def _write_location(spot: Spot, whereabouts: Whereabouts, numbering: Numbering) -> Json:
    place = whereabouts.of_postcode(spot.location)
    return known(
        {
            **write_location_entry(spot, whereabouts),
            "addresses": list(_write_addresses(spot, place, numbering)),
            "accessibility": list(_write_access(spot, numbering)),
        }
    )


def _street(location: Location, place: Place | None) -> str | None:
    """Return an address's first line, or None where HSDS could not be told a whole address."""
    whole = location.postcode is not None and place is not None and place.council is not None
    return (location.address or location.name) if whole else None


def _say_where(location: Location) -> str:
    parts = (location.address, location.neighbourhood, location.postcode)
    return ", ".join(part for part in parts if part)


def _write_addresses(spot: Spot, place: Place | None, numbering: Numbering) -> Iterator[Json]:
    location = spot.location
    street = _street(location, place)
    if street is None or place is None:
        return
    council = council_names().get(place.council or "", "")
    yield known(
        {
            "id": numbering.next("address"),
            "location_id": spot.location_id,
            "address_1": street,
            "address_2": location.neighbourhood,
            "city": _name_city(location, council),
            "region": council,
            "state_province": "Scotland",
            "postal_code": location.postcode,
            "country": "GB",
            "address_type": "physical",
        }
    )


def _name_city(location: Location, council: str) -> str:
    """Return the city of a city's council ("Glasgow City"), else the part of town, or the council.

    HSDS asks for a city in every address, and nobody wrote one down.
    """
    if "City" in council.split():
        match = _CITY.fullmatch(council)
        return match[1] if match else council
    return location.neighbourhood or council


def _write_access(spot: Spot, numbering: Numbering) -> Iterator[Json]:
    for feature in spot.location.access:
        words = feature[0].upper() + feature[1:]
        told = {"id": numbering.next("accessibility", feature), "location_id": spot.location_id}
        yield {**told, "description": words, "accessibility": words}
    if spot.service.access_note:
        told = {"id": numbering.next("accessibility"), "location_id": spot.location_id}
        yield {**told, "description": spot.service.access_note}
