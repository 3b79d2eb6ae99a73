"""Everything that is served as open data, made once for each version of the directory.

Entries of lists lie ready as bytes, so that a page of 50 out of 20,000 is cut out and joined.
Nested records are four times as large and are drawn when they are asked for: memory stays flat.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from app.content.catalogue import Catalogue
from app.content.models import Location, Service
from app.language import ENGLISH, speaking
from app.openreferral.envelopes import describe_page
from app.openreferral.filters import (
    TOP,
    Query,
    find_numbers,
    mark_area,
    mark_facts,
    mark_organization,
    mark_parent,
    mark_taxonomy,
    mark_term,
    mark_word,
)
from app.openreferral.ids import make_id, organization_id
from app.openreferral.locations import (
    Spot,
    list_spots,
    write_location_entry,
    write_spot,
    write_spot_entry,
)
from app.openreferral.organizations import Organization, list_organizations
from app.openreferral.records import Json
from app.openreferral.schedules import list_openings
from app.openreferral.services import Scribe, write_modified
from app.openreferral.shelves import Depth, Facts, Row, Shelf, Subject, stack
from app.openreferral.taxonomies import Taxonomies, Taxonomy, Term, make_taxonomies
from app.openreferral.whereabouts import Whereabouts
from app.openreferral.words import split_words


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: what is around it, and its entries as JSON."""

    envelope: Json
    entries: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Export:
    """The five lists of one directory, named by its digest. Everything in it is English."""

    digest: str
    services: Shelf[Service]
    spots: Shelf[Spot]
    organizations: Shelf[Organization]
    terms: Shelf[Term]
    taxonomies: Shelf[Taxonomy]


def make_export(catalogue: Catalogue, whereabouts: Whereabouts, assurer: str = "") -> Export:
    """Return the export of a directory: its live listings, in the order of their ids."""
    with speaking(ENGLISH):
        live = sorted(catalogue.live, key=lambda service: service.id)
        taxonomies = make_taxonomies(catalogue.needs, catalogue.areas)
        organizations = list_organizations(live)
        scribe = Scribe(catalogue.areas, taxonomies, whereabouts, organizations, assurer)
        artist = _Artist(scribe)
        marker = _Marker(catalogue, taxonomies)
        return Export(
            digest=catalogue.digest,
            services=stack(_list_services(live, marker, whereabouts), artist.draw_service),
            spots=stack(_list_spots(live, marker, whereabouts), artist.draw_spot),
            organizations=stack(
                _list_organizations(organizations.values()), artist.draw_organization
            ),
            terms=stack(_list_terms(taxonomies.terms), artist.draw_term),
            taxonomies=stack(_list_taxonomies(taxonomies.lists), artist.draw_taxonomy),
        )


def cut_page(shelf: Shelf[Subject], query: Query, depth: Depth, page: int, per_page: int) -> Page:
    """Return one page of what a query keeps; beyond the last page there is nothing."""
    numbers = find_numbers(shelf, query)
    start = (page - 1) * per_page
    cut = numbers[start : start + per_page]
    entries = tuple(write_entries(shelf, cut, depth))
    return Page(describe_page(len(numbers), page, per_page, len(entries)), entries)


def write_entries(shelf: Shelf[Subject], numbers: Iterable[int], depth: Depth) -> Iterator[bytes]:
    """Yield entries as JSON, each drawn when its turn comes."""
    for number in numbers:
        with speaking(ENGLISH):
            written = shelf.write(number, depth)
        yield written


@dataclass(frozen=True, slots=True)
class _Artist:
    """Draws each kind of entry as deep as it is asked for."""

    scribe: Scribe

    def draw_service(self, service: Service, depth: Depth) -> Json:
        if depth == "minimal":
            modified = write_modified(service)
            return {"id": make_id("service", service.id), "last_modified": modified}
        return self.scribe.entry(service) if depth == "list" else self.scribe.full(service)

    def draw_spot(self, spot: Spot, depth: Depth) -> Json:
        if depth == "minimal":
            return {"id": spot.id, "last_modified": write_modified(spot.service)}
        if depth == "list":
            location = write_location_entry(spot, self.scribe.whereabouts)
            entry = self.scribe.entry(spot.service)
            return {**write_spot_entry(spot), "location": location, "service": entry}
        service = self.scribe.full(spot.service)
        del service["service_at_locations"]  # this is one of them
        return {**write_spot(spot, self.scribe.whereabouts), "service": service}

    def draw_organization(self, organization: Organization, depth: Depth) -> Json:
        if depth == "list":
            return organization.record
        write = self.scribe.full if depth == "full services" else self.scribe.plain
        return {**organization.record, "services": [write(s) for s in organization.services]}

    def draw_term(self, term: Term, depth: Depth) -> Json:
        if depth == "list":
            return term.record
        lists = self.scribe.taxonomies.lists
        detail = next(each.record for each in lists if each.id == term.taxonomy_id)
        return {**term.record, "taxonomy_detail": detail}

    def draw_taxonomy(self, taxonomy: Taxonomy, depth: Depth) -> Json:
        if depth == "list":
            return taxonomy.record
        terms = self.scribe.taxonomies.terms_of(taxonomy.id)
        return {**taxonomy.record, "taxonomy_terms": [term.record for term in terms]}


@dataclass(frozen=True, slots=True)
class _Marker:
    """Finds what a service can be found by. The words are those that families read."""

    catalogue: Catalogue
    taxonomies: Taxonomies

    def mark(self, service: Service, locations: Iterable[Location]) -> frozenset[str]:
        terms = self.taxonomies.of(service)
        return frozenset(
            {
                mark_organization(organization_id(service.provider)),
                *map(mark_area, service.areas),
                *(mark_term(term.id) for term in terms),
                *(mark_taxonomy(term.taxonomy_id) for term in terms),
                *_mark_words(*self._list_texts(service), *map(_say_place, locations)),
            }
        )

    def _list_texts(self, service: Service) -> Iterator[str | None]:
        yield from (service.name, service.provider, service.summary, service.who_for)
        yield from (service.cost_note, service.hours_note, service.access_note)
        yield from (self.catalogue.needs[slug].title for slug in service.needs)
        yield from (self.catalogue.areas[slug].name for slug in service.areas)
        yield from (*service.welcomes, *service.languages.spoken, service.languages.note)


def _say_place(location: Location) -> str | None:
    if location.hidden:
        return None
    parts = (location.name, location.address, location.neighbourhood, location.postcode)
    return " ".join(part for part in parts if part)


def _mark_words(*texts: str | None) -> Iterator[str]:
    return map(mark_word, split_words(" ".join(text for text in texts if text)))


def _list_services(
    live: Iterable[Service], marker: _Marker, whereabouts: Whereabouts
) -> Iterator[Row[Service]]:
    for service in live:
        facts = _gather_facts(service, service.places, whereabouts)
        marks = marker.mark(service, service.places).union(mark_facts(facts))
        yield Row(make_id("service", service.id), service, marks, facts)


def _list_spots(
    live: Iterable[Service], marker: _Marker, whereabouts: Whereabouts
) -> Iterator[Row[Spot]]:
    for service in live:
        for spot in list_spots(service):
            facts = _gather_facts(service, [spot.location], whereabouts)
            marks = marker.mark(service, [spot.location]).union(mark_facts(facts))
            yield Row(spot.id, spot, marks, facts)


def _gather_facts(
    service: Service, locations: Sequence[Location], whereabouts: Whereabouts
) -> Facts:
    shown = [location for location in locations if not location.hidden]
    schedules = (service.hours, *(location.hours for location in shown))
    return Facts(
        modified=datetime.combine(service.edited, time(), UTC),
        ages=service.ages,
        openings=tuple({opening for each in schedules for opening in list_openings(each)}),
        points=whereabouts.near(shown),
    )


def _list_organizations(organizations: Iterable[Organization]) -> Iterator[Row[Organization]]:
    for organization in organizations:
        words = _mark_words(organization.record["name"], organization.record["description"])
        yield Row(organization.id, organization, frozenset(words))


def _list_terms(terms: Iterable[Term]) -> Iterator[Row[Term]]:
    for term in terms:
        above = TOP if term.parent_id is None else mark_parent(term.parent_id)
        words = _mark_words(term.record["name"], term.record["description"])
        yield Row(term.id, term, frozenset({above, mark_taxonomy(term.taxonomy_id), *words}))


def _list_taxonomies(taxonomies: Iterable[Taxonomy]) -> Iterator[Row[Taxonomy]]:
    for taxonomy in taxonomies:
        words = _mark_words(taxonomy.record["name"], taxonomy.record["description"])
        yield Row(taxonomy.id, taxonomy, frozenset(words))
