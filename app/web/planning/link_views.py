"""What the page of links and numbers shows planners, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.builder import Option
from app.web.views import UNLISTED, Head, Link


@dataclass(frozen=True, slots=True)
class LinkCard:
    """One address or number to look at, and every page of ours that has it.

    `href` is "" for a number.
    """

    text: str
    href: str
    told: str
    moved: Link | None
    days: str
    asked: str
    where: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Addresses that need the same look."""

    key: str
    title: str
    found: str
    note: str
    cards: tuple[LinkCard, ...]
    more: str


@dataclass(frozen=True, slots=True)
class LinksPage:
    """What asking every link showed, and numbers nobody can phone."""

    template: ClassVar[str] = "planning/links.html"
    title: str
    asked: str
    how: str
    areas: tuple[Option, ...]
    counted: str
    groups: tuple[LinkGroup, ...]
    head: Head = UNLISTED
