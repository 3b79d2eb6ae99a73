"""What each planners' page shows, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.views import UNLISTED, Frame, Head, Link


@dataclass(frozen=True, slots=True)
class DeskFrame(Frame):
    """What stands around a planners' page: who is there, where they can go, and their token."""

    who: str = ""
    role: str = ""
    token: str = ""
    nav: tuple[Link, ...] = ()
    here: str = ""
    can_sign_out: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that was typed before a session ended, to copy."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A box that a page carries without showing it: its name, and one of its texts."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The way in. `problems` are told first; nothing tells whether an account is there.

    `carried` is a whole form whose session had ended, and `back` where it was going.
    """

    template: ClassVar[str] = "planning/sign_in.html"
    title: str
    email: str = ""
    problems: tuple[Link, ...] = ()
    notice: str = ""
    kept: tuple[Kept, ...] = ()
    back: str = ""
    carried: tuple[Carried, ...] = ()
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class ResumePage:
    """A form that could not be taken, to be sent again by whoever wrote it."""

    template: ClassVar[str] = "planning/resume.html"
    title: str
    lead: str
    back: str
    carried: tuple[Carried, ...]
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class DeskCard:
    """One thing to do from the first page."""

    title: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class DeskGroup:
    """Cards that belong together."""

    title: str
    cards: tuple[DeskCard, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The first page: who you are, and what there is."""

    template: ClassVar[str] = "planning/desk.html"
    title: str
    name: str
    role: str
    may: str
    areas: tuple[str, ...]
    groups: tuple[DeskGroup, ...]
    through_proxy: bool
    notice: str = ""
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """Changing one's own password."""

    template: ClassVar[str] = "planning/password.html"
    title: str
    email: str
    shortest: int
    old_problem: str = ""
    new_problem: str = ""
    again_problem: str = ""
    head: Head = UNLISTED

    @property
    def problems(self) -> tuple[Link, ...]:
        """Return the error summary: each line leads to its own box."""
        boxes = (
            ("#old", self.old_problem),
            ("#new", self.new_problem),
            ("#again", self.again_problem),
        )
        return tuple(Link(text, href) for href, text in boxes if text)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a cell for each of its heads."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table with a sentence above it: who may, and what was done."""

    template: ClassVar[str] = "planning/table.html"
    title: str
    lead: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str
    more: Link | None = None
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class DeskMessagePage:
    """Something could not be done: what happened, and the way on."""

    template: ClassVar[str] = "planning/message.html"
    title: str
    lead: str
    on: Link
    head: Head = UNLISTED
