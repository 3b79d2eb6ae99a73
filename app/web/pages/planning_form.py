"""Adding a listing and changing one: a form, a look at it, and a save that loses nobody's work."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import RedirectResponse, Response

from app.language import gettext as _
from app.language import mark
from app.planning.judging import Rules
from app.planning.keeping import OutOfReach, areas_of, may_change
from app.planning.listing_form import MOST_ROWS, RowKind, count_rows, fill_form, move_rows
from app.planning.merging import Fields
from app.planning.yaml_files import SaveRefused
from app.web.headers import NEVER_KEPT
from app.web.planning.door import Desk, TheDesk, turn_away
from app.web.planning.form_meeting import rebase, settle, show_meeting, torn_names
from app.web.planning.form_notes import Notes, note_faults
from app.web.planning.form_pages import show_check, show_form, show_look
from app.web.planning.form_reading import (
    OWN_AREAS,
    TAKEN,
    Sent,
    judge_sent,
    make_sent,
    read_sent,
    rules_of,
    settle_id,
    start_sent,
)
from app.web.planning.form_saving import (
    Gone,
    Taken,
    Torn,
    Unchanged,
    Unreadable,
    faults_now,
    save_sent,
)
from app.web.planning.listing_words import LISTINGS
from app.web.planning.saving import TROUBLES, keeper_of, say_trouble
from app.web.views import Link

router = APIRouter()

NOT_COPIED = ("id", "name", "checked", "imported", "edited")
NOT_YOURS = mark("That listing is not yours to change")
NOT_YOURS_LEAD = mark("It is in an area that is not yours. Ask a planner.")
BROKEN = mark("A file cannot be read, so nothing was saved. What you wrote is still here.")
BROKEN_TITLE = mark("A file of listings cannot be read")
GONE = mark(
    "Somebody took this listing out of the files. What you wrote is still here: you can save it as"
    " a new listing."
)


@router.get(f"{LISTINGS}/new")
def start_listing(desk: TheDesk, copied: Annotated[str, Query(alias="from")] = "") -> Response:
    """Answer an empty form, or one filled from a listing that is like the new one."""
    fields: Fields = {}
    if copied:
        found = find_fields(desk, copied[:100])
        fields = {name: value for name, value in found.items() if name not in NOT_COPIED}
    sent = make_sent(desk, "", {}, fill_form(fields))
    return desk.answer(show_form(desk, sent, Notes()))


@router.get(f"{LISTINGS}/{{listing}}/edit")
def open_listing(listing: str, desk: TheDesk) -> Response:
    """Answer the form of a listing, as the file has it now."""
    sent = start_sent(desk, listing, find_fields(desk, listing))
    _judged, notes = judge_sent(desk, sent, rules_of(desk))
    return desk.answer(show_form(desk, sent, notes))


@router.post(f"{LISTINGS}/check")
def check_listing(desk: TheDesk) -> Response:
    """Answer what is said beside each box, while somebody types. Nothing is kept."""
    sent = read_sent(desk, desk.said("listing", 100))
    _judged, notes = judge_sent(desk, sent, rules_of(desk))
    return desk.answer(show_check(desk, sent, notes))


@router.post(f"{LISTINGS}/new")
def write_listing(desk: TheDesk) -> Response:
    """Take a step with a new listing: another row, a look at it, or the save."""
    return _take_step(desk, read_sent(desk, ""))


@router.post(f"{LISTINGS}/{{listing}}/edit")
def change_listing(listing: str, desk: TheDesk) -> Response:
    """Take a step with a listing that is there."""
    sent = read_sent(desk, listing)
    opened = keeper_of(desk).look()
    there = opened.listed.get(listing)
    if there is None:
        if not sent.base or sent.base.get("id") != listing:
            raise HTTPException(404)
        return _offer_anew(desk, sent) if opened.whole else _say_broken(desk, sent)
    _keep_to_own(desk, there.fields)
    return _take_step(desk, sent)


def find_fields(desk: Desk, listing: str) -> Fields:
    """Return a listing's fields as its file has them, if this planner may change it.

    Turns away whoever may not, and where the file cannot be read.
    """
    opened = keeper_of(desk).look()
    there = opened.listed.get(listing)
    if there is not None:
        _keep_to_own(desk, there.fields)
        return there.fields
    if opened.whole or listing not in desk.visit.directory.catalogue.by_id:
        raise HTTPException(404)
    told = " ".join(str(fault) for fault in faults_now(desk))
    raise turn_away(desk.visit, 409, _(BROKEN_TITLE), told)


def _keep_to_own(desk: Desk, fields: Fields) -> None:
    if not may_change(areas_of(fields), desk.reach):
        raise turn_away(desk.visit, 403, _(NOT_YOURS), _(NOT_YOURS_LEAD))


def _take_step(desk: Desk, sent: Sent) -> Response:
    do, rules = desk.said("do"), rules_of(desk)
    step, _dash, rest = do.partition("-")
    if step in ("add", "remove", "up", "down", "change"):
        return _redraw(desk, sent, step, rest, rules)
    if step == "settle":
        settled = settle(desk, sent)
        if settled.open:
            names = torn_names(desk)
            return desk.answer(show_meeting(desk, sent, names, settled.open, ()), 422)
        return _save(desk, settled.sent, rules)
    return _save(desk, sent, rules) if step == "save" else _look(desk, sent, rules)


def _redraw(desk: Desk, sent: Sent, step: str, rest: str, rules: Rules) -> Response:
    """Answer the form again with a row more or less, or as it was."""
    kind, _dash, number = rest.partition("-")
    opened: RowKind | None = None
    if kind in ("contacts", "places"):
        rows: RowKind = "contacts" if kind == "contacts" else "places"
        index = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
        sent = make_sent(desk, sent.id, sent.base, move_rows(sent.typed, rows, step, index))
        is_room = count_rows(sent.typed, rows) < MOST_ROWS
        opened = rows if step == "add" and is_room else None
    _judged, notes = judge_sent(desk, sent, rules)
    for name in [name for name in notes.problems if not name.startswith("week-")]:
        del notes.problems[name]
    is_judged = bool(notes.problems)
    return desk.answer(show_form(desk, sent, notes, opened=opened, is_judged=is_judged))


def _look(desk: Desk, sent: Sent, rules: Rules) -> Response:
    """Answer the listing as families will see it, or what is wrong with it."""
    sent = settle_id(sent)
    judged, notes = judge_sent(desk, sent, rules)
    if judged.service is None or notes.problems:
        return desk.answer(show_form(desk, sent, notes, is_judged=True), 422)
    return desk.answer(show_look(desk, sent, judged.service, notes))


def _save(desk: Desk, sent: Sent, rules: Rules) -> Response:
    """Save, and lead on; or answer what kept it from being saved, with all that was typed."""
    sent = settle_id(sent)
    judged, notes = judge_sent(desk, sent, rules)
    if judged.service is None or notes.problems:
        return desk.answer(show_form(desk, sent, notes, is_judged=True), 422)
    try:
        saved = save_sent(desk, sent)
    except Torn as torn:
        again, names = rebase(desk, sent, torn)
        return desk.answer(show_meeting(desk, again, names, (), torn.met.others), 409)
    except Unchanged:
        return _lead(sent.id, "same")
    except Gone:
        return _offer_anew(desk, sent)
    except Unreadable:
        return _say_broken(desk, sent)
    except (Taken, OutOfReach, SaveRefused) as refused:
        _REFUSALS[type(refused)](sent, refused, notes)
        return desk.answer(show_form(desk, sent, notes, is_judged=True), 422)
    except TROUBLES as trouble:
        told = (Link(say_trouble(trouble), "#main"),)
        return desk.answer(show_look(desk, sent, judged.service, notes, told), 503)
    return _lead(saved.id, "saved" if sent.id else "added", saved.others)


def _say_refused(sent: Sent, refused: Exception, notes: Notes) -> None:
    if not isinstance(refused, SaveRefused):
        return
    own = [fault for fault in refused.faults if fault.listing == sent.fields["id"]]
    note_faults(own, replace(sent.week, slips=()), notes)
    for fault in refused.faults:
        if fault not in own:
            notes.tell("", str(fault))


_REFUSALS: dict[type[Exception], Callable[[Sent, Exception, Notes], None]] = {
    Taken: lambda sent, _why, notes: notes.tell("id", _(TAKEN).format(id=sent.fields["id"])),
    OutOfReach: lambda _sent, _why, notes: notes.tell("areas", _(OWN_AREAS)),
    SaveRefused: _say_refused,
}


def _offer_anew(desk: Desk, sent: Sent) -> Response:
    """Answer the form of a listing that has gone from the files, to be saved as a new one."""
    typed = {**sent.typed, "id": (sent.id,)}
    anew, notes = make_sent(desk, "", {}, typed), Notes()
    notes.tell("", _(GONE))
    return desk.answer(show_form(desk, anew, notes, is_judged=True), 409)


def _say_broken(desk: Desk, sent: Sent) -> Response:
    """Answer the form with the file and the line that somebody has to mend first."""
    notes = Notes()
    notes.tell("", _(BROKEN))
    for fault in faults_now(desk)[:5]:
        notes.tell("", str(fault))
    return desk.answer(show_form(desk, sent, notes, is_judged=True), 409)


def _lead(listing: str, done: str, others: tuple[str, ...] = ()) -> Response:
    """Lead to the listing's own page, which tells what was saved and can undo it."""
    also = f"&also={','.join(others)}" if others else ""
    return RedirectResponse(f"{LISTINGS}/{listing}?done={done}{also}", 303, NEVER_KEPT)
