"""The strategy's own table for the listings of today: services for each area, and who provides.

Glasgow's Family Support Strategy counts 94 services: 23 in the North East, 22 in the North West, 19
in the South and 40 citywide. One service may be for more than one area, so the parts do not add up
to the whole. Here too: a listing stands in the row of every area that it names, so what is for the
whole city stands in the city's row alone, and the whole counts each listing once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.models import Service
from app.search.locality import draw_circles


@dataclass(frozen=True, slots=True)
class AreaRow:
    """The listings that name an area, and of them those that name no other."""

    area: Area
    services: tuple[Service, ...]

    @property
    def providers(self) -> int:
        """Return how many provide them."""
        return count_providers(self.services)

    @property
    def alone(self) -> tuple[Service, ...]:
        """Return the listings for this area and no other."""
        return tuple(s for s in self.services if set(s.areas) == {self.area.slug})


@dataclass(frozen=True, slots=True)
class Provision:
    """Some areas' rows, and everything in them, each listing once."""

    rows: tuple[AreaRow, ...]
    services: tuple[Service, ...]

    @property
    def providers(self) -> int:
        """Return how many provide them, each counted once."""
        return count_providers(self.services)

    @property
    def sum_of_rows(self) -> int:
        """Return what the rows add up to: more than the whole where listings are in several."""
        return sum(len(row.services) for row in self.rows)

    @property
    def in_several(self) -> tuple[Service, ...]:
        """Return the listings that stand in more than one row."""
        slugs = {row.area.slug for row in self.rows}
        return tuple(s for s in self.services if len(slugs.intersection(s.areas)) > 1)


def count_provision(catalogue: Catalogue, areas: Iterable[Area]) -> Provision:
    """Return the table of some areas, in their order, over live listings."""
    chosen = tuple(areas)
    slugs = {area.slug for area in chosen}
    rows = tuple(
        AreaRow(area, tuple(s for s in catalogue.live if area.slug in s.areas)) for area in chosen
    )
    whole = tuple(s for s in catalogue.live if not slugs.isdisjoint(s.areas))
    return Provision(rows, whole)


def find_groups(catalogue: Catalogue) -> tuple[tuple[Area, tuple[Area, ...]], ...]:
    """Return each area that has others inside it, with those and then itself.

    A country is left out: all the rest lie inside it.
    """
    found = []
    for area in catalogue.areas.values():
        parts = [circle for circle in draw_circles(area, catalogue) if circle.reach == "parts"]
        inside = [a for a in catalogue.areas.values() if parts and a.slug in parts[0].slugs]
        if inside:
            found.append((area, (*inside, area)))
    return tuple(found)


def count_providers(services: Iterable[Service]) -> int:
    """Return how many different providers there are, however their names are spaced or capped."""
    return len({" ".join(service.provider.casefold().split()) for service in services})
