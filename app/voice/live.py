"""Keep what families' pages show of the voices fresh in memory, and write counts every minute."""

from collections.abc import Callable, Mapping
from datetime import date

from app.clock import Clock
from app.voice.records import Snapshot
from app.voice.tallies import Tallies
from app.voice.voice import Voice

Checked = Callable[[], Mapping[str, date]]
"""Returns the day each listing was last checked, by id."""


class LiveVoice:
    """The Snapshot in service; `snapshot` is replaced whole, never changed."""

    def __init__(self, voice: Voice, tallies: Tallies, clock: Clock, checked: Checked) -> None:
        """Start with an empty Snapshot: the database is not asked yet."""
        self.voice = voice
        self.tallies = tallies
        self.snapshot = Snapshot()

    async def follow(self) -> None:
        """Write counts, look again and tidy at night, until cancelled."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Look at what is kept; a database that is down leaves the last Snapshot."""
        raise NotImplementedError

    def stop(self) -> None:
        """Write what was counted, for the last time."""
        raise NotImplementedError
