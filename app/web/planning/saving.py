"""Save what a planner's page asks for, in their name, and let families see it at once."""

from collections.abc import Iterable
from pathlib import Path

from starlette.exceptions import HTTPException

from app.language import gettext as _
from app.language import mark
from app.planning.accounts import DeedName
from app.planning.history import Author
from app.planning.keeping import Hand, ListingKeeper, OutOfReach, PlanEdit, may_change
from app.planning.yaml_files import FolderBusy, SaveRefused
from app.planning.yaml_writing import CannotWrite
from app.web.planning.door import ROLE_WORDS, Desk

TROUBLES = (FolderBusy, CannotWrite, OutOfReach, OSError)
"""What can keep a save from being made, besides faults in what was typed (SaveRefused)."""

BUSY = mark("Somebody else is saving just now. Nothing was saved yet: press again.")
OUT_OF_REACH = mark(
    "Nothing was saved. This listing is, or would be, in an area that is not yours. Ask a planner."
)
CANNOT = mark("Nothing was saved. {problem}")
NO_DISK = mark("Nothing was saved: the disk would not take it. Tell whoever runs this site.")


def keeper_of(desk: Desk) -> ListingKeeper:
    """Return the listings in their keeping; there are none where planners' pages are off."""
    keeper = desk.visit.site.keeper
    if keeper is None:
        raise HTTPException(404)
    return keeper


def may_edit(desk: Desk, areas: Iterable[str]) -> bool:
    """Return whether who is signed in may change a listing of these areas."""
    return desk.planner.role != "viewer" and may_change(areas, desk.reach)


def save_listings(
    desk: Desk, plan: PlanEdit, why: str, what: DeedName, which: Iterable[str]
) -> tuple[Path, ...]:
    """Save what the plan works out, note it in the log, and serve it. Return changed files.

    Raises SaveRefused with faults for the page to show, one of TROUBLES, and StoreDown once it is
    saved but could not be noted. Waits for the disk: never call it on the event loop.
    """
    planner = desk.planner
    hand = Hand(Author(planner.name, ROLE_WORDS[planner.role]), desk.reach)
    files = keeper_of(desk).save(plan, hand, why)
    desk.visit.site.live.refresh()
    for listing in which:
        desk.note(what, listing)
    return files


def say_trouble(problem: Exception) -> str:
    """Return why a save was not made, for who pressed the button."""
    if isinstance(problem, FolderBusy):
        return _(BUSY)
    if isinstance(problem, OutOfReach):
        return _(OUT_OF_REACH)
    if isinstance(problem, CannotWrite):
        return _(CANNOT).format(problem=problem)
    if isinstance(problem, SaveRefused):
        return _(CANNOT).format(problem=" ".join(str(fault) for fault in problem.faults))
    return _(NO_DISK)
