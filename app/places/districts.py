"""Sectors and districts: the parts of postcodes that are always known, without any download."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from app.places.findings import Country, Place
from app.places.packaged import council_localities, packaged_rows
from app.places.points import Point, distance_km
from app.places.postcodes import Typed

# The packaged list leaves Northern Ireland out (its licence differs), so one wide circle stands
# for all of it: enough to say kindly that it is not in Scotland.
NORTHERN_IRELAND = Place("BT", "district", Point(54.6, -6.7), 100_000, (), None, "N", True)
NORTHERN_IRISH_DISTRICTS = frozenset(f"BT{n}" for n in range(1, 95))


@dataclass(frozen=True, slots=True)
class Districts:
    """Every district of Great Britain, and the sectors of those that reach into Scotland."""

    by_outcode: Mapping[str, Place]
    by_sector: Mapping[str, Place]

    def knows(self, outcode: str) -> bool:
        """Say whether an outward code such as 'G51' exists."""
        return outcode in self.by_outcode or outcode in NORTHERN_IRISH_DISTRICTS

    def is_scottish(self, outcode: str) -> bool:
        """Say whether any live postcode of this district is in Scotland."""
        return outcode in self.by_outcode and self.by_outcode[outcode].country == "S"

    def stand_in(self, typed: Typed) -> Place | None:
        """Return the smallest known part of a postcode, labelled as typed; None if unknown."""
        part = (
            self.by_sector.get(typed.sector or "")
            or self.by_outcode.get(typed.outcode)
            or (NORTHERN_IRELAND if typed.outcode in NORTHERN_IRISH_DISTRICTS else None)
        )
        return part and replace(part, label=typed.label, settled=part.label == typed.label)

    def localities_of(self, typed: Typed, point: Point, council: str | None) -> tuple[str, ...]:
        """Return the localities a whole postcode may be in: its sector's, within its council.

        A postcode of a district that no longer exists takes them from the nearest sector.
        """
        part = self.by_sector.get(typed.sector or "") or self.by_outcode.get(typed.outcode)
        if part is None or (council and not within(part.localities, council)):
            part = self._nearest(point, council)
        return (within(part.localities, council) or part.localities) if part else ()

    def _nearest(self, point: Point, council: str | None) -> Place | None:
        near = (p for p in self.by_sector.values() if council and p.council == council)
        return min(near, key=lambda p: distance_km(point, p.point), default=None)


def within(localities: tuple[str, ...], council: str | None) -> tuple[str, ...]:
    """Return those localities that lie in a council; all of them if no council is given."""
    if council is None:
        return localities
    inside = council_localities().get(council, frozenset())
    return tuple(name for name in localities if name in inside)


def _parts(file_name: str, kind: str) -> dict[str, Place]:
    return {
        row["code"]: Place(
            label=row["code"],
            kind="sector" if kind == "sector" else "district",
            point=Point(float(row["lat"]), float(row["lon"])),
            radius_m=int(row["radius_m"]),
            localities=tuple(row["localities"].split()),
            council=row["council"] or None,
            country=cast(Country, row["country"]),
            settled=True,
        )
        for row in packaged_rows(file_name)
    }


def load_districts() -> Districts:
    """Return the packaged districts and sectors."""
    return Districts(_parts("districts.csv.gz", "district"), _parts("sectors.csv.gz", "sector"))
