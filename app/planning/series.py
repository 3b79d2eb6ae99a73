"""How the directory grew: live listings, and those checked and in date, month by month.

Read from what the files said before (their history), never from memory of our own: a month's figure
is what the files said when it ended. Nothing here changes a file. What an old version said never
changes, so its counts are kept in a small file, and each version is read once. How long its checks
held goes by the rules of today: where those change, old versions are read again.
"""

import json
import logging
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from app.clock import LONDON, Clock
from app.content.freshness import YEARLY, Policy, holds_on, is_in_date
from app.content.loading import listing_files
from app.content.models import Service
from app.content.yaml_source import parse_yaml
from app.planning.history import History, Version
from app.planning.typed_checks import read_check, read_day

MOST_POINTS = 24
MOST_VERSIONS = 5_000
"""Saves of one file that are looked through; what is older is not seen."""
MOST_BYTES = 8 * 1024 * 1024
"""An old version larger than this is not read: its month is left out."""
MOST_AT_ONCE = 4 * 1024 * 1024
"""Text of old versions that one call reads: about two seconds' work."""

log = logging.getLogger(__name__)

Check = tuple[str, str]
"""The day of a live listing's check and the day to check again; "" where there was none."""
Told = tuple[Check, ...]
"""What one version of a file says: a check for each of its live listings."""


@dataclass(frozen=True, slots=True)
class Point:
    """The directory on one day: its live listings, and how many of them were checked, in date."""

    day: date
    listings: int
    checked: int

    @property
    def checked_share(self) -> float:
        """Return the share that was checked, 0 to 1; 0 where there was no listing."""
        return self.checked / self.listings if self.listings else 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """Points, oldest first. `is_whole` is False while some months are still to be read."""

    points: tuple[Point, ...]
    is_whole: bool = True


class Past:
    """The past of one data folder. Threads may share it."""

    def __init__(self, data: Path, kept: Path, clock: Clock) -> None:
        """Take the data folder, and the file in which counts of old versions are kept."""
        self._data = data
        self._kept = kept
        self._clock = clock
        self._history = History(data, clock)
        self._turn = threading.Lock()

    def series(
        self, live: Iterable[Service], policy: Policy = YEARLY, most: int = MOST_POINTS
    ) -> Series:
        """Return a point for the end of each month, and one for today's live listings.

        Months before the first version, and those that cannot be read, have none. Of old versions
        not read before, one call reads a few megabytes, the newest first.
        """
        today = self._clock().date()
        with self._turn:
            reader = _Reader(self._history, policy, _read_kept(self._kept))
            saved = {path: self._history.versions(path, MOST_VERSIONS) for path in self._files()}
            ends = _month_ends(today, min(most, MOST_POINTS) - 1)
            points = [reader.count(day, saved, self._data) for day in ends]
            if reader.used != reader.known:
                _write_kept(self._kept, reader.used)
        told = [point for point in reversed(points) if point is not None]
        return Series((*told, count_live(live, today, policy)), not reader.is_tired)

    def _files(self) -> tuple[Path, ...]:
        """Return every file of listings, and the one there was before they were split."""
        return tuple(dict.fromkeys((*listing_files(self._data), self._data / "services.yaml")))


class _Reader:
    """Reads what old versions say, until it has read enough for one request."""

    def __init__(self, history: History, policy: Policy, known: Mapping[str, Told]) -> None:
        self.known = known
        self.used: dict[str, Told] = {}
        self.is_tired = False
        self._history = history
        self._policy = policy
        self._rules = sha256(policy.fingerprint.encode()).hexdigest()[:12]
        self._left = MOST_AT_ONCE

    def count(
        self, day: date, saved: Mapping[Path, tuple[Version, ...]], data: Path
    ) -> Point | None:
        """Return what the files said when a day ended, or None where they said nothing."""
        end = datetime.combine(day + timedelta(days=1), time(), LONDON)
        told: list[Check] = []
        standing = _drop_split(
            {p: v for p, saved_as in saved.items() if (v := _before(end, saved_as)) is not None}
        )
        for path, version in standing.items():
            name = f"{path.relative_to(data)} {version.id} {self._rules}"
            checks = self._checks(path, version, name)
            if checks is None:
                return None
            told += checks
        return _count(day, told) if standing else None

    def _checks(self, path: Path, version: Version, name: str) -> Told | None:
        if name in self.used:
            return self.used[name]
        checks = self.known[name] if name in self.known else self._read(path, version)
        if checks is not None:
            self.used[name] = checks
        return checks

    def _read(self, path: Path, version: Version) -> Told | None:
        """Return what one version says: nothing where the file was gone, None if unreadable."""
        if self._left <= 0:
            self.is_tired = True
            return None
        text = self._history.read(path, version.id)
        self._left -= len(text or "")
        if text is None:
            return ()
        return read_checks(text, self._policy) if len(text) <= MOST_BYTES else None


def _before(end: datetime, versions: Iterable[Version]) -> Version | None:
    return next((version for version in versions if version.when < end), None)


def _drop_split(standing: dict[Path, Version]) -> dict[Path, Version]:
    """Leave out a file that is gone once there are others: the listings were split into those."""
    there = {path: version for path, version in standing.items() if path.exists()}
    return there or standing


def count_live(live: Iterable[Service], today: date, policy: Policy) -> Point:
    """Return the point of today, from the listings in service."""
    checks = [is_in_date(service, today, policy) for service in live]
    return Point(today, len(checks), sum(checks))


def read_checks(text: str, policy: Policy = YEARLY) -> Told | None:
    """Return the check of each live listing in a file's text, or None if it is no list of ours."""
    source = parse_yaml(text)
    if source.problems or not isinstance(source.value, list):
        return None
    listed = [entry for entry in source.value if isinstance(entry, dict)]
    live = (entry for entry in listed if entry.get("status", "live") == "live")
    return tuple(_check_of(entry, policy) for entry in live)


def _check_of(entry: Mapping[str, Any], policy: Policy) -> Check:
    check = read_check(entry, policy)
    return (check.on.isoformat(), check.following.isoformat()) if check else ("", "")


def _count(day: date, told: Iterable[Check]) -> Point:
    checks = list(told)
    good = (holds_on(read_day(on), read_day(following), day) for on, following in checks)
    return Point(day, len(checks), sum(good))


def _month_ends(today: date, most: int) -> Iterator[date]:
    """Yield the last days of the months before today's, newest first."""
    first = today.replace(day=1)
    for _ in range(most):
        last = first - timedelta(days=1)
        yield last
        first = last.replace(day=1)


def _read_kept(path: Path) -> dict[str, Told]:
    """Return what was kept; nothing where the file is not there or is damaged."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {str(n): tuple((str(on), str(nxt)) for on, nxt in told) for n, told in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write_kept(path: Path, known: Mapping[str, Told]) -> None:
    """Keep counts for the next time, in one step; a full disk only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            json.dump(known, file)
        Path(file.name).replace(path)
    except OSError as problem:
        log.warning("the counts of old listings were not kept: %s", type(problem).__name__)
