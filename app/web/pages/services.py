"""A page for each listing: enough for a family to phone or go, without opening anything else."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from app.web.presenters import show_listing
from app.web.site import TheVisit

router = APIRouter()


@router.get("/services/{service_id}")
def show_service(service_id: str, visit: TheVisit) -> HTMLResponse:
    """Answer one listing's page. Paused and archived listings are not found."""
    service = visit.directory.catalogue.find(service_id)
    if service is None:
        raise HTTPException(404)
    page = show_listing(service, visit.directory, visit.now)
    return visit.site.renderer.answer(page)
