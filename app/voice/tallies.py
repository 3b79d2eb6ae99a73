"""How searches end, counted in memory and written in batches: no search waits for the database."""

from collections.abc import Iterable
from datetime import date

from app.store import Database
from app.voice.records import Ending


class Tallies:
    """Counts of one process. Threads may share it; it never grows without end."""

    def __init__(self, database: Database, secret: Iterable[str] = ()) -> None:
        """Take the database to write to, and the site's secrets, newest first."""

    def note(self, need: str, area: str, outcome: Ending, day: date) -> None:
        """Count one search for a need; `area` is "" where it is not known, or outside."""
        raise NotImplementedError

    def hear(self, words: Iterable[str], day: date) -> None:
        """Take up to five words of one search that matched nothing; plain single words alone."""
        raise NotImplementedError

    def write(self) -> None:
        """Write what was counted. Raises StoreDown; what failed is written next time, once."""
        raise NotImplementedError
