"""The pages planners write in Markdown. Registered last: whatever else has an address keeps it."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse, Response

from app.web.guides import show_guide
from app.web.keeping import URGENT_GUIDE, link_urgent
from app.web.site import TheVisit

router = APIRouter()


@router.get("/{page}")
def send_guide(page: str, visit: TheVisit) -> Response:
    """Answer one guide's page. Any other name is not found.

    Every page leads to who to phone now: on a site without that guide, its topic answers.
    """
    catalogue = visit.directory.catalogue
    guide = catalogue.guides.get(page)
    if guide is None and page == URGENT_GUIDE and (urgent := next(link_urgent(catalogue), None)):
        return RedirectResponse(urgent.href, 303)
    if guide is None:
        raise HTTPException(404)
    return visit.answer(show_guide(guide, catalogue, visit.site.contact))
