"""What machines ask for: health, static files and the browser's icon."""

import gzip
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from app.web.packing import GZIP, takes_gzip
from app.web.site import TheSite

router = APIRouter()


@router.get("/health")
def report_health(site: TheSite) -> dict[str, Any]:
    """Say whether the site serves, from what data, and what is wrong with the newest edit.

    The status is "ok", or "stale" while a broken edit keeps the last good listings in service.
    """
    standing = site.live.standing
    return {
        "status": "stale" if standing.faults else "ok",
        "data": standing.directory.digest,
        "since": standing.since.isoformat(timespec="seconds"),
        "listings": len(standing.directory.catalogue.live),
        "faults": [str(fault) for fault in standing.faults],
    }


@router.get("/static/{name:path}")
def send_asset(request: Request, site: TheSite) -> Response:
    """Send a static file from its hashed address."""
    asset = site.assets.find(request.url.path)
    if asset is None:
        raise HTTPException(404)
    if not asset.is_packed:
        return Response(asset.body, media_type=asset.content_type)
    if not takes_gzip(request):
        return Response(gzip.decompress(asset.body), media_type=asset.content_type)
    return Response(asset.body, media_type=asset.content_type, headers=GZIP)


@router.get("/favicon.ico")
def send_icon(site: TheSite) -> RedirectResponse:
    """Send browsers that ask for the old icon to ours."""
    return RedirectResponse(site.assets.address("mark.svg"), 308)
