"""Gives every test of what is kept both kinds of database, empty and ready."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.clock import LONDON
from app.store import Database
from tests.store.postgres import Server, find_programs, running_server

START = datetime(2026, 11, 25, 11, 0, tzinfo=LONDON)
KINDS = ["sqlite", "postgresql"] if find_programs() or os.environ.get("CI") else ["sqlite"]
"""Anyone may test without a PostgreSQL server; CI never does."""

OpenDatabase = Callable[[], Database]


class Ticking:
    """A clock that stands still until it is told how far to go."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def go(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    # pytest's own folders are too deep for a socket, and closed to the server's account.
    with tempfile.TemporaryDirectory(prefix="pg") as name, running_server(Path(name)) as server:
        yield server


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database: one test for each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'reachin.db'}"
    server: Server = request.getfixturevalue("postgres")
    return server.empty()


@pytest.fixture
def open_database(address: str, ticking: Ticking) -> Iterator[OpenDatabase]:
    """Return what opens the same database again and again, as processes do."""
    opened: list[Database] = []

    def open_one() -> Database:
        opened.append(Database.at(address, ticking))
        return opened[-1]

    yield open_one
    for database in opened:
        database.close()


@pytest.fixture
def database(open_database: OpenDatabase) -> Database:
    return open_database()
