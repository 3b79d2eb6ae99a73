"""What the pages show that take listings out as tables and bring them in, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.builder import Option
from app.web.planning.views import Row
from app.web.views import UNLISTED, Head, Link


@dataclass(frozen=True, slots=True)
class TablesPage:
    """In and out as tables: which listings, and a link for each kind of file."""

    template: ClassVar[str] = "planning/tables.html"
    title: str
    counted: str
    areas: tuple[Option, ...]
    topics: tuple[Option, ...]
    states: tuple[Option, ...]
    files: tuple[Link, ...]
    can_bring: bool
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class TableUploadPage:
    """Choosing a file to bring in."""

    template: ClassVar[str] = "planning/tables_upload.html"
    title: str
    heading: str
    most_rows: str
    under_way: tuple[Link, ...] = ()
    problem: str = ""
    notice: str = ""
    head: Head = UNLISTED

    @property
    def problems(self) -> tuple[Link, ...]:
        """Return the error summary."""
        return (Link(self.problem, "#table"),) if self.problem else ()


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column of a table: its head there, what is in it, and which of ours it may be."""

    field: str
    heading: str
    sample: str
    told: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class TableColumnsPage:
    """Which column of the table is which of ours."""

    template: ClassVar[str] = "planning/tables_columns.html"
    title: str
    heading: str
    file: str
    action: str
    columns: tuple[ShownColumn, ...]
    asks: tuple[str, ...]
    notes: tuple[str, ...]
    problems: tuple[Link, ...] = ()
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class ShownTableRow:
    """What becomes of one row: its changes, what both sides changed, and what to know."""

    number: int
    title: str
    heads: tuple[str, ...]
    diffs: tuple[Row, ...]
    clash_heads: tuple[str, ...]
    clashes: tuple[Row, ...]
    problems: tuple[str, ...]
    hints: tuple[str, ...]
    take: str = ""


@dataclass(frozen=True, slots=True)
class TableRowGroup:
    """Rows of one kind. `more` says that there are others that are not shown."""

    key: str
    title: str
    lead: str
    rows: tuple[ShownTableRow, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class TableChangesPage:
    """Every change a table would make, before anything is written."""

    template: ClassVar[str] = "planning/tables_changes.html"
    title: str
    heading: str
    file: str
    address: str
    shown: str
    counts: tuple[Link, ...]
    lead: str
    groups: tuple[TableRowGroup, ...]
    notes: tuple[str, ...]
    write: str
    notice: str = ""
    problems: tuple[Link, ...] = ()
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class TableDonePage:
    """What was written, and which rows were left out."""

    template: ClassVar[str] = "planning/tables_done.html"
    title: str
    said: str
    next: str
    left_out: tuple[TableRowGroup, ...]
    head: Head = UNLISTED
