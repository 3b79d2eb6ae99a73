"""Any dialect's record becomes one shape: every name a field goes by is known here."""

from collections.abc import Iterator

from app.openreferral.reading.dialects import source_id
from app.openreferral.reading.gathering_places import gather_places
from app.openreferral.reading.gathering_times import gather_timings
from app.openreferral.reading.people import is_stand_in, is_team
from app.openreferral.reading.picking import (
    pick_flag,
    pick_number,
    pick_object,
    pick_objects,
    pick_text,
    pick_texts,
)
from app.openreferral.reading.shape import Ageing, Area, Cost, Link, Listing, Phone, Term
from app.openreferral.reading.tidying import Json, Record

_ELIGIBILITIES = ("eligibilities", "eligibilitys", "eligibility")
_TERM_LISTS = (
    "attributes", "taxonomy_terms", "service_taxonomies", "service_taxonomys", "taxonomies",
    "taxonomys", "categories",
)  # fmt: skip
_BANDS = {
    "age_band_under_2": (0, 1), "age_band_2": (2, 2), "age_band_3_4": (3, 4),
    "age_band_5_7": (5, 7), "age_band_8_plus": (8, 120), "age_band_all": (0, 120),
}  # fmt: skip
"""Outpost's ages: `age_band_...` is true where the service is for them."""
_EXTRAS = (
    "accreditations", "alternate_name", "additional_info", "capacities", "licenses", "local_offer",
)  # fmt: skip
"""Words worth keeping for planners that no field of ours can hold."""
_READ = frozenset({
    "additional_urls", "additional_websites", "age_bands", "alert", "application_process",
    "assurer_email",
    "assured_date", "assured_on", "attending_access", "attending_type", "contact", "contacts",
    "cost_option", "cost_options", "costs", "created_at", "deliverable_type", "description",
    "distance_away", "eligibility_description", "email", "emails", "fees", "fees_description",
    "free", "holiday_schedule", "holiday_schedules", "hours", "id", "interpretation_services",
    "is_free", "language", "languages", "last_modified", "links", "location", "locations",
    "max_age", "maximum_age", "min_age", "minimum_age", "modified", "modified_date", "name",
    "needs_referral", "opening_hours", "opening_times", "organization", "organization_id",
    "organization_name", "org_id", "phone", "phones", "provider", "provider_name", "reachin",
    "regular_schedule", "regular_schedules", "required_documents", "schedule", "schedules", "score",
    "send_needs", "service_area", "service_areas", "service_at_location", "service_at_locations",
    "short_description", "status", "suitabilities", "summary", "telephone", "title", "updated_at",
    "url", "urls", "visible_from", "visible_to", "wait_time", "website", *_ELIGIBILITIES,
    *_TERM_LISTS, *_BANDS, *_EXTRAS,
})  # fmt: skip


def gather(record: Record) -> Listing:
    """Return what a tidy record says. Raises ReadingProblem where it has no id."""
    organization = pick_object(record, "organization", "provider")
    return Listing(
        source_id=source_id(record),
        name=pick_text(record, "name", "title"),
        other_name=pick_text(record, "alternate_name"),
        description=pick_text(record, "description", "summary", "short_description"),
        provider=pick_text(organization, "name", "legal_name", "alternate_name", "value")
        or pick_text(record, "organization_name", "provider_name"),
        provider_description=pick_text(organization, "description"),
        status=pick_text(record, "status"),
        visible_to=pick_text(record, "visible_to"),
        modified=pick_text(record, "last_modified", "updated_at", "modified_date", "modified"),
        assured=pick_text(record, "assured_date", "assured_on"),
        alert=pick_text(record, "alert"),
        phones=tuple(_gather_phones(record, organization)),
        emails=tuple(_gather_emails(record, organization)),
        sites_on_web=tuple(_gather_links(record, organization)),
        people=tuple(_gather_people(record, organization)),
        places=tuple(gather_places(record)),
        timings=tuple(gather_timings(record)),
        areas=tuple(_gather_areas(record)),
        terms=tuple(_gather_terms(record)),
        suits=_names_in(record, "send_needs", "suitabilities"),
        ages=tuple(_gather_ages(record)),
        eligibility=tuple(_gather_eligibility(record)),
        costs=tuple(_gather_costs(record)),
        fees=pick_texts(record, "fees_description", "fees"),
        free=pick_flag(record, "free", "is_free"),
        applying=pick_text(record, "application_process"),
        attending=pick_texts(record, "attending_type", "deliverable_type", "attending_access"),
        needs_referral=pick_flag(record, "needs_referral"),
        wait=pick_text(record, "wait_time"),
        bring=tuple(_gather_documents(record)),
        languages=tuple(_gather_languages(record)),
        interpreting=pick_text(record, "interpretation_services"),
        extras=tuple(_gather_extras(record)),
        unread=tuple(key for key, value in record.items() if _is_unread(key, value)),
    )


def _is_unread(key: str, value: Json) -> bool:
    is_kept = key in _READ and (key not in _EXTRAS or pick_text({key: value}, key) is not None)
    return not is_kept and value not in (None, "", [], {}, False)


def _gather_extras(record: Record) -> Iterator[tuple[str, str]]:
    for key in _EXTRAS:
        if text := pick_text(record, key):
            yield key, text


def _names_in(record: Record, *names: str) -> tuple[str, ...]:
    found = (pick_text(item, "name", "label", "value") for item in pick_objects(record, *names))
    return tuple(name for name in found if name)


def _holders(record: Record) -> Iterator[tuple[Record, str | None, bool]]:
    """Yield what may hold ways to get in touch, its label, and whether it is the service's own."""
    yield record, None, True
    for contact in pick_objects(record, "contacts", "contact"):
        yield contact, _label_of(contact), True
    for site in pick_objects(record, "service_at_locations", "service_at_location", "locations"):
        yield from _place_holders(site)


def _place_holders(site: Record) -> Iterator[tuple[Record, str | None, bool]]:
    inner = pick_object(site, "location")
    label = pick_text(inner, "name") or pick_text(site, "name")
    for holder in (site, inner):
        yield holder, label, True
        for contact in pick_objects(holder, "contacts", "contact"):
            yield contact, _label_of(contact) or label, True


def _organization_holders(organization: Record) -> Iterator[tuple[Record, str | None, bool]]:
    yield organization, None, False
    for contact in pick_objects(organization, "contacts", "contact"):
        yield contact, _label_of(contact), False


def _label_of(contact: Record) -> str | None:
    """Return what a contact is for. A person's name is not that, and is left to `people`."""
    name = pick_text(contact, "name")
    team = name if name and is_team(name) else None
    return pick_text(contact, "title", "department", "role", "label") or team


def _gather_people(record: Record, organization: Record) -> Iterator[str]:
    for holder in (record, organization):
        for contact in pick_objects(holder, "contacts", "contact"):
            name = pick_text(contact, "name")
            if name and not is_team(name) and not is_stand_in(name):
                yield name


def _gather_phones(record: Record, organization: Record) -> Iterator[Phone]:
    for holder, label, own in (*_holders(record), *_organization_holders(organization)):
        for phone in pick_objects(holder, "phones", "phone", "telephone", "phone_numbers"):
            if number := pick_text(phone, "number", "value", "phone", "telephone", "phone_number"):
                yield Phone(
                    number=number,
                    kind=pick_text(phone, "type", "phone_type"),
                    extension=pick_text(phone, "extension", "ext"),
                    note=pick_text(phone, "description", "note"),
                    label=pick_text(phone, "label", "name", "department") or label,
                    own=own,
                )


def _gather_emails(record: Record, organization: Record) -> Iterator[Link]:
    for holder, label, own in (*_holders(record), *_organization_holders(organization)):
        for address in pick_texts(holder, "email", "emails", "email_address"):
            yield Link(address, label, own)


def _gather_links(record: Record, organization: Record) -> Iterator[Link]:
    for holder, own in ((record, True), (organization, False)):
        names = ("url", "website", "urls", "additional_urls", "additional_websites", "links")
        for item in pick_objects(holder, *names):
            if address := pick_text(item, "url", "value", "link", "href", "website"):
                yield Link(address, pick_text(item, "label", "name", "title"), own)


def _gather_areas(record: Record) -> Iterator[Area]:
    places = pick_objects(record, "service_at_locations", "service_at_location")
    for holder in (record, *places):
        for area in pick_objects(holder, "service_areas", "service_area"):
            texts = pick_texts(area, "name", "service_area", "value", "description")
            yield Area(texts, pick_texts(area, "uri", "extent", "code", "external_identifier"))


def _gather_terms(record: Record) -> Iterator[Term]:
    for name in _TERM_LISTS:
        for item in pick_objects(record, name):
            yield from _read_term(item, name)
    for eligibility in pick_objects(record, *_ELIGIBILITIES):
        for item in pick_objects(eligibility, "taxonomies", "taxonomys", "attributes"):
            yield from _read_term(item, "eligibilities")


def _read_term(item: Record, source: str) -> Iterator[Term]:
    nested = pick_objects(item, "taxonomy_term", "taxonomy", "term")
    inner = next((term for term in nested if "id" in term or "name" in term), item)
    detail = pick_object(inner, "taxonomy_detail", "taxonomy")
    codes = pick_texts(inner, "term_uri", "uri", "code", "slug", "id", "curie")
    codes += pick_texts(item, "taxonomy_term_id", "value")
    yield Term(
        codes=tuple(dict.fromkeys(codes)),
        name=pick_text(inner, "name", "label", "term", "value"),
        scheme=pick_text(inner, "vocabulary", "scheme") or pick_text(detail, "name", "value"),
        source=source,
    )


def _gather_ages(record: Record) -> Iterator[Ageing]:
    for holder in (record, *pick_objects(record, *_ELIGIBILITIES, "age_bands")):
        youngest = pick_number(holder, "minimum_age", "min_age")
        oldest = pick_number(holder, "maximum_age", "max_age")
        if youngest is not None or oldest is not None:
            yield Ageing(youngest, oldest)
    for name, (youngest, oldest) in _BANDS.items():
        if pick_flag(record, name):
            yield Ageing(youngest, oldest)


def _gather_eligibility(record: Record) -> Iterator[str]:
    yield from pick_texts(record, "eligibility_description")
    for item in pick_objects(record, *_ELIGIBILITIES):
        yield from pick_texts(item, "eligibility", "description", "value")


def _gather_costs(record: Record) -> Iterator[Cost]:
    for item in pick_objects(record, "cost_options", "cost_option", "costs"):
        yield Cost(
            option=pick_text(item, "option", "value"),
            amount=pick_number(item, "amount", "cost", "price"),
            description=pick_text(item, "amount_description", "cost_type", "description"),
            currency=pick_text(item, "currency"),
            until=pick_text(item, "valid_to"),
        )


def _gather_documents(record: Record) -> Iterator[str]:
    for item in pick_objects(record, "required_documents"):
        yield from pick_texts(item, "document", "name", "value")


def _gather_languages(record: Record) -> Iterator[str]:
    for item in pick_objects(record, "languages", "language"):
        if text := pick_text(item, "name", "language", "value", "code"):
            yield text
