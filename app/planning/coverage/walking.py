"""How much of an area can walk to help, and how many listings nobody can put on a map.

Two figures always stand together: `sure` counts doors with a postcode, `about` also those known to
a neighbourhood alone, as if each stood at its middle. What has no place we know is counted beside
them, so that a small share can be told from a lack of addresses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.content.areas import Area
from app.content.models import Service, Way
from app.content.needs import Need
from app.places import Point
from app.planning.coverage.circles import Helping, sort_by_need
from app.planning.reach import Reach, doors_of, ground_of
from app.search.directory import Directory

Placed = Literal["postcode", "about", "no door", "hidden", "lost"]
PLACED: tuple[Placed, ...] = ("postcode", "about", "no door", "hidden", "lost")
"""How a listing stands on a map: at a postcode, about somewhere, nowhere as it needs no door
(phone, online, at home), nowhere as its place is kept secret, or nowhere as we were not told."""
AT_A_DISTANCE: frozenset[Way] = frozenset({"phone", "online", "home visit"})


@dataclass(frozen=True, slots=True)
class Walk:
    """The reach of some listings in an area, and how many of them stand how on the map."""

    sure: Reach
    about: Reach
    placed: Mapping[Placed, tuple[Service, ...]]

    @property
    def unplaced(self) -> int:
        """Return how many listings have, or may have, a door that nobody told us of."""
        return len(self.placed["lost"])


@dataclass(frozen=True, slots=True)
class TopicWalk:
    """One topic's reach in an area."""

    need: Need
    walk: Walk


def measure_walk(services: Iterable[Service], area: Area, directory: Directory) -> Walk:
    """Return how many postcodes of an area have one of these listings near enough."""
    asked = tuple(services)
    ground = ground_of(area)
    return Walk(
        ground.measure(doors_of(asked, directory)),
        ground.measure(doors_of(asked, directory, about=True)),
        sort_placed(asked, directory),
    )


def measure_topics(helping: Helping, area: Area, directory: Directory) -> tuple[TopicWalk, ...]:
    """Return the reach of each topic, from what helps families of an area."""
    by_need = sort_by_need(helping.all)
    return tuple(
        TopicWalk(need, measure_walk(by_need.get(need.slug, ()), area, directory))
        for need in directory.catalogue.needs.values()
    )


def sort_placed(
    services: Iterable[Service], directory: Directory
) -> dict[Placed, tuple[Service, ...]]:
    """Return listings by how they stand on a map."""
    found: dict[Placed, list[Service]] = {placed: [] for placed in PLACED}
    for service in services:
        found[place_of(service, directory)].append(service)
    return {placed: tuple(those) for placed, those in found.items()}


def place_of(service: Service, directory: Directory) -> Placed:
    """Return how one live listing stands on a map; of several places, the surest counts."""
    sites = directory.sites[service.id]
    if any(site.location.postcode for site in sites):
        return "postcode"
    if sites:
        return "about"
    if service.places and all(place.hidden for place in service.places):
        return "hidden"
    is_remote = bool(service.ways) and AT_A_DISTANCE.issuperset(service.ways)
    return "no door" if is_remote and not service.places else "lost"


def about_doors(services: Iterable[Service], directory: Directory) -> tuple[Point, ...]:
    """Return the doors that are known to a neighbourhood alone."""
    asked = tuple(services)
    sure = set(doors_of(asked, directory))
    return tuple(p for p in doors_of(asked, directory, about=True) if p not in sure)
