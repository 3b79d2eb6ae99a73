"""What other sites load: the frame, its oEmbed answer, and the widget's script and search."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from app.language import gettext as _
from app.search.find import find
from app.search.outcomes import Request as Search
from app.web.embedding import NOTHING_TYPED, ask_embed_again, show_embed, show_embed_answer
from app.web.framing import EMBED, Framing, read_framing
from app.web.headers import FOREVER, HOUR, NEVER_KEPT
from app.web.hosts import NOT_TOLD, name_host
from app.web.oembed import find_path, frame_page, write_answer
from app.web.pages.finding import OLD, read_form, read_link, tidy_text
from app.web.results import show_outcome
from app.web.sealing import Asked
from app.web.site import TheVisit, Visit
from app.web.tallying import count_search
from app.web.widget import MOVING, find_script, write_problem, write_results, write_script

router = APIRouter()

MOST_CHOICE = 120
"""Letters of anything that a host chooses."""
MOST_RESULTS = 10
MOST_DIGITS = 5
JAVASCRIPT = "text/javascript; charset=utf-8"


def frame_of(request: Request, visit: TheVisit) -> Framing:
    """Return what the host chose; what it got wrong is left out."""
    given = {name: tidy_text(text, MOST_CHOICE) for name, text in request.query_params.items()}
    catalogue = visit.directory.catalogue
    return read_framing(given, catalogue.areas, set(catalogue.needs))


async def read_body(request: Request) -> bytes:
    """Return the body as it came: it is JSON sent as text, so that no browser asks first."""
    return await request.body()


TheFraming = Annotated[Framing, Depends(frame_of)]


@router.get(EMBED)
def send_embed(request: Request, visit: TheVisit, framing: TheFraming) -> HTMLResponse:
    """Answer the frame. A view is counted when a host's page opens it, not a press inside it."""
    if request.headers.get("sec-fetch-site") != "same-origin" and not framing.listed:
        host = name_host(request.headers)
        visit.site.hosts.note(host, "frames", visit.now)
        framing = framing.of_host("" if host == NOT_TOLD else host)
    return visit.answer(show_embed(framing, visit))


@router.post(f"{EMBED}/find")
def find_in_embed(
    visit: TheVisit, framing: TheFraming, asked: Annotated[Asked, Depends(read_form)]
) -> Response:
    """Send a search typed into the frame on to its own sealed address in the frame."""
    if asked.is_empty:
        return visit.answer(ask_embed_again(asked, framing, visit), keep=False)
    visit.site.hosts.note(framing.host or NOT_TOLD, "searches", visit.now)
    address = framing.write(f"{EMBED}/{visit.site.seal.close(asked)}")
    return RedirectResponse(address, 303, NEVER_KEPT)


@router.get(f"{EMBED}/{{sealed}}")
def open_in_embed(sealed: str, visit: TheVisit, framing: TheFraming) -> HTMLResponse:
    """Answer a sealed search inside the frame; one too old to open is asked again."""
    asked = visit.site.seal.open(sealed)
    if asked is None:
        page = ask_embed_again(Asked(), framing, visit, _(OLD))
        return visit.answer(page, 410, keep=False)
    page = show_embed_answer(asked, framing, visit, counts=visit.site.seal.is_new(sealed))
    return visit.answer(page, keep=False)


@router.get("/oembed")
def describe_embed(request: Request, visit: TheVisit) -> JSONResponse:
    """Tell another site how to show a page of ours that it was given the address of."""
    asked = request.query_params
    if asked.get("format", "json") != "json":
        raise HTTPException(501)
    hosts = {visit.base.partition("://")[2].lower(), request.headers.get("host", "").lower()}
    path = find_path(asked.get("url", "")[:2000], hosts)
    framing = frame_page(path, visit.directory.catalogue) if path else None
    if framing is None:
        raise HTTPException(404)
    width, height = (_read_number(asked.get(name, "")) for name in ("maxwidth", "maxheight"))
    answer = write_answer(framing, visit.base, width, height)
    return JSONResponse(answer, headers={"Cache-Control": f"public, max-age={HOUR}"})


@router.get(MOVING)
def send_script(visit: TheVisit) -> Response:
    """Send the widget's script as it is now."""
    return Response(write_script(visit).body, media_type=JAVASCRIPT)


@router.get("/widget/v1.{name}.js")
def send_pinned_script(name: str, visit: TheVisit) -> Response:
    """Send the script that a host pinned: what we send now, or what we once handed out."""
    script = find_script(name, visit)
    body = script.body if script is not None else visit.site.pins.find(name)
    if body is None:
        raise HTTPException(404)
    return Response(body, media_type=JAVASCRIPT, headers=FOREVER)


@router.post("/widget/v1/search")
def search_from_widget(
    request: Request, visit: TheVisit, body: Annotated[bytes, Depends(read_body)]
) -> JSONResponse:
    """Answer the widget's search."""
    given = _read_json(body)
    if given is None:
        return JSONResponse(write_problem(_("We could not read that"), visit), 422)
    q, near, need, area = (_text(given.get(name)) for name in ("q", "near", "need", "area"))
    asked = read_link(q, near, need, area)
    if asked.is_empty:
        return JSONResponse(write_problem(_(NOTHING_TYPED), visit))
    visit.site.hosts.note(name_host(request.headers), "searches", visit.now)
    return JSONResponse(_search(asked, _read_limit(given.get("limit")), visit))


def _search(asked: Asked, limit: int, visit: Visit) -> dict[str, Any]:
    needs = tuple(slug for slug in asked.need.split(",") if slug)
    search = Search(asked.q, asked.near, needs, asked.area, limit)
    outcome = find(search, visit.directory, visit.now)
    count_search(outcome, asked, visit)
    return write_results(show_outcome(outcome, asked, visit.directory), asked, visit)


def _read_json(body: bytes) -> Mapping[str, object] | None:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _read_limit(value: object) -> int:
    number = value if isinstance(value, int) else MOST_RESULTS
    return max(1, min(number, MOST_RESULTS))


def _read_number(text: str) -> int:
    """Return a size that was asked for; 0 where it is none."""
    digits = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if digits else 0
