"""The page for schools and GPs, where they make a box for their own website."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.web.builder import BUILDER, may_stand, show_builder
from app.web.pages.finding import tidy_text
from app.web.pasting import LONGEST_HEADING, read_choices
from app.web.site import TheVisit
from app.web.widget import write_script

router = APIRouter()


@router.get(BUILDER)
def build_box(request: Request, visit: TheVisit) -> HTMLResponse:
    """Answer the page with what was chosen. What cannot be used is left out, and never an error."""
    given = {name: tidy_text(text, LONGEST_HEADING) for name, text in request.query_params.items()}
    catalogue = visit.directory.catalogue
    needs = {slug: n for slug, n in catalogue.needs.items() if may_stand(slug, catalogue)}
    if visit.site.public_url:  # else any host that was asked for would fill the folder
        script = write_script(visit)
        visit.site.pins.keep(script.name, script.body)
    return visit.answer(show_builder(read_choices(given, catalogue.areas, needs), visit))
