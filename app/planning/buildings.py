"""Which listings share a building: by its postcode, or its name and its part of town.

A place that must stay hidden is in no building: nobody could then guess it from a list.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.content.models import Location, Service
from app.search.words import fold

_Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Building:
    """One building: its postcode, "" where nobody wrote it, and the names it is given."""

    key: str
    title: str
    postcode: str
    names: frozenset[_Named]
    listings: tuple[str, ...]

    def holds(self, place: Location) -> bool:
        """Return whether a place is in this building."""
        if place.hidden:
            return False
        if place.postcode:
            return place.postcode == self.postcode
        return _name_of(place) in self.names

    def find(self, service: Service) -> tuple[int, ...]:
        """Return which places of a listing are in this building, counted from 0."""
        return tuple(i for i, place in enumerate(service.places) if self.holds(place))


def find_buildings(services: Iterable[Service]) -> dict[str, Building]:
    """Return every building by its key, those with the most listings first."""
    seen = [(service, place) for service in services for place in service.places]
    shown = [(service, place) for service, place in seen if not place.hidden]
    coded = _postcodes_by_name(place for _, place in shown)
    inside: dict[str, list[tuple[Service, Location]]] = defaultdict(list)
    for service, place in shown:
        if key := _key_of(place, coded):
            inside[key].append((service, place))
    found = (_make(key, each, coded) for key, each in inside.items())
    ordered = sorted(found, key=lambda building: (-len(building.listings), building.title))
    return {building.key: building for building in ordered}


def _make(
    key: str, inside: list[tuple[Service, Location]], coded: Mapping[_Named, frozenset[str]]
) -> Building:
    postcode = next((place.postcode for _, place in inside if place.postcode), "")
    named = {name for _, place in inside if (name := _name_of(place)) and _lends(name, coded)}
    titles = dict.fromkeys(text for _, place in inside if (text := place.name or place.address))
    where = next((place.neighbourhood for _, place in inside if place.neighbourhood), "")
    parts = (" / ".join(list(titles)[:3]), where, postcode)
    return Building(
        key=key,
        title=", ".join(part for part in parts if part),
        postcode=postcode,
        names=frozenset(named),
        listings=tuple(dict.fromkeys(service.id for service, _ in inside)),
    )


def _postcodes_by_name(places: Iterable[Location]) -> dict[_Named, frozenset[str]]:
    found: dict[_Named, set[str]] = defaultdict(set)
    for place in places:
        if name := _name_of(place):
            found[name] |= {place.postcode} if place.postcode else set()
    return {name: frozenset(codes) for name, codes in found.items()}


def _lends(name: _Named, coded: Mapping[_Named, frozenset[str]]) -> bool:
    """Return whether a name tells one building: not where two postcodes go by it."""
    return len(coded[name]) <= 1


def _key_of(place: Location, coded: Mapping[_Named, frozenset[str]]) -> str:
    """Return the building's key: a name without a postcode takes the one it has elsewhere."""
    if place.postcode:
        return _as_key(place.postcode)
    name = _name_of(place)
    if name is None or not _lends(name, coded):
        return ""
    return _as_key(next(iter(coded[name]), " ".join(name)))


def _name_of(place: Location) -> _Named | None:
    """Return a place's name and part of town to compare; None unless both are written."""
    if not (place.name and place.neighbourhood):
        return None
    return " ".join(_words(place.name)), " ".join(_words(place.neighbourhood))


def _words(text: str) -> Iterator[str]:
    return (word for word in re.findall(r"\w+", fold(text)) if word != "the")


def _as_key(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", fold(text)))
