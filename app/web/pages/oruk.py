"""Open data in the national standard: Open Referral UK 3.0, which is HSDS 3.0 for the UK.

Any program may read it, with no key, from any page. Answers to words or a postcode that somebody
typed are kept by no cache; all others for five minutes. `docs/open-data.md` has every field.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import JSONResponse, Response, StreamingResponse

from app.openreferral.envelopes import wrap_page
from app.openreferral.export import Export, cut_page, write_entries
from app.openreferral.filters import find_numbers
from app.openreferral.records import encode
from app.openreferral.shelves import Depth, Shelf, Subject
from app.web.headers import NEVER_KEPT
from app.web.oruk_docs import TAG, Identity, tell_list, tell_one, tell_root
from app.web.oruk_queries import (
    Asked,
    OrganizationsAsked,
    ServicesAsked,
    TermsAsked,
    read_request,
)
from app.web.oruk_root import describe_feed
from app.web.site import TheVisit, Visit

router = APIRouter(prefix="/oruk/v3", tags=[TAG])

JSON = "application/json"
LINES = "application/x-ndjson"
LINES_AT_ONCE = 100

WholeServices = Annotated[bool, Query(description="true: with its services whole.")]
Known = Annotated[str, Header(alias="If-None-Match", include_in_schema=False)]


@router.get("", summary="Which standard this is", responses=tell_root())
@router.get("/")
def send_root(visit: TheVisit, known: Known = "") -> Response:
    """Say which standard this is, and whose data, under which licence."""
    feed = describe_feed(visit.base, visit.site.contact, visit.site.downloads.licence)
    return _send(encode(feed), known)


@router.get("/services", summary="Services, a page at a time", responses=tell_list("service"))
def list_services(
    asked: Annotated[ServicesAsked, Query()], visit: TheVisit, known: Known = ""
) -> Response:
    """List the services, with who runs them."""
    return _send_list(_export(visit).services, asked, visit, known)


@router.get("/services/{identity}", summary="One service", responses=tell_one("service"))
def send_service(identity: Identity, visit: TheVisit, known: Known = "") -> Response:
    """Send one service with everything below it."""
    return _send_one(_export(visit).services, identity, known)


@router.get(
    "/service_at_locations",
    summary="Services at their places",
    responses=tell_list("service_at_location"),
)
def list_spots(
    asked: Annotated[ServicesAsked, Query()], visit: TheVisit, known: Known = ""
) -> Response:
    """List services at the places where they are. What is nowhere, or hidden, is not here."""
    return _send_list(_export(visit).spots, asked, visit, known)


@router.get(
    "/service_at_locations/{identity}",
    summary="One service at one place",
    responses=tell_one("service_at_location"),
)
def send_spot(identity: Identity, visit: TheVisit, known: Known = "") -> Response:
    """Send one service at one place."""
    return _send_one(_export(visit).spots, identity, known)


@router.get("/organizations", summary="Who runs services", responses=tell_list("organization"))
def list_organizations(
    asked: Annotated[OrganizationsAsked, Query()], visit: TheVisit, known: Known = ""
) -> Response:
    """List who runs services."""
    return _send_list(_export(visit).organizations, asked, visit, known)


@router.get(
    "/organizations/{identity}", summary="One organisation", responses=tell_one("organization")
)
def send_organization(
    identity: Identity, visit: TheVisit, full_service: WholeServices = False, known: Known = ""
) -> Response:
    """Send one organisation with its services: in short, or whole with `full_service`."""
    depth: Depth = "full services" if full_service else "full"
    return _send_one(_export(visit).organizations, identity, known, depth)


@router.get("/taxonomies", summary="Lists of terms", responses=tell_list("taxonomy"))
def list_taxonomies(
    asked: Annotated[Asked, Query()], visit: TheVisit, known: Known = ""
) -> Response:
    """List the lists of terms."""
    return _send_list(_export(visit).taxonomies, asked, visit, known)


@router.get(
    "/taxonomies/{identity}", summary="One list with its terms", responses=tell_one("taxonomy")
)
def send_taxonomy(identity: Identity, visit: TheVisit, known: Known = "") -> Response:
    """Send one list with its terms."""
    return _send_one(_export(visit).taxonomies, identity, known)


@router.get(
    "/taxonomy_terms", summary="Terms, a page at a time", responses=tell_list("taxonomy_term")
)
def list_terms(
    asked: Annotated[TermsAsked, Query()], visit: TheVisit, known: Known = ""
) -> Response:
    """List terms: topics, areas, kinds of help, and how to reach in."""
    return _send_list(_export(visit).terms, asked, visit, known)


@router.get(
    "/taxonomy_terms/{identity}", summary="One term of a list", responses=tell_one("taxonomy_term")
)
def send_term(identity: Identity, visit: TheVisit, known: Known = "") -> Response:
    """Send one term, with the taxonomy it is in."""
    return _send_one(_export(visit).terms, identity, known)


def find_examples(visit: Visit) -> dict[str, str]:
    """Return an id for each address that takes one, so that its description can be tried."""
    export = _export(visit)
    ids = {
        "services": export.services.ids,
        "service_at_locations": export.spots.ids,
        "organizations": export.organizations.ids,
        "taxonomies": export.taxonomies.ids,
        "taxonomy_terms": export.terms.ids,
    }
    prefix = router.prefix
    return {f"{prefix}/{name}/{{identity}}": found[0] for name, found in ids.items() if found}


def _export(visit: Visit) -> Export:
    return visit.site.exports.find(visit.directory, visit.site.contact)


def _send_list(shelf: Shelf[Subject], asked: Asked, visit: Visit, known: str) -> Response:
    request = read_request(asked, visit.directory)
    headers = NEVER_KEPT if request.private else {}
    if request.whole:
        entries = write_entries(shelf, find_numbers(shelf, request.query), request.depth)
        return StreamingResponse(_write_lines(entries), headers=headers, media_type=LINES)
    page = cut_page(shelf, request.query, request.depth, request.page, request.per_page)
    if request.lines:
        return _send(b"".join(_write_lines(page.entries)), known, headers, LINES)
    return _send(wrap_page(page.envelope, page.entries), known, headers)


def _send_one(
    shelf: Shelf[Subject], identity: Identity, known: str, depth: Depth = "full"
) -> Response:
    number = shelf.numbers.get(identity.lower())
    if number is None:
        return JSONResponse({"error": "There is nothing with this id. It may be gone."}, 404)
    (written,) = write_entries(shelf, [number], depth)
    return _send(written, known)


def _send(
    body: bytes, known: str, headers: dict[str, str] | None = None, media_type: str = JSON
) -> Response:
    """Send an answer, or that it has not changed (RFC 9110, 13.1.2)."""
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
    told = {"ETag": etag, **(headers or {})}
    if _is_known(etag, known):
        return Response(status_code=304, headers=told)
    return Response(body, headers=told, media_type=media_type)


def _is_known(etag: str, known: str) -> bool:
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags


def _write_lines(entries: Iterable[bytes]) -> Iterator[bytes]:
    """Yield NDJSON, some lines at a time: sending each alone would cost more than drawing it."""
    waiting = iter(entries)
    while lines := list(islice(waiting, LINES_AT_ONCE)):
        yield b"\n".join(lines) + b"\n"
