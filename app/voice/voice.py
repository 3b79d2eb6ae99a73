"""What families say, kept for planners: masked, folded, answered in public and deleted in time."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.clock import Clock
from app.store import Database
from app.voice.answers import Said
from app.voice.records import Heard, Reply, SeenWord, Thread, Tidied, Unmet

Areas = frozenset[str] | None
"""The areas a planner may see; None: all, and what is about no area."""


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

    def keep(self, said: Said) -> None:
        """Keep an answer, masked; the same answer on the same day adds to one row."""
        raise NotImplementedError

    def threads(self, *, done: bool = False, areas: Areas = None) -> tuple[Thread, ...]:
        """Return what was said, by listing, newest first: what is new, or what was done."""
        raise NotImplementedError

    def mark_done(self, numbers: Iterable[int], by_role: str, *, areas: Areas = None) -> int:
        """Mark answers done, and return how many were new."""
        raise NotImplementedError

    def forget(self, numbers: Iterable[int], *, areas: Areas = None) -> int:
        """Delete answers for good, and return how many there were."""
        raise NotImplementedError

    def export(self, *, areas: Areas = None) -> Iterator[Heard]:
        """Yield every answer, oldest first, without holding the database meanwhile."""
        raise NotImplementedError

    def unmet(self, since: date, *, areas: Areas = None) -> tuple[Unmet, ...]:
        """Return how searches ended since the first of that month; 1 to 4 are hidden."""
        raise NotImplementedError

    def words(self, since: date) -> tuple[SeenWord, ...]:
        """Return words that found nothing on 5 days or more, seen since, most days first."""
        raise NotImplementedError

    def replies(self) -> tuple[Reply, ...]:
        """Return every reply, drafts first, then newest first."""
        raise NotImplementedError

    def reply(self, said: str, did: str, area: str | None = None) -> int:
        """Keep a draft of a public reply, and return its number. Raises ValueError if empty."""
        raise NotImplementedError

    def reword(self, number: int, said: str, did: str, area: str | None = None) -> bool:
        """Change a reply; return whether it is there."""
        raise NotImplementedError

    def publish(self, number: int) -> bool:
        """Show a reply to families from today on; return whether it is there."""
        raise NotImplementedError

    def withdraw(self, number: int) -> bool:
        """Make a reply a draft again; return whether it is there."""
        raise NotImplementedError

    def delete_reply(self, number: int) -> bool:
        """Delete a reply for good; return whether it was there."""
        raise NotImplementedError

    def tidy(self, today: date) -> Tidied:
        """Delete what was kept for long enough, turns taken too, and return how much."""
        raise NotImplementedError
