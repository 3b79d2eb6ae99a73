"""Who is signed in: a random token in the browser, and only its digest here.

Whoever reads the database can sign in as nobody. A session ends after a set time, sooner when it
is left alone, and at once when its account is disabled. Source: OWASP's Session Management.
"""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, or_
from sqlmodel import col

from app.clock import Clock
from app.planning.accounts.accounts import read_account
from app.planning.accounts.audit import write_deed
from app.planning.accounts.records import Account, By
from app.planning.accounts.tables import Planner, PlannerSession
from app.store import Database

TOKEN_BYTES = 32
SEEN_EVERY = 60
"""Seconds between writing down that a session is in use."""
HOURS = timedelta(hours=12)
IDLE = timedelta(hours=2)


class Sessions:
    """The sessions of one database. Every method waits, and raises StoreDown."""

    def __init__(
        self, database: Database, clock: Clock, lasts: timedelta = HOURS, idle: timedelta = IDLE
    ) -> None:
        """Take how long a session lasts, and how long it may be left alone."""
        self._database = database
        self._clock = clock
        self._lasts = int(lasts.total_seconds())
        self._idle = int(idle.total_seconds())

    def open(self, account: Account) -> str:
        """Return the token of a new session; those that are over are deleted meanwhile."""
        token, now = secrets.token_urlsafe(TOKEN_BYTES), self._now()
        row = PlannerSession(
            digest=_digest(token), planner=account.id, opened=now, seen=now, until=now + self._lasts
        )
        with self._database.session() as session:
            session.execute(delete(PlannerSession).where(self._over(now)))
            session.add(row)
        return token

    def find(self, token: str) -> Account | None:
        """Return the account of a token that is good, and note that it is in use."""
        now = self._now()
        with self._database.session() as session:
            row = session.get(PlannerSession, _digest(token))
            if row is None or row.until <= now or row.seen + self._idle <= now:
                return None
            planner = session.get(Planner, row.planner)
            if planner is None or planner.disabled:
                return None
            if row.seen + SEEN_EVERY <= now:
                row.seen = now
            return read_account(planner)

    def close(self, token: str, account: Account) -> None:
        """Sign one browser out."""
        with self._database.session() as session:
            session.execute(
                delete(PlannerSession).where(col(PlannerSession.digest) == _digest(token))
            )
            write_deed(session, self._clock, By(account.id, account.role), "signed out")

    def close_all(self, account: Account) -> int:
        """Sign an account out of every browser, and return of how many."""
        with self._database.session() as session:
            gone = session.execute(
                delete(PlannerSession).where(col(PlannerSession.planner) == account.id)
            )
            write_deed(session, self._clock, By(account.id, account.role), "signed out everywhere")
            return gone.rowcount  # type: ignore[attr-defined,no-any-return]

    def tidy(self) -> int:
        """Delete the sessions that are over, and return how many there were."""
        with self._database.session() as session:
            gone = session.execute(delete(PlannerSession).where(self._over(self._now())))
            return gone.rowcount  # type: ignore[attr-defined,no-any-return]

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _over(self, now: int) -> ColumnElement[bool]:
        return or_(col(PlannerSession.until) <= now, col(PlannerSession.seen) <= now - self._idle)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
