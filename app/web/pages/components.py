"""The page of every part of the pages, for those who build them; a site for families has none."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from app.web.site import TheVisit
from app.web.specimens import show_specimens

router = APIRouter()


@router.get("/dev/components")
def send_components(visit: TheVisit) -> HTMLResponse:
    """Answer every part in every state, where the site is one that is being worked on."""
    if not visit.site.dev:
        raise HTTPException(404)
    return visit.answer(show_specimens())
