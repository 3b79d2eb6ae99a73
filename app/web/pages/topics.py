"""A page for each topic: the help there is with it, for whoever would rather press than type."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from app.content.needs import Need
from app.search.find import find
from app.search.outcomes import CrisisFirst, Outcome, Request
from app.web.presenters import show_cards, show_crisis, show_tiles
from app.web.site import TheVisit, Visit
from app.web.views import SearchForm, TopicPage

router = APIRouter()

MOST_LISTED = 200
BLAND_TITLE = "Help and support"
"""Safety topics leave this in the browser's history, not their name."""


@router.get("/topics/{page}")
def show_topic(page: str, visit: TheVisit) -> HTMLResponse:
    """Answer one topic's page. Unknown topics are not found."""
    need = next((n for n in visit.directory.catalogue.needs.values() if n.page == page), None)
    if need is None:
        raise HTTPException(404)
    outcome = find(Request(needs=(need.slug,), limit=MOST_LISTED), visit.directory, visit.now)
    return visit.site.renderer.answer(_show(need, outcome, visit))


def _show(need: Need, outcome: Outcome, visit: Visit) -> TopicPage:
    catalogue = visit.directory.catalogue
    crisis, hits = None, outcome.hits
    if isinstance(outcome, CrisisFirst):
        crisis = show_crisis(outcome.danger, outcome.lines, catalogue)
        shown = {line.service.id for line in outcome.lines}
        hits = tuple(hit for hit in hits if hit.service.id not in shown)
    return TopicPage(
        title=BLAND_TITLE if need.safety else need.title,
        heading=need.title,
        sentence=need.sentence,
        form=SearchForm(need=need.slug),
        crisis=crisis,
        cards=show_cards(hits, catalogue),
        total=outcome.total,
        tiles=show_tiles(n for n in catalogue.needs.values() if n.slug != need.slug and n.first),
    )
