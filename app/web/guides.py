"""A guide as a page shows it: its words, when they changed, and what to read or do next."""

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from app.content.catalogue import Catalogue
from app.content.guides import Guide
from app.language import write_date
from app.web.addresses import guide_path
from app.web.views import Head, Link


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One guide. `contact` is where to write to us; None where the guide does not say."""

    template: ClassVar[str] = "guide.html"
    title: str
    heading: str
    text: Markup
    updated: str
    contact: str | None
    more: tuple[Link, ...]
    head: Head


def show_guide(guide: Guide, catalogue: Catalogue, contact: str) -> GuidePage:
    """Return a guide's page, on a site that is written to at `contact`."""
    return GuidePage(
        title=guide.bland or guide.title,
        heading=guide.title,
        text=Markup(guide.prose.html),  # noqa: S704 - made by us, from text without HTML
        updated=write_date(guide.updated),
        contact=contact if guide.contact else None,
        more=tuple(
            Link(other.title, guide_path(other))
            for other in catalogue.guides.values()
            if other.group == guide.group and other.slug != guide.slug
        ),
        head=Head(guide_path(guide), guide.description),
    )
