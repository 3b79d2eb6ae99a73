"""Posters for a school, a surgery or a hall: where help is listed, and strips to tear off.

A poster on a topic where somebody at home may be watching names no topic and leads to the area's
own page: whoever finds a strip in a pocket learns nothing from it.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.needs import Need
from app.language import gettext as _
from app.language import write_date
from app.search.reasons import lower_first, say_area
from app.web.addresses import area_path
from app.web.squares import Square, draw_square
from app.web.views import UNLISTED, Head, Tile

STRIPS = 8
MOST_TOPICS = 6


@dataclass(frozen=True, slots=True)
class PosterChoice:
    """One area or topic to make a poster for."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class PostersPage:
    """The page where a poster is chosen."""

    template: ClassVar[str] = "posters.html"
    title: str
    areas: tuple[PosterChoice, ...]
    topics: tuple[PosterChoice, ...]
    head: Head


@dataclass(frozen=True, slots=True)
class PosterPage:
    """One poster: a sheet of A4 with strips along its foot."""

    template: ClassVar[str] = "poster.html"
    title: str
    heading: str
    where: str
    sentence: str
    topics: tuple[Tile, ...]
    address: tuple[str, ...]
    square: Square
    dated: str
    strips: range = range(STRIPS)
    head: Head = UNLISTED


def poster_path(area: Area, need: Need | None = None) -> str:
    """Return the address of a poster; browsers may print it, so the topic is its bland name."""
    return f"/poster/{area.slug}" + (f"?need={need.page}" if need else "")


def show_posters(catalogue: Catalogue) -> PostersPage:
    """Return the choice of posters."""
    needs = [need for need in catalogue.needs.values() if not need.crisis]
    return PostersPage(
        title=_("Posters to print"),
        areas=tuple(PosterChoice(a.slug, a.name) for a in catalogue.areas.values()),
        topics=tuple(PosterChoice(need.page, need.title) for need in needs),
        head=Head("/posters", _("Posters for schools, GPs and halls, with strips to tear off.")),
    )


def show_poster(
    area: Area, need: Need | None, catalogue: Catalogue, today: date, base: str
) -> PosterPage:
    """Return the poster of an area, or of one topic in it."""
    named = need if need and not need.safety else None
    address = base + area_path(area, named)
    return PosterPage(
        title=_("Poster to print"),
        heading=_say_heading(need),
        where=_("in {area}").format(area=say_area(area)),
        sentence=named.sentence if named else "",
        topics=() if need else _show_topics(catalogue),
        address=_split(address.partition("://")[2]),
        square=draw_square(address),
        dated=write_date(today),
    )


def _split(address: str) -> tuple[str, ...]:
    """Return an address in parts, so that a line may end before a slash and nowhere else."""
    host, *parts = address.split("/")
    return (host, *(f"/{part}" for part in parts))


def _say_heading(need: Need | None) -> str:
    if need is None:
        return _("Help for families")
    if need.safety:
        return _("Help and support")
    return _("Help with {need}").format(need=lower_first(need.title))


def _show_topics(catalogue: Catalogue) -> tuple[Tile, ...]:
    first = [need for need in catalogue.needs.values() if need.first and not need.safety]
    return tuple(Tile(need.short_title, "", need.picture) for need in first[:MOST_TOPICS])
