"""A page for each topic: the help there is with it, for whoever would rather press than type."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from app.content.needs import Need
from app.search.find import find
from app.search.locality import count_areas
from app.search.outcomes import CrisisFirst, Outcome, Request
from app.web.area_presenters import link_areas, show_part
from app.web.area_views import TopicPage
from app.web.doubts import mark_part
from app.web.heads import bland_title, head_topic
from app.web.presenters import show_crisis, show_tiles
from app.web.site import TheVisit, Visit
from app.web.views import SearchForm

router = APIRouter()

MOST_LISTED = 200
MOST_CARDS = 10
"""Listings that stand open on the page; the rest are rows behind a press."""


@router.get("/topics/{page}")
def show_topic(page: str, visit: TheVisit) -> HTMLResponse:
    """Answer one topic's page. Unknown topics are not found."""
    need = find_need(page, visit)
    outcome = find(Request(needs=(need.slug,), limit=MOST_LISTED), visit.directory, visit.now)
    return visit.answer(_show(need, outcome, visit))


def find_need(page: str, visit: Visit) -> Need:
    """Return the topic with this page. Raises HTTPException (404)."""
    needs = visit.directory.catalogue.needs.values()
    need = next((each for each in needs if each.page == page), None)
    if need is None:
        raise HTTPException(404)
    return need


def _show(need: Need, outcome: Outcome, visit: Visit) -> TopicPage:
    catalogue = visit.directory.catalogue
    crisis, hits = None, outcome.hits
    if isinstance(outcome, CrisisFirst):
        crisis = show_crisis(outcome.danger, outcome.lines, catalogue)
        shown = {line.service.id for line in outcome.lines}
        hits = tuple(hit for hit in hits if hit.service.id not in shown)
    return TopicPage(
        title=bland_title() if need.safety else need.title,
        heading=need.title,
        sentence=need.sentence,
        form=SearchForm(need=need.slug),
        crisis=crisis,
        part=mark_part(show_part("", hits, catalogue, MOST_CARDS), visit),
        tiles=show_tiles(n for n in catalogue.needs.values() if n.slug != need.slug and n.first),
        areas=link_areas(need, count_areas(need.slug, visit.directory), catalogue),
        head=head_topic(need),
    )
