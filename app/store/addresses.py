"""How each kind of database is reached, so that none of them can make a page wait or tell on us.

No error or log of the driver's shows what was to be written.

Limits are in the driver: a connection in 2 seconds, a statement in 3. Sources: SQLite's "PRAGMA
Statements", PostgreSQL 15's "Client Connection Defaults", SQLAlchemy's "Connection Pooling".
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlmodel import create_engine

CONNECT_SECONDS = 2
STATEMENT_MS = 3000
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON")


class UnknownDatabase(ValueError):
    """The address of a database that is neither SQLite nor PostgreSQL."""


def read_address(text: str) -> URL:
    """Return a database's address with the driver we ship. Raises UnknownDatabase."""
    try:
        url = make_url(text)
    except ArgumentError:
        # SQLAlchemy's own message shows the address, and so its password.
        raise UnknownDatabase("it is no address → use sqlite:/// or postgresql://") from None
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite":
        return url.set(drivername="sqlite")
    if kind in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    raise UnknownDatabase(f"{kind} is not a database we know → use sqlite:/// or postgresql://")


def open_engine(url: URL) -> Engine:
    """Return an engine for an address; nothing is connected yet."""
    if url.drivername == "sqlite":
        return _open_sqlite(url)
    limits = f"-c statement_timeout={STATEMENT_MS} -c lock_timeout={STATEMENT_MS}"
    return create_engine(
        url,
        pool_size=5,
        max_overflow=5,
        pool_timeout=CONNECT_SECONDS,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_SECONDS, "options": limits},
        hide_parameters=True,
    )


def _open_sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": CONNECT_SECONDS}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        # SQLAlchemy begins transactions itself: the driver's own beginning is too late for DDL.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # Writers wait their turn here; a read that turns into a write could not (SQLITE_BUSY).
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
