"""What a phone may keep: the page of saved help, the worker for no signal, and letting all go."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.web.keeping import FORGET, show_offline, show_saved, write_worker
from app.web.site import TheSite, TheVisit

router = APIRouter()


@router.get("/saved")
def send_saved(visit: TheVisit) -> HTMLResponse:
    """Answer the page that scripts fill with what this phone has saved."""
    return visit.answer(show_saved())


@router.get("/offline")
def send_offline(visit: TheVisit) -> HTMLResponse:
    """Answer the page a phone keeps for when it has no signal."""
    return visit.answer(show_offline(visit.directory, visit.now))


@router.get("/sw.js")
def send_worker(visit: TheVisit) -> Response:
    """Answer the service worker, which only a press on "Save" asks for."""
    worker = write_worker(visit.site.assets, visit.directory.catalogue)
    return Response(worker, media_type="text/javascript; charset=utf-8")


@router.get("/exit")
def send_away(site: TheSite) -> RedirectResponse:
    """Empty the browser of this site and send it to the page "Leave this page" leads to."""
    return RedirectResponse(site.exit_url, 303, FORGET)
