"""The two statements that SQLModel has no words for, as both kinds of database take them."""

from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from app.store import Database


def insert_into(database: Database, table: type[SQLModel]) -> sqlite.Insert | postgresql.Insert:
    """Return an insert into a table that can say what to do when the row is there already."""
    return sqlite.insert(table) if database.kind == "sqlite" else postgresql.insert(table)


def count_changed(session: Session, change: Update | Delete) -> int:
    """Change or delete rows, and return how many there were."""
    return cast("CursorResult[Any]", session.execute(change)).rowcount
