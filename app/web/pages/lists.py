"""A list of listings to print or send on."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.language import gettext as _
from app.web.lists import read_list, show_list
from app.web.presenters import show_general_crisis, show_tiles
from app.web.site import TheVisit, Visit
from app.web.views import MessagePage

router = APIRouter()


@router.get("/list/{codes}")
def send_list(codes: str, visit: TheVisit) -> HTMLResponse:
    """Answer the list of the listings with these codes, or who to phone where none is left."""
    chosen = read_list(codes, visit.directory.catalogue)
    if not chosen.services:
        return _answer_empty(visit)
    return visit.answer(show_list(chosen, visit.directory, visit.now, visit.base))


def _answer_empty(visit: Visit) -> HTMLResponse:
    needs = visit.directory.catalogue.needs.values()
    page = MessagePage(
        title=_("Your list of help"),
        heading=_("There is nothing on this list now"),
        lead=_("The help on it may have moved or closed. You can look for it again."),
        crisis=show_general_crisis(visit.directory, visit.now),
        tiles=show_tiles(need for need in needs if need.first),
    )
    return visit.answer(page, 404)
