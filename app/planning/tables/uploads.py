"""Keeps a table between its upload and the press that writes it: an hour at most, for one person.

Files lie in a folder of their own, never in the data. Their names are random, and say nothing.
"""

import asyncio
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.clock import Clock

LASTS = timedelta(hours=1)
MOST_EACH = 5
"""Tables that one person has under way; the oldest gives way."""
PAUSE_SECONDS = 300.0
_KEY = re.compile(r"[0-9a-f]{32}")
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Upload:
    """A table under way: its key, what its sender called it, and the columns they chose."""

    key: str
    name: str
    data: bytes
    columns: Mapping[int, str] = field(default_factory=dict)


class Uploads:
    """The tables that are under way on this server."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Take the folder they lie in; it is made when it is needed."""
        self._folder = folder
        self._clock = clock

    def keep(self, owner: str, name: str, data: bytes) -> str:
        """Keep a file for somebody and return its key. Raises OSError."""
        self.sweep()
        for old in sorted(self._of(owner), key=self._born)[: -(MOST_EACH - 1) or None]:
            self._remove(old)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = secrets.token_hex(_KEY_BYTES)
        self._note(key, {"owner": owner, "name": name, "born": self._clock().isoformat()})
        _write(self._path(key), data)
        return key

    def find(self, key: str, owner: str) -> Upload | None:
        """Return what somebody keeps; None where it has gone, or is somebody else's."""
        self.sweep()
        told = self._read(key) if _KEY.fullmatch(key) else None
        if told is None or told.get("owner") != owner:
            return None
        columns = {int(index): name for index, name in told.get("columns", {}).items()}
        try:
            return Upload(key, told["name"], self._path(key).read_bytes(), columns)
        except FileNotFoundError:  # it was thrown away in this very moment
            return None

    def under_way(self, owner: str) -> tuple[tuple[str, str], ...]:
        """Return the keys and names of what somebody has not done with, the newest first."""
        self.sweep()
        keys = sorted(self._of(owner), key=self._born, reverse=True)
        told = ((key, self._read(key)) for key in keys)
        return tuple((key, note["name"]) for key, note in told if note is not None)

    def choose(self, key: str, columns: Mapping[int, str]) -> None:
        """Remember which columns were chosen for a file that is there."""
        told = self._read(key)
        if told is not None:
            self._note(key, {**told, "columns": {str(k): v for k, v in columns.items()}})

    def drop(self, key: str) -> None:
        """Remove a file that is done with."""
        if _KEY.fullmatch(key):
            self._remove(key)

    def sweep(self) -> None:
        """Remove whatever is too old, and what has no note beside it.

        A note is written before its file, so a file without one is not on its way.
        """
        until = self._clock() - LASTS
        for key in {path.stem for path in self._folder.glob("[0-9a-f]*.*")}:
            if self._born(key) < until:
                self._remove(key)

    async def follow(self, pause: float = PAUSE_SECONDS) -> None:
        """Sweep every few minutes, until cancelled: what nobody asks for must go as well."""
        while True:
            await asyncio.to_thread(self.sweep)
            await asyncio.sleep(pause)

    def _of(self, owner: str) -> Iterator[str]:
        for path in self._folder.glob("*.json"):
            told = self._read(path.stem)
            if told is not None and told.get("owner") == owner:
                yield path.stem

    def _born(self, key: str) -> datetime:
        told = self._read(key)
        if told is None:
            return datetime.min.replace(tzinfo=self._clock().tzinfo)
        return datetime.fromisoformat(told["born"])

    def _read(self, key: str) -> dict[str, Any] | None:
        try:
            told = json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return told if isinstance(told, dict) else None

    def _note(self, key: str, told: Mapping[str, Any]) -> None:
        _write(self._folder / f"{key}.json", json.dumps(told).encode())

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.bin"

    def _remove(self, key: str) -> None:
        for ending in ("json", "bin"):
            (self._folder / f"{key}.{ending}").unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    """Write a file that nobody else on the server may read, whole or not at all."""
    beside = path.with_name(f".{path.name}")
    beside.touch(mode=0o600)
    beside.write_bytes(data)
    beside.replace(path)
