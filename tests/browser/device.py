"""Looks through all that a device keeps after a visit: the browser's profile, file by file."""

import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

PACKED = re.compile(rb"\x1f\x8b\x08")
"""How anything packed with gzip begins, wherever in a file of the cache it lies."""


def forms_of(words: str) -> set[bytes]:
    """Return the ways in which words may be written down, all in small letters."""
    small = words.lower()
    written = {small, small.replace(" ", ""), quote(small), quote_plus(small)}
    return {each.encode(code) for each in written for code in ("utf-8", "utf-16-le")}


def holds(kept: str | bytes, canaries: Iterable[str]) -> bool:
    """Return whether any canary is in a text or in bytes."""
    found = (kept.encode() if isinstance(kept, str) else kept).lower()
    return any(form in found for words in canaries for form in forms_of(words))


def files_holding(folder: Path, canaries: Iterable[str]) -> list[str]:
    """Return which files under a folder hold a canary, plain or packed."""
    sought = tuple(canaries)
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(holds(part, sought) for part in _unpack(path.read_bytes()))
    )


def _unpack(kept: bytes) -> Iterator[bytes]:
    """Yield the bytes of a file, and of every packed answer in it."""
    yield kept
    for start in PACKED.finditer(kept):
        try:
            yield zlib.decompressobj(wbits=31).decompress(kept[start.start() :])
        except zlib.error:
            continue
