"""What each page shows, as plain values: templates hold only "if" and "for" over these.

A class that is a whole page names its template; parts of pages have none. Those that are looked up
by the dozen, to find them drawn already, are tuples, whose hash is quick.
"""

from dataclasses import dataclass, field
from typing import ClassVar, Literal, NamedTuple, Protocol

Shape = Literal["open", "closed", "unknown"]


class Link(NamedTuple):
    """Words that go somewhere."""

    text: str
    href: str


class LinkGroup(NamedTuple):
    """Links that belong together, under a heading."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What a page tells search engines: its one address, and what it is.

    A page with no address here asks them not to list it. `linked` is schema.org data as JSON.
    """

    path: str = ""
    description: str = ""
    linked: str = ""


UNLISTED = Head()


class Page(Protocol):
    """A whole page: a view that names its template."""

    @property
    def template(self) -> str:
        """Return the file that draws it."""

    @property
    def title(self) -> str:
        """Return what stands in the browser's history."""

    @property
    def head(self) -> Head:
        """Return what search engines are told."""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One way to get in touch: a button that says `label` and `text`, and does it.

    `address` is the web address to read out or print; `leaves` says the button leaves the site.
    """

    label: str
    text: str
    href: str
    address: str
    urgent: bool
    leaves: bool
    note: str
    times: str
    name: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether it can be reached now, in words, with the shape that stands beside them."""

    shape: Shape
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One listing among results: enough to know whether it is for me, and to phone.

    `doubt` says that families told us it may have changed, `stale` that its check is old.
    """

    id: str
    name: str
    href: str
    provider: str
    summary: str
    reach_in: str
    cost: str
    where: str
    opening: Opening
    contact: ContactLine | None
    is_free: bool = False
    doubt: str = ""
    stale: str = ""

    def __hash__(self) -> int:
        """Return a number by what tells cards apart: they are looked up often."""
        return hash((self.id, self.where, self.opening.text))


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: the site's own address, and the links at its foot.

    `oembed` is where another site learns how to show the page; not every page may be shown.
    `day` dates the page on paper. `lines` are who to phone where a search does not come through.
    """

    base: str
    foot: tuple[LinkGroup, ...]
    oembed: str = ""
    day: str = ""
    lines: tuple[Card, ...] = ()


class Tile(NamedTuple):
    """One topic to press."""

    title: str
    href: str
    picture: str


@dataclass(frozen=True, slots=True)
class CrisisCard:
    """The calm card that comes before everything else; `guide` is for whoever may be watched."""

    title: str
    call_999_if: tuple[str, ...]
    then: str
    lines: tuple[Card, ...]
    guide: Link | None = None


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The two questions, filled in again with what was typed.

    `rest` is what is sent again and no box shows; `button` is what it says instead of "Find help".
    """

    words: str = ""
    near: str = ""
    need: str = ""
    words_problem: str = ""
    near_problem: str = ""
    rest: tuple[tuple[str, str], ...] = ()
    button: str = ""

    @property
    def problems(self) -> tuple[Link, ...]:
        """Return the error summary: each line leads to its own box."""
        boxes = (("#q", self.words_problem), ("#near", self.near_problem))
        return tuple(Link(text, href) for href, text in boxes if text)


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of what we understood, or a filter chosen, that one press takes away."""

    text: str
    name: str
    value: str

    @property
    def id(self) -> str:
        """Return the name of its button, which has no spaces."""
        return f"away-{self.name}-{self.value}".replace(" ", "-").replace(":", "-")


class Tick(NamedTuple):
    """One filter to choose, with how many places it would leave for sure, and how many maybe."""

    id: str
    value: str
    label: str
    counted: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TickGroup:
    """Filters that belong together."""

    title: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """One area to choose, for a family that did not say where it is."""

    slug: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Refining:
    """Everything that makes this list smaller: hidden fields to send again, chips, filters."""

    lead: str
    fields: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    chips: tuple[Chip, ...]
    groups: tuple[TickGroup, ...]
    areas: tuple[AreaChoice, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page: two questions and the topics."""

    template: ClassVar[str] = "home.html"
    title: str
    form: SearchForm
    tiles: tuple[Tile, ...]
    areas: tuple[Link, ...]
    guides: tuple[Link, ...]
    listings: int
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class AskPage:
    """The two questions again, when nothing could be looked for, and what happened if we know."""

    template: ClassVar[str] = "ask.html"
    title: str
    form: SearchForm
    crisis: CrisisCard | None
    notice: str = ""
    heading: str = ""
    lead: str = ""
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class Helped:
    """One question below a list: did this help? `back` is the list itself, sealed.

    `is_empty` says that nobody was just right, so that we ask what is missing.
    """

    back: str
    need: str
    area: str
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Every way a search can end that shows listings.

    `said` is read out when the list changes in place. `share` is the address of the same list
    with no search in it.
    """

    template: ClassVar[str] = "results.html"
    title: str
    heading: str
    lead: str
    form: SearchForm
    refining: Refining
    crisis: CrisisCard | None
    notice: str
    choices: tuple[str, ...]
    cards: tuple[Card, ...]
    also: tuple[Card, ...]
    has_distances: bool
    has_more: bool
    total: int
    tiles: tuple[Tile, ...]
    said: str = ""
    share: str = ""
    shares_all: bool = True
    helped: Helped | None = None
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class MessagePage:
    """Something went wrong or is not here: what happened, how to look again, who to phone."""

    template: ClassVar[str] = "message.html"
    title: str
    heading: str
    lead: str
    crisis: CrisisCard
    tiles: tuple[Tile, ...]
    form: SearchForm = field(default_factory=SearchForm)
    head: Head = UNLISTED
