"""What the pages about tables work with: who judges rows, which listings go out, and the save."""

from collections.abc import Sequence

from starlette.exceptions import HTTPException

from app.language import gettext as _
from app.language import mark
from app.planning.tables.bringing import (
    Asked,
    Bringing,
    NothingToWrite,
    Outcome,
    TablePlan,
    leave_out,
)
from app.planning.tables.judging import Rules
from app.planning.tables.matching import Match, choose_columns, match_columns
from app.planning.tables.rows import Table
from app.planning.tables.uploads import Upload, Uploads
from app.planning.tables.writing import Wanted
from app.planning.yaml_files import OpenFolder, SaveRefused
from app.web.planning.door import Desk, turn_away
from app.web.planning.saving import keeper_of, save_listings
from app.web.planning.voicing import areas_inside

WHY = "Bring in a table."
UNREADABLE = mark("The listings cannot be read just now")
UNREADABLE_LEAD = mark(
    "Somebody may be in the middle of changing a file. Nothing was changed. Try again in a minute."
)
STATES = ("live", "paused", "archived")


def uploads_of(desk: Desk) -> Uploads:
    """Return the tables that are under way."""
    uploads = desk.visit.site.uploads
    if uploads is None:
        raise HTTPException(404)
    return uploads


def want(desk: Desk, area: str, need: str, status: str) -> Wanted:
    """Return which listings are asked for; what is none of ours is left out."""
    catalogue = desk.visit.directory.catalogue
    inside = areas_inside(desk, area) if area in catalogue.areas else None
    return Wanted(
        inside,
        need if need in catalogue.needs else "",
        status if status in STATES else "",
    )


def match_upload(upload: Upload, table: Table) -> tuple[Match, ...]:
    """Return which column is which: as was chosen, else as we think."""
    if upload.columns:
        return choose_columns(table.headings, upload.columns)
    return match_columns(table.headings)


def bring(desk: Desk, table: Table, matches: Sequence[Match]) -> Bringing:
    """Return a table on its way in, for who is signed in."""
    directory = desk.visit.directory
    rules = Rules.of(directory.catalogue, directory.gazetteer, keeper_of(desk).folder)
    return Bringing(table, tuple(matches), rules, desk.visit.now.date(), desk.reach)


def open_listings(desk: Desk) -> OpenFolder:
    """Return the listings as their files hold them. Half of them are worse than none.

    Raises TurnedAway while a file cannot be read.
    """
    opened = keeper_of(desk).look()
    if not opened.whole:
        raise turn_away(desk.visit, 503, _(UNREADABLE), _(UNREADABLE_LEAD))
    return opened


def look(desk: Desk, bringing: Bringing) -> TablePlan:
    """Return what a table would change now."""
    return bringing.look(open_listings(desk), keeper_of(desk).history)


def save_table(desk: Desk, bringing: Bringing, asked: Asked) -> TablePlan:
    """Write what was confirmed, as one save, and return what became of every row.

    Rows that the check refuses as a whole are left out, and the rest is tried again. Raises Moved,
    NothingToWrite, SaveRefused where a refusal is about none of the rows, and TROUBLES.
    """
    outcome = Outcome()
    while True:
        plan = bringing.write(keeper_of(desk), asked, outcome)
        count = (str(len(outcome.plan.written)) for _ in range(1))
        try:
            save_listings(desk, plan, WHY, "imported listings", count)
        except SaveRefused as refusal:
            if not leave_out(outcome, refusal):
                raise
        except NothingToWrite as nothing:
            if not outcome.left_out:
                raise
            return nothing.plan
        else:
            return outcome.plan
