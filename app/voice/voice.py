"""What families say, kept for planners: masked, folded, answered in public and deleted in time."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import delete, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select

from app.clock import Clock
from app.store import Database
from app.voice.answers import Said
from app.voice.inbox import Areas, group, read_answer, within
from app.voice.masking import clean, mask
from app.voice.records import Heard, Reply, SeenWord, Thread, Tidied, Unmet
from app.voice.replies import Replies
from app.voice.retention import Retention
from app.voice.statements import count_changed, insert_into
from app.voice.tables import LONGEST_KEPT, LONGEST_ROLE, Answer
from app.voice.unmet import read_unmet, read_words

MOST_SHOWN = 5_000
"""Answers looked at for one view of the inbox: the newest; more show as these are done."""
AT_ONCE = 500
"""Rows named in one statement, or read in one go."""


class Voice:
    """What is kept in one database. Every method waits, and raises StoreDown."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        keep_answers_days: int = 365,
        keep_counts_days: int = 1095,
    ) -> None:
        """Take the database, and for how many days answers and counts are kept."""
        self._database = database
        self._clock = clock
        self._replies = Replies(database, clock)
        self._retention = Retention(database, clock, keep_answers_days, keep_counts_days)

    def keep(self, said: Said) -> None:
        """Keep an answer, masked; the same answer on the same day adds to one row."""
        fresh = insert_into(self._database, Answer).values(**self._write_down(said))
        again = {"times": col(Answer.times) + 1, "done_on": None, "done_by": ""}
        with self._database.session() as session:
            session.execute(fresh.on_conflict_do_update(index_elements=["fold"], set_=again))

    def threads(self, *, done: bool = False, areas: Areas = None) -> tuple[Thread, ...]:
        """Return what was said, by listing, newest first: what is new, or what was done.

        Of very many answers, the newest MOST_SHOWN.
        """
        state = col(Answer.done_on).is_not(None) if done else col(Answer.done_on).is_(None)
        newest = (col(Answer.day).desc(), col(Answer.id).desc())
        asked = select(Answer).where(state, within(areas)).order_by(*newest).limit(MOST_SHOWN)
        with self._database.session() as session:
            return group(map(read_answer, session.exec(asked)))

    def mark_done(self, numbers: Iterable[int], by_role: str, *, areas: Areas = None) -> int:
        """Mark answers done, and return how many were new. The same said again is new again."""
        by = {"done_on": self._clock().date(), "done_by": clean(by_role)[:LONGEST_ROLE]}
        marked = 0
        with self._database.session() as session:
            for named in _named(numbers):
                change = update(Answer).where(named, col(Answer.done_on).is_(None), within(areas))
                marked += count_changed(session, change.values(**by))
        return marked

    def forget(self, numbers: Iterable[int], *, areas: Areas = None) -> int:
        """Delete answers for good, and return how many there were."""
        gone = 0
        with self._database.session() as session:
            for named in _named(numbers):
                change = delete(Answer).where(named, within(areas))
                gone += count_changed(session, change)
        return gone

    def export(self, *, areas: Areas = None) -> Iterator[Heard]:
        """Yield every answer, oldest first, without holding the database meanwhile."""
        last = 0
        while True:
            after = select(Answer).where(col(Answer.id) > last, within(areas))
            with self._database.session() as session:
                rows = session.exec(after.order_by(col(Answer.id)).limit(AT_ONCE)).all()
            yield from map(read_answer, rows)
            if len(rows) < AT_ONCE:
                return
            last = rows[-1].id or 0

    def find_reports(self, choice: str) -> dict[str, dict[date, int]]:
        """Return how often families reported something wrong: by listing, then by day."""
        asked = select(col(Answer.listing), col(Answer.day), col(Answer.times)).where(
            Answer.choice == choice, Answer.question == "wrong", Answer.listing != ""
        )
        found: dict[str, dict[date, int]] = {}
        with self._database.session() as session:
            for listing, day, times in session.exec(asked):
                days = found.setdefault(listing, {})
                days[day] = days.get(day, 0) + times
        return found

    def unmet(self, since: date, *, areas: Areas = None) -> tuple[Unmet, ...]:
        """Return how searches ended since the first of that month; 1 to 4 are hidden.

        Whole months, so that nobody can tell one day's searches by asking for two periods that
        differ by it.
        """
        return read_unmet(self._database, since, areas)

    def words(self, since: date) -> tuple[SeenWord, ...]:
        """Return words that found nothing on 5 days or more, seen since, most days first."""
        return read_words(self._database, since)

    def replies(self) -> tuple[Reply, ...]:
        """Return every reply, drafts first, then newest first."""
        return self._replies.all()

    def reply(self, said: str, did: str, area: str | None = None) -> int:
        """Keep a draft of a public reply, and return its number. Raises ValueError if empty."""
        return self._replies.draft(said, did, area)

    def reword(self, number: int, said: str, did: str, area: str | None = None) -> bool:
        """Change a reply; return whether it is there. Raises ValueError if empty."""
        return self._replies.reword(number, said, did, area)

    def publish(self, number: int) -> bool:
        """Show a reply to families from today on; return whether it is there."""
        return self._replies.publish(number)

    def withdraw(self, number: int) -> bool:
        """Make a reply a draft again; return whether it is there."""
        return self._replies.withdraw(number)

    def delete_reply(self, number: int) -> bool:
        """Delete a reply for good; return whether it was there."""
        return self._replies.delete(number)

    def tidy(self, today: date) -> Tidied:
        """Delete what was kept for long enough, turns taken too, and return how much."""
        return self._retention.tidy(today)

    def _write_down(self, said: Said) -> dict[str, object]:
        """Return an answer as a row has it."""
        day, words = self._clock().date(), mask(said.words)[:LONGEST_KEPT]
        about = [said.question, said.choice, said.listing or "", said.area or "", said.need or ""]
        alike = json.dumps([day.isoformat(), *about, " ".join(words.casefold().split())])
        names = ("question", "choice", "listing", "area", "need")
        return {
            **dict(zip(names, about, strict=True)),
            "fold": hashlib.sha256(alike.encode()).hexdigest(),
            "day": day,
            "words": words,
            "times": 1,
        }


def _named(numbers: Iterable[int]) -> Iterator[ColumnElement[bool]]:
    """Yield conditions that together name all these rows, in a fixed order."""
    every = sorted(set(numbers))
    for start in range(0, len(every), AT_ONCE):
        yield col(Answer.id).in_(every[start : start + AT_ONCE])
