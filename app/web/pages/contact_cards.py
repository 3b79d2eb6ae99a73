"""Listings as contacts for a phone. Their file names say nothing."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse, Response

from app.web.addresses import service_path
from app.web.contact_cards import make_contact_card, write_contact_card
from app.web.site import TheVisit

router = APIRouter()

AS_FILE = {"Content-Disposition": 'attachment; filename="contact.vcf"', "X-Robots-Tag": "noindex"}


@router.get("/services/{name}.vcf")
def send_contact_card(name: str, visit: TheVisit) -> Response:
    """Answer a listing's card, found by its id or its code as its page is."""
    catalogue = visit.directory.catalogue
    service = catalogue.find(name) or catalogue.by_code.get(name)
    card = make_contact_card(service, catalogue) if service else None
    if service is None or card is None:
        raise HTTPException(404)
    path = service_path(service, catalogue)
    if path != f"/services/{name}":
        return RedirectResponse(f"{path}.vcf", 308)
    return Response(write_contact_card(card), media_type="text/vcard", headers=AS_FILE)
