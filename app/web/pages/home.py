"""The first page: "What would help?" and "Where are you?"."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.web.presenters import show_tiles
from app.web.site import TheVisit
from app.web.views import HomePage, SearchForm

router = APIRouter()


@router.get("/")
def show_home(visit: TheVisit) -> HTMLResponse:
    """Answer the home page."""
    catalogue = visit.directory.catalogue
    needs = [need for need in catalogue.needs.values() if not need.crisis]
    page = HomePage(
        title="Find help near you",
        form=SearchForm(),
        tiles=show_tiles(sorted(needs, key=lambda need: not need.first)),
        areas=tuple(area.name for area in catalogue.areas.values() if area.local),
        listings=len(catalogue.live),
    )
    return visit.site.renderer.answer(page)
