"""Scripts that hosts have pinned: an address with a hash must give the same bytes for years.

The script holds topics, areas and words, so it changes with the data. What the builder page has
handed out is kept under REACHIN_VAR, by the hash that stands in its address.
"""

import os
import re
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{16}")


class Pins:
    """Keeps scripts in a folder, one file each. Files are never changed, only added."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[str] = set()

    def keep(self, name: str, body: bytes) -> None:
        """Keep a script by its hash, if it is not kept yet."""
        if name in self._known or self._file(name).exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        written = self._folder / f"{name}.{os.getpid()}"
        written.write_bytes(body)
        written.replace(self._file(name))
        self._known.add(name)

    def find(self, name: str) -> bytes | None:
        """Return a script by its hash, or None where it was never handed out here."""
        if not _NAME.fullmatch(name):
            return None
        try:
            return self._file(name).read_bytes()
        except OSError:
            return None

    def _file(self, name: str) -> Path:
        return self._folder / f"v1.{name}.js"
