"""Reads the rows of each official postcode file into one shape.

Code-Point Open (Ordnance Survey) has ten columns and no header, with grid metres only. ONSPD and
NSPL (Office for National Statistics) and the Scottish Postcode Directory (National Records of
Scotland) carry degrees; their headers change from year to year, so columns are found by how their
names begin. The Directory is also met without a header.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.places.findings import Country
from app.places.grid import point_of_grid
from app.places.points import Point

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9][A-Z]{2})")
NO_POINT_QUALITY = 90  # Code-Point Open's mark for a postcode without a position
NORTHERNMOST = 61.0  # ONSPD writes 99.999999 where there is no position
COUNTRY_OF_LETTER: dict[str, Country] = {"S": "S", "E": "E", "W": "W", "N": "N"}
POSTCODE_COLUMNS = ("pcds", "postcode", "pcd7", "pcd")
COUNCIL_COLUMNS = re.compile(r"(os)?laua$|lad\d*cd$|councilarea\d*code$|council_code$")
DELETED_COLUMNS = ("doterm", "dateofdeletion")


@dataclass(frozen=True, slots=True)
class PostcodeRow:
    """One postcode of an official file: no space; council a GSS code, '' if not given."""

    postcode: str
    point: Point
    council: str
    country: Country
    live: bool


Cells = Sequence[str]
RowReader = Callable[[Cells], PostcodeRow | None]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cell holds what, in files that carry degrees."""

    postcode: int
    lat: int
    lon: int
    council: int
    deleted: int | None

    def read(self, cells: Cells) -> PostcodeRow | None:
        """Return a row, or None if it has no postcode or no position."""
        last = max(self.postcode, self.lat, self.lon, self.council, self.deleted or 0)
        postcode = plain_postcode(cells[self.postcode]) if len(cells) > last else None
        point = _degrees(cells[self.lat], cells[self.lon]) if postcode else None
        if postcode is None or point is None:
            return None
        council = cells[self.council].strip()
        live = self.deleted is None or not cells[self.deleted].strip()
        return PostcodeRow(postcode, point, council, _country(council), live)


def plain_postcode(text: str) -> str | None:
    """Return a postcode without space; the Directory's split postcodes lose their last letter."""
    found = POSTCODE.match(text.strip().upper())
    return "".join(found.groups()) if found else None


def reader_for(first: Cells) -> tuple[RowReader, bool] | None:
    """Return the reader for a file by its first row, and whether that row is data.

    None means the file is not one we know (the downloads hold lists of names and codes too).
    """
    by_header = _header_columns([cell.strip().lower().lstrip("﻿") for cell in first])
    if by_header:
        return by_header.read, False
    if len(first) == 10 and first[1].strip().isdigit() and plain_postcode(first[0]):
        return read_code_point, True
    by_place = _directory_columns(first)
    return (by_place.read, True) if by_place else None


def read_code_point(cells: Cells) -> PostcodeRow | None:
    """Return a row of Code-Point Open, or None if it has no position."""
    postcode = plain_postcode(cells[0]) if len(cells) == 10 else None
    numbers = cells[1:4]
    if postcode is None or not all(re.fullmatch(r"\d{1,7}", n.strip()) for n in numbers):
        return None
    quality, east, north = map(int, numbers)
    if quality == NO_POINT_QUALITY or not east or not north:
        return None
    council = cells[8].strip()
    return PostcodeRow(postcode, point_of_grid(east, north), council, _country(cells[4]), True)


def _header_columns(header: list[str]) -> Columns | None:
    postcode = next((header.index(n) for n in POSTCODE_COLUMNS if n in header), None)
    lat, lon = _beginning(header, "lat"), _beginning(header, "lon")
    council = next((n for n, name in enumerate(header) if COUNCIL_COLUMNS.match(name)), None)
    if postcode is None or lat is None or lon is None or council is None:
        return None
    deleted = next((header.index(n) for n in DELETED_COLUMNS if n in header), None)
    return Columns(postcode, lat, lon, council, deleted)


def _beginning(header: list[str], start: str) -> int | None:
    return next((n for n, name in enumerate(header) if name.startswith(start)), None)


def _directory_columns(cells: Cells) -> Columns | None:
    """Place the Directory's columns by a row: its large-user file has one more before the grid."""
    if len(cells) < 12 or not plain_postcode(cells[0]) or not cells[0].startswith(cells[1].strip()):
        return None
    shift = 0 if cells[5].strip().isdigit() else 1
    columns = Columns(0, 7 + shift, 8 + shift, 10 + shift, 4)
    return columns if columns.read(cells) else None


def _degrees(lat: str, lon: str) -> Point | None:
    try:
        point = Point(float(lat), float(lon))
    except ValueError:
        return None
    on_land = 49 < point.lat < NORTHERNMOST and -9 < point.lon < 2
    return point if on_land else None


def _country(code: str) -> Country:
    """Return the country of a GSS code, such as S92000003 or E07000240, by its first letter."""
    return COUNTRY_OF_LETTER.get(code.strip()[:1], "E")
