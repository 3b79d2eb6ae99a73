"""What a listing's page says of the save that led to it: `done`, and `also`, in its address."""

from app.language import gettext as _
from app.language import mark
from app.web.planning.door import Desk
from app.web.planning.form_saving import say_changed
from app.web.planning.form_words import FIELDS

NOTICES = {
    "saved": mark("It is saved. Families see it now."),
    "added": mark("It is added. Families see it now."),
    "checked": mark("The check is saved."),
    "paused": mark("It is paused. Families do not see it any more."),
    "archived": mark("It is archived. Families do not see it any more."),
    "live": mark("It is back. Families see it now."),
    "restored": mark("What it said before is back."),
    "same": mark("Nothing was changed, so nothing was saved."),
}
"""All but the last can be undone."""
HIDDEN = mark("It is saved. Families do not see it, because of its status.")
WAITING = mark("It is saved. Families do not see it until this is mended: {fault}")
BOTH = mark("Somebody else changed {fields} meanwhile. Both are saved.")
_SHOWS = ("saved", "added", "live")
"""What families see at once, if nothing stands in its way."""


def say_done(desk: Desk, listing: str, done: str, also: str = "") -> str:
    """Return what came of a save: whether families see it, and what else was changed."""
    if done not in NOTICES:
        return ""
    told, fields = _say_seen(desk, listing, done), also.split(",")
    others = tuple(field for field in fields if field in FIELDS)
    return f"{told} {_(BOTH).format(fields=say_changed(others))}" if others else told


def _say_seen(desk: Desk, listing: str, done: str) -> str:
    standing = desk.visit.site.live.standing
    if done in _SHOWS and standing.faults:
        return _(WAITING).format(fault=standing.faults[0])
    is_seen = desk.visit.directory.catalogue.find(listing) is not None
    return _(HIDDEN if done in ("saved", "added") and not is_seen else NOTICES[done])
