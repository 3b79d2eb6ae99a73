"""What the pages of checking show planners, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.builder import Option
from app.web.views import UNLISTED, ContactLine, Head, Link


@dataclass(frozen=True, slots=True)
class CheckForm:
    """The buttons that mark a listing as checked today, with a day for the next if one is chosen.

    `hidden` are fields that lead back to where it was pressed.
    """

    action: str
    listing: str
    name: str
    hidden: tuple[tuple[str, str], ...]
    ways: tuple[Option, ...]
    holds: str
    earliest: str
    next: str = ""
    how_problem: str = ""
    next_problem: str = ""


@dataclass(frozen=True, slots=True)
class CheckDone:
    """What was just marked, and the button that takes it back; `check` names what was marked."""

    words: str
    action: str = ""
    name: str = ""
    check: str = ""
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckPanel:
    """How a listing's check stands, for its own page: `form` is None where it is not theirs."""

    last: str
    stands: str
    is_late: bool
    kind: str
    told: str
    form: CheckForm | None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ReminderCard:
    """One listing to check, with all that is needed to phone it at once."""

    anchor: str
    name: str
    href: str
    provider: str
    where: str
    contacts: tuple[ContactLine, ...]
    panel: CheckPanel


@dataclass(frozen=True, slots=True)
class ReminderPart:
    """The listings of one term, as far as this page shows them."""

    key: str
    title: str
    lead: str
    cards: tuple[ReminderCard, ...]


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """What to check next."""

    template: ClassVar[str] = "planning/checks.html"
    title: str
    lead: str
    areas: tuple[Option, ...]
    terms: tuple[Option, ...]
    kinds: tuple[Option, ...]
    parts: tuple[ReminderPart, ...]
    empty: str
    sheet: str
    calendar: str
    done: CheckDone | None = None
    more: Link | None = None
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class CheckPage:
    """One listing to check, on a page of its own."""

    template: ClassVar[str] = "planning/check.html"
    title: str
    name: str
    back: Link
    card: ReminderCard
    done: CheckDone | None = None
    trouble: str = ""
    head: Head = UNLISTED

    @property
    def problems(self) -> tuple[Link, ...]:
        """Return the error summary: each line leads to its own box."""
        form = self.card.panel.form
        if form is None:
            return ()
        boxes = (
            (f"#how-{form.listing}", form.how_problem),
            (f"#next-{form.listing}", form.next_problem),
        )
        return tuple(Link(text, href) for href, text in boxes if text)
