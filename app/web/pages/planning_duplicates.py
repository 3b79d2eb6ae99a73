"""Likely duplicates: looked at side by side, and told apart for good. Nothing is merged here."""

from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from app.language import gettext as _
from app.language import mark
from app.planning.duplicates import is_told_apart, say_different
from app.planning.keeping import Edit
from app.planning.yaml_files import OpenFolder, SaveRefused
from app.planning.yaml_writing import CannotWrite
from app.web.headers import NEVER_KEPT
from app.web.planning.door import Desk, TheDesk
from app.web.planning.duplicates import DUPLICATES, show_duplicates
from app.web.planning.saving import TROUBLES, may_edit, save_listings, say_trouble

router = APIRouter()

MOST_DIGITS = 4
TOLD = mark("They are two different things. The planners’ note of {listing} says so.")


@router.get(DUPLICATES)
def send_duplicates(desk: TheDesk, area: str = "", page: str = "", told: str = "") -> Response:
    """Answer pairs of listings that may be one; what is none of ours in the address is left out."""
    catalogue = desk.visit.directory.catalogue
    service = catalogue.by_id.get(told)
    notice = _(TOLD).format(listing=service.name) if service and is_told_apart(service) else ""
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= MOST_DIGITS else 0
    chosen = area if area in catalogue.areas else ""
    return desk.answer(show_duplicates(desk, chosen, number, notice))


@router.post(DUPLICATES)
def tell_apart(desk: TheDesk) -> Response:
    """Remember that two listings are two things, in the planners' note of one of them."""
    name, other, area = desk.said("one"), desk.said("other"), desk.said("area")
    if not name and not other:
        return _lead(area)
    by_id = desk.visit.directory.catalogue.by_id
    if name not in by_id or other not in by_id or name == other:
        raise HTTPException(404)
    if not may_edit(desk, by_id[name].areas):
        name, other = other, name
    try:
        _write_note(desk, name, other)
    except (SaveRefused, *TROUBLES) as problem:
        page = show_duplicates(desk, "", 0, problem=say_trouble(problem))
        return desk.answer(page, 422)
    return _lead(area, told=name)


def _write_note(desk: Desk, name: str, other: str) -> None:
    def plan(opened: OpenFolder) -> Edit:
        if name not in opened.listed:
            raise CannotWrite(f"{name} is in no file any more")
        note = say_different(opened.listed[name].fields, other)
        return Edit({name: {"planners_note": note, "edited": today.isoformat()}})

    today = desk.visit.now.date()
    save_listings(desk, plan, f"{name} is not {other}.", "changed a listing", [name])


def _lead(area: str, **said: str) -> Response:
    known = {name: value for name, value in (("area", area), *said.items()) if value}
    query = urlencode(known)
    return RedirectResponse(f"{DUPLICATES}?{query}" if query else DUPLICATES, 303, NEVER_KEPT)
