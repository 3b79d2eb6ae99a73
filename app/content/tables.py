"""Write listings as a table (CSV, RFC 4180) for spreadsheets: one row a listing.

The file is UTF-8 with a byte order mark, because Excel reads "£" wrongly without one. A cell that a
spreadsheet would take for a formula starts with an apostrophe.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.content.models import Contact, Service
from app.content.records import Record, Value, open_to_all, write_record
from app.content.yaml_writing import write_line

MARK = "\ufeff"
"""What tells Excel that a file is UTF-8."""
BETWEEN = "; "
"""What stands between the values of a cell that holds several short ones."""

Kind = Literal["string", "integer", "boolean", "date"]
"""How a column's cells are read: the types of Frictionless Table Schema."""

_FORMULA = re.compile(
    r"(?:(?<![^\r\n])(?='*(?:[^\S\r\n]*[=+\-@＝＋－＠]|[\t\0])))|(?:\A(?='*[\r\n]))"
)
"""Where a line of a cell may begin a formula, or did before it was guarded. Sources: OWASP "CSV
Injection", OWASP ASVS 5.0 (1.2.10). Spreadsheets pass over spaces before a sign, and some read
full-width signs and each line of a cell by itself."""
_GUARDED = re.compile(
    r"(?:(?<![^\r\n])'(?='*(?:[^\S\r\n]*[=+\-@＝＋－＠]|[\t\0])))|(?:\A'(?='*[\r\n]))"
)
"""The apostrophes that `guard` puts there."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is written from: the listing, its fields, and where its page is."""

    service: Service
    record: Record
    page: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its cells hold, and how a cell is written."""

    name: str
    kind: Kind
    about: str
    write: Callable[[Row], Value | None]


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet reads as a formula; one apostrophe less gives it back."""
    return _FORMULA.sub("'", cell)


def unguard(cell: str) -> str:
    """Return what a cell said before it was guarded."""
    return _GUARDED.sub("", cell)


def write_table(
    services: Iterable[Service], page_of: Callable[[Service], str], *, whole: bool = False
) -> Iterator[str]:
    """Yield a table as text, line by line, its head first.

    `page_of` gives the address of a listing's page. `whole` is for planners: every field.
    """
    columns = PLANNERS_COLUMNS if whole else COLUMNS
    yield MARK + _write_row(column.name for column in columns)
    for service in services:
        shown = service if whole else open_to_all(service)
        row = Row(shown, write_record(shown, whole=True), page_of(service))
        yield _write_row(_write_cell(column.write(row)) for column in columns)


def _write_row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([guard(cell) for cell in cells])
    return line.getvalue()


def _write_cell(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _at(*path: str) -> Callable[[Row], Value | None]:
    """Return what looks a field up: nothing where it is not known."""

    def find(row: Row) -> Value | None:
        value: Value | None = row.record
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    return find


def _joined(separator: str, *path: str) -> Callable[[Row], Value | None]:
    find = _at(*path)

    def join(row: Row) -> Value | None:
        items = find(row)
        return separator.join(map(str, items)) if isinstance(items, list) else None

    return join


def _entries(name: str) -> Callable[[Row], Value | None]:
    find = _at(name)

    def write(row: Row) -> Value | None:
        items = find(row)
        entries = items if isinstance(items, list) else []
        return "\n".join(write_line(each) for each in entries if isinstance(each, dict)) or None

    return write


def _entry(name: str) -> Callable[[Row], Value | None]:
    find = _at(name)

    def write(row: Row) -> Value | None:
        entry = find(row)
        return write_line(entry) if isinstance(entry, dict) else None

    return write


def _ways(way: str) -> Callable[[Row], Value | None]:
    def list_values(row: Row) -> Value | None:
        contacts: tuple[Contact, ...] = row.service.contacts
        return BETWEEN.join(each.value for each in contacts if each.way == way) or None

    return list_values


def _postcodes(row: Row) -> Value | None:
    return BETWEEN.join(p.postcode for p in row.service.places if p.postcode) or None


def _age(end: Literal["youngest", "oldest"]) -> Callable[[Row], Value | None]:
    def find(row: Row) -> Value | None:
        age = getattr(row.service.ages, end)
        return None if age is None else str(age)

    return find


def _text(name: str, about: str, *path: str) -> Column:
    return Column(name, "string", about, _at(*(path or (name,))))


def _list(name: str, about: str, *path: str) -> Column:
    return Column(name, "string", about, _joined(BETWEEN, *(path or (name,))))


COLUMNS: tuple[Column, ...] = (
    _text("id", "The listing's own name. It never changes."),
    _text("name", "What the help is called."),
    _text("provider", "Who runs it."),
    _text("summary", "What it does, in plain words."),
    _list("needs", "Topics, the main one first."),
    _list("areas", "Areas served."),
    _text("level", "universal, community or targeted."),
    _list("kinds", "What kind of help it is."),
    _list("ways", "How families get it."),
    _text("who_for", "Who it is for, in plain words."),
    _list("welcomes", "Groups it is made for."),
    _text("ages", "Ages, as planners write them."),
    Column("youngest", "integer", "The youngest age in whole years.", _age("youngest")),
    Column("oldest", "integer", "The oldest age in whole years.", _age("oldest")),
    _text("cost", "What a family pays."),
    _text("cost_note", "The price in plain words."),
    _text("how", "Whether a family can come by itself.", "reach_in", "how"),
    _text("next", "What happens then.", "reach_in", "next"),
    _text("bring", "What to bring.", "reach_in", "bring"),
    _text("wait", "Any wait.", "reach_in", "wait"),
    Column("phone", "string", "Numbers to call, best first.", _ways("phone")),
    Column("text", "string", "Numbers to text.", _ways("text")),
    Column("email", "string", "Email addresses.", _ways("email")),
    Column("website", "string", "Web addresses.", _ways("website")),
    Column("chat", "string", "Where to type messages to somebody.", _ways("chat")),
    Column(
        "contacts", "string", "All of these with their notes, one a line.", _entries("contacts")
    ),
    Column("postcode", "string", "Postcodes of its places.", _postcodes),
    Column("places", "string", "Where it happens, one place a line.", _entries("places")),
    Column("hours", "string", "Opening times, one line each.", _joined("\n", "hours")),
    _text("hours_note", "What to know about the times."),
    _list("spoken", "Languages spoken besides English.", "languages", "spoken"),
    _text("interpreter", "Whether there can be an interpreter.", "languages", "interpreter"),
    _text("languages_note", "About languages, in plain words.", "languages", "note"),
    _text("access_note", "Access, in plain words."),
    Column("crisis", "boolean", "Whether it helps in danger.", lambda row: row.service.crisis),
    Column("checked_on", "date", "The day it was checked with them.", _at("checked", "on")),
    _text("checked_how", "How it was checked.", "checked", "how"),
    _text("checked_by", "The role of who checked.", "checked", "by"),
    Column("edited", "date", "The day the listing last changed.", _at("edited")),
    Column("page", "string", "Where families read it.", lambda row: row.page),
)
"""What everyone may have."""

PLANNERS_COLUMNS: tuple[Column, ...] = (
    *COLUMNS,
    _text("status", "paused or archived, where it is not live."),
    Column("checked_next", "date", "The day to check again.", _at("checked", "next")),
    Column("sources", "string", "Where the facts came from, one a line.", _joined("\n", "sources")),
    _text("sources_dated", "How old those pages were."),
    _text("basis", "What the facts rest on."),
    Column("imported", "string", "Which feed it was taken from.", _entry("imported")),
    _text("planners_note", "Only planners see this."),
)
"""What planners may have as well. None of it ever leaves."""
