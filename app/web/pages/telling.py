"""Where families tell us something: one tap or a few words, kept with nothing about who they are.

Every form posts and is sent on to thanks, so that reload and Back send nothing twice. What was
typed stands in no address, title or log, and in no answer but the one that asks for it again.
"""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.content.models import Service
from app.search.words import split_words
from app.voice import Said
from app.web.addresses import TELL, YOU_SAID
from app.web.errors import BadRequest
from app.web.headers import NEVER_KEPT
from app.web.pages.finding import VARY, InPlace, tidy_text
from app.web.receiving import receive
from app.web.replies import show_replies
from app.web.senders import OurForm, Sender
from app.web.site import TheVisit, Visit
from app.web.tell_views import TellPage, TellPart
from app.web.telling import (
    THANKS,
    area_of_listing,
    ask_missing,
    ask_wrong,
    judge_missing,
    judge_wrong,
    show_down,
    show_missing,
    show_thanks,
    show_too_many,
    show_wrong,
)

router = APIRouter()

MOST_SHOWN = 5000
"""Letters that are shown again to whoever wrote too many: nothing that was written is lost."""
PART = {"HX-Reswap": "innerHTML"}
"""Tells a results page that an answer is ours, and where its words go."""
AGAIN_SECONDS = 600
Field = Annotated[str, Form()]
"""A field of a form: empty where it is not sent."""


@router.get(TELL)
def open_missing(visit: TheVisit) -> HTMLResponse:
    """Answer the page to tell us what is missing on."""
    return visit.answer(show_missing(ask_missing(visit)))


@router.post(TELL, dependencies=[OurForm])
def hear_missing(
    visit: TheVisit, sender: Sender, words: Field = "", area: Field = "", leave_empty: Field = ""
) -> Response:
    """Keep what a family did not find; what it is about is heard in its words."""
    known = visit.directory.catalogue.areas
    form = judge_missing(ask_missing(visit, area, _tidy(words)))
    if form.problems:
        return visit.answer(show_missing(form), 422, keep=False)
    needs, danger = visit.directory.lexicon.hear(split_words(form.words))
    said = Said(
        "missing",
        "",
        area=area if area in known else None,
        need=needs[0].slug if needs else None,
        words=form.words,
    )
    thanks = _thank("heard" if danger else "missing")
    return thanks if leave_empty else _answer(said, sender, visit, show_missing(form), thanks)


@router.post(f"{TELL}/found", dependencies=[OurForm])
def hear_found(
    visit: TheVisit,
    sender: Sender,
    choice: Field = "",
    need: Field = "",
    area: Field = "",
    back: Field = "",
    leave_empty: Field = "",
    in_place: InPlace = "",
) -> Response:
    """Keep whether a list helped. A results page shows the thanks in the question's place."""
    catalogue = visit.directory.catalogue
    said = Said(
        "found",
        _read_yes(choice),
        area=area if area in catalogue.areas else None,
        need=need if need in catalogue.needs else None,
    )
    name = "yes" if choice == "yes" else "not-yet"
    page = show_thanks(name, back, visit)
    thanks: Response = _thank(name, back if visit.site.seal.open(back) else "")
    if in_place:
        thanks = _show_part(page if name == "not-yet" else replace(page, lines=()), visit)
    return thanks if leave_empty else _answer(said, sender, visit, page, thanks, in_place)


@router.post(f"{TELL}/right", dependencies=[OurForm])
def hear_right(
    visit: TheVisit,
    sender: Sender,
    choice: Field = "",
    listing: Field = "",
    leave_empty: Field = "",
) -> Response:
    """Keep whether a listing was right."""
    service = _find(listing, visit)
    area = area_of_listing(service)
    said = Said("right", _read_yes(choice), listing=service.id, area=area)
    name = "right" if choice == "yes" else "not-right"
    page = show_thanks(name, listing, visit)
    thanks = _thank(name, listing)
    return thanks if leave_empty else _answer(said, sender, visit, page, thanks)


@router.post(f"{TELL}/wrong", dependencies=[OurForm])
def hear_wrong(
    visit: TheVisit,
    sender: Sender,
    choice: Field = "",
    listing: Field = "",
    words: Field = "",
    leave_empty: Field = "",
) -> Response:
    """Keep what is wrong with a listing. The listing itself does not change."""
    service = _find(listing, visit)
    form = judge_wrong(ask_wrong(service, choice, _tidy(words)))
    page = show_wrong(form, service, visit)
    if form.problems:
        return visit.answer(page, 422, keep=False)
    area = area_of_listing(service)
    said = Said("wrong", choice, listing=service.id, area=area, words=form.words)
    _needs, danger = visit.directory.lexicon.hear(split_words(form.words))
    thanks = _thank("heard" if danger else "wrong", listing)
    return thanks if leave_empty else _answer(said, sender, visit, page, thanks)


@router.get(f"{TELL}/thanks/{{said}}")
@router.get(f"{TELL}/thanks/{{said}}/{{back}}")
def thank(said: str, visit: TheVisit, back: str = "") -> HTMLResponse:
    """Answer with thanks, the way back to help, and who to phone."""
    if said not in THANKS:
        raise HTTPException(404)
    return visit.answer(show_thanks(said, back, visit), keep=False)


@router.get(YOU_SAID)
def open_replies(visit: TheVisit) -> HTMLResponse:
    """Answer with what changed because families told us."""
    return visit.answer(show_replies(visit))


def _answer(
    said: Said, sender: str, visit: Visit, page: TellPage, thanks: Response, in_place: str = ""
) -> Response:
    """Keep an answer and send on to thanks; or show the page as it was, and say why not."""
    received = receive(said, sender, visit.site)
    if received == "kept":
        return thanks
    wrote = bool(said.words)
    if received == "too many":
        status, stopped = 429, show_too_many(page, wrote=wrote)
    else:
        status, stopped = 503, show_down(page, said.area or "", visit, wrote=wrote)
    if in_place:
        return _show_part(stopped, visit, status)
    answer = visit.answer(stopped, status, keep=False)
    if status == 429:
        answer.headers["Retry-After"] = str(AGAIN_SECONDS)
    return answer


def _thank(name: str, back: str = "") -> RedirectResponse:
    address = f"{TELL}/thanks/{name}" + (f"/{back}" if back else "")
    return RedirectResponse(address, 303, NEVER_KEPT | VARY)


def _show_part(page: TellPage, visit: Visit, status: int = 200) -> HTMLResponse:
    answer = visit.answer(TellPart(page), status, keep=False)
    answer.headers.update(VARY | PART)
    return answer


def _find(code: str, visit: Visit) -> Service:
    service = visit.directory.catalogue.by_code.get(code)
    if service is None:
        raise HTTPException(404)
    return service


def _read_yes(choice: str) -> str:
    if choice not in ("yes", "no"):
        raise BadRequest
    return choice


def _tidy(words: str) -> str:
    """Return what was written with one kind of line end: browsers send two characters for each."""
    return tidy_text(words.replace("\r\n", "\n"), MOST_SHOWN).strip()
