"""What the planners' pages about listings show, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from app.planning.comparing import Difference
from app.web.builder import Option
from app.web.planning.checking_views import CheckPanel
from app.web.views import UNLISTED, Head, Link


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One thing to mend in the files: where it stands, and what is wrong with it."""

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The newest edit of the files cannot be used: what it means, and what to mend."""

    lead: str
    faults: tuple[FaultLine, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class ListingRow:
    """One listing in the list of them."""

    href: str
    name: str
    provider: str
    areas: str
    needs: str
    state: str
    shape: str
    checked: str
    edited: str


@dataclass(frozen=True, slots=True)
class Listings:
    """The listings that were asked for: what htmx changes on the page."""

    counted: str
    rows: tuple[ListingRow, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class ListingsPage:
    """Every listing as the files hold it now, with ways to find one."""

    template: ClassVar[str] = "planning/listings.html"
    title: str
    words: str
    areas: tuple[Option, ...]
    needs: tuple[Option, ...]
    states: tuple[Option, ...]
    checks: tuple[Option, ...]
    orders: tuple[Option, ...]
    found: Listings
    asks_mine: bool = False
    mine: bool = False
    may_add: bool = False
    broken: Broken | None = None
    notice: str = ""
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class ListingsPart:
    """What htmx changes on that page, alone."""

    template: ClassVar[str] = "planning/listings_part.html"
    title: str
    found: Listings
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class Undo:
    """One press that brings back what a listing said before its newest change."""

    href: str
    seen: str


@dataclass(frozen=True, slots=True)
class FieldLines:
    """One field as the file has it, in lines to read."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListingDeskPage:
    """One listing's own page: where it stands, and what can be done with it."""

    template: ClassVar[str] = "planning/listing.html"
    title: str
    name: str
    id: str
    provider: str
    here: str
    state: str
    shape: str
    status: str
    means: str
    last: str
    facts: tuple[FieldLines, ...]
    fields: tuple[FieldLines, ...]
    family: str
    check: CheckPanel | None
    may_change: bool
    why_not: str
    voices: Link | None = None
    typed_why: str = ""
    notice: str = ""
    undo: Undo | None = None
    problems: tuple[Link, ...] = ()
    faults: tuple[FaultLine, ...] = ()
    broken: Broken | None = None
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class PastLine:
    """One change of a listing. `href` is "" where history does not have it yet."""

    href: str
    when: str
    who: str
    why: str
    what: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Every change of one listing, newest first."""

    template: ClassVar[str] = "planning/listing_history.html"
    title: str
    name: str
    here: str
    lines: tuple[PastLine, ...]
    gone: str = ""
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class Shown:
    """A field's name, and what two states say of it."""

    name: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class PastPage:
    """One change of a listing: what it did, and what was then beside what is now."""

    template: ClassVar[str] = "planning/listing_past.html"
    title: str
    name: str
    here: str
    told: PastLine
    changed: tuple[Shown, ...]
    since: tuple[Shown, ...]
    same: str
    lead: str
    restore: str
    seen: str
    why_not: str
    problems: tuple[Link, ...] = ()
    faults: tuple[FaultLine, ...] = ()
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class SaveLine:
    """One save of the files: who, when, why, and which listings it changed."""

    when: str
    who: str
    why: str
    listings: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class SavesPage:
    """What was saved lately, in all listings."""

    template: ClassVar[str] = "planning/listing_saves.html"
    title: str
    lines: tuple[SaveLine, ...]
    head: Head = UNLISTED
