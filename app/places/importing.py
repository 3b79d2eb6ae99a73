"""Turns an official postcode download into the compact store.

Reads Code-Point Open, ONSPD, NSPL or the Scottish Postcode Directory, as the zip that is
downloaded, the folder it unpacks to, or one CSV file of it.
"""

import csv
import gzip
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median
from typing import IO, cast

from app.places.districts import Districts, load_districts
from app.places.formats import PostcodeRow, reader_for
from app.places.points import Point, distance_km
from app.places.store import Entry, ImportProblem, write_store

Report = Callable[[int, int], None]

REPORT_EVERY = 20_000  # rows
SHARING = 10  # so many postcodes on one point mark a sorting office ...
SHARED_KM = 0.3  # ... when it is this far from the middle of their sector, or serves several
DAMAGE = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, RuntimeError, csv.Error)
UNKNOWN = (
    "This file is not one we know. Use Code-Point Open, ONSPD, NSPL or the Scottish Postcode "
    "Directory, as it was downloaded."
)


@dataclass(frozen=True, slots=True)
class Member:
    """One CSV file of a download: its name, size in bytes and a way to open it."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]


def import_postcodes(source: Path, store: Path, report: Report) -> int:
    """Read an official download into a store and return how many postcodes it holds.

    Keeps Scottish postcodes, live or not, and those of districts that cross the border.
    `report(done, total)` is called with bytes as the work goes on, last with done == total.
    The old store, if any, stays until the new one is whole. Raises ImportProblem, with a plain
    sentence, if the file is missing, damaged or not a postcode file.
    """
    districts = load_districts()
    kept: dict[str, PostcodeRow] = {}
    try:
        with _members(source) as members:
            for row in _rows(members, report):
                held = kept.get(row.postcode)
                if _is_ours(row, districts) and (held is None or (row.live and not held.live)):
                    kept[row.postcode] = row
    except DAMAGE as error:
        raise ImportProblem("This file is damaged. Download it again.") from error
    except OSError as error:
        raise ImportProblem(f"We could not read {source.name}: {error.strerror}.") from error
    if not any(row.country == "S" for row in kept.values()):
        raise ImportProblem("There are no Scottish postcodes in this file.")
    return write_store(store, _entries(kept.values()))


def _is_ours(row: PostcodeRow, districts: Districts) -> bool:
    return row.country == "S" or districts.is_scottish(row.postcode[:-3])


@contextmanager
def _members(source: Path) -> Iterator[list[Member]]:
    if not source.exists():
        raise ImportProblem(f"There is no file called {source.name}.")
    if source.is_dir():
        yield _once([_file_member(path) for path in sorted(source.rglob("*.csv"))])
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            yield _once([_zip_member(archive, info) for info in archive.infolist()])
    elif source.suffix == ".zip":
        raise ImportProblem("This zip file is damaged. Download it again.")
    else:
        yield [_file_member(source)]


def _once(members: list[Member]) -> list[Member]:
    """Leave out what is not CSV, and ONSPD's second copy of everything, cut up by area."""
    tables = [m for m in members if m.name.lower().endswith(".csv")]
    copies = [m for m in tables if "multi_csv" in m.name.lower()]
    whole = [m for m in tables if m not in copies]
    largest_copy = max((m.size for m in copies), default=0)
    return whole if any(m.size > largest_copy for m in whole) else tables


def _file_member(path: Path) -> Member:
    if path.suffix == ".gz":
        return Member(str(path), _unpacked_size(path), lambda: cast(IO[bytes], gzip.open(path)))
    return Member(str(path), path.stat().st_size, lambda: path.open("rb"))


def _unpacked_size(path: Path) -> int:
    """Return the size a gzip file gives for itself in its last four bytes (RFC 1952)."""
    return int.from_bytes(path.read_bytes()[-4:], "little")


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    return Member(info.filename, info.file_size, lambda: archive.open(info))


def _rows(members: list[Member], report: Report) -> Iterator[PostcodeRow]:
    """Yield the rows of every member that is a postcode table, reporting bytes read."""
    total = sum(member.size for member in members)
    done, known = 0, False
    for member in members:
        with member.open() as stream:
            lines = _counted(stream, partial(_report_within, report, done, total))
            table = csv.reader(lines)
            first = next(table, [])
            reader = reader_for(first)
            if reader:
                known = True
                read, has_data = reader
                cells = chain([first], table) if has_data else table
                yield from filter(None, map(read, cells))
        done += member.size
        report(min(done, total), total)
    if not known:
        raise ImportProblem(UNKNOWN)


def _report_within(report: Report, before: int, total: int, read: int) -> None:
    report(min(before + read, total), total)


def _counted(stream: IO[bytes], report: Callable[[int], None]) -> Iterator[str]:
    """Yield a file's lines, telling now and then how many bytes have gone by."""
    read = 0
    for number, line in enumerate(stream, start=1):
        read += len(line)
        if number % REPORT_EVERY == 0:
            report(read)
        yield line.decode("utf-8", errors="replace")


def _entries(rows: Iterable[PostcodeRow]) -> Iterator[Entry]:
    """Yield store entries. Post handed over elsewhere takes the middle of its sector's streets."""
    rows = list(rows)
    offices = _offices(rows)
    streets: dict[str, list[Point]] = defaultdict(list)
    for row in rows:
        if row.point not in offices:
            streets[_sector(row)].append(row.point)
    for row in rows:
        shared = row.point in offices
        nearby = streets.get(_sector(row)) if shared else None
        point = _middle(nearby) if nearby else row.point
        yield Entry(row.postcode, point, row.council, row.country, shared)


def _offices(rows: list[PostcodeRow]) -> frozenset[Point]:
    """Return the points that many postcodes share though they cannot all be there."""
    sectors: dict[str, list[Point]] = defaultdict(list)
    guests: dict[Point, list[str]] = defaultdict(list)
    for row in rows:
        sectors[_sector(row)].append(row.point)
        guests[row.point].append(_sector(row))
    crowded = {point: names for point, names in guests.items() if len(names) >= SHARING}
    middles = {name: _middle(sectors[name]) for names in crowded.values() for name in names}
    return frozenset(
        point
        for point, names in crowded.items()
        if len(set(names)) > 1 or distance_km(point, middles[names[0]]) > SHARED_KM
    )


def _sector(row: PostcodeRow) -> str:
    return row.postcode[:-2]


def _middle(points: list[Point]) -> Point:
    return Point(median(p.lat for p in points), median(p.lon for p in points))
