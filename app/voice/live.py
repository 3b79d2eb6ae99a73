"""Keep what families' pages show of the voices fresh in memory, and write counts every minute.

A database that is down changes no page: the last Snapshot stays, and counts wait in memory.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from datetime import date

from app.clock import Clock
from app.store import StoreDown
from app.voice.answers import WRONG_NUMBER, Said
from app.voice.doubts import find_doubts
from app.voice.records import Snapshot
from app.voice.tallies import Tallies
from app.voice.voice import Voice

PAUSE_SECONDS = 60.0
TIDYING_HOUR = 3
"""The first hour of a day, in the night, at which what is over is deleted."""

log = logging.getLogger(__name__)

Checked = Callable[[], Mapping[str, date]]
"""Returns the day each listing was last checked, by id."""


class LiveVoice:
    """The Snapshot in service; `snapshot` is replaced whole, never changed."""

    def __init__(self, voice: Voice, tallies: Tallies, clock: Clock, checked: Checked) -> None:
        """Start with an empty Snapshot: the database is not asked yet."""
        self.voice = voice
        self.tallies = tallies
        self.snapshot = Snapshot()
        self._clock = clock
        self._checked = checked
        self._turn = threading.Lock()
        self._tidied: date | None = None

    def keep(self, said: Said) -> None:
        """Keep an answer, and look again where it may put a listing in doubt. Raises StoreDown."""
        self.voice.keep(said)
        if said.choice == WRONG_NUMBER:
            self.refresh()

    async def follow(self, pause: float = PAUSE_SECONDS) -> None:
        """Take a turn every minute, until cancelled."""
        while True:
            await asyncio.sleep(pause)
            await asyncio.to_thread(self.take_turn)

    def take_turn(self) -> None:
        """Write counts, look again, and tidy once a night. Nothing that fails ends it."""
        with self._turn:
            try:
                self.tallies.write()
                self.refresh()
                self._tidy_at_night()
            except StoreDown:
                return
            except Exception:
                log.exception("a turn of the voices failed")

    def refresh(self) -> None:
        """Look at what is kept; a database that is down leaves the last Snapshot."""
        try:
            reports = self.voice.find_reports(WRONG_NUMBER)
            replies = tuple(reply for reply in self.voice.replies() if reply.day is not None)
        except StoreDown:
            return
        self.snapshot = Snapshot(find_doubts(reports, self._checked()), replies)

    def stop(self) -> None:
        """Write what was counted, for the last time: once a turn that is under way has ended."""
        with self._turn:
            try:
                self.tallies.write()
            except StoreDown:
                log.warning("the last counts of searches were not written: the database is down")

    def _tidy_at_night(self) -> None:
        now = self._clock()
        if now.hour < TIDYING_HOUR or self._tidied == now.date():
            return
        tidied = self.voice.tidy(now.date())
        self._tidied = now.date()
        log.info("deleted what was kept for long enough: %s", tidied)
