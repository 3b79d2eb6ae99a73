"""Bring a database's tables to the shape this version of the code expects.

Every change of a table is a file in `migrations/versions`. Several processes may start at once:
one of them changes the tables while the others wait.
"""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

MIGRATIONS = Path(__file__).parent / "migrations"
_TURN = 7_201_946
"""The number of our lock among a PostgreSQL server's advisory locks; any number would do."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Run what has not been run yet. Raises what the driver raises when the database is down."""
    with _turn_taken(engine), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
        command.upgrade(configure(connection), revision)


def configure(connection: Connection) -> Config:
    """Return Alembic's settings for one open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@contextlib.contextmanager
def _turn_taken(engine: Engine) -> Iterator[None]:
    """Hold a lock beside a SQLite file; PostgreSQL has its own."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        yield
        return
    with Path(f"{engine.url.database}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
