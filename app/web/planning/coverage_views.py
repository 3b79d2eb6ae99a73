"""What the coverage pages show, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from app.web.views import UNLISTED, Head, Link

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose in a box."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: a number or words, and a second number with what it counts; both may be opened."""

    text: str
    href: str = ""
    more: str = ""
    more_href: str = ""
    heat: int = 0


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: its head, and a cell for each column."""

    head: str
    cells: tuple[ShownCell, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """One table, what it says and does not say, and perhaps a picture of the same."""

    key: str
    title: str
    lead: str
    corner: str
    heads: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    notes: tuple[str, ...] = ()
    picture: Markup = NOTHING
    empty: str = ""


@dataclass(frozen=True, slots=True)
class CoveragePart:
    """Tables that belong together under one heading, and a sentence for them."""

    key: str
    title: str
    sheets: tuple[ShownSheet, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Everything about coverage: for every area, then for one."""

    template: ClassVar[str] = "planning/coverage.html"
    title: str
    facts: tuple[str, ...]
    areas: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    circles: tuple[Choice, ...]
    parts: tuple[CoveragePart, ...]
    files: tuple[Link, ...]
    report: Link
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class BehindLine:
    """One listing behind a number."""

    name: str
    href: str
    provider: str
    areas: str


@dataclass(frozen=True, slots=True)
class BehindPage:
    """The listings behind one number; `scope` says in words which."""

    template: ClassVar[str] = "planning/coverage_listings.html"
    title: str
    scope: tuple[str, ...]
    counted: str
    lines: tuple[BehindLine, ...]
    back: Link
    more: str = ""
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One sheet of A4 about an area, for a planning group."""

    template: ClassVar[str] = "planning/report.html"
    title: str
    area: str
    dated: str
    facts: tuple[str, ...]
    topics: ShownSheet
    map: Markup
    bars: Markup
    missed: tuple[str, ...]
    missed_title: str
    limits: tuple[str, ...]
    sources: tuple[str, ...]
    back: Link
    head: Head = UNLISTED
