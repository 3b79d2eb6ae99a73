"""What the pages of closed buildings show planners, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.views import UNLISTED, Head, Link


@dataclass(frozen=True, slots=True)
class BuildingLine:
    """A building to choose, and what is there."""

    link: Link
    counted: str


@dataclass(frozen=True, slots=True)
class ClosingCard:
    """A closing that is not over. `action` is "" for who may not end it."""

    building: Link
    dates: str
    standing: str
    listings: tuple[Link, ...]
    others: str
    action: str
    sent: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ClosuresPage:
    """Choosing a building, and what is closed now or soon. `undo` is what its button sends."""

    template: ClassVar[str] = "planning/closures.html"
    title: str
    q: str
    counted: str
    buildings: tuple[BuildingLine, ...]
    closings: tuple[ClosingCard, ...]
    notice: str = ""
    problem: str = ""
    undo: tuple[tuple[str, str], ...] = ()
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class InsideLine:
    """A listing that is in the building. `is_mine`: whoever looks may change it."""

    id: str
    link: Link
    where: str
    times: tuple[str, ...]
    note: str
    is_mine: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ClosureFormPage:
    """One building: what is there, and from when to when it is closed."""

    template: ClassVar[str] = "planning/closure_form.html"
    title: str
    heading: str
    building: str
    inside: tuple[InsideLine, ...]
    may_close: bool
    example: str
    first: str = ""
    last: str = ""
    reason: str = ""
    with_phones: bool = False
    has_phones: bool = False
    first_problem: str = ""
    last_problem: str = ""
    reason_problem: str = ""
    listings_problem: str = ""
    general_problem: str = ""
    head: Head = UNLISTED

    @property
    def problems(self) -> tuple[Link, ...]:
        """Return the error summary: each line leads to its own box."""
        boxes = (
            ("#main", self.general_problem),
            ("#first", self.first_problem),
            ("#last", self.last_problem),
            ("#reason", self.reason_problem),
            ("#listings", self.listings_problem),
        )
        return tuple(Link(text, href) for href, text in boxes if text)


@dataclass(frozen=True, slots=True)
class Change:
    """The hours at one spot of a listing, before and after. `warning` is what stays open."""

    where: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    note: str
    warning: str


@dataclass(frozen=True, slots=True)
class PreviewCard:
    """What families will read about one listing."""

    name: str
    told: str
    changes: tuple[Change, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class ClosurePreviewPage:
    """A closing before it is saved. `sent` is what the form holds, to save or to change."""

    template: ClassVar[str] = "planning/closure_preview.html"
    title: str
    lead: str
    cards: tuple[PreviewCard, ...]
    others: tuple[str, ...]
    sent: tuple[tuple[str, str], ...]
    may_save: bool
    head: Head = UNLISTED
