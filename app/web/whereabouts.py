"""Where help is, in words and on a map. Only a family's own place makes a distance: no page here
knows one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from app.content.areas import areas_around
from app.content.catalogue import Catalogue
from app.content.hours import Schedule
from app.content.models import Location, Service
from app.language import gettext as _
from app.language import join_words, ngettext
from app.places import Point
from app.search.directory import Directory
from app.search.reasons import say_area
from app.web.views import Link
from app.web.wording import ACCESS, say_where

_MAP = "https://www.openstreetmap.org"
_STREETS_ZOOM = 17


@dataclass(frozen=True, slots=True)
class LocationLines:
    """One place, as it is read out; `directions` lead to a map, "" where we know no door."""

    lines: tuple[str, ...]
    directions: str
    times: tuple[str, ...]
    access: tuple[str, ...]


def say_whereabouts(
    service: Service,
    catalogue: Catalogue,
    nearest: Location | None = None,
    distance: str = "",
) -> str:
    """Return where it is in one line: the place nearest to a family, or how and for whom."""
    shown = shown_places(service)
    parts = [distance]
    if shown:
        parts.append(name_place(nearest or shown[0]))
    elif {"phone", "online"} & set(service.ways):
        parts.append(_say_ways(service.ways))
    if not shown:
        parts.append(say_serves(service, catalogue))
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def say_whole_whereabouts(service: Service, catalogue: Catalogue) -> str:
    """Return the same for a page that knows no family's place: how many other places there are."""
    words = say_whereabouts(service, catalogue)
    more = len(shown_places(service)) - 1
    if more < 1:
        return words
    others = ngettext("{place} and {number} other place", "{place} and {number} other places", more)
    return others.format(place=words, number=more)


def shown_places(service: Service) -> tuple[Location, ...]:
    """Return the places families may see; a refuge is nowhere."""
    return tuple(location for location in service.places if not location.hidden)


def name_place(place: Location) -> str:
    """Return a place in as few words as tell it."""
    return place.neighbourhood or place.name or place.address or place.postcode or ""


def say_serves(service: Service, catalogue: Catalogue) -> str:
    """Return whom it is for by place, as it stands inside a sentence: "for Glasgow South"."""
    areas = catalogue.areas
    inside = {slug for slug in service.areas if _is_inside(slug, service.areas, catalogue)}
    named = [areas[slug] for slug in service.areas if slug not in inside]
    widest = [area for area in named if not area.local]
    names = [say_area(area) for area in widest or named]
    return _("for {areas}").format(areas=join_words(names))


def _is_inside(slug: str, others: Sequence[str], catalogue: Catalogue) -> bool:
    """Return whether an area lies in one of some others: to name both would say it twice."""
    around = areas_around(slug, catalogue.areas)[1:]
    return any(area.slug in others for area in around)


def _say_ways(ways: Sequence[str]) -> str:
    words = [word for word in ("phone", "online") if word in ways]
    either = _("By phone or online")
    return {"phone": _("By phone"), "online": _("Online")}.get("".join(words), either)


def say_times(hours: Schedule, today: date) -> tuple[str, ...]:
    """Return times as lines, without what is over; where they are not known, days it is closed."""
    return hours.describe(today) if hours.known else hours.describe_closures(today)


def show_locations(
    service: Service, directory: Directory, today: date
) -> tuple[LocationLines, ...]:
    """Return every place families may see, with a link to a map where one leads to a door."""
    doors = {s.location: s.point for s in directory.sites.get(service.id, ()) if s.is_door}
    town = _name_town(service, directory.catalogue)
    return tuple(
        LocationLines(
            lines=say_where(location),
            directions=_lead_to(location, town, doors.get(location)),
            times=say_times(location.hours, today),
            access=tuple(_(ACCESS[feature]) for feature in location.access),
        )
        for location in shown_places(service)
    )


def lead_there(locations: Sequence[LocationLines]) -> Link | None:
    """Return the way to where it is, for the top of a page: to a map, or to the places below."""
    mapped = [location.directions for location in locations if location.directions]
    if not mapped:
        return None
    if len(locations) > 1:
        return Link(_("See where to go"), "#where")
    return Link(_("Find it on a map"), mapped[0])


def _lead_to(location: Location, town: str, door: Point | None) -> str:
    """Return a link that maps open by themselves; it goes nowhere until a family presses it.

    The middle of a neighbourhood is nobody's door: there is no link where that is all we know.
    """
    if door is not None:
        pin = f"mlat={door.lat:.5f}&mlon={door.lon:.5f}"
        return f"{_MAP}/?{pin}#map={_STREETS_ZOOM}/{door.lat:.5f}/{door.lon:.5f}"
    words = ", ".join(_address(location, town))
    return f"{_MAP}/search?query={quote(words)}" if words else ""


def _address(location: Location, town: str) -> Iterator[str]:
    """Yield what a map is asked for: a street or a building, then wider and wider around it.

    A building's name is asked for only where no street is known, as maps know fewer of them.
    """
    street = location.address if location.address != town else None
    narrow = street or location.name or location.postcode
    if not narrow:
        return
    told: list[str] = []
    for part in (narrow, location.neighbourhood, town, location.postcode):
        if part and not _is_told(part, told):
            told.append(part)
            yield part


def _is_told(part: str, told: Iterable[str]) -> bool:
    """Return whether an address ends in this already: "Parkhead, Glasgow" names its town."""
    return any(each == part or each.endswith(f", {part}") for each in told)


def _name_town(service: Service, catalogue: Catalogue) -> str:
    """Return the widest area around it that has a local directory, as letters are addressed."""
    around = areas_around(service.areas[0], catalogue.areas)
    local = [area for area in around if area.local] or list(around)
    return local[-1].name.removeprefix("All of ")
