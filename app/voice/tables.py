"""The tables of this room. A row has a date and no time of day, and nothing of who it came from.

`docs/privacy.md` has a line for each column: a test fails for one without.
"""

from datetime import date

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from app.voice.answers import LONGEST_SLUG, MOST_WORDS

LONGEST_KEPT = 2 * MOST_WORDS
"""Characters of words as stored: "[postcode]" is longer than what it stands for."""
LONGEST_WORD = 24
LONGEST_ROLE = 40


class Answer(SQLModel, table=True):
    """One answer of one day, and how often the same was said that day.

    `fold` is a digest of all that makes two answers the same, so that they share a row. What an
    answer is not about is "".
    """

    __table_args__ = (Index("ix_answer_choice_day", "choice", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    fold: str = Field(max_length=64, unique=True)
    day: date = Field(index=True)
    question: str = Field(max_length=8)
    choice: str = Field(max_length=16)
    listing: str = Field(max_length=LONGEST_SLUG)
    area: str = Field(max_length=LONGEST_SLUG)
    need: str = Field(max_length=LONGEST_SLUG)
    words: str = Field(max_length=LONGEST_KEPT)
    times: int
    done_on: date | None = Field(default=None)
    done_by: str = Field(default="", max_length=LONGEST_ROLE)


class PublicReply(SQLModel, table=True):
    """What planners wrote for "You said, we did"; `day` is when it was published, if it is."""

    __tablename__ = "reply"

    id: int | None = Field(default=None, primary_key=True)
    said: str = Field(max_length=MOST_WORDS)
    did: str = Field(max_length=MOST_WORDS)
    area: str = Field(max_length=LONGEST_SLUG)
    day: date | None = Field(default=None)


class Tally(SQLModel, table=True):
    """How many searches for a need in an area ended in one way on one day."""

    day: date = Field(primary_key=True)
    need: str = Field(primary_key=True, max_length=LONGEST_SLUG)
    area: str = Field(primary_key=True, max_length=LONGEST_SLUG)
    outcome: str = Field(primary_key=True, max_length=16)
    times: int = Field(sa_type=BigInteger)


class Batch(SQLModel, table=True):
    """A name for one writing of counts, so that none is added twice when its answer was lost."""

    name: str = Field(primary_key=True, max_length=32)
    day: date = Field(index=True)


class Unheard(SQLModel, table=True):
    """On how many days a word found nothing. The word itself is "" until the fifth of them."""

    digest: str = Field(primary_key=True, max_length=64)
    days: int
    last: date = Field(index=True)
    word: str = Field(default="", max_length=LONGEST_WORD)
