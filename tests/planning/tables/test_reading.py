"""Files that people send: what is read from each kind, and what is refused, kindly and cheaply."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.planning.tables.matching import find_doubles, match_columns
from app.planning.tables.reading import MOST_BYTES, read_table
from app.planning.tables.rows import NotATable, Table

Cells = list[list[object]]
GOOD: Cells = [["Name", "Tel"], ["Café", "0141 496 0001"]]


def book(rows: Cells, *others: str) -> bytes:
    made = Workbook()
    page = made.worksheets[0]
    for row in rows:
        page.append(row)
    for title in others:
        made.create_sheet(title)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repack(
    data: bytes, name: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return a package with one more part, or another content of one."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", compression=compression) as new,
    ):
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def kinds_of(data: bytes, name: str = "[Content_Types].xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


READABLE: dict[str, bytes] = {
    "commas": "Name,Tel\r\nCafé,0141 496 0001\r\n".encode(),
    "semicolons": "Name;Tel\nCafé;0141 496 0001\n".encode(),
    "tabs": "Name\tTel\nCafé\t0141 496 0001".encode(),
    "a byte order mark": "\ufeffName,Tel\nCafé,0141 496 0001\n".encode(),
    "Unicode text of Excel": "Name\tTel\r\nCafé\t0141 496 0001\r\n".encode("utf-16"),
    "empty lines above": "\n,,\nName,Tel\n\nCafé,0141 496 0001\n".encode(),
    "a hint for Excel": "sep=;\r\nName;Tel\r\nCafé;0141 496 0001\r\n".encode(),
    "quotes": '"Name","Tel"\n"Café","0141 496 0001"\n'.encode(),
    "empty columns beside": "Name,Tel,,\nCafé,0141 496 0001,,\n".encode(),
    "XLSX": book(GOOD),
    "XLSX with another sheet": book(GOOD, "More"),
}


@pytest.mark.parametrize("kind", READABLE)
def test_every_kind_of_table_is_read_the_same(kind: str) -> None:
    table = read_table(READABLE[kind])
    assert table.headings == ("Name", "Tel")
    assert [dict(row.cells) for row in table.rows] == [{0: "Café", 1: "0141 496 0001"}]


def test_what_to_know_about_a_file_is_told() -> None:
    assert read_table("Name\nCafé\n".encode("cp1252")).notes == (
        "The file is not in UTF-8. It was read as Windows-1252: look at £, é and ’.",
    )
    (note,) = read_table(book(GOOD, "More")).notes
    assert note == "Only the first sheet, “Sheet”, was read."


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    data = b'\nName,Note\nOne,"two\nlines"\n,\nThree,x\n'
    assert [row.number for row in read_table(data).rows] == [3, 5]
    assert read_table(data).rows[0].cells[1] == "two\nlines"
    sheet = book([[], ["Name"], ["One"], [], ["Three"]])
    assert [row.number for row in read_table(sheet).rows] == [3, 5]


VALUES = [
    (7, "7"),
    (7.0, "7"),
    (7.5, "7.5"),
    (True, "yes"),
    (date(2026, 11, 30), "2026-11-30"),
    (datetime(2026, 11, 30), "2026-11-30"),  # noqa: DTZ001
    (datetime(2026, 11, 30, 9, 15), "2026-11-30 09:15"),  # noqa: DTZ001
    (time(9, 30), "09:30"),
    ("two\r\nlines", "two\nlines"),
]


@pytest.mark.parametrize(("value", "cell"), VALUES)
def test_a_cell_is_what_a_planner_would_type(value: object, cell: str) -> None:
    (row,) = read_table(book([["Name"], [value]])).rows
    assert row.cells == {0: cell}


def test_a_formula_is_told_and_never_worked_out() -> None:
    (row,) = read_table(book([["Name", "Ages"], ["A", '=HYPERLINK("http://x.example","y")']])).rows
    assert (dict(row.cells), row.formulas) == ({0: "A"}, frozenset({1}))


def bomb() -> bytes:
    return repack(book(GOOD), "xl/media/big.bin", b"\0" * (90 * 1024 * 1024))


def parts() -> bytes:
    out = io.BytesIO(book(GOOD))
    with zipfile.ZipFile(out, "a") as package:
        for number in range(600):
            package.writestr(f"xl/media/{number}", b"")
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(book(GOOD))
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.find(start)
        data[at + (6 if start[2] == 3 else 8)] |= 1
    return bytes(data)


def macros() -> bytes:
    data = book(GOOD)
    kinds = kinds_of(data).replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    return repack(data, "[Content_Types].xml", kinds)


def laughs() -> bytes:
    data = book(GOOD)
    sheet = kinds_of(data, "xl/worksheets/sheet1.xml")
    return repack(data, "xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "b">]>' + sheet)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "nothing in the file"),
    "spaces": (lambda: b" \r\n ", "nothing in the file"),
    "empty cells": (lambda: b",,\n,,\n", "nothing in the file"),
    "heads alone": (lambda: b"Name,Tel\n", "one row only"),
    "an empty sheet": (lambda: book([]), "nothing in the file"),
    "too large": (lambda: b"a" * (MOST_BYTES + 1), "larger than 5 MB"),
    "too many rows": (lambda: b"Name\n" + b"a\n" * 5_001, "more than 5,000 rows"),
    "too many columns": (lambda: b"Name" + b",x" * 200 + b"\na\n", "more than 200 columns"),
    "a wide sheet": (lambda: book([["x"] * 201, ["y"]]), "more than 200 columns"),
    "a long cell": (lambda: b"Name\n" + b"a" * 20_001 + b"\n", "row 2 is longer"),
    "a very long cell": (lambda: b"Name\n" + b"a" * 200_000 + b"\n", "is broken|is longer"),
    "an old or locked Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with"),
    "a locked package": (locked, "locked with a password"),
    "a program": (lambda: repack(book(GOOD), "xl/vbaProject.bin", b"x"), "macros"),
    "a program by its kind": (macros, "macros"),
    "a bomb": (bomb, "unpacks to far too much"),
    "thousands of parts": (parts, "unpacks to far too much"),
    "entities": (laughs, "broken"),
    "another zip": (lambda: repack(b"PK\x05\x06" + b"\0" * 18, "a.txt", b"x"), "no spreadsheet"),
    "half a file": (lambda: book(GOOD)[:900], "broken"),
    "a broken sheet": (
        lambda: repack(book(GOOD), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"),
        "broken",
    ),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no table we can read"),
    "letters that are none": (lambda: b"Name\n\x81\x8d\n", "cannot be read"),
    "an open quote": (lambda: b'Name\n"' + b"a\n" * 100_000, "is broken|is longer"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_table_is_refused_with_what_to_do(kind: str) -> None:
    make, told = REFUSED[kind]
    with pytest.raises(NotATable, match=told):
        read_table(make())


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for sent in (data, b"PK\x03\x04" + data, b"Name\n" + data):
        assert _read_or_refuse(sent)


def _read_or_refuse(sent: bytes) -> Table | str:
    try:
        return read_table(sent)
    except NotATable as problem:
        return str(problem)


HEADS = [
    ("name", "name", "ours"),
    ("version", "version", "ours"),
    ("youngest", "", "shown"),
    ("page", "", "shown"),
    ("Service Name", "name", "known"),
    ("Organisation", "provider", "known"),
    ("ORGANIZATION", "provider", "known"),
    ("Tel.", "phone", "known"),
    ("Telephone number", "phone", "known"),
    ("Web", "website", "known"),
    ("Post code", "postcode", "known"),
    ("E-mail", "email", "known"),
    ("Descripton", "summary", "guessed"),
    ("Openning times", "hours", "guessed"),
    ("Number of volunteers", "", "none"),
    ("", "", "none"),
    ("Фамилия", "", "none"),
]


@pytest.mark.parametrize(("head", "column", "how"), HEADS)
def test_a_head_is_matched_as_people_call_it(head: str, column: str, how: str) -> None:
    (match,) = match_columns([head])
    assert (match.column, match.how) == (column, how)


def test_a_surer_match_comes_first_and_nothing_is_given_twice() -> None:
    matches = match_columns(["Telephone", "phone", "Contact number", "youngest", "oldest"])
    assert [match.column for match in matches] == ["", "phone", "", "", ""]
    assert find_doubles(matches) == ()
