"""What to check next, and marking that a listing was checked."""

from typing import get_args

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.content.models import Service
from app.language import gettext as _
from app.language import mark
from app.planning.accounts import DeedName
from app.planning.calendar_files import KIND
from app.planning.checking import CannotTakeBack, plan_check, plan_taking_back, write_check
from app.planning.keeping import PlanEdit
from app.planning.yaml_files import SaveRefused
from app.web.headers import NEVER_KEPT
from app.web.planning.checking_files import write_events, write_rows
from app.web.planning.checking_forms import (
    CHECKS,
    Back,
    Filters,
    Marked,
    link_back,
    read_marked,
)
from app.web.planning.checking_list import (
    find_reminders,
    read_filters,
    show_check,
    show_checks,
)
from app.web.planning.door import Desk, TheDesk
from app.web.planning.saving import (
    OUT_OF_REACH,
    TROUBLES,
    keeper_of,
    may_edit,
    save_listings,
    say_trouble,
)

router = APIRouter()

WHY = "Mark as checked."
WHY_BACK = "Take a mark of a check back."
CHANGED = mark(
    "Nothing was taken back: this check was changed since, or nobody knows what stood there before."
)


@router.get(CHECKS)
def send_checks(
    desk: TheDesk,
    area: str = "",
    kind: str = "",
    when: str = "",
    page: str = "",
    marked: str = "",
    undone: str = "",
) -> HTMLResponse:
    """Answer what to check next; filters that are none are left out."""
    filters = read_filters(area, kind, when, page, desk)
    return desk.answer(show_checks(desk, filters, marked, undone))


@router.get(f"{CHECKS}.csv")
def send_sheet(desk: TheDesk, area: str = "", kind: str = "", when: str = "") -> Response:
    """Answer the same as a table."""
    filters = read_filters(area, kind, when, "", desk)
    listed = [
        r for r in find_reminders(filters, desk) if not filters.term or r.term == filters.term
    ]
    desk.note("exported listings", str(len(listed)))
    return _send_file(write_rows(listed, desk), "text/csv; charset=utf-8", "csv", desk)


@router.get(f"{CHECKS}.ics")
def send_calendar(desk: TheDesk, area: str = "") -> Response:
    """Answer the days on which something is due as a calendar."""
    filters = Filters(read_filters(area, "", "", "", desk).area)
    listed = find_reminders(filters, desk)
    desk.note("exported listings", str(len(listed)))
    return _send_file(write_events(listed, desk, filters), KIND, "ics", desk)


@router.get(f"{CHECKS}/{{listing}}")
def send_check(desk: TheDesk, listing: str, marked: str = "", undone: str = "") -> HTMLResponse:
    """Answer one listing's page of checking."""
    page = show_check(_find(listing, desk), desk, is_marked=bool(marked), is_undone=bool(undone))
    return desk.answer(page)


@router.post(f"{CHECKS}/{{listing}}")
def mark_checked(desk: TheDesk, listing: str) -> Response:
    """Mark a listing as checked today, by whoever is signed in, as their role."""
    service, said = _find(listing, desk), read_marked(desk)
    if not may_edit(desk, service.areas):
        return _refuse(service, desk, 403, trouble=_(OUT_OF_REACH))
    if said.how is None or not said.is_good:
        return _refuse(service, desk, 422, slips=said)
    check = write_check(desk.visit.now.date(), said.how, said.next)
    return _save(service, desk, plan_check(service.id, check), WHY)


@router.post(f"{CHECKS}/{{listing}}/undo")
def take_back(desk: TheDesk, listing: str) -> Response:
    """Give a listing the check it had before, while it still has the one that was marked."""
    service = _find(listing, desk)
    if not may_edit(desk, service.areas):
        return _refuse(service, desk, 403, trouble=_(OUT_OF_REACH))
    plan = plan_taking_back(service.id, desk.said("check"), keeper_of(desk).history)
    return _save(service, desk, plan, WHY_BACK)


def _find(listing: str, desk: Desk) -> Service:
    service = desk.visit.directory.catalogue.by_id.get(listing)
    if service is None:
        raise HTTPException(404)
    return service


def _save(service: Service, desk: Desk, plan: PlanEdit, why: str) -> Response:
    is_mark = why == WHY
    what: DeedName = "checked a listing" if is_mark else "undid a change"
    try:
        save_listings(desk, plan, why, what, [service.id])
    except CannotTakeBack:
        return _refuse(service, desk, 409, trouble=_(CHANGED))
    except (*TROUBLES, SaveRefused) as problem:
        return _refuse(service, desk, 409, trouble=say_trouble(problem))
    back, filters = _read_back(desk)
    more = {"marked" if is_mark else "undone": service.id}
    return RedirectResponse(link_back(service.id, back, filters, **more), 303, NEVER_KEPT)


def _read_back(desk: Desk) -> tuple[Back, Filters]:
    """Return where a form was pressed, as it says."""
    said = desk.said("back", 20)
    back: Back = next((each for each in get_args(Back) if each == said), "checks")
    area, kind, when, page = (desk.said(name) for name in ("area", "kind", "when", "page"))
    return back, read_filters(area, kind, when, page, desk)


def _refuse(
    service: Service, desk: Desk, status: int, *, slips: Marked | None = None, trouble: str = ""
) -> HTMLResponse:
    back, filters = _read_back(desk)
    page = show_check(service, desk, back=back, filters=filters, slips=slips, trouble=trouble)
    return desk.answer(page, status)


def _send_file(text: str, kind: str, ending: str, desk: Desk) -> Response:
    name = f"reach-in-checks-{desk.visit.now:%Y-%m-%d}.{ending}"
    told = {**NEVER_KEPT, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=kind, headers=told)
