"""The one table this room has for itself: turns taken, so that nobody takes too many."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class Turn(SQLModel, table=True):
    """How often one door was used in one stretch of time.

    `key` is a keyed digest that changes every day; `until` is when the row means nothing any more,
    in seconds since 1970.
    """

    key: str = Field(primary_key=True, max_length=64)
    taken: int
    until: int = Field(index=True, sa_type=BigInteger)
