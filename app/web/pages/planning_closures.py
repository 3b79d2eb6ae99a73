"""Closing a building for some days: chosen, seen as families will read it, saved, and undone."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from app.content.hours import HoursProblem, parse_hours
from app.content.hours.rules import Dated
from app.language import gettext as _
from app.language import mark, ngettext, write_number
from app.planning.buildings import Building
from app.planning.closures import (
    LONGEST,
    CloseThem,
    Closing,
    Spots,
    TakeAway,
    write_day,
    write_line,
)
from app.planning.yaml_files import SaveRefused
from app.web.headers import NEVER_KEPT
from app.web.planning.closure_views import ClosureFormPage, ClosuresPage
from app.web.planning.closures import (
    CLOSURES,
    Asked,
    buildings_of,
    end_line,
    say_dates,
    show_closures,
    show_form,
    show_preview,
    write_spots,
)
from app.web.planning.door import Desk, TheDesk
from app.web.planning.saving import TROUBLES, save_listings, say_trouble

router = APIRouter()

LONGEST_REASON = 200
LONGEST_LIST = 16_000
_SPOT = re.compile(r"s|[pc]\d{1,3}")
WHEN = mark("Write a day with its year, such as {example}.")
PAST = mark("That day is over. Choose today or later.")
BACKWARDS = mark("The last day is before the first.")
TOO_LONG = mark("That is over a year. Pause the listings instead, one by one.")
WHY = mark("Say why. It stands in the history; families do not read it.")
NONE_CHOSEN = mark("Tick at least one listing.")
UNDONE = mark("It is undone.")
CHANGED_SINCE = mark("Nothing was taken away: somebody has changed those times since.")
ENDED = mark("It is ended.")
NOTHING_NEW = mark("Nothing changed: the listings said so already.")


@router.get(CLOSURES)
def send_closures(
    request: Request,
    desk: TheDesk,
    q: str = "",
    building: str = "",
    closed: str = "",
    done: str = "",
) -> Response:
    """Answer the choice of a building, or the form of one. `closed` tells what was just saved."""
    if building:
        return desk.answer(show_form(_find(building, desk), desk, Asked(building)))
    if closed:
        return desk.answer(_show_saved(closed, request.query_params, desk))
    notices = {"undone": UNDONE, "ended": ENDED, "changed": CHANGED_SINCE}
    notice = _(notices[done]) if done in notices else ""
    return desk.answer(show_closures(desk, q[:100], notice))


@router.post(CLOSURES)
def work_on_closures(desk: TheDesk) -> Response:
    """Show a closing before it is saved, save it, undo it, or end it early."""
    steps: dict[str, Callable[[Desk], Response]] = {
        "look": _look,
        "change": _go_back,
        "save": _save,
        "undo": _undo,
        "end": _end,
    }
    step = steps.get(desk.said("step"))
    return step(desk) if step else _lead()


def _look(desk: Desk) -> Response:
    asked, page = _read_form(desk)
    closing = _read_closing(asked, page, desk)
    if isinstance(closing, ClosureFormPage):
        return _refuse(closing, desk)
    return desk.answer(show_preview(closing, desk, asked))


def _go_back(desk: Desk) -> Response:
    return desk.answer(_read_form(desk)[1])


def _save(desk: Desk) -> Response:
    asked, page = _read_form(desk)
    closing = _read_closing(asked, page, desk)
    if isinstance(closing, ClosureFormPage):
        return _refuse(closing, desk)
    plan = CloseThem(closing, tuple(sorted(asked.chosen or ())), desk.visit.now.date())
    why = f"{closing.building.title}: {closing.line}. {asked.reason}"
    try:
        save_listings(desk, plan, why, "closed a building", plan.added)
    except (SaveRefused, *TROUBLES) as problem:
        return _refuse(replace(page, general_problem=say_trouble(problem)), desk)
    said = {"closed": asked.building, "first": closing.first, "last": closing.last}
    return _lead(**{k: str(v) for k, v in said.items()}, at=write_spots(plan.added))


def _undo(desk: Desk) -> Response:
    return _take_away(desk, "undone", lambda _first, _last, _today: "")


def _end(desk: Desk) -> Response:
    return _take_away(desk, "ended", end_line)


def _take_away(desk: Desk, done: str, shorten: Callable[[date, date, date], str]) -> Response:
    """Take the line of a closing away where it was added, or put what is left of it in its place.

    Where somebody has changed those times since, they stay as they are.
    """
    first, last = _read_day(desk.said("first")), _read_day(desk.said("last"))
    at = read_spots(desk.said("at", LONGEST_LIST))
    if first is None or last is None or not at:
        return _lead()
    today = desk.visit.now.date()
    plan = TakeAway(write_line(first, last), shorten(first, last, today), at, today)
    why = f"Undo: {plan.line}." if done == "undone" else f"Ended early: {plan.line}."
    try:
        save_listings(desk, plan, why, "undid a change", plan.taken)
    except (SaveRefused, *TROUBLES) as problem:
        return desk.answer(show_closures(desk, "", problem=say_trouble(problem)), 422)
    return _lead(done=done if plan.taken else "changed")


def read_spots(text: str) -> Spots:
    """Return where lines were added, as our own form sends it; what is none of ours is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for part in text.split(","):
        name, *spots = part.split(".")
        good = tuple(spot for spot in spots if _SPOT.fullmatch(spot))
        if name and good:
            found[name] = good
    return found


def _show_saved(key: str, asked: Mapping[str, str], desk: Desk) -> ClosuresPage:
    """Return the page after a save: what is closed now, and how to undo all of it at once."""
    building = buildings_of(desk).get(key)
    first, last = _read_day(asked.get("first", "")), _read_day(asked.get("last", ""))
    at = read_spots(asked.get("at", "")[:LONGEST_LIST])
    if building is None or first is None or last is None:
        return show_closures(desk, "")
    if not at:
        return show_closures(desk, "", _(NOTHING_NEW))
    words = ngettext("{number} listing", "{number} listings", len(at))
    notice = _("{building} is {dates}: {listings}.").format(
        building=building.title,
        dates=say_dates(first, last),
        listings=words.format(number=write_number(len(at))),
    )
    undo = (("first", first.isoformat()), ("last", last.isoformat()), ("at", write_spots(at)))
    may_undo = desk.planner.role != "viewer"
    return show_closures(desk, "", notice, undo if may_undo else ())


def _find(key: str, desk: Desk) -> Building:
    building = buildings_of(desk).get(key)
    if building is None:
        raise HTTPException(404)
    return building


def _read_form(desk: Desk) -> tuple[Asked, ClosureFormPage]:
    """Return what was typed, and the form that holds it. Raises HTTPException for no building."""
    asked = Asked(
        building=desk.said("building"),
        first=desk.said("first", 40),
        last=desk.said("last", 40),
        reason=" ".join(desk.said("reason", LONGEST_REASON).split()),
        chosen=frozenset(desk.form.get("listings", ())),
        with_phones=desk.said("phones") == "yes",
    )
    return asked, show_form(_find(asked.building, desk), desk, asked)


def _read_closing(asked: Asked, page: ClosureFormPage, desk: Desk) -> Closing | ClosureFormPage:
    """Return what is asked for, or the form with what is wrong."""
    today = desk.visit.now.date()
    first = _read_day(asked.first)
    last = _read_day(asked.last) if asked.last else first
    mine = {line.id for line in page.inside if line.is_mine}
    judged = replace(
        page,
        first_problem=_judge_first(first, today),
        last_problem=_judge_last(first, last, today),
        reason_problem="" if asked.reason else _(WHY),
        listings_problem="" if mine & (asked.chosen or frozenset()) else _(NONE_CHOSEN),
    )
    if judged.problems or first is None or last is None:
        return judged
    return Closing(_find(asked.building, desk), first, last, asked.with_phones)


def _judge_first(first: date | None, today: date) -> str:
    if first is None:
        return _say_when(today)
    return _(PAST) if first < today else ""


def _judge_last(first: date | None, last: date | None, today: date) -> str:
    if first is None:
        return ""
    if last is None:
        return _say_when(today)
    if last < first:
        return _(BACKWARDS)
    return _(TOO_LONG) if last - first >= LONGEST else ""


def _say_when(today: date) -> str:
    return _(WHEN).format(example=write_day(today))


def _read_day(text: str) -> date | None:
    """Return a day as a browser's calendar sends it, or as planners write it; None if neither."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        (found,) = parse_hours(f"Closed {text}").plan.closures
    except (HoursProblem, ValueError):
        return None
    is_day = isinstance(found, Dated) and found.start == found.end
    return found.start if is_day and isinstance(found, Dated) else None


def _refuse(page: ClosureFormPage, desk: Desk) -> Response:
    title = _("Error: {page}").format(page=page.heading)
    return desk.answer(replace(page, title=title), 422)


def _lead(**said: str) -> Response:
    query = urlencode(said)
    return RedirectResponse(f"{CLOSURES}?{query}" if query else CLOSURES, 303, NEVER_KEPT)
