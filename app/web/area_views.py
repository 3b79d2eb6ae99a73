"""What the pages about topics and areas show, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.views import UNLISTED, Card, ContactLine, CrisisCard, Head, Link, SearchForm, Tile


@dataclass(frozen=True, slots=True)
class CountedTile:
    """One topic to press, with how much there is; "" where it is not worth saying."""

    title: str
    counted: str
    href: str
    picture: str


@dataclass(frozen=True, slots=True)
class Row:
    """One listing in a long list: its name, how to reach in, and its number."""

    name: str
    href: str
    about: str
    contact: ContactLine | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: cards that are open to see, then rows behind a press.

    With an `href` its rows stand on a page of their own.
    """

    title: str
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]
    more: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic: the help there is with it."""

    template: ClassVar[str] = "topic.html"
    title: str
    heading: str
    sentence: str
    form: SearchForm
    crisis: CrisisCard | None
    part: Part
    tiles: tuple[Tile, ...]
    areas: tuple[Link, ...]
    head: Head


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area among all of them."""

    name: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class AreasPage:
    """Every area there is a directory for."""

    template: ClassVar[str] = "areas.html"
    title: str
    areas: tuple[AreaLine, ...]
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class AreaPage:
    """One area's own directory: topics first, then people to go to now, then everyone."""

    template: ClassVar[str] = "area.html"
    title: str
    sentence: str
    counted: str
    area: str
    form: SearchForm
    crumbs: tuple[Link, ...]
    parts_of_it: tuple[Link, ...]
    tiles: tuple[CountedTile, ...]
    first: Part
    everyone: tuple[Part, ...]
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class AreaTopicPage:
    """One topic in one area."""

    template: ClassVar[str] = "area_topic.html"
    title: str
    heading: str
    sentence: str
    notice: str
    area: str
    form: SearchForm
    crumbs: tuple[Link, ...]
    crisis: CrisisCard | None
    parts: tuple[Part, ...]
    elsewhere_title: str
    elsewhere: tuple[Link, ...]
    others_title: str
    others: tuple[CountedTile, ...]
    head: Head = UNLISTED
