"""The tables of planners' accounts. `docs/privacy.md` says why each column is there.

Moments are in seconds since 1970. No table holds a password, a session's token or a typed text
other than a planner's own name and sign-in address.
"""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

LONGEST_EMAIL = 254
LONGEST_NAME = 80
LONGEST_AREAS = 2000


class Planner(SQLModel, table=True):
    """One account. `password` is an Argon2id hash; `areas` are slugs, split by spaces."""

    id: str = Field(primary_key=True, max_length=16)
    email: str = Field(unique=True, max_length=LONGEST_EMAIL)
    name: str = Field(max_length=LONGEST_NAME)
    role: str = Field(max_length=8)
    areas: str = Field(max_length=LONGEST_AREAS)
    password: str = Field(max_length=200)
    disabled: bool
    made: date
    last: date | None


class PlannerSession(SQLModel, table=True):
    """One browser that is signed in: only the SHA-256 of its token is here."""

    digest: str = Field(primary_key=True, max_length=64)
    planner: str = Field(foreign_key="planner.id", index=True, max_length=16)
    opened: int = Field(sa_type=BigInteger)
    seen: int = Field(sa_type=BigInteger)
    until: int = Field(index=True, sa_type=BigInteger)


class PlannerDeed(SQLModel, table=True):
    """One line of the audit log; it stays when the account is removed, and then names nobody."""

    number: int | None = Field(default=None, primary_key=True)
    at: int = Field(index=True, sa_type=BigInteger)
    who: str = Field(max_length=16)
    role: str = Field(max_length=8)
    what: str = Field(max_length=40)
    which: str = Field(max_length=120)
