"""The list of listings: what is asked of it in an address, and what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from app.content.entries import read_drafts
from app.content.faults import Fault
from app.content.loading import listing_files
from app.language import gettext as _
from app.language import join_words, mark, ngettext, write_date, write_number
from app.planning.accounts import is_at_least
from app.planning.listing_lines import (
    ListingLine,
    Wanted,
    choose_lines,
    read_line,
    sort_lines,
)
from app.planning.yaml_files import OpenFolder
from app.web.builder import Option
from app.web.pages.finding import tidy_text
from app.web.planning.door import Desk
from app.web.planning.listing_views import Broken, ListingRow, Listings, ListingsPage
from app.web.planning.listing_words import LISTINGS, SHAPES, STATES, name_state, show_faults
from app.web.planning.saving import keeper_of
from app.web.planning.voicing import areas_inside, name_area, name_need
from app.web.views import Link

A_PAGE = 200
"""Listings on one page: all there are, in a council's directory."""
MOST_FAULTS = 10
MOST_LETTERS = 100
CHECKS = {
    "never": mark("Never checked"),
    "due": mark("Due another check"),
    "fine": mark("Checked, and not due"),
}
ORDERS = {
    "stale": mark("Needs a check first"),
    "name": mark("By name"),
    "edited": mark("Changed last"),
}
UNREAD = mark(
    "A file cannot be read, so its listings are missing here. Families see them as they were when"
    " all was good."
)
NOT_TAKEN = mark(
    "The newest edit of the files is not used yet, because something in it is wrong. Families see"
    " the listings as they were before it. Mend these lines:"
)


@dataclass(frozen=True, slots=True)
class Looked:
    """What an address asks of the list, without what is none of ours."""

    q: str = ""
    area: str = ""
    need: str = ""
    status: str = ""
    checked: str = ""
    sort: str = "stale"
    mine: bool = False
    shown: int = A_PAGE


def read_looked(asked: Mapping[str, str], desk: Desk) -> Looked:
    """Return what an address asks for; what it cannot mean is left out."""
    catalogue = desk.visit.directory.catalogue
    number = asked.get("shown", "")
    shown = int(number) if number.isascii() and number.isdigit() and len(number) <= 6 else 0

    def among(name: str, known: Mapping[str, object]) -> str:
        said = asked.get(name, "")
        return said if said in known else ""

    return Looked(
        q=" ".join(tidy_text(asked.get("q", ""), MOST_LETTERS).split()),
        area=among("area", catalogue.areas),
        need=among("need", catalogue.needs),
        status=among("status", STATES),
        checked=among("checked", CHECKS),
        sort=among("sort", ORDERS) or "stale",
        mine=bool(asked.get("mine")) and desk.planner.role == "editor",
        shown=max(A_PAGE, shown),
    )


def link_listings(looked: Looked, shown: int = A_PAGE) -> str:
    """Return the address of the list with these filters; what is usual is left out."""
    told = {
        "q": looked.q,
        "area": looked.area,
        "need": looked.need,
        "status": looked.status,
        "checked": looked.checked,
        "sort": looked.sort if looked.sort != "stale" else "",
        "mine": "yes" if looked.mine else "",
        "shown": str(shown) if shown > A_PAGE else "",
    }
    query = urlencode({name: said for name, said in told.items() if said})
    return f"{LISTINGS}?{query}" if query else LISTINGS


def listing_href(listing: str, under: str = "") -> str:
    """Return the address of a listing's own page, or of one under it."""
    return f"{LISTINGS}/{quote(listing, safe='')}{under}"


def show_listings(desk: Desk, looked: Looked) -> ListingsPage:
    """Return the list as the files are at this moment."""
    opened = keeper_of(desk).look()
    catalogue = desk.visit.directory.catalogue
    areas = [(area.slug, area.name) for area in catalogue.areas.values()]
    needs = [(need.slug, need.short_title) for need in catalogue.needs.values()]
    return ListingsPage(
        title=_("Listings"),
        words=looked.q,
        areas=_offer(_("Any area"), areas, looked.area),
        needs=_offer(_("Any topic"), needs, looked.need),
        states=_offer(_("Any state"), _words(STATES), looked.status),
        checks=_offer(_("Any"), _words(CHECKS), looked.checked),
        orders=tuple(Option(k, words, k == looked.sort) for k, words in _words(ORDERS)),
        found=_find(desk, opened, looked),
        asks_mine=desk.planner.role == "editor",
        mine=looked.mine,
        may_add=is_at_least(desk.planner.role, "editor"),
        broken=find_broken(desk, opened),
    )


def find_broken(desk: Desk, opened: OpenFolder) -> Broken | None:
    """Return what is wrong with the files as they are now, or None."""
    faults: list[Fault] = list(desk.visit.site.live.standing.faults)
    if not opened.whole and not faults:
        read_drafts(opened.folder, listing_files(opened.folder), faults)
    if not faults:
        return None
    hidden = len(faults) - MOST_FAULTS
    more = ngettext("{number} more line.", "{number} more lines.", hidden) if hidden > 0 else ""
    lead = _(NOT_TAKEN) if opened.whole else f"{_(UNREAD)} {_(NOT_TAKEN)}"
    return Broken(lead, show_faults(faults[:MOST_FAULTS]), more.format(number=hidden))


def _find(desk: Desk, opened: OpenFolder, looked: Looked) -> Listings:
    today = desk.visit.now.date()
    policy = desk.visit.directory.catalogue.checking
    listed = opened.listed.items()
    lines = [read_line(name, each.fields, today, policy) for name, each in listed]
    wanted = Wanted(
        words=looked.q,
        areas=areas_inside(desk, looked.area) if looked.area else None,
        need=looked.need,
        status=looked.status,
        checked=looked.checked,
        reach=desk.reach if looked.mine else None,
    )
    found = sort_lines(choose_lines(lines, wanted), looked.sort)
    rows = tuple(_show_line(line, desk) for line in found[: looked.shown])
    more = None
    if len(found) > looked.shown:
        further = link_listings(looked, looked.shown + A_PAGE)
        more = Link(_("Show more"), f"{further}#listing-{looked.shown + 1}")
    return Listings(_count(len(found), len(lines)), rows, more)


def _show_line(line: ListingLine, desk: Desk) -> ListingRow:
    return ListingRow(
        href=listing_href(line.id),
        name=line.name,
        provider=line.provider,
        areas=join_words([name_area(slug, desk) for slug in line.areas]),
        needs=join_words([name_need(slug, desk) for slug in line.needs]),
        state=name_state(line.status),
        shape=SHAPES.get(line.status, "state-unknown"),
        checked=say_check(line),
        edited=write_date(line.edited) if line.edited else _("not known"),
    )


def say_check(line: ListingLine) -> str:
    """Return when a listing was checked, and whether it is due again."""
    if line.checked_on is None:
        return _("Never")
    day = write_date(line.checked_on)
    if line.check_by is None:
        return day
    words = _("{day}. Due since {by}.") if line.is_checked == "due" else _("{day}. Next by {by}.")
    return words.format(day=day, by=write_date(line.check_by))


def _count(found: int, there: int) -> str:
    if not found:
        return _("No listing fits.") if there else _("There is no listing yet.")
    if found == there:
        words = ngettext("{number} listing", "{number} listings", found)
        return words.format(number=write_number(found))
    return _("{found} of {there} listings").format(
        found=write_number(found), there=write_number(there)
    )


def _words(choices: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(value, _(words)) for value, words in choices.items()]


def _offer(first: str, choices: list[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    told = [("", first), *choices]
    return tuple(Option(value, words, value == chosen) for value, words in told)
