"""Every fault and refusal as a page or JSON: what happened, kindly, and who to phone."""

import logging
import traceback
from pathlib import Path

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.language import gettext as _
from app.language import mark
from app.web.embedding import show_embed_problem
from app.web.headers import ROOMY, surface_of
from app.web.planning.door import turn_away
from app.web.presenters import show_general_crisis, show_tiles
from app.web.retrying import ask_once_more, recall_search
from app.web.site import visit_of
from app.web.views import MessagePage

log = logging.getLogger(__name__)

_WORDS = {
    403: (
        mark("That came from another website"),
        mark("We only take what is sent from our own pages. Open the page here and try again."),
    ),
    404: (
        mark("This page is not here"),
        mark("The help may have moved or closed. You can look for it again."),
    ),
    405: (mark("That did not work"), mark("Go back and try again.")),
    413: (mark("That is too long for us to read"), mark("Go back and use fewer words.")),
    422: (mark("We could not read that"), mark("Go back and try again.")),
    500: (
        mark("Something went wrong here"),
        mark(
            "This is our fault, not yours. It does not mean there is no help."
            " Try again in a minute."
        ),
    ),
}

_FRAMES_LOGGED = 6


class BadRequest(Exception):
    """The request holds a value we cannot use; the text says which, plainly."""


class Faults:
    """Answers a fault of ours from inside our headers, and ends it there.

    Starlette's own handler stands outside the headers, and then hands the fault on to the server,
    which logs its message: and that may hold what was typed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; answer 500 when that fails before anything was sent."""
        begun = scope["type"] != "http"

        async def send_and_note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except ClientDisconnect:
            return
        except Exception as error:
            if begun:
                raise
            answer = await answer_fault(Request(scope, receive), error)
            await answer(scope, receive, send)


async def answer_http_error(request: Request, error: Exception) -> Response:
    """Answer a refusal such as "not found"."""
    if not isinstance(error, HTTPException):
        return answer_problem(request, 500)
    answer = answer_problem(request, error.status_code)
    answer.headers.update(error.headers or {})
    return answer


async def answer_bad_request(request: Request, error: Exception) -> Response:
    """Answer a value that cannot be used."""
    return answer_problem(request, 422, str(error))


async def answer_invalid(request: Request, error: Exception) -> Response:
    """Answer parameters that are unknown or out of range."""
    sentence = ""
    if isinstance(error, RequestValidationError):
        sentence = " ".join(_say(str(e["loc"][-1]), e["type"], e["msg"]) for e in error.errors())
    return answer_problem(request, 422, sentence)


async def answer_fault(request: Request, error: Exception) -> Response:
    """Answer a fault of ours. What was typed is not logged: only where the fault was."""
    room = "/".join(request.url.path.split("/")[:2])
    log.error("fault at %s: %s in %s", room, type(error).__name__, _trace(error))
    try:
        return _answer_search(request) or answer_problem(request, 500)
    except Exception as second:
        log.error("fault in the page about it: %s in %s", type(second).__name__, _trace(second))
        heading, lead = map(_, _WORDS[500])
        danger = _("In danger now? Call 999.")
        return PlainTextResponse(f"{heading}. {lead} {danger}", 500)


def _answer_search(request: Request) -> Response | None:
    """Return the search that failed, to send again; None where none was under way."""
    asked = recall_search(request)
    if asked is None:
        return None
    visit = visit_of(request)
    return visit.answer(ask_once_more(asked, visit, *map(_, _WORDS[500])), 500, keep=False)


async def answer_too_long(request: Request) -> Response:
    """Answer a body that no form of ours can be, before it is read; short if no page can be."""
    path = request.url.path
    if path not in ROOMY and surface_of(path) in ("page", "builder", "embed"):
        try:
            return answer_problem(request, 413)
        except Exception as error:
            log.error("fault in the page about it: %s in %s", type(error).__name__, _trace(error))
    text = _("That is too long for us to read. Go back and use fewer words. In danger? Call 999.")
    if path in ROOMY:
        text = _("That file is far too large for us to read. Go back and send a smaller one.")
    return PlainTextResponse(text, 413)


def answer_problem(request: Request, status: int, sentence: str = "") -> Response:
    """Return the page, or for the API the JSON, that says what happened."""
    heading, lead = map(_, _WORDS.get(status, _WORDS[500 if status >= 500 else 422]))
    surface = surface_of(request.url.path)
    if surface in ("api", "open-data", "oruk", "widget"):
        return JSONResponse({"error": sentence or f"{heading}. {lead}"}, status)
    visit = visit_of(request)
    if surface == "embed":
        return visit.answer(show_embed_problem(heading, lead, visit), status, keep=False)
    if surface == "planning" and visit.site.office is not None:
        return turn_away(visit, status, heading, lead).answer
    page = MessagePage(
        title=heading,
        heading=heading,
        lead=lead,
        crisis=show_general_crisis(visit.directory, visit.now),
        tiles=show_tiles(n for n in visit.directory.catalogue.needs.values() if n.first),
    )
    return visit.answer(page, status, keep=False)


def _trace(error: Exception) -> str:
    frames = reversed(traceback.extract_tb(error.__traceback__)[-_FRAMES_LOGGED:])
    return " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)


def _say(name: str, kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return f'"{name[:40]}" is not something you can ask for. Use q, near, need and limit.'
    return f"{name[:40]}: {message[:1].lower()}{message[1:]}."
