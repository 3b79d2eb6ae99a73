"""Which listings help families of an area: those that name it, a part of it, or a wider area."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.models import Service
from app.search.locality import draw_circles


@dataclass(frozen=True, slots=True)
class Helping:
    """The listings for an area, each once: by the narrowest of the areas it names that fits.

    `named` name the area itself, `parts` name only areas inside it, `wider` only areas around it.
    """

    named: tuple[Service, ...] = ()
    parts: tuple[Service, ...] = ()
    wider: tuple[Service, ...] = ()

    @property
    def own(self) -> tuple[Service, ...]:
        """Return what names the area or a part of it."""
        return self.named + self.parts

    @property
    def all(self) -> tuple[Service, ...]:
        """Return everything that families there can use."""
        return self.named + self.parts + self.wider

    def only(self, needs: frozenset[str]) -> "Helping":
        """Return those that help with any of some needs, each once."""
        return Helping(
            tuple(s for s in self.named if not needs.isdisjoint(s.needs)),
            tuple(s for s in self.parts if not needs.isdisjoint(s.needs)),
            tuple(s for s in self.wider if not needs.isdisjoint(s.needs)),
        )


def sort_by_need(services: Iterable[Service]) -> Mapping[str, tuple[Service, ...]]:
    """Return some listings by each of their needs; none for a need that nobody helps with."""
    found: dict[str, list[Service]] = defaultdict(list)
    for service in services:
        for slug in dict.fromkeys(service.needs):
            found[slug].append(service)
    return {slug: tuple(those) for slug, those in found.items()}


def help_by_need(helping: Helping) -> Mapping[str, Helping]:
    """Return what helps with each need, in one pass over the listings."""
    named, parts, wider = map(sort_by_need, (helping.named, helping.parts, helping.wider))
    return {
        slug: Helping(named.get(slug, ()), parts.get(slug, ()), wider.get(slug, ()))
        for slug in {*named, *parts, *wider}
    }


def help_in(area: Area, catalogue: Catalogue) -> Helping:
    """Return the live listings that help families of one area."""
    return _help_in(area, catalogue, _by_area(catalogue.live))


def help_everywhere(catalogue: Catalogue) -> Mapping[str, Helping]:
    """Return the same for every area, by its slug."""
    by_area = _by_area(catalogue.live)
    return {area.slug: _help_in(area, catalogue, by_area) for area in catalogue.areas.values()}


def slugs_in(area: Area, catalogue: Catalogue) -> frozenset[str]:
    """Return an area's own slug and those of the areas inside it."""
    circles = (circle for circle in draw_circles(area, catalogue) if circle.reach != "wider")
    return frozenset().union(*(circle.slugs for circle in circles))


def _by_area(services: Iterable[Service]) -> dict[str, list[Service]]:
    found: dict[str, list[Service]] = defaultdict(list)
    for service in services:
        for slug in dict.fromkeys(service.areas):
            found[slug].append(service)
    return found


def _help_in(area: Area, catalogue: Catalogue, by_area: Mapping[str, list[Service]]) -> Helping:
    seen: set[str] = set()
    found: dict[str, list[Service]] = {"here": [], "parts": [], "wider": []}
    for circle in draw_circles(area, catalogue):
        for slug in sorted(circle.slugs):
            for service in by_area.get(slug, ()):
                if service.id not in seen:
                    seen.add(service.id)
                    found[circle.reach].append(service)
    return Helping(tuple(found["here"]), tuple(found["parts"]), tuple(found["wider"]))
