"""Keep one good Directory in service while planners edit the files it is made from.

A saved change is built beside the Directory in use and replaces it whole, only if it is good.
A broken edit leaves the last good one serving, and says so here, on /health and in the log.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from watchfiles import awatch

from app.clock import Clock
from app.content.faults import BrokenContent, Fault, errors
from app.content.loading import DATA_SUFFIXES, digest_of
from app.search.directory import Directory

SETTLING_MS = 150
"""How long the files must be quiet before a change is read: editors save in several steps."""

log = logging.getLogger(__name__)
BuildDirectory = Callable[[], Directory]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is being served, and what is wrong with the newest edit, if anything."""

    directory: Directory
    since: datetime
    faults: tuple[Fault, ...] = ()


class LiveDirectory:
    """The Directory in service; `standing` is replaced whole, never changed."""

    def __init__(self, folder: Path, build: BuildDirectory, clock: Clock) -> None:
        """Build the first Directory. Raises BrokenContent when the data has errors."""
        self._folder = folder
        self._build = build
        self._clock = clock
        self.standing = Standing(build(), clock())

    @property
    def directory(self) -> Directory:
        """Return the Directory in service."""
        return self.standing.directory

    async def follow(self) -> None:
        """Take up saved changes until cancelled."""
        async for _ in awatch(self._folder, watch_filter=_is_data, debounce=SETTLING_MS, step=50):
            await asyncio.to_thread(self.refresh)

    def refresh(self) -> None:
        """Take up the files as they are now, if they are good and differ from what is served."""
        serving = self.standing
        try:
            if digest_of(self._folder) == serving.directory.digest:
                self.standing = Standing(serving.directory, serving.since)
                return
            fresh = self._build()
        except BrokenContent as broken:
            self._keep(serving, errors(broken.faults))
        except OSError as error:
            fault = Fault(str(self._folder), 0, "", "", f"cannot be read: {error}")
            self._keep(serving, (fault,))
        else:
            self.standing = Standing(fresh, self._clock())
            log.info("took up a change: %d listings", len(fresh.catalogue.live))

    def _keep(self, serving: Standing, faults: tuple[Fault, ...]) -> None:
        self.standing = Standing(serving.directory, serving.since, faults)
        log.error("kept the last good listings; the newest edit has %d errors", len(faults))
        for fault in faults:
            log.error("%s", fault)


def _is_data(_: object, path: str) -> bool:
    # The first file of a new folder may be there before the folder is watched.
    return Path(path).suffix in {*DATA_SUFFIXES, ""}
