"""The Directory: everything one request needs, immutable and good together.

Listings, needs, places, the words families use and the text index are made as one value, named by
the digest of the data, so a request reads one Directory from start to finish.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from app.content.catalogue import Catalogue
from app.content.faults import Fault
from app.content.loading import Loaded, load_catalogue
from app.content.models import Location, Service
from app.places import Gazetteer, Place
from app.search.answers import Answers
from app.search.candidates import Candidates
from app.search.engine import Document, Engine, MakeEngine
from app.search.lexicon import Lexicon
from app.search.names import Names
from app.search.shelves import Site, Stacker, weigh_needs
from app.search.standings import Standings
from app.search.weights import Weights, read_weights

DOOR_M = 100
"""How wide a postcode may be for its point to lead to a door."""


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
    fits: Mapping[str, Mapping[str, float]]
    candidates: Candidates
    standings: Standings
    answers: Answers
    local_areas: frozenset[str]
    councils: frozenset[str]
    warnings: tuple[Fault, ...]

    @property
    def digest(self) -> str:
        """Return the name of the data this was made from."""
        return self.catalogue.digest


def build_directory(
    folder: Path, gazetteer: Gazetteer, make_engine: MakeEngine, kept: Path | None = None
) -> Directory:
    """Load, check and index a data folder. Raises BrokenContent when the data has errors.

    What reading it costs may be `kept` in a folder, so that it starts sooner the next time.
    """
    with _keep_everything():
        loaded = load_catalogue(folder, gazetteer, kept)
        weights = read_weights(folder / "ranking.yaml")
        return index_catalogue(loaded, weights, gazetteer, make_engine)


def index_catalogue(
    loaded: Loaded, weights: Weights, gazetteer: Gazetteer, make_engine: MakeEngine
) -> Directory:
    """Make a checked catalogue searchable."""
    catalogue = loaded.catalogue
    live = catalogue.live
    lexicon = Lexicon.learn(catalogue.needs.values(), catalogue.dangers.values(), catalogue.phrases)
    local_areas = frozenset(a.slug for a in catalogue.areas.values() if a.local)
    councils = frozenset(code for area in catalogue.areas.values() for code in area.councils)
    find = _Finder(gazetteer, councils)
    sites = MappingProxyType({s.id: find.sites(s.places) for s in live})
    topics = lexicon.weigh_topics(map(_own_words, live))
    fits = MappingProxyType({s.id: weigh_needs(s, topics[_own_words(s)], weights) for s in live})
    stacker = Stacker(weights, local_areas, sites, fits)
    candidates = Candidates.build(live, filter(_helps_anyone, live), stacker)
    return Directory(
        catalogue=catalogue,
        gazetteer=gazetteer,
        lexicon=lexicon,
        names=Names.learn(live, catalogue.needs.values()),
        engine=make_engine(_documents(catalogue), catalogue.digest),
        weights=weights,
        sites=sites,
        fits=fits,
        candidates=candidates,
        standings=Standings(weights, sites, local_areas),
        answers=Answers(candidates.services, sites),
        local_areas=local_areas,
        councils=councils,
        warnings=loaded.warnings,
    )


@contextmanager
def _keep_everything() -> Iterator[None]:
    """Make many objects at once without looking for litter among them: none of it is."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _helps_anyone(service: Service) -> bool:
    """Return whether a family can phone them about anything: the way on when nothing fits."""
    has_phone = any(contact.way == "phone" for contact in service.contacts)
    return has_phone and not service.crisis and service.level == "universal"


class _Finder:
    """Finds where places are, each postcode or neighbourhood only once."""

    def __init__(self, gazetteer: Gazetteer, councils: frozenset[str]) -> None:
        self._gazetteer, self._councils = gazetteer, councils
        self._known: dict[str, Place | None] = {}

    def sites(self, locations: Iterable[Location]) -> tuple[Site, ...]:
        """Return where a family would go; a hidden address is nowhere at all."""
        shown = [location for location in locations if not location.hidden]
        found = ((location, self._find(location)) for location in shown)
        return tuple(
            Site(location, place.point, _is_door(place))
            for location, place in found
            if place is not None
        )

    def _find(self, location: Location) -> Place | None:
        texts = (location.postcode, location.neighbourhood)
        found = (self._find_text(text) for text in texts if text)
        return next((place for place in found if place is not None), None)

    def _find_text(self, text: str) -> Place | None:
        if text not in self._known:
            found = self._gazetteer.find(text, prefer=self._councils)
            self._known[text] = found if isinstance(found, Place) else None
        return self._known[text]


def _is_door(place: Place) -> bool:
    return place.kind == "postcode" and place.settled and place.radius_m <= DOOR_M


def _own_words(service: Service) -> str:
    return f"{service.name}. {service.summary}"


def _documents(catalogue: Catalogue) -> Iterator[Document]:
    @cache
    def say(needs: tuple[str, ...]) -> tuple[str, str]:
        known = [catalogue.needs[slug] for slug in needs]
        words = (word for need in known[:2] for word in need.words)
        return "\n".join(need.title for need in known), "\n".join(words)

    return (_document(service, *say(service.needs)) for service in catalogue.live)


def _document(service: Service, topics: str, words: str) -> Document:
    places = (f"{p.name or ''} {p.neighbourhood or ''}" for p in service.places if not p.hidden)
    return Document(
        id=service.id,
        name=service.name,
        provider=service.provider,
        summary="\n".join([service.summary, service.who_for or "", *places]),
        topics=topics,
        words=words,
    )
