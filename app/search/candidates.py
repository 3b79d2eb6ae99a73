"""Which listings fit, counted exactly, and which few of them are worth weighing.

In a directory of a whole country a common need has tens of thousands of listings. Sets of them are
whole numbers with a bit for each listing, so that counting those that serve a family takes
microseconds. Of many, only those are weighed that stand high on the stacks that a family's needs,
areas and place lead to.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest

from app.content.models import Service
from app.places import Point, distance_km
from app.search.outcomes import Understood
from app.search.shelves import (
    ANYONE,
    ANYWHERE,
    EVERYTHING,
    REACH_KM,
    Cell,
    Shelves,
    Stacker,
    Worth,
    cell_of,
    cells_around,
    near_share,
    stack_for,
)

MOST_WEIGHED = 400
"""With no more listings than this that fit, all are weighed and nothing is left out."""
NEIGHBOURLY_KM = 3.0
"""A service for the next area is shown too when it is this near: the border may be a street."""

Members = int
"""A set of listings: bit n stands for listing n."""
PlacedThere = tuple[tuple[Point, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """The listings that fit a family, and what makes them fit: needs and how much each counts."""

    members: Members
    shares: tuple[tuple[str, float], ...]

    @property
    def total(self) -> int:
        """Return how many listings fit."""
        return self.members.bit_count()


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Every live listing by what leads to it. Listings are numbered in the order of names."""

    services: tuple[Service, ...]
    numbers: Mapping[str, int]
    stacker: Stacker
    shelves: Shelves
    holding: Mapping[str, Members]
    serving: Mapping[str, Members]
    placed: Mapping[Cell, PlacedThere]

    @classmethod
    def build(
        cls, live: Iterable[Service], anyone: Iterable[Service], stacker: Stacker
    ) -> "Candidates":
        """Number, count and stack the live listings; `anyone` help with anything."""
        for kept in (_met, _neighbours):
            kept.cache_clear()  # or it would hold the listings of every version there was
        services = tuple(sorted(live, key=lambda service: service.name))
        numbers = {service.id: number for number, service in enumerate(services)}
        for_anyone = frozenset(numbers[service.id] for service in anyone)
        holding = {EVERYTHING: (1 << len(services)) - 1, ANYONE: _to_members(for_anyone)}
        return cls(
            services=services,
            numbers=numbers,
            stacker=stacker,
            shelves=stacker.stack(services, for_anyone),
            holding=holding | _members_by(s.needs for s in services),
            serving=_members_by(s.areas for s in services),
            placed=_place(services, stacker),
        )

    def fit(self, understood: Understood, found: Iterable[str]) -> Fit:
        """Return the listings for the needs heard, or else those `found` by their text (ids).

        Named listings always fit; with nothing asked, everything does. What is only for families
        elsewhere is left out, unless it is just over the border.
        """
        weights = self.stacker.weights
        shares = tuple((m.slug, weights.need * m.confidence) for m in understood.needs)
        if not understood.needs and not understood.words:
            shares = ((EVERYTHING, weights.text),)
        members = _union(self.holding, (slug for slug, _ in shares))
        wanted = understood.named if members else {*understood.named, *found}
        members |= _to_members(self.numbers[each] for each in wanted)
        return Fit(members & self._reach(understood), shares)

    def fit_anyone(self, understood: Understood) -> Fit:
        """Return the listings that help with anything, as far as they serve this family."""
        members = self.holding[ANYONE] & self._reach(understood)
        return Fit(members, ((ANYONE, self.stacker.weights.text),))

    def take(self, fit: Fit) -> tuple[Service, ...]:
        """Return every listing that fits."""
        bits = enumerate(bin(fit.members)[:1:-1])
        return tuple([self.services[number] for number, bit in bits if bit == "1"])

    def narrow(
        self, fit: Fit, understood: Understood, found: Collection[str]
    ) -> tuple[Service, ...]:
        """Return the listings worth weighing: all when they are few, else the likeliest best.

        `found` are ids that the words themselves lead to: those that fit stay in.
        """
        if fit.total <= MOST_WEIGHED:
            return self.take(fit)
        fitting = _Lookup(fit.members)
        likely: dict[int, float] = {}
        for worth, number in self._meet(fit, understood):
            if worth > likely.get(number, 0.0) and number in fitting:
                likely[number] = worth
        best = nlargest(MOST_WEIGHED, likely, key=lambda number: (likely[number], -number))
        asked = (self.numbers[each] for each in {*understood.named, *found})
        numbers = dict.fromkeys([*best, *(number for number in asked if number in fitting)])
        return tuple([self.services[number] for number in numbers])

    def _reach(self, understood: Understood) -> Members:
        if not understood.areas:
            return self.holding[EVERYTHING]
        members = _union(self.serving, understood.area_slugs)
        place = understood.place
        return members | _neighbours(self, place.point) if place is not None else members

    def _meet(self, fit: Fit, understood: Understood) -> Iterator[Worth]:
        """Yield listings that stand high where this family looks, with the most they may score."""
        place = understood.place
        stacks = self.shelves.here if place is None else self.shelves.afar
        for slug, share in fit.shares:
            names = (slug, *(stack_for(slug, group) for group in understood.groups))
            for area in understood.area_slugs or (ANYWHERE,):
                factor = share * self._serves_factor(area)
                for name in names:
                    stack = stacks.get((name, area), ())
                    yield from [(factor * worth, number) for worth, number in stack]
        if place is not None:
            yield from self._meet_near(fit, understood, place.point)

    def _meet_near(self, fit: Fit, understood: Understood, here: Point) -> Iterator[Worth]:
        local, slugs = self.stacker.local_areas, understood.area_slugs
        mine = _Lookup(_union(self.serving, slugs & local))
        national = _Lookup(_union(self.serving, slugs - local))
        serves, spots = self.stacker.weights.serves, self.shelves.spots
        cells = [(near_share(self.stacker.weights, km), c) for km, c in _met(self, here)]
        for slug, share in fit.shares:
            for near, cell in cells:
                for worth, number in spots.get((slug, cell), ()):
                    most = share * near * worth
                    if number in mine:
                        yield most * serves["my_area"], number
                    elif number in national:
                        yield most * serves["all_of_scotland"], number
                    else:
                        yield most * serves["another_area"], number

    def _serves_factor(self, area: str) -> float:
        if area == ANYWHERE:
            return 1.0
        is_local = area in self.stacker.local_areas
        return self.stacker.weights.serves["my_area" if is_local else "all_of_scotland"]


class _Lookup:
    """Says quickly whether a listing is in a set."""

    __slots__ = ("_bytes",)

    def __init__(self, members: Members) -> None:
        self._bytes = members.to_bytes(members.bit_length() // 8 + 1, "little")

    def __contains__(self, number: int) -> bool:
        place = number >> 3
        return place < len(self._bytes) and bool(self._bytes[place] >> (number & 7) & 1)


def _to_members(numbers: Iterable[int]) -> Members:
    raw = bytearray()
    for number in numbers:
        place = number >> 3
        if place >= len(raw):
            raw.extend(bytes(place + 1 - len(raw)))
        raw[place] |= 1 << (number & 7)
    return int.from_bytes(raw, "little")


def _union(sets: Mapping[str, Members], slugs: Iterable[str]) -> Members:
    members = 0
    for slug in slugs:
        members |= sets.get(slug, 0)
    return members


def _members_by(keys: Iterable[Iterable[str]]) -> dict[str, Members]:
    """Return the set of listings for each key, from the keys of each listing in turn."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, theirs in enumerate(keys):
        for key in theirs:
            numbers[key].append(number)
    return {key: _to_members(found) for key, found in numbers.items()}


def _place(services: Iterable[Service], stacker: Stacker) -> dict[Cell, PlacedThere]:
    """Return the listings of each cell by their exact points."""
    cells: dict[Cell, dict[Point, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, service in enumerate(services):
        for site in stacker.sites[service.id]:
            cells[cell_of(site.point)][site.point].append(number)
    return {
        cell: tuple((point, tuple(numbers)) for point, numbers in points.items())
        for cell, points in cells.items()
    }


@lru_cache(maxsize=256)
def _met(candidates: Candidates, here: Point) -> tuple[tuple[float, Cell], ...]:
    """Return the cells within reach that hold anything; kept, as families live in few sectors."""
    near = cells_around(here, REACH_KM)
    return tuple((km, cell) for km, cell in near if cell in candidates.placed)


@lru_cache(maxsize=256)
def _neighbours(candidates: Candidates, here: Point) -> Members:
    """Return every listing with a site within NEIGHBOURLY_KM."""
    return _to_members(
        number
        for km, cell in _met(candidates, here)
        if km <= NEIGHBOURLY_KM
        for point, numbers in candidates.placed[cell]
        if distance_km(here, point) <= NEIGHBOURLY_KM
        for number in numbers
    )
