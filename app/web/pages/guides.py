"""The pages planners write in Markdown. Registered last: whatever else has an address keeps it."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from app.web.guides import show_guide
from app.web.site import TheVisit

router = APIRouter()


@router.get("/{page}")
def send_guide(page: str, visit: TheVisit) -> HTMLResponse:
    """Answer one guide's page. Any other name is not found."""
    catalogue = visit.directory.catalogue
    guide = catalogue.guides.get(page)
    if guide is None:
        raise HTTPException(404)
    return visit.answer(show_guide(guide, catalogue, visit.site.contact))
