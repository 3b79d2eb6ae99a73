"""What each page shows, as plain values: templates hold only "if" and "for" over these.

A class that is a whole page names its template; parts of pages have none.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

Shape = Literal["open", "closed", "unknown"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that go somewhere."""

    text: str
    href: str


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
    """One listing among results: enough to know whether it is for me, and to phone."""

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
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One topic to press."""

    title: str
    href: str
    picture: str


@dataclass(frozen=True, slots=True)
class CrisisCard:
    """The calm card that comes before everything else."""

    title: str
    call_999_if: tuple[str, ...]
    then: str
    lines: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The two questions, filled in again with what was typed."""

    words: str = ""
    near: str = ""
    need: str = ""
    words_problem: str = ""
    near_problem: str = ""

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


@dataclass(frozen=True, slots=True)
class Tick:
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

    template: ClassVar = "home.html"
    title: str
    form: SearchForm
    tiles: tuple[Tile, ...]
    areas: tuple[str, ...]
    listings: int


@dataclass(frozen=True, slots=True)
class AskPage:
    """The two questions again, when nothing could be looked for."""

    template: ClassVar = "ask.html"
    title: str
    form: SearchForm
    crisis: CrisisCard | None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Every way a search can end that shows listings."""

    template: ClassVar = "results.html"
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


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic: the help there is with it."""

    template: ClassVar = "topic.html"
    title: str
    heading: str
    sentence: str
    form: SearchForm
    crisis: CrisisCard | None
    cards: tuple[Card, ...]
    total: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class LocationLines:
    """One place, as it is read out."""

    lines: tuple[str, ...]
    directions: str
    times: tuple[str, ...]
    access: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One listing, most useful things first."""

    template: ClassVar = "listing.html"
    title: str
    name: str
    provider: str
    summary: str
    reach_in: str
    reach_in_next: str
    bring: str
    wait: str
    cost: str
    opening: Opening
    times: tuple[str, ...]
    times_note: str
    contacts: tuple[ContactLine, ...]
    locations: tuple[LocationLines, ...]
    serves: str
    who_for: str
    ages: str
    welcomes: str
    languages: str
    access_note: str
    checked: str
    is_checked: bool
    topics: tuple[Link, ...]
    sources_dated: str


@dataclass(frozen=True, slots=True)
class MessagePage:
    """Something went wrong or is not here: what happened, and who to phone."""

    template: ClassVar = "message.html"
    title: str
    heading: str
    lead: str
    crisis: CrisisCard | None
    tiles: tuple[Tile, ...]


Page = HomePage | AskPage | ResultsPage | TopicPage | ListingPage | MessagePage
