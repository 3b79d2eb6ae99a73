"""The audit log: who did what and when, so that a mistake can be found and nobody is suspected."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.clock import LONDON, Clock
from app.planning.accounts.records import By, Deed, DeedName
from app.planning.accounts.tables import PlannerDeed
from app.store import Database

LONGEST_WHICH = 120
KEEP_DEEDS_DAYS = 730


class Audit:
    """The lines of one database, newest first. Every method waits, and raises StoreDown."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take the database to write to."""
        self._database = database
        self._clock = clock

    def note(self, by: By, what: DeedName, which: str = "") -> None:
        """Write one line; `which` is an id, a slug or a number, and never anything typed."""
        with self._database.session() as session:
            write_deed(session, self._clock, by, what, which)

    def newest(self, most: int, before: int | None = None) -> tuple[Deed, ...]:
        """Return up to so many lines, newest first, from before the line with a number."""
        asked = select(PlannerDeed).order_by(col(PlannerDeed.number).desc()).limit(most)
        if before is not None:
            asked = asked.where(col(PlannerDeed.number) < before)
        with self._database.session() as session:
            return tuple(map(_read, session.exec(asked)))

    def tidy(self, days: int) -> int:
        """Delete lines older than so many days, and return how many there were."""
        with self._database.session() as session:
            return drop_old_deeds(session, self._clock, days)


def write_deed(session: Session, clock: Clock, by: By, what: DeedName, which: str = "") -> None:
    """Write one line in a transaction that is open, so that no deed is kept without its line."""
    at = int(clock().timestamp())
    which = which[:LONGEST_WHICH]
    session.add(PlannerDeed(at=at, who=by.id, role=by.role, what=what, which=which))


def drop_old_deeds(session: Session, clock: Clock, days: int) -> int:
    """Delete lines older than so many days in a transaction that is open."""
    oldest = int((clock() - timedelta(days=days)).timestamp())
    gone = session.execute(delete(PlannerDeed).where(col(PlannerDeed.at) < oldest))
    return gone.rowcount  # type: ignore[attr-defined,no-any-return]


def _read(row: PlannerDeed) -> Deed:
    at = datetime.fromtimestamp(row.at, LONDON)
    return Deed(row.number or 0, at, row.who, row.role, row.what, row.which)
