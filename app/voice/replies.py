"""What planners answer in public: drafts until published, and drafts again when withdrawn."""

from datetime import date

from sqlalchemy import delete, update
from sqlmodel import col, select

from app.clock import Clock
from app.store import Database
from app.voice.answers import LONGEST_SLUG, MOST_WORDS
from app.voice.masking import clean
from app.voice.records import Reply
from app.voice.statements import count_changed
from app.voice.tables import PublicReply


class Replies:
    """The replies of one database. Every method waits, and raises StoreDown."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take the database to keep them in."""
        self._database = database
        self._clock = clock

    def all(self) -> tuple[Reply, ...]:
        """Return every reply, drafts first, then newest first."""
        with self._database.session() as session:
            rows = session.exec(select(PublicReply).order_by(col(PublicReply.id).desc())).all()
        found = [_read(row) for row in rows]
        return tuple(sorted(found, key=lambda reply: reply.day or date.max, reverse=True))

    def draft(self, said: str, did: str, area: str | None) -> int:
        """Keep a new draft, and return its number. Raises ValueError."""
        row = PublicReply.model_validate(_check(said, did, area))
        with self._database.session() as session:
            session.add(row)
        return row.id or 0

    def reword(self, number: int, said: str, did: str, area: str | None) -> bool:
        """Change the words of a reply. Raises ValueError."""
        return self._change(number, **_check(said, did, area))

    def publish(self, number: int) -> bool:
        """Give a reply the day of today."""
        return self._change(number, day=self._clock().date())

    def withdraw(self, number: int) -> bool:
        """Take a reply's day away."""
        return self._change(number, day=None)

    def delete(self, number: int) -> bool:
        """Delete a reply."""
        gone = delete(PublicReply).where(col(PublicReply.id) == number)
        with self._database.session() as session:
            return count_changed(session, gone) > 0

    def _change(self, number: int, **values: object) -> bool:
        change = update(PublicReply).where(col(PublicReply.id) == number).values(**values)
        with self._database.session() as session:
            return count_changed(session, change) > 0


def _read(row: PublicReply) -> Reply:
    return Reply(row.id or 0, row.said, row.did, row.area, row.day)


def _check(said: str, did: str, area: str | None) -> dict[str, str]:
    """Return the words as they are kept. Raises ValueError."""
    words = {"said": clean(said), "did": clean(did)}
    for part, text in words.items():
        if not 1 <= len(text) <= MOST_WORDS:
            raise ValueError(f'"{part}" has {len(text)} characters → write 1 to {MOST_WORDS}')
    if len(area or "") > LONGEST_SLUG:
        raise ValueError("there is no such area")
    return {**words, "area": area or ""}
