"""Both kinds of database, for the tests of what families tell us."""

import pytest

from app.store import Database
from app.voice import Voice
from tests.store.databases import Ticking, address, database, open_database, postgres, ticking

__all__ = ["address", "database", "open_database", "postgres", "ticking"]


@pytest.fixture
def voice(database: Database, ticking: Ticking) -> Voice:
    return Voice(database, ticking)
