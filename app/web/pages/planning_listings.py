"""The planners' listings: finding one, pausing it and putting it back, its past and undoing."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import RedirectResponse, Response

from app.language import gettext as _
from app.language import mark
from app.planning.comparing import name_changed
from app.planning.keeping import OutOfReach
from app.planning.listing_lines import STATUSES
from app.planning.pasts import ChangedSince, Past, plan_restore, seal_fields
from app.planning.yaml_files import SaveRefused
from app.web.headers import NEVER_KEPT
from app.web.planning.door import Desk, TheDesk, turn_away
from app.web.planning.listing_desk import (
    DEEDS,
    AlreadySo,
    Found,
    Refused,
    find_listing,
    need_fields,
    plan_state,
    say_why_not,
    show_listing,
    write_why,
)
from app.web.planning.listing_history import (
    find_why_not,
    need_past,
    show_history,
    show_past,
    show_saves,
)
from app.web.planning.listing_list import (
    link_listings,
    listing_href,
    read_looked,
    show_listings,
)
from app.web.planning.listing_views import ListingsPart
from app.web.planning.listing_words import LISTINGS, show_faults
from app.web.planning.saving import TROUBLES, save_listings, say_trouble
from app.web.views import Link

router = APIRouter()

LISTING = f"{LISTINGS}/{{listing}}"
DANGERS = "dangers.yaml"
LONGEST_WHY = 200
REFUSED = 422
CONFLICT = 409
VARY = {"Vary": "HX-Request"}
NOT_YOURS = mark("That listing is not yours to change")
CHOOSE = mark("Nothing was changed. Press one of the buttons.")
CHANGED_SINCE = mark(
    "Nothing was changed. Somebody has changed this listing since you opened the page. Look at"
    " what it says now, and press again if you still want to."
)
PHONED = mark(
    "Nothing was saved. Families are told to phone it when someone is in danger. Choose somebody"
    " else for them in that file first:"
)
MEND = mark("Nothing was saved. Mend this first:")
NOT_TODAY = mark("Nothing was saved. What it said then breaks a rule of today:")


@router.get(LISTINGS)
def send_listings(
    request: Request, desk: TheDesk, hx_request: Annotated[str, Header()] = ""
) -> Response:
    """Answer every listing that fits, or the part of the page that changes alone."""
    looked = read_looked(request.query_params, desk)
    page = show_listings(desk, looked)
    if not hx_request:
        answer = desk.answer(page)
        answer.headers.update(VARY)
        return answer
    part = desk.answer(ListingsPart(page.title, page.found))
    part.headers.update({**VARY, "HX-Replace-Url": link_listings(looked, looked.shown)})
    return part


@router.get(f"{LISTINGS}/history")
def send_saves(desk: TheDesk) -> Response:
    """Answer the newest saves of all listings."""
    return desk.answer(show_saves(desk))


@router.get(LISTING)
def send_listing(listing: str, desk: TheDesk, done: str = "", also: str = "") -> Response:
    """Answer a listing's own page. One that is in no file has only its past."""
    found = find_listing(desk, listing)
    if found.fields is None:
        return desk.answer(show_history(found))
    return desk.answer(show_listing(desk, found, done, also))


@router.post(f"{LISTING}/state")
def change_state(listing: str, desk: TheDesk) -> Response:
    """Pause a listing, archive it, or put it back."""
    found = find_listing(desk, listing)
    _refuse_others(desk, say_why_not(desk, need_fields(found)))
    state, why = desk.said("state"), desk.said("why", LONGEST_WHY)
    if state not in STATUSES:
        return _say_on(desk, found, Refused(_(CHOOSE)), REFUSED)
    plan = plan_state(listing, state, _today(desk))
    try:
        save_listings(desk, plan, write_why(state, listing, why), DEEDS[state], (listing,))
    except AlreadySo:
        return _go(listing, "same")
    except SaveRefused as refused:
        is_phoned = any(Path(fault.file).name == DANGERS for fault in refused.faults)
        told = Refused(_(PHONED if is_phoned else MEND), show_faults(refused.faults), why)
        return _say_on(desk, found, told, REFUSED)
    except TROUBLES as problem:
        return _say_on(desk, found, Refused(say_trouble(problem), why=why), _status(problem))
    return _go(listing, state)


@router.get(f"{LISTING}/history")
def send_history(listing: str, desk: TheDesk) -> Response:
    """Answer every change of a listing."""
    return desk.answer(show_history(find_listing(desk, listing)))


@router.get(f"{LISTING}/history/{{version}}")
def send_past(listing: str, version: str, desk: TheDesk) -> Response:
    """Answer one change of a listing, and what was then beside what is now."""
    found = find_listing(desk, listing)
    return desk.answer(show_past(desk, found, need_past(found, version)))


@router.post(f"{LISTING}/history/{{version}}/restore")
def restore(listing: str, version: str, desk: TheDesk) -> Response:
    """Bring back all that a listing said, if it still says what was seen."""
    found = find_listing(desk, listing)
    past = need_past(found, version)
    _refuse_others(desk, find_why_not(desk, found, past))
    if past.after is None or not set(name_changed(past.after, found.fields)) - {"edited"}:
        return _go(listing, "same")
    seen = desk.said("seen")
    plan = plan_restore(found.keeper, listing, past, seen, _today(desk))
    try:
        if seal_fields(found.fields) != seen:
            raise ChangedSince
        save_listings(desk, plan, _write_restored(listing, past), "undid a change", (listing,))
    except ChangedSince:
        return _show_again(desk, listing, version, _(CHANGED_SINCE), CONFLICT)
    except SaveRefused as refused:
        page = show_past(desk, found, past, _lead(_(NOT_TODAY)), show_faults(refused.faults))
        return desk.answer(page, REFUSED)
    except TROUBLES as problem:
        return _show_again(desk, listing, version, say_trouble(problem), _status(problem))
    return _go(listing, "restored")


def _write_restored(listing: str, past: Past) -> str:
    """Return what the history says: in English, for everybody who reads the files' past."""
    when = f"{past.version.when:%Y-%m-%d %H:%M} UTC" if past.version else "before"
    return f"Undo: bring back {listing} as it was saved on {when}."


def _show_again(desk: Desk, listing: str, version: str, told: str, status: int) -> Response:
    """Answer the page of a change as it is now, with what kept it from being saved."""
    found = find_listing(desk, listing)
    page = show_past(desk, found, need_past(found, version), _lead(told))
    return desk.answer(page, status)


def _say_on(desk: Desk, found: Found, refused: Refused, status: int) -> Response:
    """Answer a listing's own page with what kept it from being saved."""
    return desk.answer(show_listing(desk, found, refused=refused), status)


def _lead(told: str) -> tuple[Link, ...]:
    return (Link(told, "#now"),)


def _refuse_others(desk: Desk, why_not: str) -> None:
    if why_not:
        raise turn_away(desk.visit, 403, _(NOT_YOURS), why_not)


def _status(problem: Exception) -> int:
    return 403 if isinstance(problem, OutOfReach) else CONFLICT


def _today(desk: Desk) -> str:
    return desk.visit.now.date().isoformat()


def _go(listing: str, done: str) -> Response:
    return RedirectResponse(f"{listing_href(listing)}?done={done}", 303, NEVER_KEPT)
