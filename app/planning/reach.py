"""How many homes have help for a need near enough to walk to, in a straight line.

A family's streets are longer than a straight line, and a listing may be full or shut: these are the
most who could have help near them. Half an hour on foot is taken as 2.4 km (4.8 km an hour), our
own choice. A door stands where its postcode is: exactly, with full postcodes imported, else at
the middle of its sector. Hidden places, and help by phone or at home, have no door to walk to.
"""

from collections.abc import Iterable
from dataclasses import dataclass

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
_AT_ONCE = 4096

Distances = npt.NDArray[np.float64]
"""Kilometres, one for each square."""


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


def cells_of(area: Area) -> tuple[Cell, ...]:
    """Return the squares of an area."""
    return cells_within(area.councils, area.localities, bool(area.countries))


def doors_of(services: Iterable[Service], directory: Directory) -> tuple[Point, ...]:
    """Return the points of the doors of some live services that have a postcode, each once."""
    sites = (site for service in services for site in directory.sites[service.id])
    return tuple(dict.fromkeys(site.point for site in sites if site.location.postcode))


def nearest_km(cells: tuple[Cell, ...], doors: tuple[Point, ...]) -> Distances:
    """Return each square's distance to its nearest door; infinite where there is none.

    Flat earth: within 0.5 % of the truth at these distances.
    """
    near = np.full(len(cells), np.inf)
    if not doors:
        return near
    to = np.array([(door.lat, door.lon) for door in doors])
    for start in range(0, len(cells), _AT_ONCE):
        part = cells[start : start + _AT_ONCE]
        here = np.array([(cell.point.lat, cell.point.lon) for cell in part])
        north = here[:, None, 0] - to[None, :, 0]
        east = (here[:, None, 1] - to[None, :, 1]) * np.cos(np.radians(here[:, None, 0]))
        near[start : start + len(part)] = _KM_PER_DEGREE * np.hypot(north, east).min(axis=1)
    return near


def measure_reach(cells: tuple[Cell, ...], doors: tuple[Point, ...]) -> Reach:
    """Return how many postcodes of some squares have a door near enough."""
    near = nearest_km(cells, doors)
    homes = np.array([cell.postcodes for cell in cells], dtype=int)
    return Reach(
        postcodes=int(homes.sum()),
        within_mile=int(homes[near <= MILE_KM].sum()),
        within_half_hour=int(homes[near <= HALF_HOUR_KM].sum()),
        doors=len(doors),
    )
