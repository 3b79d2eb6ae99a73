"""What search engines and browsers ask for, to list our pages and to search them."""

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response

from app.web.machine_files import write_opensearch, write_robots, write_sitemap
from app.web.site import TheVisit

router = APIRouter()


@router.get("/robots.txt")
def send_robots(visit: TheVisit) -> PlainTextResponse:
    """Let search engines list pages, but not searches or the lists of one family."""
    return PlainTextResponse(write_robots(visit.base))


@router.get("/sitemap.xml")
def send_sitemap(visit: TheVisit) -> Response:
    """Send the address of every page worth finding."""
    return Response(write_sitemap(visit.directory, visit.base), media_type="application/xml")


@router.get("/opensearch.xml")
def send_opensearch(visit: TheVisit) -> Response:
    """Tell browsers how to search here from their own box."""
    icon = visit.base + visit.site.assets.address("mark.svg")
    written = write_opensearch(visit.base, icon)
    return Response(written, media_type="application/opensearchdescription+xml")
