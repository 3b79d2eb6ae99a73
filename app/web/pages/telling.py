"""Where families tell us something: one tap or a few words, kept with nothing about who they are.

Every form posts and is sent on: to thanks, or to a page that asks again with what was typed sealed
into its address. So reload and Back send nothing twice, and no browser writes down what was posted,
as it does for a page that answers a form itself. What was typed stands in no address, title or log.
"""

from dataclasses import asdict, dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.content.models import Service
from app.language import gettext as _
from app.language import mark
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

MOST_LETTERS = 1000
"""Letters that are shown again to whoever wrote too many; the box takes no more."""
PART = {"HX-Reswap": "innerHTML"}
"""Tells a results page that an answer is ours, and where its words go."""
OLD = mark("This page is too old to show again. You can tell us once more.")
AGAIN_SECONDS = 600
STATUS = {"asked": 422, "too many": 429, "down": 503}
"""Why something was not kept, and the status of the page that says so."""
Field = Annotated[str, Form()]
"""A field of a form: empty where it is not sent."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """What a form held that was not kept, and why: a key of STATUS.

    `back` is the listing's code, or the list that was found, sealed.
    """

    form: str
    why: str
    choice: str = ""
    back: str = ""
    area: str = ""
    words: str = ""


@router.get(TELL)
def open_missing(visit: TheVisit) -> HTMLResponse:
    """Answer the page to tell us what is missing on."""
    return visit.answer(show_missing(ask_missing(visit)))


@router.post(TELL, dependencies=[OurForm])
def hear_missing(
    visit: TheVisit, sender: Sender, words: Field = "", area: Field = "", leave_empty: Field = ""
) -> Response:
    """Keep what a family did not find; what it is about is heard in its words."""
    known = area if area in visit.directory.catalogue.areas else ""
    unsent = Unsent("missing", "asked", area=known, words=_tidy(words))
    if judge_missing(ask_missing(visit, known, unsent.words)).problems:
        return _ask_again(unsent, visit)
    needs, danger = visit.directory.lexicon.hear(split_words(unsent.words))
    need = needs[0].slug if needs else None
    said = Said("missing", "", area=known or None, need=need, words=unsent.words)
    thanks = _thank("heard" if danger else "missing")
    return thanks if leave_empty else _answer(said, unsent, sender, visit, thanks)


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
    name = "yes" if _read_yes(choice) == "yes" else "not-yet"
    said = Said(
        "found",
        choice,
        area=area if area in catalogue.areas else None,
        need=need if need in catalogue.needs else None,
    )
    known = back if visit.site.seal.open(back) is not None else ""
    unsent = Unsent("found", "", choice, known, said.area or "")
    if not in_place:
        thanks = _thank(name, known)
        return thanks if leave_empty else _answer(said, unsent, sender, visit, thanks)
    received = "kept" if leave_empty else receive(said, sender, visit.site)
    if received != "kept":
        page = _show_unsent(replace(unsent, why=received), visit)
        return _show_part(page, visit, STATUS[received])
    page = show_thanks(name, known, visit)
    return _show_part(page if name == "not-yet" else replace(page, lines=()), visit)


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
    unsent = Unsent("right", "", choice, listing, area)
    thanks = _thank("right" if choice == "yes" else "not-right", listing)
    return thanks if leave_empty else _answer(said, unsent, sender, visit, thanks)


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
    area = area_of_listing(service)
    unsent = Unsent("wrong", "asked", tidy_text(choice, 40), listing, area, _tidy(words))
    if judge_wrong(ask_wrong(service, choice, unsent.words)).problems:
        return _ask_again(unsent, visit)
    said = Said("wrong", choice, listing=service.id, area=area, words=unsent.words)
    _needs, danger = visit.directory.lexicon.hear(split_words(unsent.words))
    thanks = _thank("heard" if danger else "wrong", listing)
    return thanks if leave_empty else _answer(said, unsent, sender, visit, thanks)


@router.get(f"{TELL}/again/{{sealed}}")
def ask_again(sealed: str, visit: TheVisit) -> HTMLResponse:
    """Answer with what was not kept, why, and what to do; one too old to open is asked anew."""
    unsent = _open(sealed, visit)
    if unsent is None:
        page = replace(show_missing(ask_missing(visit)), lead=_(OLD))
        return visit.answer(page, 410, keep=False)
    status = STATUS[unsent.why]
    answer = visit.answer(_show_unsent(unsent, visit), status, keep=False)
    if status == STATUS["too many"]:
        answer.headers["Retry-After"] = str(AGAIN_SECONDS)
    return answer


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


def _answer(said: Said, unsent: Unsent, sender: str, visit: Visit, thanks: Response) -> Response:
    """Keep an answer and send on to thanks, or to the page that says why not."""
    received = receive(said, sender, visit.site)
    return thanks if received == "kept" else _ask_again(replace(unsent, why=received), visit)


def _ask_again(unsent: Unsent, visit: Visit) -> RedirectResponse:
    sealed = visit.site.seal.lock(asdict(unsent))
    return RedirectResponse(f"{TELL}/again/{sealed}", 303, NEVER_KEPT)


def _open(sealed: str, visit: Visit) -> Unsent | None:
    try:
        return Unsent(**visit.site.seal.unlock(sealed) or {})
    except TypeError:
        return None


def _show_unsent(unsent: Unsent, visit: Visit) -> TellPage:
    """Return the page of a form as it was sent, with why nothing was kept."""
    page = _show_form(unsent, visit)
    if unsent.why == "too many":
        return show_too_many(page, wrote=bool(unsent.words))
    if unsent.why == "down":
        return show_down(page, unsent.area, visit, wrote=bool(unsent.words))
    return page


def _show_form(unsent: Unsent, visit: Visit) -> TellPage:
    if unsent.form == "missing":
        return show_missing(judge_missing(ask_missing(visit, unsent.area, unsent.words)))
    if unsent.form == "wrong":
        service = _find(unsent.back, visit)
        form = judge_wrong(ask_wrong(service, unsent.choice, unsent.words))
        return show_wrong(form, service, visit)
    names = {"found": ("yes", "not-yet"), "right": ("right", "not-right")}[unsent.form]
    return show_thanks(names[unsent.choice != "yes"], unsent.back, visit)


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
    return tidy_text(words.replace("\r\n", "\n"), MOST_LETTERS).strip()
