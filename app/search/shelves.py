"""Listings stacked best first, by need and area and by need and spot on the ground.

Only the part of a score that is the same for every family is known when a directory is built. It
puts each stack in order; a search looks at the top of the few stacks that lead to a family.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

from app.content.models import Group, Location, Service
from app.places import Point
from app.search.groups import is_for_others
from app.search.weights import Weights

SHELF = 120
"""Listings kept of each need in each area: more than have their opening times looked at."""
SPOT = 24
"""Listings kept of each need in each spot."""
REACH_KM = 10.0
"""How far from a family spots are looked into; farther listings come from the shelves."""
SPOT_KM = 0.5
EVERYTHING, ANYONE, ANYWHERE = "*", "?", ""
"""Stacks of all listings, of those that help with anything, and of every area."""

_REMOTE_WAYS = frozenset({"phone", "online"})
_KM_A_DEGREE = 111.2
_NARROWING = math.cos(math.radians(56.5))
"""Degrees east are this much shorter than degrees north in the middle of Scotland."""

Worth = tuple[float, int]
"""The part of a listing's score that is the same for every family, and its number."""
Cell = tuple[int, int]
Stack = tuple[Worth, ...]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Site:
    """A place a family can go to, where it is on the ground.

    `is_door` says that the point is of its own postcode, not the middle of a part of town.
    """

    location: Location
    point: Point
    is_door: bool = False


@dataclass(frozen=True, slots=True)
class Shelves:
    """Stacks by (need, area): `here` when no place is known, `afar` for beyond REACH_KM.

    `spots` are stacks by (need, cell). A need may be "need/group", for those made for the group.
    """

    here: Mapping[tuple[str, str], Stack]
    afar: Mapping[tuple[str, str], Stack]
    spots: Mapping[tuple[str, Cell], Stack]


def cell_of(point: Point) -> Cell:
    """Return the spot that a point lies in."""
    north = point.lat * _KM_A_DEGREE / SPOT_KM
    east = point.lon * _KM_A_DEGREE * _NARROWING / SPOT_KM
    return math.floor(north), math.floor(east)


def cells_around(point: Point, reach_km: float) -> Iterator[tuple[float, Cell]]:
    """Yield the spots within reach, nearest first, with how near in km any point of them may be."""
    north, east = cell_of(point)
    for km, up, right in _offsets(reach_km):
        yield km, (north + up, east + right)


@lru_cache(maxsize=4)
def _offsets(reach_km: float) -> tuple[tuple[float, int, int], ...]:
    most = math.ceil(reach_km / SPOT_KM) + 1
    square = range(-most, most + 1)
    found = ((max(0.0, math.hypot(a, b) - 1.5) * SPOT_KM, a, b) for a in square for b in square)
    return tuple(sorted(each for each in found if each[0] <= reach_km))


@dataclass(frozen=True, slots=True)
class Stacker:
    """Stacks numbered listings by what `ranking.yaml` weighs, and by how well they fit needs."""

    weights: Weights
    local_areas: frozenset[str]
    sites: Mapping[str, Sequence[Site]]
    fits: Mapping[str, Mapping[str, float]]

    def stack(self, services: Sequence[Service], anyone: frozenset[int]) -> Shelves:
        """Stack every listing; those that help with anything have their numbers in `anyone`."""
        here: dict[str, list[Worth]] = defaultdict(list)
        afar: dict[str, list[Worth]] = defaultdict(list)
        for number, service in enumerate(services):
            floor = self._near_floor(service)
            for slug, worth in self._weigh(service, number in anyone):
                here[slug].append((worth, number))
                afar[slug].append((worth * floor, number))
        for stack in (*here.values(), *afar.values()):
            stack.sort(key=itemgetter(0), reverse=True)  # equals keep the order of their numbers
        areas = [service.areas for service in services]
        cells = [{cell_of(site.point) for site in self.sites[s.id]} for s in services]
        return Shelves(
            self._by_area(here, areas),
            self._by_area(afar, areas),
            _distribute(here, SPOT, cells),
        )

    def _weigh(self, service: Service, helps_anyone: bool) -> Iterator[tuple[str, float]]:
        """Yield each stack that a listing stands on, with its worth there."""
        weights = self.weights
        base = weights.reach_in[service.reach_in.how]
        whole = (EVERYTHING, ANYONE) if helps_anyone else (EVERYTHING,)
        fits = {**dict.fromkeys(whole, 1.0), **self.fits[service.id]}
        for_others = is_for_others(service, frozenset())
        for slug, fit in fits.items():
            yield slug, fit * base * (weights.made_for_others if for_others else 1.0)
            if for_others:
                yield from ((stack_for(slug, group), fit * base) for group in service.welcomes)

    def _near_floor(self, service: Service) -> float:
        """Return the most that nearness can count for a listing beyond REACH_KM."""
        near = self.weights.near
        is_remote = not _REMOTE_WAYS.isdisjoint(service.ways)
        elsewhere = near.by_phone_or_online if is_remote else near.no_place_given
        if not self.sites[service.id]:
            return elsewhere
        far = near_share(self.weights, REACH_KM)
        return max(far, elsewhere) if "phone" in service.ways else far

    def _by_area(
        self, stacks: Mapping[str, Sequence[Worth]], areas: Sequence[tuple[str, ...]]
    ) -> dict[tuple[str, str], Stack]:
        """Return stacks by need and area, and by need alone, where local help counts more."""
        serves, local = self.weights.serves, self.local_areas
        by_area = _distribute(stacks, SHELF, areas)
        tops: dict[str, list[Worth]] = defaultdict(list)
        for (slug, area), stack in by_area.items():
            factor = serves["my_area" if area in local else "all_of_scotland"]
            tops[slug] += [(worth * factor, number) for worth, number in stack]
        for slug, top in tops.items():
            best = sorted(dict.fromkeys(top), key=lambda each: (-each[0], each[1]))
            by_area[slug, ANYWHERE] = tuple(best[:SHELF])
        return by_area


def weigh_needs(service: Service, focus: Mapping[str, float], weights: Weights) -> dict[str, float]:
    """Return how well a service answers each need it names: by their order and its own words.

    `focus` says how much its words are about each need; its strongest is 1.
    """
    order, least = weights.need_order, weights.least_focus
    ranks = (order[min(place, len(order) - 1)] for place in range(len(service.needs)))
    return {
        slug: rank * (least + (1 - least) * focus.get(slug, 0.0))
        for slug, rank in zip(service.needs, ranks, strict=True)
    }


def stack_for(slug: str, group: Group) -> str:
    """Return the name of the stack of a need's listings made for a group."""
    return f"{slug}/{group}"


def near_share(weights: Weights, km: float) -> float:
    """Return how much a listing this far away keeps of its score."""
    near = weights.near
    return near.far + (1 - near.far) * near.half_km / (near.half_km + km)


def _distribute(
    stacks: Mapping[str, Sequence[Worth]], most: int, keys: Sequence[Iterable[Key]]
) -> dict[tuple[str, Key], Stack]:
    """Deal each sorted stack out by the keys of its listings, keeping the top of each part."""
    dealt: dict[tuple[str, Key], Stack] = {}
    for slug, stack in stacks.items():
        parts: dict[Key, list[Worth]] = defaultdict(list)
        for each in stack:
            for key in keys[each[1]]:
                part = parts[key]
                if len(part) < most:
                    part.append(each)
        dealt |= {(slug, key): tuple(part) for key, part in parts.items()}
    return dealt
