"""The newest saves of all listings: who, when, why, and which listings each of them changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.content.loading import listing_files
from app.content.yaml_source import split_entries
from app.planning.history import Version
from app.planning.keeping import ListingKeeper

MOST_BYTES = 128 * 1024 * 1024
_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Save:
    """One save; `version` is None for what was changed by hand and is not kept yet.

    Where a file's history `begins` with it, nobody knows what it changed.
    """

    version: Version | None
    listings: tuple[str, ...]
    begins: bool = False


def find_saves(keeper: ListingKeeper, most: int) -> tuple[Save, ...]:
    """Return the newest saves, the newest first. Of huge files only the newest few are told."""
    files = dict.fromkeys((*listing_files(keeper.folder), keeper.folder / "services.yaml"))
    found: dict[str, Save] = {}
    for path in files:
        for save in _saves_of(keeper, path, most):
            name = save.version.id if save.version else ""
            other = found.get(name, save)
            names = dict.fromkeys((*other.listings, *save.listings))
            found[name] = Save(save.version, tuple(names), other.begins and save.begins)
    return tuple(sorted(found.values(), key=_when, reverse=True)[:most])


def _when(save: Save) -> datetime:
    return save.version.when if save.version else datetime.max.replace(tzinfo=UTC)


def _saves_of(keeper: ListingKeeper, path: Path, most: int) -> Iterator[Save]:
    size = max(1, path.stat().st_size if path.is_file() else 1)
    count = max(2, min(most + 1, MOST_BYTES // size))
    versions = keeper.history.versions(path, count)
    newer: Version | None = None
    after = _entries(path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else "")
    for version, text in _read(keeper, path, versions):
        before = _entries(text)
        if newer is not None or before != after:
            yield Save(newer, _names_in(after, before))
        newer, after = version, before
    if newer is not None and len(versions) < count:
        yield Save(newer, (), begins=True)


def _entries(text: str) -> dict[str, None]:
    return dict.fromkeys(passage.text.strip() for passage in split_entries(text))


def _read(
    keeper: ListingKeeper, path: Path, versions: tuple[Version, ...]
) -> Iterator[tuple[Version, str]]:
    for start in range(0, len(versions), _AT_ONCE):
        chunk = versions[start : start + _AT_ONCE]
        texts = keeper.history.read_each(path, [version.id for version in chunk])
        yield from ((version, text or "") for version, text in zip(chunk, texts, strict=True))


def _names_in(after: Iterable[str], before: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the listings whose text is in only one of two versions."""
    old, new = frozenset(before), frozenset(after)
    changed = [text for text in (*after, *before) if (text in old) != (text in new)]
    read = (passage.read() for text in changed for passage in split_entries(text))
    names = (value.get("id") for value in read if isinstance(value, dict))
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str)))
