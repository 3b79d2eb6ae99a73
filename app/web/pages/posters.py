"""Posters for walls: choosing one, and the sheet itself."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.content.areas import Area
from app.content.needs import Need
from app.web.posters import poster_path, show_poster, show_posters
from app.web.site import TheVisit, Visit

router = APIRouter()


@router.get("/posters")
def choose_poster(visit: TheVisit, area: str = "", need: str = "") -> Response:
    """Answer the choice of posters, and send on to the one that is chosen."""
    if not area:
        return visit.answer(show_posters(visit.directory.catalogue))
    chosen, topic = _find(visit, area, need)
    return RedirectResponse(poster_path(chosen, topic), 303)


@router.get("/poster/{area}")
def send_poster(visit: TheVisit, area: str, need: str = "") -> HTMLResponse:
    """Answer one poster. Unknown areas and topics are not found."""
    chosen, topic = _find(visit, area, need)
    catalogue = visit.directory.catalogue
    return visit.answer(show_poster(chosen, topic, catalogue, visit.now.date(), visit.base))


def _find(visit: Visit, area: str, need: str) -> tuple[Area, Need | None]:
    """Return the area, and the topic if one is asked for by its slug or its page's name."""
    catalogue = visit.directory.catalogue
    topic = next((n for n in catalogue.needs.values() if need in (n.slug, n.page)), None)
    if area not in catalogue.areas or (need and topic is None):
        raise HTTPException(404)
    return catalogue.areas[area], topic
