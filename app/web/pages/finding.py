"""Searching: `POST /find` from our forms, `GET /find` for links that hold only topics and areas.

Forms post, so that typed words and postcodes never stand in an address, a history or a log.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse

from app.search.find import find
from app.search.outcomes import Request
from app.web.presenters import show_general_crisis
from app.web.results import show_outcome
from app.web.site import TheVisit, Visit
from app.web.views import AskPage, SearchForm

router = APIRouter()

MOST_RESULTS = 20
NOTHING_TYPED = "Tell us what would help, or where you are"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form or a link holds. Every field may be missing or odd: nothing here is refused."""

    q: str = ""
    near: str = ""
    need: str = ""
    area: str = ""


@router.post("/find")
def find_from_form(
    visit: TheVisit,
    q: Annotated[str, Form()] = "",
    near: Annotated[str, Form()] = "",
    need: Annotated[str, Form()] = "",
    area: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Answer a search typed into one of our forms."""
    return _answer(visit, Asked(*map(_mend, (q, near, need, area))))


@router.get("/find")
def find_from_link(
    visit: TheVisit,
    q: Annotated[str, Query()] = "",
    near: Annotated[str, Query()] = "",
    need: Annotated[str, Query()] = "",
    area: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """Answer a search in an address, or ask the two questions when it holds nothing."""
    asked = Asked(q, near, need, area)
    if asked == Asked():
        page = AskPage("Find help near you", SearchForm(), None)
        return visit.site.renderer.answer(page)
    return _answer(visit, asked)


def _mend(typed: str) -> str:
    """Return text that can be sent back: a form in an odd encoding may hold half a character."""
    return typed.encode("utf-8", "replace").decode("utf-8")


def _answer(visit: Visit, asked: Asked) -> HTMLResponse:
    if not any(text.strip() for text in (asked.q, asked.near, asked.need, asked.area)):
        return _ask_again(visit, asked)
    needs = tuple(slug for slug in asked.need.split(",") if slug)
    request = Request(asked.q, asked.near, needs, asked.area, MOST_RESULTS)
    outcome = find(request, visit.directory, visit.now)
    form = SearchForm(asked.q, asked.near, asked.need)
    page = show_outcome(outcome, form, visit.directory)
    return visit.site.renderer.answer(page, keep=False)


def _ask_again(visit: Visit, asked: Asked) -> HTMLResponse:
    form = SearchForm(asked.q, asked.near, asked.need, words_problem=NOTHING_TYPED)
    crisis = show_general_crisis(visit.directory, visit.now)
    page = AskPage("Error: Find help near you", form, crisis)
    return visit.site.renderer.answer(page, 422, keep=False)
