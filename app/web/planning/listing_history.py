"""What a listing said before: its changes, one of them beside what it says now, and all saves."""

from collections.abc import Mapping, Sequence
from itertools import islice

from starlette.exceptions import HTTPException

from app.language import gettext as _
from app.language import join_words, mark, ngettext, write_number
from app.planning.comparing import Difference, compare, cover_places, in_order, name_changed
from app.planning.merging import Fields
from app.planning.pasts import Past, find_past, seal_fields, walk_back
from app.planning.saves import Save, find_saves
from app.web.planning.door import Desk
from app.web.planning.listing_desk import Found, name_of, say_why_not
from app.web.planning.listing_list import listing_href
from app.web.planning.listing_views import (
    FaultLine,
    HistoryPage,
    PastLine,
    PastPage,
    SaveLine,
    SavesPage,
    Shown,
)
from app.web.planning.listing_words import name_field, say_who, say_why, write_moment
from app.web.planning.saving import keeper_of
from app.web.views import Link

MOST_PASTS = 100
MOST_SAVES = 100
MOST_NAMES = 10
GONE = mark("It is in no file now. Choose how it was, and bring it back.")
BEGINS = mark("Its history begins here.")
ADDED = mark("It was added.")
TAKEN_OUT = mark("It was taken out of the file.")
NOT_KEPT = mark("Changed by hand in the file. It is kept with the next save.")
NOW = mark("This is how it is now.")
WAS_NOT = mark("It was in no file then, so there is nothing to bring back.")


def show_history(found: Found) -> HistoryPage:
    """Return every change of a listing. Raises 404 where none is known."""
    pasts = tuple(islice(walk_back(found.keeper, found.opened, found.listing), MOST_PASTS))
    if not pasts and found.fields is None:
        raise HTTPException(404)
    name = name_past(found, pasts[0] if pasts else None)
    return HistoryPage(
        title=_("What was changed: {name}").format(name=name),
        name=name,
        here=listing_href(found.listing) if found.fields is not None else "",
        lines=tuple(_tell(past, found) for past in pasts),
        gone="" if found.fields is not None else _(GONE),
    )


def need_past(found: Found, version: str) -> Past:
    """Return a change of a listing by its version. Raises 404 where there is none."""
    past = find_past(found.keeper, found.opened, found.listing, version)
    if past is None:
        raise HTTPException(404)
    return past


def show_past(
    desk: Desk,
    found: Found,
    past: Past,
    problems: Sequence[Link] = (),
    faults: Sequence[FaultLine] = (),
) -> PastPage:
    """Return one change: what it did, and what was then beside what is now."""
    name = name_past(found, past)
    why_not = find_why_not(desk, found, past)
    before, after, now = (
        cover_places(each) if why_not and each else each
        for each in (past.before, past.after, found.fields)
    )
    told, since = _tell(past, found), compare(after, now)
    is_same = not name_changed(past.after, found.fields)
    can_restore = past.after is not None and not is_same and not why_not
    return PastPage(
        title=_("Error: {page}").format(page=name) if problems else _title(name, told),
        name=name,
        here=listing_href(found.listing),
        told=told,
        changed=() if past.begins or before is None else _show(compare(before, after)),
        since=_show(since) if past.after is not None and not is_same else (),
        same=_count_same(after, now),
        lead=_(NOW) if is_same else _(WAS_NOT) if past.after is None else "",
        restore=f"{told.href}/restore" if can_restore else "",
        seen=seal_fields(found.fields),
        why_not=why_not,
        problems=tuple(problems),
        faults=tuple(faults),
    )


def find_why_not(desk: Desk, found: Found, past: Past) -> str:
    """Return why who is signed in may not bring a past back; "" where they may.

    Both as it is and as it was it has to be in their areas.
    """
    states = [state for state in (found.fields, past.after) if state is not None]
    return next((why for state in states if (why := say_why_not(desk, state))), "")


def show_saves(desk: Desk) -> SavesPage:
    """Return the newest saves of all listings, with which of them each changed."""
    keeper = keeper_of(desk)
    names = {slug: name_of(each.fields, slug) for slug, each in keeper.look().listed.items()}
    saves = find_saves(keeper, MOST_SAVES)
    return SavesPage(_("What was saved"), tuple(_tell_save(save, names) for save in saves))


def name_past(found: Found, past: Past | None) -> str:
    """Return what to call a listing that may be in no file any more."""
    fields = found.fields or (past and (past.after or past.before))
    return name_of(fields or None, found.listing)


def _title(name: str, told: PastLine) -> str:
    return _("{name}, as it was: {when}").format(name=name, when=told.when)


def _tell(past: Past, found: Found) -> PastLine:
    is_now = past.after == found.fields
    if past.version is None:
        return PastLine("", _("Now"), "", "", _say_what(past), is_now=True)
    return PastLine(
        href=listing_href(found.listing, f"/history/{past.version.id}"),
        when=write_moment(past.version.when),
        who=say_who(past.version),
        why=say_why(past.version),
        what=_say_what(past),
        is_now=is_now,
    )


def _say_what(past: Past) -> str:
    if past.begins:
        return _(BEGINS)
    if past.before is None:
        return _(ADDED)
    if past.after is None:
        told = _(TAKEN_OUT)
        return f"{told} {_(NOT_KEPT)}" if past.version is None else told
    changed = name_changed(past.before, past.after)
    names = [name_field(name) for name in changed if name != "edited" or len(changed) == 1]
    told = _("Changed: {fields}.").format(fields=join_words(names))
    return f"{told} {_(NOT_KEPT)}" if past.version is None else told


def _show(differences: Sequence[Difference]) -> tuple[Shown, ...]:
    return tuple(Shown(name_field(each.field), each) for each in differences)


def _count_same(then: Fields | None, now: Fields | None) -> str:
    same = len(in_order(then or {}, now or {})) - len(name_changed(then, now))
    words = ngettext("{number} field says the same.", "{number} fields say the same.", same)
    return words.format(number=write_number(same)) if same else ""


def _tell_save(save: Save, names: Mapping[str, str]) -> SaveLine:
    shown = save.listings[:MOST_NAMES]
    hidden = len(save.listings) - len(shown)
    more = ngettext("and {number} more", "and {number} more", hidden).format(number=hidden)
    version = save.version
    return SaveLine(
        when=write_moment(version.when) if version else _("Now"),
        who=say_who(version) if version else _(NOT_KEPT),
        why=say_why(version) if version else "",
        listings=tuple(Link(names.get(i, i), listing_href(i, "/history")) for i in shown),
        more=_(BEGINS) if save.begins else more if hidden else "",
    )
