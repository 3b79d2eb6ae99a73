"""How often each site that shows our help is used: a name and two numbers a day, and no visitor.

Off unless the operator asks for it. What is kept comes from the name of the host's own site alone:
no address, time, page, word or device of a family is looked at, so none can be kept.
"""

import json
import logging
import os
import re
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Literal
from urllib.parse import urlsplit

log = logging.getLogger(__name__)

Kind = Literal["frames", "searches"]
NOT_TOLD = "not told"
OTHERS = "other sites"
MOST_HOSTS = 500
"""Hosts that are told apart in a day: names are sent by programs too, and may be made up."""
PAUSE = timedelta(minutes=1)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class HostDay:
    """How often one site was used on one day."""

    day: str
    host: str
    frames: int
    searches: int


def name_host(headers: Mapping[str, str]) -> str:
    """Return the site that a request comes from, as Origin or else Referer names it."""
    for header in ("origin", "referer"):
        try:
            host = urlsplit(headers.get(header, "")).hostname or ""
        except ValueError:
            continue
        if _HOST.fullmatch(host):
            return host
    return NOT_TOLD


class HostCounts:
    """Counts in memory, and writes at most once a minute to a file of this process' own."""

    def __init__(self, folder: Path | None) -> None:
        """Take the folder to write to; without one nothing is counted."""
        self._folder = folder
        self._token = secrets.token_hex(3)
        self._lock = Lock()
        self._days: dict[date, dict[str, Counter[str]]] = {}
        self._written: datetime | None = None

    def note(self, host: str, kind: Kind, now: datetime) -> None:
        """Count one use of a site."""
        if self._folder is None:
            return
        with self._lock:
            hosts = self._days.setdefault(now.date(), {})
            told = host if _HOST.fullmatch(host) else NOT_TOLD
            name = told if told in hosts or len(hosts) < MOST_HOSTS else OTHERS
            hosts.setdefault(name, Counter())[kind] += 1
            if self._written is None or now - self._written >= PAUSE:
                self._written = now
                self._write(self._folder)

    def write(self) -> None:
        """Write down what was counted; a site that stops does so."""
        with self._lock:
            if self._folder is not None and self._days:
                self._write(self._folder)

    def _write(self, folder: Path) -> None:
        """Write each day whole, and let go of days that are over. A full disk stops no search."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for day, hosts in self._days.items():
                path = folder / f"{day.isoformat()}.{os.getpid()}-{self._token}.json"
                unfinished = path.with_suffix(".part")
                unfinished.write_text(json.dumps(hosts), encoding="utf-8")
                unfinished.replace(path)
        except OSError as error:
            log.warning("could not write the counts of hosts: %s", error.strerror)
            return
        newest = max(self._days)
        self._days = {newest: self._days[newest]}


def read_counts(folder: Path) -> tuple[HostDay, ...]:
    """Return what all processes counted: newest day first, and in it the site most used."""
    days: dict[tuple[str, str], Counter[str]] = {}
    for path in sorted(folder.glob("*.json")):
        for host, counts in _read(path):
            days.setdefault((path.name.partition(".")[0], host), Counter()).update(counts)
    found = (HostDay(day, host, n["frames"], n["searches"]) for (day, host), n in days.items())
    by_use = sorted(found, key=lambda each: (-each.searches, -each.frames, each.host))
    return tuple(sorted(by_use, key=lambda each: each.day, reverse=True))


def _read(path: Path) -> Iterator[tuple[str, dict[str, int]]]:
    try:
        yield from json.loads(path.read_text(encoding="utf-8")).items()
    except (OSError, ValueError, AttributeError):
        log.warning("left out %s, which cannot be read", path.name)
