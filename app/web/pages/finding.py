"""Searching: `POST /find` from our forms, `GET /find` for links that hold only topics and areas.

Forms post and are sent on to a sealed address, so that typed words and postcodes never stand in an
address, a history or a log, and Back and reload still work.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Header, Query
from fastapi import Request as HTTPRequest
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app.language import gettext as _
from app.language import mark
from app.search.filters import read_chosen
from app.search.find import find
from app.search.outcomes import Request
from app.web.doubts import mark_cards
from app.web.headers import NEVER_KEPT
from app.web.presenters import show_general_crisis
from app.web.results import ResultsPart, show_outcome
from app.web.retrying import remember_search
from app.web.sealing import Asked
from app.web.site import TheVisit, Visit, visit_of
from app.web.tallying import count_search
from app.web.telling import ask_helped
from app.web.views import AskPage, SearchForm

router = APIRouter()

MOST_RESULTS = 10
MOST_SHOWN = 200
"""Results on one page when a family asks for more: all there are, in a council's directory."""
MOST_LETTERS = 1000
"""Letters of the words that are kept: a long story, and still a short enough address."""
MOST_OFF = 10
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
OLD = mark("This list is too old to show again. Tell us once more what would help.")
NOTHING_TYPED = mark("Tell us what would help, or where you are")
VARY = {"Vary": "HX-Request"}
"""The results page asks for its part at the same addresses: no cache may mix them up."""
MAIN = {"HX-Reselect": "#main > *"}
"""Tells a results page which part of a whole page to show in its results' place."""
InPlace = Annotated[str, Header(alias="HX-Request")]
"""Says "true" when a results page that is open asks, with htmx, for its part alone."""


def read_form(
    q: Annotated[str, Form()] = "",
    near: Annotated[str, Form()] = "",
    need: Annotated[str, Form()] = "",
    area: Annotated[str, Form()] = "",
    f: Annotated[list[str] | None, Form()] = None,
    off: Annotated[list[str] | None, Form()] = None,
    drop: Annotated[str, Form()] = "",
    more: Annotated[str, Form()] = "",
) -> Asked:
    """Return what one of our forms says; `drop` is a chosen filter to let go."""
    asked = _tidy(q, near, need, area, [key for key in f or () if key != drop], off or [])
    return replace(asked, more="yes") if more else asked


def read_link(
    q: Annotated[str, Query()] = "",
    near: Annotated[str, Query()] = "",
    need: Annotated[str, Query()] = "",
    area: Annotated[str, Query()] = "",
    f: Annotated[list[str] | None, Query()] = None,
) -> Asked:
    """Return what a link says."""
    return _tidy(q, near, need, area, f or [], [])


@router.post("/find")
def find_from_form(
    request: HTTPRequest,
    visit: TheVisit,
    asked: Annotated[Asked, Depends(read_form)],
    refining: Annotated[str, Form()] = "",
    in_place: InPlace = "",
) -> Response:
    """Send a search typed into one of our forms on to its own sealed address.

    A results page is told the address instead, and shows the answer in place. A list that is
    refined until nothing is asked any more shows all help.
    """
    remember_search(request, asked)
    if asked.is_empty and not refining:
        return _ask_again(visit, asked)
    asked = replace(asked, again="yes" if refining or asked.more else "")
    sealed = visit.site.seal.close(asked)
    if in_place:
        return answer_search(visit, asked, sealed, in_place=True, counts=True)
    return _send_on(sealed)


@router.get("/find")
def find_from_link(visit: TheVisit, asked: Annotated[Asked, Depends(read_link)]) -> Response:
    """Answer a link's topics and areas, or ask the two questions when it holds nothing.

    No link of ours holds words or a place. One that somebody made is sent on to a sealed address.
    """
    if asked.is_empty:
        page = AskPage(_("Find help near you"), SearchForm(), None)
        return _tell(visit.answer(page))
    if asked.q or asked.near:
        return _send_on(visit.site.seal.close(asked))
    return answer_search(visit, asked, counts=True)


@router.get("/find/{sealed}")
async def find_from_seal(request: HTTPRequest) -> HTMLResponse:
    """Answer a sealed search; one too old to open is asked again.

    It takes a thread only where it may wait for a postcode server: otherwise a millisecond of
    work would cost as much again to hand over.
    """
    visit = visit_of(request)
    sealed, in_place = request.path_params["sealed"], request.headers.get("HX-Request", "")
    if visit.directory.gazetteer.remote is None:
        return _open(request, sealed, visit, in_place)
    return await run_in_threadpool(_open, request, sealed, visit, in_place)


DIRECT = (Route("/find/{sealed}", find_from_seal, methods=["GET"]),)
"""Looked at before all other routes, by Starlette itself: to find a handler
and fill its parameters takes FastAPI a twentieth of a whole search.
"""


def _open(request: HTTPRequest, sealed: str, visit: Visit, in_place: str) -> HTMLResponse:
    asked = visit.site.seal.open(sealed)
    if asked is not None:
        remember_search(request, asked)
        is_new = visit.site.seal.is_new(sealed)
        return answer_search(visit, asked, sealed, in_place=bool(in_place), counts=is_new)
    crisis = show_general_crisis(visit.directory, visit.now)
    page = AskPage(_("Look again"), SearchForm(), crisis, _(OLD))
    return _tell(visit.answer(page, 410, keep=False), MAIN)


def _send_on(sealed: str) -> RedirectResponse:
    return RedirectResponse(f"/find/{sealed}", 303, NEVER_KEPT | VARY)


def tidy_text(text: str, most: int) -> str:
    """Return a text without what HTML forbids, and no longer than this."""
    return _UNSHOWABLE.sub("", text)[:most]


def _tidy(q: str, near: str, need: str, area: str, f: list[str], off: list[str]) -> Asked:
    """Return what was asked, without what HTML forbids and short enough for an address.

    No family types a control character, but a program may send one, or half a character in an
    odd encoding.
    """
    return Asked(
        q=tidy_text(q, MOST_LETTERS),
        near=tidy_text(near, 200),
        need=tidy_text(need, 200),
        area=tidy_text(area, 80),
        f=read_chosen(f),
        off=tuple(dict.fromkeys(tidy_text(part, 60) for part in off if part))[:MOST_OFF],
    )


def answer_search(
    visit: Visit, asked: Asked, sealed: str = "", *, in_place: bool = False, counts: bool = False
) -> HTMLResponse:
    """Return the results page, or its part alone for a page that shows it `in_place`.

    It `counts` when a family made this search just now.
    """
    request = Request(
        words=asked.q,
        near=asked.near,
        needs=tuple(slug for slug in asked.need.split(",") if slug),
        area=asked.area,
        limit=MOST_SHOWN if asked.more else MOST_RESULTS,
        chosen=asked.f,
        off=frozenset(asked.off),
        counted=True,
    )
    outcome = find(request, visit.directory, visit.now)
    if counts and not asked.again:
        count_search(outcome, asked, visit)
    sealed = sealed or visit.site.seal.close(asked)
    page = show_outcome(outcome, asked, visit.directory)
    page = replace(
        page,
        cards=mark_cards(page.cards, visit),
        also=mark_cards(page.also, visit),
        helped=ask_helped(outcome, asked, sealed),
    )
    if in_place:
        told = {"HX-Replace-Url": f"/find/{sealed}"}
        return _tell(visit.answer(ResultsPart(page), keep=False), told)
    return _tell(visit.answer(page, keep=False))


def _ask_again(visit: Visit, asked: Asked) -> HTMLResponse:
    form = SearchForm(asked.q, asked.near, asked.need, words_problem=_(NOTHING_TYPED))
    crisis = show_general_crisis(visit.directory, visit.now)
    page = AskPage(_("Error: Find help near you"), form, crisis)
    return _tell(visit.answer(page, 422, keep=False), MAIN)


def _tell(answer: HTMLResponse, told: Mapping[str, str] | None = None) -> HTMLResponse:
    """Return an answer with what a results page, and every cache, must know of it."""
    answer.headers.update({**VARY, **(told or {})})
    return answer
