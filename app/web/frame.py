"""What stands around every page: the links at its foot are the guides, in their groups."""

from collections.abc import Iterator
from datetime import date

from app.content.catalogue import Catalogue
from app.content.guides import GROUPS, Group
from app.language import Language, current, mark, write_date
from app.language import gettext as _
from app.search.directory import Directory
from app.web.addresses import TELL, YOU_SAID, guide_path
from app.web.oembed import oembed_address
from app.web.views import Frame, Link, LinkGroup

TITLES: dict[Group, str] = {
    "asking": mark("Asking for help"),
    "safety": mark("Staying safe"),
    "about": mark("About Reach In"),
    "partners": mark("For schools, GPs and planners"),
}
_MOST_KEPT = 64
_kept: dict[tuple[str, Language], tuple[LinkGroup, ...]] = {}
"""What stands at the foot, for the newest directories and languages."""


def show_frame(directory: Directory, base: str, today: date, path: str = "") -> Frame:
    """Return what stands around the page at a path of the site at this address."""
    key = directory.digest, current()
    foot = _kept.get(key)
    if foot is None:
        foot = tuple(_show_groups(directory.catalogue))
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = foot
    shown = oembed_address(path, directory.catalogue, base)
    return Frame(base, foot, shown, write_date(today))


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
