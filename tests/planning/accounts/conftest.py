"""Accounts in both kinds of database, with hashes that are quick to make."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from app.planning.accounts import COMMAND, Account, Accounts, Audit, Role, Sessions
from app.planning.accounts.passwords import Passwords
from app.store import Database
from tests.store.databases import Ticking, address, database, open_database, postgres, ticking

__all__ = ["address", "database", "open_database", "postgres", "ticking"]

QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
GOOD = "four odd words together"
EMAIL = "morag@council.example"


@pytest.fixture
def accounts(database: Database, ticking: Ticking) -> Accounts:
    return Accounts(database, ticking, Passwords(QUICK))


@pytest.fixture
def sessions(database: Database, ticking: Ticking) -> Sessions:
    return Sessions(database, ticking, timedelta(hours=12), timedelta(hours=2))


@pytest.fixture
def audit(database: Database, ticking: Ticking) -> Audit:
    return Audit(database, ticking)


@pytest.fixture
def morag(accounts: Accounts) -> Account:
    return add(accounts)


def add(accounts: Accounts, email: str = EMAIL, role: Role = "editor") -> Account:
    areas = ("glasgow-south",) if role == "editor" else ()
    return accounts.add(email, "Morag A", role, areas, GOOD, COMMAND)
