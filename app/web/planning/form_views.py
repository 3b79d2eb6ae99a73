"""What the form of a listing shows, its preview, and the page where two people met."""

from dataclasses import dataclass, field
from typing import ClassVar

from app.web.builder import Option
from app.web.listings import ListingPage
from app.web.planning.views import Carried
from app.web.views import UNLISTED, Card, Head, Link


@dataclass(frozen=True, slots=True)
class Control:
    """One box with its words: `sort` says how it is drawn, `said` what we read in it.

    `name` is what the form calls it; its id on the page is the same.
    """

    name: str
    sort: str
    label: str
    hint: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    problem: str = ""
    said: tuple[str, ...] = ()
    is_short: bool = False
    examples: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Return how many lines the box shows."""
        least = 2 if self.sort == "lines" and not self.examples else 3
        return max(least, min(12, self.value.count("\n") + 2))

    @property
    def is_long(self) -> bool:
        """Return whether its ticks wait behind a press."""
        return len(self.options) > 8

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the words of what is chosen."""
        return tuple(option.text for option in self.options if option.chosen)

    @property
    def described(self) -> str:
        """Return the ids of all that is said about it, what is wrong first."""
        parts = ["problem"] * bool(self.problem) + ["hint"] * bool(self.hint) + ["live"]
        return " ".join(f"{self.name}-{part}" for part in parts)


@dataclass(frozen=True, slots=True)
class Step:
    """A button that moves a row or takes it away."""

    do: str
    text: str
    of: str
    goes: str


@dataclass(frozen=True, slots=True)
class RowBoxes:
    """One contact or one place."""

    id: str
    title: str
    controls: tuple[Control, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Contacts or places, and the button that adds one."""

    rows: tuple[RowBoxes, ...]
    add: Step
    sort: str = "rows"


@dataclass(frozen=True, slots=True)
class WeekDay:
    """Two boxes for one day."""

    name: str
    label: str
    start: str
    end: str
    problem: str


@dataclass(frozen=True, slots=True)
class WeekBoxes:
    """The quick way to write a usual week; it is open where something is wrong in it."""

    days: tuple[WeekDay, ...]
    is_open: bool
    add: Step
    sort: str = "week"


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that belong together, under a heading."""

    id: str
    title: str
    lead: str
    parts: tuple[Control | Rows | WeekBoxes, ...]


@dataclass(frozen=True, slots=True)
class ListingFormPage:
    """The form to add a listing or to change one."""

    template: ClassVar[str] = "planning/form.html"
    title: str
    heading: str
    lead: str
    action: str
    groups: tuple[Group, ...]
    listing: str
    base: str
    why: str
    problems: tuple[Link, ...] = ()
    more: tuple[Link, ...] = ()
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class ListingLookPage:
    """A listing as families will see it, before it is saved."""

    template: ClassVar[str] = "planning/form_look.html"
    title: str
    heading: str
    action: str
    kept: tuple[Carried, ...]
    card: Card
    listing: ListingPage
    address: str
    changed: str
    hidden: str
    warnings: tuple[str, ...]
    why: Control
    problems: tuple[Link, ...] = ()
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class Torn:
    """One field that two people changed: both versions, and a box for a third where it is words."""

    name: str
    label: str
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    chosen: str
    third: Control | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Two people changed the same field: choose for each, or write a third."""

    template: ClassVar[str] = "planning/form_meeting.html"
    title: str
    heading: str
    lead: str
    action: str
    kept: tuple[Carried, ...]
    torn: tuple[Torn, ...]
    also: str
    why: str
    problems: tuple[Link, ...] = ()
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class FormCheckPage:
    """What we read in each box while somebody types: put in their places by htmx."""

    template: ClassVar[str] = "planning/form_check.html"
    title: str
    controls: tuple[Control, ...] = field(default=())
    head: Head = UNLISTED
