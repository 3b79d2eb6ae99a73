"""The compact file of whole postcodes an operator imports: sorted, fixed-width, read by halving.

Layout: the line `reachin-postcodes 1`, one line of JSON with the council codes and the count,
then one record of 17 bytes for each postcode, in order of postcode. Nothing is opened later, so
a store can be replaced while an older one is still being read.
"""

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import cast

from app.places.findings import Country, Place
from app.places.points import Point

MAGIC = b"reachin-postcodes 1"
RECORD = struct.Struct(">7siiBB")  # postcode without space, lat and lon in 1e-5 degree, ...
SCALE = 100_000
COUNTRIES = "SEWN"
SHARED_BIT = 0x80
USUAL_RADIUS_M = 60  # 90 % of surveyed addresses lay within 55 m of their postcode's point
SHARED_RADIUS_M = 1000  # post handed over elsewhere: the worst known case is 915 m out


class ImportProblem(Exception):
    """A postcode file cannot be used. The message is plain English for an operator."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole postcode: `postcode` without a space, `shared` if it marks a sorting point."""

    postcode: str
    point: Point
    council: str
    country: Country
    shared: bool = False


@dataclass(frozen=True, slots=True)
class PostcodeStore:
    """Whole postcodes in memory: 17 bytes each, about 4 MB for Scotland."""

    councils: tuple[str, ...]
    records: bytes

    def __len__(self) -> int:
        return len(self.records) // RECORD.size

    def look_up(self, postcode: str) -> Place | None:
        """Return a whole postcode ('G51 2QP') as a place without localities, or None."""
        key = postcode.replace(" ", "").encode().ljust(7)
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.records[middle * RECORD.size : middle * RECORD.size + 7] < key:
                low = middle + 1
            else:
                high = middle
        if low == len(self):
            return None
        found, lat, lon, council, marks = RECORD.unpack_from(self.records, low * RECORD.size)
        if found != key:
            return None
        return Place(
            label=f"{postcode[:-3].strip()} {postcode[-3:]}",
            kind="postcode",
            point=Point(lat / SCALE, lon / SCALE),
            radius_m=SHARED_RADIUS_M if marks & SHARED_BIT else USUAL_RADIUS_M,
            localities=(),
            council=self.councils[council] or None,
            country=cast(Country, COUNTRIES[marks & ~SHARED_BIT]),
            settled=True,
        )


def read_store(path: Path) -> PostcodeStore:
    """Read a store; raises ImportProblem if the file is not one, or is damaged."""
    damaged = ImportProblem(f"{path.name} is damaged. Import the postcodes again.")
    try:
        magic, header, records = path.read_bytes().split(b"\n", 2)
        about = json.loads(header)
        councils, count = tuple(map(str, about["councils"])), int(about["count"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged from error
    if magic != MAGIC or len(records) != count * RECORD.size or not councils:
        raise damaged
    if any(records[at] >= len(councils) for at in range(15, len(records), RECORD.size)):
        raise damaged
    return PostcodeStore(councils, records)


def write_store(path: Path, entries: Iterable[Entry]) -> int:
    """Write a store in one step (a new file takes the old one's name) and return its size."""
    ordered = sorted(entries, key=lambda entry: entry.postcode.ljust(7))
    councils = {code: n for n, code in enumerate(sorted({e.council for e in ordered} | {""}))}
    header = json.dumps({"councils": list(councils), "count": len(ordered)}).encode()
    body = b"".join(_packed(entry, councils) for entry in ordered)
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as temporary:
        try:
            temporary.write(b"\n".join((MAGIC, header, body)))
            temporary.flush()
            Path(temporary.name).replace(path)
        except OSError:
            Path(temporary.name).unlink(missing_ok=True)
            raise
    return len(ordered)


def _packed(entry: Entry, councils: Mapping[str, int]) -> bytes:
    return RECORD.pack(
        entry.postcode.encode().ljust(7),
        round(entry.point.lat * SCALE),
        round(entry.point.lon * SCALE),
        councils[entry.council],
        COUNTRIES.index(entry.country) | (SHARED_BIT if entry.shared else 0),
    )
