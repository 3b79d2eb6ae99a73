"""Every listing's answer to every filter option, as sets, so that any number is counted at once.

What no clock and no place decides is asked once, when a directory is built, and only once of all
listings that are alike in what the option looks at. Sets are whole numbers with a bit for each
listing, as in `candidates`.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any

import numpy as np

from app.content.models import Service
from app.places import Point, distance_km
from app.places.points import EARTH_RADIUS_KM
from app.search.candidates import Members
from app.search.filters import ANY_OF, KM_PER_MILE, OPTIONS, Answer, Count, Option, Seen, kind_of
from app.search.shelves import Site

OPEN_NOW = "when:now"
PLACES_KEPT = 256
"""Places whose distances are kept; families live in few postcode sectors."""
CLOSE_KM = 1e-6
"""Distances this near to a limit are worked out again exactly as a page shows them."""

_LOOKS_AT: Mapping[str, Callable[[Service], Hashable]] = {
    "when": lambda s: s.all_hours.lines,
    "how": lambda s: (s.reach_in.how, s.cost),
    "way": lambda s: s.ways,
    "age": lambda s: s.ages,
    "who": lambda s: s.welcomes,
    "lang": lambda s: (s.languages.spoken, s.languages.interpreter, s.languages.note),
    "access": lambda s: tuple(place.access for place in s.places),
}
"""By kind of option, all of a listing that the answer depends on."""
_KINDS = {key: (option, kind_of(key)) for key, option in OPTIONS.items()}
_NO_MATTER_WHEN = datetime(2000, 1, 1, tzinfo=UTC)
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Sides:
    """The listings that answer yes, and those that answer no; of all others it is not known."""

    yes: Members
    no: Members


@dataclass(frozen=True, slots=True)
class Asked:
    """What each option would do for one family at one moment."""

    sides: Mapping[str, Sides]
    everyone: Members

    def keep(self, members: Members, chosen: Sequence[str]) -> tuple[Members, Members]:
        """Return what the chosen options leave, and those for whom all of them are a sure yes."""
        judged = self._judge(chosen)
        return members & ~judged.no, members & judged.yes

    def count(self, members: Members, chosen: Sequence[str]) -> dict[str, Count]:
        """Count what each option would leave beside those chosen.

        Options of an any-of kind are counted as if no other of that kind were chosen.
        """
        kept, _ = self.keep(members, chosen)
        pools = {
            kind: self.keep(members, [key for key in chosen if kind_of(key) != kind])[0]
            for kind in set(map(kind_of, chosen)).intersection(ANY_OF)
        }
        return {
            key: _count(option, pools.get(kind, kept), self.sides[key])
            for key, (option, kind) in _KINDS.items()
        }

    def _judge(self, chosen: Sequence[str]) -> Sides:
        """Say no where any kind of choice says no, and yes where all say yes."""
        kinds = dict.fromkeys(map(kind_of, chosen))
        return self._all([self._judge_kind(kind, chosen) for kind in kinds])

    def _judge_kind(self, kind: str, chosen: Sequence[str]) -> Sides:
        asked = [self.sides[key] for key in chosen if kind_of(key) == kind]
        if kind not in ANY_OF:
            return self._all(asked)
        no = reduce(and_, (each.no for each in asked), self.everyone)
        return Sides(reduce(or_, (each.yes for each in asked), 0), no)

    def _all(self, asked: Sequence[Sides]) -> Sides:
        yes = reduce(and_, (each.yes for each in asked), self.everyone)
        return Sides(yes, reduce(or_, (each.no for each in asked), 0))


class Answers:
    """The answers of all live listings, in the order they are numbered in."""

    def __init__(self, services: Sequence[Service], sites: Mapping[str, Sequence[Site]]) -> None:
        self._services = services
        self._sites = sites
        self._everyone = (1 << len(services)) - 1
        self._times = _Alike(services, _LOOKS_AT["when"])
        self._fixed = dict(_ask_once(services, self._times))
        placed = [(n, site.point) for n, s in enumerate(services) for site in sites[s.id]]
        self._rows = np.array([number for number, _ in placed], dtype=np.intp)
        points = [(point.lat, point.lon) for _, point in placed]
        self._points = np.radians(np.array(points, dtype=float).reshape(-1, 2))
        self._open_at = lru_cache(maxsize=2)(self._ask_open)
        self._near = lru_cache(maxsize=PLACES_KEPT)(self._ask_near)
        self._asked = lru_cache(maxsize=PLACES_KEPT)(self._ask)

    def ask(self, here: Point | None, now: datetime) -> Asked:
        """Return the answers for a family at a place, if one is known, and at a moment."""
        return self._asked(here, now.replace(second=0, microsecond=0))

    def _ask(self, here: Point | None, minute: datetime) -> Asked:
        opening = {OPEN_NOW: self._open_at(minute)}
        return Asked({**self._fixed, **opening, **self._near(here)}, self._everyone)

    def _ask_open(self, now: datetime) -> Sides:
        return self._times.ask(OPTIONS[OPEN_NOW], now)

    def _ask_near(self, here: Point | None) -> dict[str, Sides]:
        near = {key: option for key, option in OPTIONS.items() if kind_of(key) == "near"}
        if here is None or not len(self._rows):
            return dict.fromkeys(near, Sides(0, 0))
        km = np.full(len(self._services), np.inf)
        np.minimum.at(km, self._rows, _measure(here, self._points))
        return {key: self._split_by(km, option, here) for key, option in near.items()}

    def _split_by(self, km: Array, option: Option, here: Point) -> Sides:
        limit = float(option.key.partition(":")[2]) * KM_PER_MILE
        yes = km <= limit
        for number in np.flatnonzero(np.abs(km - limit) < CLOSE_KM).tolist():
            service = self._services[number]
            nearest = min(distance_km(here, site.point) for site in self._sites[service.id])
            yes[number] = option.ask(Seen(service, nearest, _NO_MATTER_WHEN))
        return Sides(_pack(yes), _pack(np.isfinite(km) & ~yes))


class _Alike:
    """Listings by what an option looks at, so that one of each sort answers for all."""

    def __init__(self, services: Iterable[Service], look: Callable[[Service], Hashable]) -> None:
        sorts: dict[Hashable, int] = {}
        samples: list[Service] = []
        numbers: list[int] = []
        for service in services:
            number = sorts.setdefault(look(service), len(samples))
            numbers.append(number)
            if number == len(samples):
                samples.append(service)
        self._samples = samples
        self._sort_of = np.array(numbers, dtype=np.intp)

    def ask(self, option: Option, now: datetime) -> Sides:
        answers = [option.ask(Seen(sample, None, now)) for sample in self._samples]
        return Sides(self._spread(answers, True), self._spread(answers, False))

    def _spread(self, answers: Sequence[Answer], wanted: bool) -> Members:
        said = np.array([answer is wanted for answer in answers], dtype=bool)
        return _pack(said[self._sort_of])


def _ask_once(services: Sequence[Service], times: _Alike) -> Iterator[tuple[str, Sides]]:
    sorts = {kind: _Alike(services, look) for kind, look in _LOOKS_AT.items() if kind != "when"}
    sorts["when"] = times
    for key, option in OPTIONS.items():
        kind = kind_of(key)
        if key != OPEN_NOW and kind in sorts:
            yield key, sorts[kind].ask(option, _NO_MATTER_WHEN)


def _count(option: Option, pool: Members, sides: Sides) -> Count:
    sure = (pool & sides.yes).bit_count()
    return Count(option, sure, pool.bit_count() - sure - (pool & sides.no).bit_count())


def _measure(here: Point, points: Array) -> Array:
    """Return the distances to points (in radians) in km, as `distance_km` does."""
    north, east = np.radians(here.lat), np.radians(here.lon)
    up = np.sin((points[:, 0] - north) / 2) ** 2
    along = np.cos(north) * np.cos(points[:, 0]) * np.sin((points[:, 1] - east) / 2) ** 2
    km: Array = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, up + along)))
    return km


def _pack(flags: Array) -> Members:
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")
