"""What stands around every page: the links at its foot are the guides, in their groups."""

from collections.abc import Iterator
from datetime import datetime

from app.content.catalogue import Catalogue
from app.content.guides import GROUPS, Group
from app.language import current, mark, write_date
from app.language import gettext as _
from app.search.directory import Directory
from app.web.addresses import TELL, YOU_SAID, guide_path
from app.web.oembed import oembed_address
from app.web.presenters import show_general_crisis
from app.web.remembering import Store
from app.web.views import Frame, Link, LinkGroup

TITLES: dict[Group, str] = {
    "asking": mark("Asking for help"),
    "safety": mark("Staying safe"),
    "about": mark("About Reach In"),
    "partners": mark("For schools, GPs and planners"),
}
_kept: Store[tuple[tuple[LinkGroup, ...], str]] = Store(64)
"""What stands at the foot and the day in words, for the newest directories, days and languages."""


def show_frame(directory: Directory, base: str, now: datetime, path: str = "") -> Frame:
    """Return what stands around the page at a path of the site at this address."""
    catalogue, today = directory.catalogue, now.date()
    key = directory.digest, today, current()
    foot, day = _kept.recall(key, lambda: (tuple(_show_groups(catalogue)), write_date(today)))
    lines = show_general_crisis(directory, now).lines
    return Frame(base, foot, oembed_address(path, catalogue, base), day, lines)


def _show_groups(catalogue: Catalogue) -> Iterator[LinkGroup]:
    for group in GROUPS:
        guides = (guide for guide in catalogue.guides.values() if guide.group == group)
        links = [Link(guide.title, guide_path(guide)) for guide in guides]
        if group == "about":
            links.append(Link(_("Areas we cover"), "/areas"))
            links.append(Link(_("Tell us what is missing"), TELL))
            links.append(Link(_("You said, we did"), YOU_SAID))
        if links:
            yield LinkGroup(_(TITLES[group]), tuple(links))
