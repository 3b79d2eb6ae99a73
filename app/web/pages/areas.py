"""Each area's own directory, and each topic in it."""

from dataclasses import replace

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from app.content.areas import Area
from app.search.find import find
from app.search.locality import count_areas
from app.search.outcomes import Request
from app.web.area_presenters import show_area, show_area_topic, show_areas
from app.web.doubts import mark_part
from app.web.pages.topics import find_need
from app.web.site import TheVisit, Visit

router = APIRouter()

MOST_LISTED = 200


@router.get("/areas")
def list_areas(visit: TheVisit) -> HTMLResponse:
    """Answer with every area there is a directory for."""
    return visit.answer(show_areas(visit.directory))


@router.get("/areas/{slug}")
def open_area(slug: str, visit: TheVisit) -> HTMLResponse:
    """Answer one area's own directory. Unknown areas are not found."""
    area = _find_area(slug, visit)
    asked = Request(area=area.slug, limit=MOST_LISTED)
    hits = find(asked, visit.directory, visit.now).hits
    page = show_area(area, hits, visit.directory, visit.base)
    return visit.answer(replace(page, first=mark_part(page.first, visit)))


@router.get("/areas/{slug}/{page}")
def open_topic_in_area(slug: str, page: str, visit: TheVisit) -> HTMLResponse:
    """Answer one topic in one area. Unknown areas and topics are not found."""
    area, directory = _find_area(slug, visit), visit.directory
    need = find_need(page, visit)
    asked = Request(needs=(need.slug,), area=area.slug, limit=MOST_LISTED)
    outcome = find(asked, directory, visit.now)
    counts = count_areas(need.slug, directory)
    found = show_area_topic(area, need, outcome, counts, directory, visit.base)
    parts = tuple(mark_part(part, visit) for part in found.parts)
    return visit.answer(replace(found, parts=parts))


def _find_area(slug: str, visit: Visit) -> Area:
    area = visit.directory.catalogue.areas.get(slug)
    if area is None:
        raise HTTPException(404)
    return area
