"""The planners' page of links and numbers: reading alone, as asking takes minutes."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.web.planning.door import TheDesk
from app.web.planning.links import LINKS, show_links

router = APIRouter()


@router.get(LINKS)
def send_links(desk: TheDesk, area: str = "") -> HTMLResponse:
    """Answer what asking every link showed; an area that is none of ours is left out."""
    known = desk.visit.directory.catalogue.areas
    return desk.answer(show_links(desk, area if area in known else ""))
