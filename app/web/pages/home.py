"""The first page: "What would help?" and "Where are you?"."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.language import gettext as _
from app.web.addresses import area_path, guide_path
from app.web.heads import head_home
from app.web.presenters import show_tiles
from app.web.site import TheVisit
from app.web.views import HomePage, Link, SearchForm

router = APIRouter()

GUIDES_SHOWN = 3


@router.get("/")
def show_home(visit: TheVisit) -> HTMLResponse:
    """Answer the home page."""
    catalogue = visit.directory.catalogue
    needs = [need for need in catalogue.needs.values() if not need.crisis]
    guides = [guide for guide in catalogue.guides.values() if guide.group == "asking"]
    page = HomePage(
        title=_("Find help near you"),
        form=SearchForm(),
        tiles=show_tiles(sorted(needs, key=lambda need: not need.first)),
        areas=tuple(Link(a.name, area_path(a)) for a in catalogue.areas.values() if a.local),
        guides=tuple(Link(g.title, guide_path(g)) for g in guides[:GUIDES_SHOWN]),
        listings=len(catalogue.live),
        head=head_home(catalogue, visit.base),
    )
    return visit.answer(page)
