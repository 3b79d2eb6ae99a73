"""Remembers between starts which entries were read and found good, in a file nobody needs.

Reading YAML and weighing every sentence is most of a large directory's start. An entry about which
there was nothing to say is kept as plain values, under a digest of its text, of the words it was
judged by and of this room's own code: when any of them changes, it is read anew. What is kept is
held against a checksum, and validated like anything else; a fault is never kept, so none is ever
shown for text that is not there. The file may be deleted at any time.
"""

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path

import yaml

from app.content.yaml_source import Value

VERSION = 1
PATIENCE_SECONDS = 1.0
"""How long another process may be writing before this one goes without."""

_TABLE = "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value TEXT, proof BLOB)"
_RECALL = "SELECT value, proof FROM entries WHERE key = ?"
_KEEP = "INSERT OR REPLACE INTO entries VALUES (?, ?, ?)"

log = logging.getLogger(__name__)
Row = tuple[object, ...]


class Memory:
    """What was read before, by its text. Without a file, or with a bad one, it knows nothing."""

    def __init__(self, file: Path | None = None, judged_by: bytes = b"") -> None:
        self._file = file
        self._judge = blake2b(judged_by, key=_digest_code()).digest()
        self._store: sqlite3.Connection | None = None
        self._asked: set[bytes] = set()
        self._new: list[Row] = []

    def recall(self, text: str) -> Value:
        """Return the entry that was read from this text before, or None."""
        if self._store is None:
            return None
        key = self._name(text)
        self._asked.add(key)
        for value, proof in self._ask(_RECALL, key):
            if isinstance(value, str) and proof == _prove(key, value):
                known: Value = json.loads(value)
                return known
        return None

    def keep(self, text: str, value: Value) -> None:
        """Keep an entry that was found good."""
        if self._store is not None:
            key, written = self._name(text), json.dumps(value, ensure_ascii=False)
            self._new.append((key, written, _prove(key, written)))

    def _name(self, text: str) -> bytes:
        return blake2b(text.encode(), key=self._judge, digest_size=16).digest()

    def _ask(self, question: str, *values: object) -> list[Row]:
        found: list[Row] = []
        if self._store is not None:
            with self._going_without():
                found += self._store.execute(question, values)
        return found

    @contextmanager
    def _going_without(self) -> Iterator[None]:
        """Do without the file from here on if it fails; remove it if it is not what we wrote."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            log.warning("reading every listing anew: %s: %s", self._file, error)
            self.close()
            is_damaged = not isinstance(error, OSError | sqlite3.OperationalError)
            if is_damaged and self._file is not None:
                self._file.unlink(missing_ok=True)

    def open(self) -> None:
        """Open the file, making it where there is none."""
        if self._file is not None:
            with self._going_without():
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._store = sqlite3.connect(self._file, timeout=PATIENCE_SECONDS)
                self._store.execute(_TABLE)

    def save(self) -> None:
        """Write down what is new and drop what nothing asked for, all at once or not at all."""
        held = {key for (key,) in self._ask("SELECT key FROM entries")}
        unasked = [(key,) for key in held - self._asked]
        if self._store is not None and (self._new or unasked):
            with self._going_without(), self._store:
                self._store.executemany(_KEEP, self._new)
                self._store.executemany("DELETE FROM entries WHERE key = ?", unasked)

    def close(self) -> None:
        """Close the file; nothing is known any more."""
        if self._store is not None:
            self._store.close()
            self._store = None


@contextmanager
def remember(folder: Path | None, judged_by: bytes) -> Iterator[Memory]:
    """Lend what was kept in a folder; what is kept meanwhile is saved if all goes well."""
    memory = Memory(folder / f"entries-{VERSION}.sqlite3" if folder else None, judged_by)
    memory.open()
    try:
        yield memory
        memory.save()
    finally:
        memory.close()


def _prove(key: bytes, value: str) -> bytes:
    return blake2b(value.encode(), key=key, digest_size=8).digest()


@cache
def _digest_code() -> bytes:
    """Return a digest of all that reads and judges entries."""
    digest = blake2b(yaml.__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


NO_MEMORY = Memory()
