"""What one answer of a feed holds: its services, and what it says of the pages around it."""

import json
from dataclasses import dataclass

from app.openreferral.reading import Json, entries

_ROOT_KEYS = frozenset({"version", "profile", "openapi_url"})
_TOTALS = ("total_items", "totalElements", "total_elements", "total")
_NUMBERS = ("page_number", "number", "page")
_LASTS = ("last_page", "last")
_OF_A_SERVICE = frozenset({
    "application_process", "assured_date", "attending_access", "eligibilitys", "fees",
    "organisation", "organisation_id", "organization", "organization_id", "reachin",
    "schedules", "service_at_locations", "service_taxonomys", "status",
})  # fmt: skip
_OF_SOMETHING_ELSE = frozenset({
    "location_type", "parent_id", "service_id", "taxonomy", "taxonomy_id", "taxonomy_terms",
    "vocabulary",
})  # fmt: skip


class NotJson(Exception):
    """An answer that is no JSON; says so to a planner."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer that holds services. `total`, `number` and `is_last` are what it claims."""

    records: tuple[Json, ...]
    is_single: bool = False
    total: int | None = None
    number: int | None = None
    is_last: bool = False


def read_json(body: bytes) -> Json:
    """Return what a body says: JSON, or a list of what its lines say. Raises NotJson."""
    try:
        return _load(body)
    except ValueError:
        lines = [line for line in body.splitlines() if line.strip()]
        if len(lines) < 2:
            raise NotJson(_say_not_json(body)) from None
    try:
        return [_load(line) for line in lines]
    except ValueError:
        raise NotJson(_say_not_json(body)) from None


def is_root(document: Json) -> bool:
    """Return whether an answer is that of a feed's own address: its version, and no services."""
    if not isinstance(document, dict) or not _ROOT_KEYS & set(document):
        return False
    return not any(isinstance(value, list) for value in document.values()) and (
        "id" not in document or "name" not in document
    )


def read_licence(root: Json) -> str:
    """Return the name of the licence that a feed's root gives, or nothing.

    The standard has no place for it; feeds that say it use one of these.
    """
    if not isinstance(root, dict):
        return ""
    said = root.get("license") or root.get("licence")
    name = said.get("name") if isinstance(said, dict) else said
    return " ".join(name.split())[:200] if isinstance(name, str) else ""


def read_page(document: Json) -> Page:
    """Return the services of an answer. Raises ReadingProblem where it holds none of the kind."""
    records = tuple(entries(document))
    if not isinstance(document, dict):
        return Page(records)
    is_single = len(records) == 1 and ("id" in document or "service" in document)
    return Page(
        records,
        is_single,
        _first_number(document, _TOTALS),
        _first_number(document, _NUMBERS),
        any(document.get(key) is True for key in _LASTS),
    )


def looks_like_service(record: Json) -> bool:
    """Return whether a record is a service and not an organisation, place or term.

    A folder of a feed's answers holds all of these, and each has an id and a name.
    """
    if not isinstance(record, dict):
        return False
    keys = set(record)
    return bool(keys & _OF_A_SERVICE) and not keys & _OF_SOMETHING_ELSE


def _load(body: bytes) -> Json:
    """Return what JSON says; letters that are not UTF-8 are taken for Windows' own."""
    try:
        text = body.decode(json.detect_encoding(body))
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    try:
        value: Json = json.loads(text, parse_constant=lambda _: None)
    except RecursionError:
        raise ValueError("too deep") from None
    return value


def _first_number(document: dict[str, Json], names: tuple[str, ...]) -> int | None:
    for name in names:
        value = document.get(name)
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:12])
        if isinstance(value, int) and not isinstance(value, bool):
            return value
    return None


def _say_not_json(body: bytes) -> str:
    start = body.lstrip()[:1]
    if not start:
        return "the answer is empty"
    is_page = start == b"<"
    return "the answer is a web page, not data" if is_page else "the answer is not JSON"
