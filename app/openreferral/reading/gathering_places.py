"""Places of any dialect become one shape: nested, flat, or with GeoJSON's point."""

from collections.abc import Iterator

from app.openreferral.reading.gathering_times import gather_timings
from app.openreferral.reading.picking import (
    pick_flag,
    pick_number,
    pick_object,
    pick_objects,
    pick_text,
    pick_texts,
)
from app.openreferral.reading.shape import Site, Timing
from app.openreferral.reading.tidying import Record
from app.places import Point

_ADDRESSES = ("physical_addresses", "physical_address", "addresses", "address")
_POSTAL = ("postal_addresses", "postal_address")
_ACCESS = (
    "accessibility", "accessibilities", "accessibility_for_disabilities",
)  # fmt: skip
_STREET = ("address_1", "address_2", "address_3", "address_4", "street_address")


def gather_places(record: Record) -> Iterator[Site]:
    """Yield each place of a service, once."""
    seen: set[Site] = set()
    for held in pick_objects(record, "service_at_locations", "service_at_location"):
        inner = pick_object(held, "location")
        yield from _new(_read_site(inner or held, held), seen)
    for site in pick_objects(record, "locations", "location"):
        inner = pick_object(site, "location")
        yield from _new(_read_site(inner or site, site), seen)


def _new(site: Site | None, seen: set[Site]) -> Iterator[Site]:
    if site is not None and site not in seen:
        seen.add(site)
        yield site


def _read_site(location: Record, holder: Record) -> Site | None:
    address, postal = _choose_address(location)
    site = Site(
        name=pick_text(location, "name", "value"),
        kind=pick_text(location, "location_type"),
        street=pick_texts(address, *_STREET),
        city=pick_text(address, "city", "town", "locality"),
        region=pick_text(address, "region", "state_province", "county"),
        postcode=pick_text(address, "postal_code", "postcode", "post_code", "zip"),
        point=_read_point(location),
        hidden=_is_hidden(location),
        postal=postal,
        details=pick_text(location, "description", "transportation", "directions"),
        access=_read_access(location),
        timings=_read_times(location, holder),
    )
    says = (
        site.name,
        site.details,
        site.street,
        site.city,
        site.postcode,
        site.point,
        site.timings,
    )
    return site if any(says) else None


def _read_times(location: Record, holder: Record) -> tuple[Timing, ...]:
    own = tuple(gather_timings(holder))
    return own if holder is location else own + tuple(gather_timings(location))


def _choose_address(location: Record) -> tuple[Record, bool]:
    """Return the address people go to, and whether only one for letters was given."""
    found = [item for item in pick_objects(location, *_ADDRESSES) if item.keys() != {"value"}]
    typed = [(item, pick_text(item, "address_type") or "") for item in found]
    streets = [item for item, kind in typed if kind.lower() != "postal"]
    letters = [item for item, kind in typed if kind.lower() == "postal"]
    letters += pick_objects(location, *_POSTAL)
    if streets or not letters:
        return (streets[0], False) if streets else (_flat_address(location), False)
    return letters[0], True


def _flat_address(location: Record) -> Record:
    """Return a location whose address stands in its own fields, or in one text."""
    text = pick_text(location, "address", "street")
    return {"address_1": text, **location} if text else location


def _is_hidden(location: Record) -> bool:
    names = ("mask_exact_address", "hidden", "is_confidential", "confidential", "hide_address")
    return bool(pick_flag(location, *names))


def _read_access(location: Record) -> tuple[str, ...]:
    found = pick_objects(location, *_ACCESS)
    fields = ("accessibility", "description", "details", "name", "label", "value")
    texts = (text for item in found for text in pick_texts(item, *fields))
    return tuple(dict.fromkeys(texts))


def _read_point(location: Record) -> Point | None:
    """Return the point a feed gives, even an impossible one. GeoJSON has the longitude first."""
    lat = pick_number(location, "latitude", "lat")
    lon = pick_number(location, "longitude", "lon", "lng", "long")
    if lat is not None and lon is not None:
        return Point(lat, lon)
    spot = pick_object(location, "geometry", "geo", "coordinates", "point")
    lat, lon = pick_number(spot, "latitude", "lat"), pick_number(spot, "longitude", "lon", "lng")
    if lat is not None and lon is not None:
        return Point(lat, lon)
    pair = spot.get("coordinates")
    if not isinstance(pair, list) or len(pair) < 2:
        return None
    lon, lat = pick_number({"n": pair[0]}, "n"), pick_number({"n": pair[1]}, "n")
    return Point(lat, lon) if lat is not None and lon is not None else None
