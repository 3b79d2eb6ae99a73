"""A page for each listing: enough for a family to phone or go, without opening anything else."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse, Response

from app.web.addresses import service_path
from app.web.listings import show_listing
from app.web.site import TheVisit

router = APIRouter()


@router.get("/services/{service_id}")
def show_service(service_id: str, visit: TheVisit) -> Response:
    """Answer one listing's page, found by its id or its code.

    Paused and archived listings are not found. An id that could give a family away is sent on to
    the code, so that only the code stays in the browser's history.
    """
    catalogue = visit.directory.catalogue
    service = catalogue.find(service_id) or catalogue.by_code.get(service_id)
    if service is None:
        raise HTTPException(404)
    path = service_path(service, catalogue)
    if path != f"/services/{service_id}":
        return RedirectResponse(path, 308)
    return visit.answer(show_listing(service, visit))
