"""What families looked for and did not find, in numbers too large to be about one of them."""

from datetime import date
from typing import cast

from sqlalchemy import func, true
from sqlmodel import col, select

from app.store import Database
from app.voice.inbox import Areas
from app.voice.records import FEWEST, Ending, SeenWord, Unmet
from app.voice.tables import Tally, Unheard


def read_unmet(database: Database, since: date, areas: Areas) -> tuple[Unmet, ...]:
    """Return how searches ended since the first of a month, by need, area and outcome.

    The order tells nothing of numbers that are hidden.
    """
    kinds = (col(Tally.need), col(Tally.area), col(Tally.outcome))
    where = true() if areas is None else col(Tally.area).in_(sorted(areas))
    asked = (
        select(*kinds, func.sum(Tally.times))
        .where(Tally.day >= since.replace(day=1), where)
        .group_by(*kinds)
    )
    with database.session() as session:
        rows = session.exec(asked).all()
    return tuple(
        Unmet(need, area, cast("Ending", outcome), hide_few(int(times)))
        for need, area, outcome, times in sorted(rows, key=lambda row: row[:3])
    )


def hide_few(times: int) -> int | None:
    """Return a number that may be shown, or None."""
    return times if times >= FEWEST else None


def read_words(database: Database, since: date) -> tuple[SeenWord, ...]:
    """Return the words that were kept, last seen since a day, most days first."""
    asked = (
        select(Unheard)
        .where(Unheard.word != "", Unheard.days >= FEWEST, Unheard.last >= since)
        .order_by(col(Unheard.days).desc(), col(Unheard.word))
    )
    with database.session() as session:
        return tuple(SeenWord(row.word, row.days, row.last) for row in session.exec(asked))
