"""What a table holds once it is read, whichever kind of file it came in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.language import mark

MOST_COLUMNS = 200
WIDE = mark("The table has more than {most} columns. Take some out.")


class NotATable(Exception):
    """A file we do not read. Says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells by column.

    `formulas` are columns whose cell is to be worked out, which is not done here.
    """

    number: int
    cells: Mapping[int, str]
    formulas: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: its heads, its rows that are not empty, and what to know about it."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = field(default=())
