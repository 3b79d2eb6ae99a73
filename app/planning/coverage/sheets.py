"""A figure as a table: for the page, for a spreadsheet and for a screen reader, from one value.

A cell keeps the listings behind its number, so that every number can be opened and counted again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from app.content.models import Service
from app.planning.coverage.behind import Behind

Number = int | float
Kind = Literal["words", "count", "share"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words, a count or a share (0 to 1); None is a number that nobody knows.

    `more` is a second count beside the first, such as what is not known. `text` says what the
    number cannot, such as "fewer than 5".
    """

    kind: Kind
    number: Number | None = None
    text: str = ""
    more: int | None = None
    services: tuple[Service, ...] = ()
    behind: Behind | None = None
    more_services: tuple[Service, ...] = ()
    more_behind: Behind | None = None
    heat: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for machines, its head, and what the second count in a cell is."""

    key: str
    head: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name for machines, its head, and a cell for each column."""

    key: str
    head: str
    cells: tuple[Cell, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: what it shows, how to read it, and what it does not say."""

    key: str
    title: str
    lead: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = field(default=())


def say(text: str) -> Cell:
    """Return a cell of words."""
    return Cell("words", text=text)


def count(services: Iterable[Service], behind: Behind | None = None, heat: int = 0) -> Cell:
    """Return a cell that counts listings."""
    those = tuple(services)
    return Cell("count", len(those), services=those, behind=behind, heat=heat)


def number(value: int | None, text: str = "") -> Cell:
    """Return a cell with a count of something else."""
    return Cell("count", value, text)


def share(value: float | None) -> Cell:
    """Return a cell with a share, 0 to 1."""
    return Cell("share", value)
