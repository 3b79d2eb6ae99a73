"""Words that every page about listings shares with planners: fields, states, moments, faults."""

from collections.abc import Iterable
from datetime import datetime

from app.clock import LONDON
from app.content.faults import Fault
from app.language import gettext as _
from app.language import mark, write_clock, write_date
from app.planning.history import BY_HAND, HAND, Version
from app.web.planning.listing_views import FaultLine

LISTINGS = "/planning/listings"
FIELDS = {
    "id": mark("Name in the address"),
    "name": mark("Name of the help"),
    "provider": mark("Who runs it"),
    "summary": mark("What it does"),
    "needs": mark("Topics"),
    "areas": mark("Areas"),
    "level": mark("How it fits in"),
    "kinds": mark("Kind of help"),
    "ways": mark("Ways to get it"),
    "who_for": mark("Who it is for"),
    "welcomes": mark("Made for"),
    "ages": mark("Ages"),
    "cost": mark("Cost"),
    "cost_note": mark("Price in words"),
    "reach_in": mark("How families get it"),
    "contacts": mark("Contacts"),
    "places": mark("Places"),
    "hours": mark("Opening times"),
    "hours_note": mark("More about the times"),
    "languages": mark("Languages"),
    "access_note": mark("Getting in"),
    "crisis": mark("Helps in danger"),
    "status": mark("State"),
    "checked": mark("Checked"),
    "edited": mark("Last changed"),
    "sources": mark("Where the facts came from"),
    "sources_dated": mark("How old those pages were"),
    "basis": mark("What the facts rest on"),
    "imported": mark("Taken from a feed"),
    "planners_note": mark("Note for planners"),
}
STATES = {"live": mark("Live"), "paused": mark("Paused"), "archived": mark("Archived")}
SHAPES = {"live": "state-open", "paused": "state-unknown", "archived": "state-closed"}
"""How a state's mark looks: it is told by its shape and its words, never by colour."""
BY_HAND_NAME = mark("Edited by hand")
BY_HAND_WHY = mark("Kept what was changed by hand.")


def name_field(field: str) -> str:
    """Return what planners call a field; one that is none of ours keeps its name."""
    return _(FIELDS[field]) if field in FIELDS else field


def name_state(status: str) -> str:
    """Return what planners call a state; what is none is shown as it was typed."""
    return _(STATES[status]) if status in STATES else status


def write_moment(moment: datetime) -> str:
    """Return a day and a time in Scotland."""
    at = moment.astimezone(LONDON)
    return _("{day}, {time}").format(
        day=write_date(at.date()), time=write_clock(at.hour, at.minute)
    )


def say_who(version: Version) -> str:
    """Return who saved a version, as the history has it."""
    return _(BY_HAND_NAME) if version.who == HAND.shown else version.who


def say_why(version: Version) -> str:
    """Return why a version was saved, as it was typed."""
    return _(BY_HAND_WHY) if version.why == BY_HAND else version.why


def show_faults(faults: Iterable[Fault]) -> tuple[FaultLine, ...]:
    """Return what is wrong in the files: where, and what to do."""
    return tuple(map(_show_fault, faults))


def _show_fault(fault: Fault) -> FaultLine:
    where = _("{file}, line {line}").format(file=fault.file, line=fault.line)
    about = ": ".join(part for part in (fault.listing, fault.field) if part)
    return FaultLine(where, f"{about}: {fault.message}" if about else fault.message)
