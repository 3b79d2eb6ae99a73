"""Read a feed that came as a file: JSON, lines of JSON, or a folder or zip of a feed's answers."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from app.openreferral.reading import (
    Dialect,
    Json,
    ReadingProblem,
    UnknownDialect,
    detect,
    is_shallow,
    source_id,
)
from app.planning.feed_answers import (
    NotJson,
    is_root,
    looks_like_service,
    read_json,
    read_licence,
    read_page,
)
from app.planning.feeds import Feed, doubt_gone

ENDINGS = frozenset({".json", ".ndjson", ".jsonl"})
LARGEST = 256_000_000
"""How many bytes of a file, and of all files of a zip, are read."""
MOST_FILES = 20_000


def read_feed_file(path: Path, known: Iterable[str] = ()) -> Feed:
    """Read a file, folder or zip as `read_feed` reads an address; never raises for its content.

    `known` are the ids the feed had last time. A file of one service says nothing of the others.
    """
    try:
        documents = list(_documents(path))
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, _TooLarge) as problem:
        return Feed(troubles=(f"{path} cannot be read: {problem}.",))
    if not documents:
        return Feed(troubles=(f"{path} holds no .json file.",))
    feed = _gather(documents, is_one=len(documents) == 1)
    if not feed.complete:
        return feed
    missing = frozenset(known) - set(feed.records)
    if trouble := doubt_gone(len(missing), len(frozenset(known))):
        return replace(feed, complete=False, troubles=(*feed.troubles, trouble))
    return replace(feed, gone=missing)


class _TooLarge(Exception):
    pass


def _gather(documents: list[tuple[str, bytes]], is_one: bool) -> Feed:
    """Put the services of all documents together; of one that comes twice, the fuller counts."""
    troubles: list[str] = []
    root: Json = None
    found: list[Json] = []
    is_whole = True
    for name, body in documents:
        try:
            document = read_json(body)
            if is_root(document):
                root = document
                continue
            page = read_page(document)
            is_whole = is_whole and not (is_one and page.is_single)
            found += [record for record in page.records if is_one or looks_like_service(record)]
        except NotJson as problem:
            troubles.append(f"{name} cannot be read: {problem}.")
        except ReadingProblem as problem:  # an organisation or a term, where there are others
            troubles += [f"{name} cannot be read: {problem}"] if is_one else []
    if troubles and not found:
        return Feed(troubles=tuple(troubles))
    try:
        dialect = detect(root, found)
    except UnknownDialect as problem:
        return Feed(troubles=(*troubles, str(problem)))
    records_by_id = _by_id(found, dialect, troubles)
    is_whole = is_whole and not troubles
    return Feed(
        dialect,
        records_by_id,
        complete=is_whole,
        troubles=tuple(troubles),
        licence=read_licence(root),
    )


def _by_id(found: Iterable[Json], dialect: Dialect, troubles: list[str]) -> dict[str, Json]:
    records: dict[str, Json] = {}
    for record in found:
        try:
            name = source_id(record)
        except ReadingProblem as problem:
            troubles.append(str(problem))
            continue
        if name not in records or is_shallow(records[name], dialect):
            records[name] = record
    return records


def _documents(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS)
        for file in files[:MOST_FILES]:
            yield file.name, _read(file)
    elif zipfile.is_zipfile(path):
        yield from _unzip(path)
    else:
        yield path.name, _read(path)


def _read(file: Path) -> bytes:
    if file.stat().st_size > LARGEST:
        raise _TooLarge(f"it is over {LARGEST / 1_000_000:.0f} MB")
    return file.read_bytes()


def _unzip(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a zip; what it says of their sizes is not believed."""
    left = LARGEST
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if Path(name).suffix.lower() in ENDINGS]
        for name in sorted(names)[:MOST_FILES]:
            with packed.open(name) as file:
                body = file.read(left + 1)
            left -= len(body)
            if left < 0:
                raise _TooLarge(f"it unpacks to over {LARGEST / 1_000_000:.0f} MB")
            yield Path(name).name, body
