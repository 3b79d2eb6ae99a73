"""Which form of Open Referral a feed speaks, and the services in one of its answers."""

from enum import StrEnum

from app.openreferral.reading.picking import as_text, pick_object, pick_objects, pick_text
from app.openreferral.reading.problems import ReadingProblem, UnknownDialect
from app.openreferral.reading.tidying import Json, Record, fold_key, tidy, tidy_record


class Dialect(StrEnum):
    """A form of Open Referral, by the name planners are shown."""

    HSDS_3 = "Open Referral UK 3.0 or HSDS 3"
    ORUK_1 = "Open Referral UK 1.0"
    OUTPOST = "Outpost"


_LISTS = ("contents", "content", "services", "data", "results", "items", "records", "entries")
_OLD_ENVELOPE = frozenset({"total_elements", "number_of_elements"})
_OLD_KEYS = frozenset({
    "attending_access", "attending_type", "deliverable_type", "eligibilities", "eligibilitys",
    "fundings", "service_taxonomies", "service_taxonomys",
})  # fmt: skip
_OLD_TIMES = frozenset({"holiday_schedules", "regular_schedule", "regular_schedules"})
_OUTPOST_KEYS = frozenset({
    "age_band_all", "local_offer", "max_age", "min_age", "needs_referral", "send_needs",
    "suitabilities", "target_directories",
})  # fmt: skip
_DETAIL = (
    "schedules", "regular_schedules", "service_at_locations", "locations", "location", "phones",
    "contacts", "service_areas", "reachin",
)  # fmt: skip
"""What a whole record has at least one of; a list's entry may have terms or prices all the same."""
_IDS = ("id", "uuid", "service_id", "identifier", "external_id", "original_id")
_SAYS_SERVICE = frozenset({"description", "last_modified", "name"})
_ONLY_A_SERVICES = _OLD_KEYS | _OUTPOST_KEYS | {
    "application_process", "assured_date", "cost_options", "eligibility_description", "fees",
    "maximum_age", "minimum_age", "organization", "organization_id", "reachin", "service_areas",
    "service_at_locations", "status",
}  # fmt: skip
_ANOTHERS = frozenset({
    "legal_status", "location_type", "logo", "organization_identifiers", "parent_id",
    "parent_organization_id", "taxonomy", "taxonomy_detail", "taxonomy_id", "taxonomy_terms",
    "term_uri", "uri", "version", "vocabulary", "website",
})  # fmt: skip
"""What organisations, places, lists and terms have, and services have not."""
_NOT_A_SERVICE = frozenset({"openapi_url", "profile", "error", "errors", "detail", "openapi"})


def detect(root: Json | None, page: Json) -> Dialect:
    """Return the dialect of a feed from its `/` (if it has one) and one of its answers.

    The version that `/` gives decides, but for Outpost, which has no version of its own; without
    one the keys of the answer do. Raises UnknownDialect where neither is Open Referral.
    """
    said = _version_of(root)
    try:
        found = _detect_page(page)
    except UnknownDialect:
        if said is None:
            raise
        return said
    return found if said is None or found is Dialect.OUTPOST else said


def entries(page: Json) -> list[Json]:
    """Return the services in one answer of any dialect: a page, a bare list, or one service.

    Raises ReadingProblem where the answer is none of these, so that an error page is never taken
    for the end of a feed.
    """
    if isinstance(page, list):
        return [_unwrap(item) for item in page]
    if not isinstance(page, dict):
        raise ReadingProblem("The answer is not a list of services.")
    listed = _list_in(page)
    if listed is not None:
        return [_unwrap(item) for item in listed]
    if not _is_service(tidy_record(page) or {}):
        raise ReadingProblem("The answer holds no list of services and is not a service.")
    return [_unwrap(page)]


def source_id(record: Json) -> str:
    """Return the feed's own id of a service, as text. Raises ReadingProblem where it has none."""
    tidied = tidy_record(record)
    if tidied is None:
        raise ReadingProblem("One entry of the list is not a service.")
    found = pick_text(tidied, *_IDS)
    if not found:
        name = pick_text(tidied, "name") or "A service"
        raise ReadingProblem(f'"{name[:80]}" has no id, so it could not be found again.')
    return found[:200]


def is_shallow(record: Json, dialect: Dialect) -> bool:
    """Return whether a list's entry leaves out what its own page has, so that it must be fetched.

    Lists of ORUK 3.0 and 1.0 hold the service's own fields and its organisation; those of Outpost
    hold everything but what is empty.
    """
    tidied = tidy_record(record) or {}
    if dialect is Dialect.OUTPOST and len(tidied) > len(_OUTPOST_KEYS):
        return False
    return not any(isinstance(tidied.get(key), list | dict) for key in _DETAIL)


def _version_of(root: Json | None) -> Dialect | None:
    text = pick_text(tidy_record(root) or {}, "version", "specification_version", "schema_version")
    digits = [part for part in (text or "").replace("-", " ").split() if part[:1].isdigit()]
    major = digits[-1].split(".")[0] if digits else (text or "").lower().lstrip("v")[:1]
    return {"1": Dialect.ORUK_1, "2": Dialect.HSDS_3, "3": Dialect.HSDS_3}.get(major)


def _detect_page(page: Json) -> Dialect:
    try:
        records = [tidied for item in entries(page)[:50] if (tidied := tidy_record(item))]
    except ReadingProblem as problem:
        raise UnknownDialect(f"This is no form of Open Referral we know. {problem}") from problem
    envelope = {fold_key(str(key)) for key in page} if isinstance(page, dict) else set()
    keys = set[str]().union(*records)
    if _speaks_outpost(records, keys):
        return Dialect.OUTPOST
    if envelope & _OLD_ENVELOPE or keys & (_OLD_KEYS | _OLD_TIMES):
        return Dialect.ORUK_1
    if records and not any(_is_service(record) for record in records):
        raise UnknownDialect("This is no form of Open Referral we know. Nothing here is a service.")
    if not records and not envelope:
        raise UnknownDialect("This is no form of Open Referral we know. The list is empty.")
    return Dialect.HSDS_3


def _speaks_outpost(records: list[Record], keys: set[str]) -> bool:
    has_slugs = any("slug" in t for r in records for t in pick_objects(r, "taxonomies"))
    return bool(keys & _OUTPOST_KEYS) or (has_slugs and "locations" in keys)


def _list_in(page: dict[str, Json]) -> list[Json] | None:
    """Return the list of services in an envelope; a service's own lists are none of them."""
    folded = {fold_key(str(key)): value for key, value in page.items()}
    for name in _LISTS:
        value = folded.get(name)
        if isinstance(value, list):
            return value
        if isinstance(value, dict) and name in ("data", "results") and "id" not in folded:
            return entries(value)
    has_paging = bool({"total_items", "total_elements", "total_pages"} & set(folded))
    return [] if has_paging and not _is_service(tidy_record(page) or {}) else None


def _is_service(record: Record) -> bool:
    keys = set(record)
    if as_text(pick_object(record, "service").get("name")):
        return True
    if keys & _NOT_A_SERVICE or not keys & set(_IDS):
        return False
    if keys & _ONLY_A_SERVICES:
        return True
    return not keys & _ANOTHERS and (bool(keys & _SAYS_SERVICE) or len(keys) <= 2)


def _unwrap(item: Json) -> Json:
    """Return the service in an entry: itself, in {"service": ...}, or at one of its places."""
    if not isinstance(item, dict):
        return item
    tidied = tidy(item)
    service = pick_object(tidied, "service") if isinstance(tidied, dict) else {}
    if not isinstance(tidied, dict) or not as_text(service.get("name")):
        return item
    if not pick_objects(tidied, "location"):
        return dict(service)
    here: Json = {key: value for key, value in tidied.items() if key != "service"}
    return {**service, "service_at_locations": [here]}
