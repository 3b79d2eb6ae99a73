"""A listing as an HSDS service: its direct fields for lists, and everything below them.

Fields that the UK profile left out of HSDS 3.0 are here as well: its schema allows them, and
readers elsewhere expect them. `docs/open-data.md` has the table of what goes where.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.content.areas import Area
from app.content.models import Cost, Service
from app.openreferral.contacts import find_email, find_url, write_contacts
from app.openreferral.ids import Numbering, make_id, organization_id
from app.openreferral.locations import list_spots, write_spot
from app.openreferral.organizations import Organization
from app.openreferral.own_fields import write_own_fields
from app.openreferral.records import Json, as_sentences, known
from app.openreferral.schedules import write_schedules
from app.openreferral.taxonomies import Taxonomies, Term, read_packaged
from app.openreferral.whereabouts import Whereabouts

_COST: dict[Cost, str] = {
    "free": "Free",
    "low cost": "Low cost",
    "some free, some paid": "Some things are free",
    "paid": "There is a cost",
}
_INTERPRETER = "You can ask for an interpreter"
_GEOGRAPHY = "http://statistics.gov.scot/id/statistical-geography/"
_SCOTLAND = "S92000003"


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes services of one directory. `assurer` is the mailbox that answers for our checks."""

    areas: Mapping[str, Area]
    taxonomies: Taxonomies
    whereabouts: Whereabouts
    organizations: Mapping[str, Organization]
    assurer: str = ""

    def entry(self, service: Service) -> Json:
        """Return a service as it stands in a list: direct fields, and who runs it."""
        organization = self.organizations[organization_id(service.provider)]
        return {**self.plain(service), "organization": organization.record}

    def full(self, service: Service) -> Json:
        """Return a service with everything below it."""
        identity = make_id("service", service.id)
        link = {"service_id": identity}
        numbering = Numbering(service.id)
        reached = write_contacts(service, link, numbering)
        spots = [write_spot(spot, self.whereabouts) for spot in list_spots(service)]
        note = service.hours_note
        return known(
            {
                **self.entry(service),
                "phones": reached.phones,
                "contacts": reached.contacts,
                "additional_urls": reached.others,
                "schedules": write_schedules(service.hours, link, numbering, note),
                "service_areas": list(self._write_areas(service, link, numbering)),
                "service_at_locations": spots,
                "languages": list(_write_languages(service, link, numbering)),
                "cost_options": list(_write_costs(service, link, numbering)),
                "attributes": list(_write_attributes(self.taxonomies.of(service), service)),
                "reachin": write_own_fields(service),
            }
        )

    def plain(self, service: Service) -> Json:
        """Return a service's direct fields alone."""
        checked = service.checked
        return known(
            {
                "id": make_id("service", service.id),
                "organization_id": organization_id(service.provider),
                "name": service.name,
                "description": service.summary,
                "url": find_url(service),
                "email": find_email(service),
                "status": "active",
                **_write_eligibility(service),
                "application_process": _say_process(service, self.taxonomies),
                "wait_time": service.reach_in.wait,
                "fees_description": _say_fees(service),
                "interpretation_services": _say_interpreting(service),
                "assured_date": checked.on.isoformat() if checked else None,
                "assurer_email": self.assurer if checked else None,
                "last_modified": write_modified(service),
            }
        )

    def _write_areas(self, service: Service, link: Json, numbering: Numbering) -> Iterator[Json]:
        for slug in service.areas:
            area = self.areas[slug]
            identity = numbering.next("service_area", slug)
            told = {"name": area.name, "service_area": area.name, "uri": _name_geography(area)}
            yield known({"id": identity, **link, **told})


def write_modified(service: Service) -> str:
    """Return the start of the day it was last changed: planners write the day alone."""
    return f"{service.edited.isoformat()}T00:00:00.000Z"


def _write_eligibility(service: Service) -> Json:
    """Return ages as numbers, and as words only where numbers cannot say it."""
    ages = service.ages
    spoken = ages.describe() if ages.care_experienced_to_25 else None
    return {
        "eligibility_description": as_sentences(service.who_for, spoken),
        "minimum_age": 0 if ages.any_age else ages.youngest,
        "maximum_age": ages.oldest,
    }


def _say_process(service: Service, taxonomies: Taxonomies) -> str:
    """Return how to get this help. Access is told here where there is no place to tell it of."""
    how = taxonomies.by_key.get(("reach_in", service.reach_in.how))
    bring = service.reach_in.bring
    access = service.access_note if not any(list_spots(service)) else None
    return as_sentences(
        how.record["name"] if how else None,
        service.reach_in.next,
        f"What to bring: {bring}" if bring else None,
        access,
    )


def _say_fees(service: Service) -> str:
    return as_sentences(_COST.get(service.cost), service.cost_note)


def _say_interpreting(service: Service) -> str:
    told = service.languages
    return as_sentences(_INTERPRETER if told.interpreter == "yes" else None, told.note)


def _name_geography(area: Area) -> str | None:
    """Return the official address of a council or country, where an area is exactly one."""
    if area.countries:
        return _GEOGRAPHY + _SCOTLAND
    return _GEOGRAPHY + area.councils[0] if len(area.councils) == 1 else None


def _write_languages(service: Service, link: Json, numbering: Numbering) -> Iterator[Json]:
    codes = read_packaged("languages.json")
    for name in service.languages.spoken:
        identity = numbering.next("language", name)
        yield known({"id": identity, **link, "name": name, "code": codes.get(name)})


def _write_costs(service: Service, link: Json, numbering: Numbering) -> Iterator[Json]:
    option = _COST.get(service.cost)
    if option is None:
        return
    free = {"amount": 0, "currency": "GBP"} if service.cost == "free" else {}
    note = service.cost_note or (option if free else None)
    told = {"option": option, **free, "amount_description": note}
    yield known({"id": numbering.next("cost_option", service.cost), **link, **told})


def _write_attributes(terms: Iterable[Term], service: Service) -> Iterator[Json]:
    link = make_id("service", service.id)
    for term in terms:
        yield {
            "id": make_id("attribute", service.id, term.id),
            "link_id": link,
            "link_type": "taxonomy",
            "link_entity": "service",
            "taxonomy_term_id": term.id,
            "taxonomy_term": term.record,
        }
