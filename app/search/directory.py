"""The Directory: everything one request needs, immutable and good together.

Listings, needs, places, the words families use and the text index are made as one value, named by
the digest of the data, so a request reads one Directory from start to finish.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from app.content.catalogue import Catalogue
from app.content.faults import Fault
from app.content.loading import load_catalogue
from app.content.models import Location, Service
from app.places import Gazetteer, Place, Point
from app.search.engine import Document, Engine, MakeEngine
from app.search.lexicon import Lexicon
from app.search.names import Names
from app.search.weights import Weights, read_weights


@dataclass(frozen=True, slots=True)
class Site:
    """A place a family can go to, where it is on the ground."""

    location: Location
    point: Point


@dataclass(frozen=True, slots=True)
class Directory:
    """One whole, checked, searchable version of the data."""

    catalogue: Catalogue
    gazetteer: Gazetteer
    lexicon: Lexicon
    names: Names
    engine: Engine
    weights: Weights
    sites: Mapping[str, tuple[Site, ...]]
    focus: Mapping[str, Mapping[str, float]]
    by_need: Mapping[str, tuple[Service, ...]]
    anyone: tuple[Service, ...]
    local_areas: frozenset[str]
    councils: frozenset[str]
    warnings: tuple[Fault, ...]

    @property
    def digest(self) -> str:
        """Return the name of the data this was made from."""
        return self.catalogue.digest


def build_directory(folder: Path, gazetteer: Gazetteer, make_engine: MakeEngine) -> Directory:
    """Load, check and index a data folder. Raises BrokenContent when the data has errors."""
    loaded = load_catalogue(folder, gazetteer)
    catalogue = loaded.catalogue
    live = catalogue.live
    lexicon = Lexicon.learn(catalogue.needs.values(), catalogue.dangers.values(), catalogue.phrases)
    councils = frozenset(code for area in catalogue.areas.values() for code in area.councils)
    return Directory(
        catalogue=catalogue,
        gazetteer=gazetteer,
        lexicon=lexicon,
        names=Names.learn(live, catalogue.needs.values()),
        engine=make_engine((_document(service, catalogue) for service in live), catalogue.digest),
        weights=read_weights(folder / "ranking.yaml"),
        sites=MappingProxyType({s.id: _sites(s.places, gazetteer, councils) for s in live}),
        focus=MappingProxyType({s.id: lexicon.weigh_topics(_own_words(s)) for s in live}),
        by_need=MappingProxyType({slug: _with_need(live, slug) for slug in catalogue.needs}),
        anyone=tuple(service for service in live if _helps_anyone(service)),
        local_areas=frozenset(a.slug for a in catalogue.areas.values() if a.local),
        councils=councils,
        warnings=loaded.warnings,
    )


def _with_need(services: Iterable[Service], slug: str) -> tuple[Service, ...]:
    return tuple(service for service in services if slug in service.needs)


def _helps_anyone(service: Service) -> bool:
    """Return whether a family can phone them about anything: the way on when nothing fits."""
    has_phone = any(contact.way == "phone" for contact in service.contacts)
    return has_phone and not service.crisis and service.level == "universal"


def _sites(
    locations: Iterable[Location], gazetteer: Gazetteer, councils: frozenset[str]
) -> tuple[Site, ...]:
    """Return where a family would go; a hidden address is nowhere at all."""
    shown = [location for location in locations if not location.hidden]
    found = ((location, _find(location, gazetteer, councils)) for location in shown)
    return tuple(Site(location, place.point) for location, place in found if place is not None)


def _own_words(service: Service) -> str:
    return f"{service.name}. {service.summary}"


def _find(location: Location, gazetteer: Gazetteer, councils: frozenset[str]) -> Place | None:
    for text in (location.postcode, location.neighbourhood):
        if text:
            found = gazetteer.find(text, prefer=councils)
            if isinstance(found, Place):
                return found
    return None


def _document(service: Service, catalogue: Catalogue) -> Document:
    needs = [catalogue.needs[slug] for slug in service.needs]
    places = (f"{p.name or ''} {p.neighbourhood or ''}" for p in service.places if not p.hidden)
    return Document(
        id=service.id,
        name=service.name,
        provider=service.provider,
        summary="\n".join([service.summary, service.who_for or "", *places]),
        topics="\n".join(need.title for need in needs),
        words="\n".join(word for need in needs[:2] for word in need.words),
    )
