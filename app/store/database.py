"""One database behind one door: a session that commits or rolls back, or the news that it is down.

Calls wait, so the web makes them from threads. After a failure the database is left alone for a
few seconds: pages meanwhile hear at once that it is down, and none of them hangs.
"""

import contextlib
import logging
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from app.clock import Clock
from app.store.addresses import open_engine, read_address
from app.store.migrating import migrate

PAUSE = timedelta(seconds=5)
"""How long a database that failed is left alone."""

log = logging.getLogger(__name__)


class StoreDown(Exception):
    """The database could not be reached, or did not answer in time: nothing was kept."""


class Database:
    """A database that brings its own tables up to date when it is first reached."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        """Take an engine; `Database.at` makes one from an address."""
        self._engine = engine
        self._clock = clock
        self._lock = threading.Lock()
        self._is_ready = False
        self._down_until: datetime | None = None

    @classmethod
    def at(cls, address: str, clock: Clock) -> "Database":
        """Return the database at an address such as sqlite:///file or postgresql://host/name.

        Raises UnknownDatabase. A database that is down is no error yet.
        """
        return cls(open_engine(read_address(address)), clock)

    @property
    def kind(self) -> str:
        """Return "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """Yield a session: committed at the end, rolled back on any error. Raises StoreDown.

        What was read stays readable after the end. A fault of the caller's own (a row that is
        there already, a value too long) is raised as SQLAlchemy's IntegrityError or DataError.
        """
        self.prepare()
        try:
            with Session(self._engine, expire_on_commit=False) as session:
                yield session
                session.commit()
        except (DataError, IntegrityError, ProgrammingError):
            raise
        except (DBAPIError, PoolTimeout) as error:
            raise self._go_down(error) from error

    def prepare(self) -> None:
        """Bring the tables up to date, once. Raises StoreDown."""
        if self._down_until is not None and self._clock() < self._down_until:
            raise StoreDown
        if self._is_ready:
            return
        with self._lock:
            try:
                if not self._is_ready:
                    migrate(self._engine)
                    self._is_ready = True
            except (DBAPIError, PoolTimeout, OSError) as error:
                raise self._go_down(error) from error

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def _go_down(self, error: Exception) -> StoreDown:
        self._down_until = self._clock() + PAUSE
        self._is_ready = False
        # Not the error's own text: it holds the statement and what was to be written.
        log.error("the database is down: %s", type(error).__name__)
        return StoreDown()
