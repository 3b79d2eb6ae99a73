"""Delete what was kept for long enough, a day at a time so that nobody waits for it."""

from datetime import date, timedelta

from sqlalchemy import delete
from sqlmodel import col, select

from app.clock import Clock
from app.store import Database
from app.store.limits import drop_old_turns
from app.voice.records import Tidied
from app.voice.statements import count_changed
from app.voice.tables import Answer, Batch, Tally, Unheard

KEEP_UNSEEN_DAYS = 60
"""How long a word that has not reached its fifth day is remembered without being seen."""
KEEP_BATCHES_DAYS = 30


class Retention:
    """How long each kind of row stays in one database."""

    def __init__(self, database: Database, clock: Clock, answers: int, counts: int) -> None:
        """Take the database, and for how many days answers and counts are kept."""
        self._database = database
        self._clock = clock
        self._answers = timedelta(days=answers)
        self._counts = timedelta(days=counts)

    def tidy(self, today: date) -> Tidied:
        """Delete what is over, and return how much. Raises StoreDown; what was done stays done."""
        self._drop_days(Batch, today - timedelta(days=KEEP_BATCHES_DAYS))
        return Tidied(
            answers=self._drop_days(Answer, today - self._answers),
            counts=self._drop_days(Tally, today - self._counts),
            words=self._drop_words(today),
            turns=drop_old_turns(self._database, self._clock),
        )

    def _drop_days(self, table: type[Answer | Tally | Batch], first: date) -> int:
        """Delete all before a day. A day at a time: a statement has 3 seconds."""
        over = select(col(table.day)).where(col(table.day) < first).order_by(col(table.day))
        gone = 0
        while True:
            with self._database.session() as session:
                oldest = session.exec(over.limit(1)).first()
                if oldest is None:
                    return gone
                gone += count_changed(session, delete(table).where(col(table.day) == oldest))

    def _drop_words(self, today: date) -> int:
        """Delete words not seen for long: kept ones as answers are, the others sooner."""
        unseen = today - min(timedelta(days=KEEP_UNSEEN_DAYS), self._answers)
        over = (
            (col(Unheard.word) == "") & (col(Unheard.last) < unseen),
            col(Unheard.last) < today - self._answers,
        )
        with self._database.session() as session:
            return sum(count_changed(session, delete(Unheard).where(each)) for each in over)
