"""What an area's own directory holds: how much for each topic, and for whom it is.

A family in Glasgow South is served by what is there, by what is for all of Glasgow and by what is
for all of Scotland: circles around it, narrowest first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.content.areas import Area, areas_around
from app.content.catalogue import Catalogue
from app.content.models import Service
from app.search.candidates import Fit
from app.search.directory import Directory
from app.search.outcomes import Hit, Request
from app.search.understanding import understand

Reach = Literal["here", "parts", "wider"]


@dataclass(frozen=True, slots=True)
class Circle:
    """Listings that reach a family alike: for this area, for parts of it, or for a wider one."""

    reach: Reach
    area: Area
    slugs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The listings of one circle, in the order of names; `total` counts those past the limit."""

    circle: Circle
    services: tuple[Service, ...]
    total: int


def draw_circles(area: Area, catalogue: Catalogue) -> tuple[Circle, ...]:
    """Return the circles around an area; a whole country has only its own."""
    areas = catalogue.areas
    wider = areas_around(area.slug, areas)[1:]
    inside = [a.slug for a in areas.values() if area in areas_around(a.slug, areas)[1:]]
    parts = [Circle("parts", area, frozenset(inside))] if inside and area.local else []
    return (
        Circle("here", area, frozenset([area.slug])),
        *parts,
        *(Circle("wider", each, frozenset([each.slug])) for each in wider),
    )


def fill_shelves(area: Area, directory: Directory, limit: int) -> tuple[Shelf, ...]:
    """Return every listing that serves an area, each on the shelf of its narrowest circle."""
    candidates, seen, shelves = directory.candidates, 0, []
    for circle in draw_circles(area, directory.catalogue):
        members = 0
        for slug in circle.slugs:
            members |= candidates.serving.get(slug, 0)
        fit = Fit(members & ~seen, ())
        seen |= members
        if fit.total:
            shelves.append(Shelf(circle, candidates.take(fit)[:limit], fit.total))
    return tuple(shelves)


def sort_hits(
    hits: Iterable[Hit], area: Area, catalogue: Catalogue
) -> tuple[tuple[Circle, tuple[Hit, ...]], ...]:
    """Return hits by circle, each in the order given; circles without any are left out."""
    left, sorted_hits = list(hits), []
    for circle in draw_circles(area, catalogue):
        theirs = tuple(hit for hit in left if not circle.slugs.isdisjoint(hit.service.areas))
        left = [hit for hit in left if circle.slugs.isdisjoint(hit.service.areas)]
        if theirs:
            sorted_hits.append((circle, theirs))
    return tuple(sorted_hits)


def count_topics(area: Area, directory: Directory) -> Mapping[str, int]:
    """Return how many listings serve an area for each topic."""
    needs = directory.catalogue.needs
    return {slug: _count(slug, area.slug, directory) for slug in needs}


def count_areas(need: str, directory: Directory) -> Mapping[str, int]:
    """Return how many listings for a topic serve each area."""
    areas = directory.catalogue.areas
    return {slug: _count(need, slug, directory) for slug in areas}


def _count(need: str, area: str, directory: Directory) -> int:
    understood = understand(Request(needs=(need,), area=area), directory).understood
    return directory.candidates.fit(understood, ()).total
