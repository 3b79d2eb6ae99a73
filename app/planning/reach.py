"""How many homes have help for a need near enough to walk to, in a straight line.

A family's streets are longer than a straight line, and a listing may be full or shut: these are the
most who could have help near them. Half an hour on foot is taken as 2.4 km (4.8 km an hour), our
own choice, with nothing added for bends. A door stands where its postcode is: exactly, with full
postcodes imported, else at the middle of its sector. Where a listing gives a neighbourhood alone,
its door is "about here", at the neighbourhood's middle, and is counted apart. Hidden places, and
help by phone or at home, have no door to walk to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from app.content.areas import Area
from app.content.models import Service
from app.places import Point
from app.places.cells import Cell, cells_within
from app.search.directory import Directory

MILE_KM = 1.609344
HALF_HOUR_KM = 2.4
_KM_PER_DEGREE = 111.195
_BAND_DEGREES = 1.001 * HALF_HOUR_KM / _KM_PER_DEGREE

Distances = npt.NDArray[np.float64]
"""Kilometres, one for each square of some ground; infinite beyond half an hour on foot."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Of an area's postcodes, how many have a door within each distance; `doors` lie anywhere."""

    postcodes: int
    within_mile: int
    within_half_hour: int
    doors: int

    @property
    def mile_share(self) -> float:
        """Return the share within a mile, 0 to 1; 0 where the area has no postcodes."""
        return self.within_mile / self.postcodes if self.postcodes else 0.0

    @property
    def half_hour_share(self) -> float:
        """Return the share within half an hour on foot, 0 to 1."""
        return self.within_half_hour / self.postcodes if self.postcodes else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The squares of an area from south to north, ready to be measured again and again."""

    cells: tuple[Cell, ...]
    north: Distances
    east: Distances
    homes: npt.NDArray[np.int64]

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Ground":
        """Return the ground that some squares make."""
        ordered = tuple(sorted(cells, key=lambda cell: cell.point.lat))
        return cls(
            ordered,
            np.array([cell.point.lat for cell in ordered], dtype=np.float64),
            np.array([cell.point.lon for cell in ordered], dtype=np.float64),
            np.array([cell.postcodes for cell in ordered], dtype=np.int64),
        )

    def nearest_km(self, doors: Iterable[Point]) -> Distances:
        """Return each square's distance to its nearest door within half an hour on foot.

        Flat earth: within 0.5 % of the truth at these distances.
        """
        near = np.full(len(self.cells), np.inf)
        for door in doors:
            start, end = np.searchsorted(
                self.north, (door.lat - _BAND_DEGREES, door.lat + _BAND_DEGREES)
            )
            north = self.north[start:end] - door.lat
            narrowing = np.cos(np.radians(self.north[start:end]))
            km = _KM_PER_DEGREE * np.hypot(north, (self.east[start:end] - door.lon) * narrowing)
            near[start:end] = np.minimum(near[start:end], km)
        near[near > HALF_HOUR_KM] = np.inf
        return near

    def measure(self, doors: tuple[Point, ...]) -> Reach:
        """Return how many postcodes have a door near enough."""
        near = self.nearest_km(doors)
        return Reach(
            postcodes=int(self.homes.sum()),
            within_mile=int(self.homes[near <= MILE_KM].sum()),
            within_half_hour=int(self.homes[near <= HALF_HOUR_KM].sum()),
            doors=len(doors),
        )


def ground_of(area: Area) -> Ground:
    """Return the ground of an area, made once."""
    return _ground(area.councils, area.localities, bool(area.countries))


@lru_cache(maxsize=64)
def _ground(councils: tuple[str, ...], localities: tuple[str, ...], whole: bool) -> Ground:
    return Ground.of(cells_within(councils, localities, whole))


def doors_of(
    services: Iterable[Service], directory: Directory, *, about: bool = False
) -> tuple[Point, ...]:
    """Return the points of the doors of some live services, each once: those with a postcode.

    With `about`, also those known to a neighbourhood alone, at its middle.
    """
    sites = (site for service in services for site in directory.sites[service.id])
    return tuple(dict.fromkeys(s.point for s in sites if about or s.location.postcode))
