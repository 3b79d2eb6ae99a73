"""Show listings that may be one, side by side, with why we think so."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.content.models import Service
from app.language import gettext as _
from app.language import join_words, mark, ngettext, write_date, write_number
from app.planning.duplicates import Pair, Reason, find_duplicates
from app.web.builder import Option
from app.web.planning.door import Desk
from app.web.planning.links import link_edit, offer_areas
from app.web.planning.saving import may_edit
from app.web.planning.voicing import areas_inside
from app.web.remembering import Store
from app.web.views import UNLISTED, Head, Link
from app.web.wording import say_where

DUPLICATES = "/planning/duplicates"
PER_PAGE = 20
REASONS: Mapping[Reason, str] = {
    "same name": mark("the same name"),
    "like name": mark("names that are much alike"),
    "same provider": mark("the same provider"),
    "same phone": mark("the same number"),
    "same email": mark("the same email address"),
    "same page": mark("the same web page"),
    "same site": mark("the same website"),
    "same postcode": mark("the same postcode"),
    "no shared area": mark("but no area in common"),
}
STANDING = {"live": mark("Live"), "paused": mark("Paused"), "archived": mark("Archived")}
_found: Store[tuple[Pair, ...]] = Store(2)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the comparison. `differs`: the two do not say the same."""

    head: str
    one: str
    other: str
    differs: bool


@dataclass(frozen=True, slots=True)
class PairCard:
    """Two listings side by side; `may_tell` who may say that they are two things."""

    key: str
    other_key: str
    one: Link
    other: Link
    points: str
    why: str
    facts: tuple[Fact, ...]
    may_tell: bool


@dataclass(frozen=True, slots=True)
class DuplicatesPage:
    """Listings that may be one, the surest first."""

    template: ClassVar[str] = "planning/duplicates.html"
    title: str
    areas: tuple[Option, ...]
    area: str
    counted: str
    pairs: tuple[PairCard, ...]
    notice: str = ""
    problem: str = ""
    older: str = ""
    head: Head = UNLISTED


def find_pairs(desk: Desk, area: str = "") -> tuple[Pair, ...]:
    """Return likely duplicates of which one is in an area, or all ("")."""
    catalogue = desk.visit.directory.catalogue
    pairs = _found.recall(catalogue.digest, lambda: find_duplicates(catalogue.services))
    if not area:
        return pairs
    inside, by_id = areas_inside(desk, area), catalogue.by_id
    return tuple(
        pair
        for pair in pairs
        if any(not inside.isdisjoint(by_id[name].areas) for name in (pair.one, pair.other))
    )


def show_duplicates(
    desk: Desk, area: str, page: int, notice: str = "", problem: str = ""
) -> DuplicatesPage:
    """Return one page of likely duplicates."""
    pairs = find_pairs(desk, area)
    begin = page * PER_PAGE
    has_more = len(pairs) > begin + PER_PAGE
    older = f"{DUPLICATES}?area={area}&page={page + 1}" if has_more else ""
    return DuplicatesPage(
        title=_("Likely duplicates"),
        areas=offer_areas(desk, area),
        area=area,
        counted=_count(len(pairs)),
        pairs=tuple(_show_pair(pair, desk) for pair in pairs[begin : begin + PER_PAGE]),
        notice=notice,
        problem=problem,
        older=older,
    )


def _show_pair(pair: Pair, desk: Desk) -> PairCard:
    by_id = desk.visit.directory.catalogue.by_id
    one, other = by_id[pair.one], by_id[pair.other]
    return PairCard(
        key=one.id,
        other_key=other.id,
        one=link_edit(one, desk),
        other=link_edit(other, desk),
        points=_("{points} of 100").format(points=write_number(pair.points)),
        why=_("They have {reasons}.").format(
            reasons=join_words([_(REASONS[reason]) for reason in pair.reasons])
        ),
        facts=tuple(_compare(one, other, desk)),
        may_tell=any(may_edit(desk, each.areas) for each in (one, other)),
    )


def _compare(one: Service, other: Service, desk: Desk) -> Iterator[Fact]:
    areas = desk.visit.directory.catalogue.areas
    said: tuple[tuple[str, Callable[[Service], str]], ...] = (
        (_("Provider"), lambda s: s.provider),
        (_("What it does"), lambda s: s.summary),
        (_("Areas"), lambda s: join_words([areas[slug].name for slug in s.areas])),
        (_("Contacts"), lambda s: "; ".join(contact.value for contact in s.contacts)),
        (_("Places"), _say_places),
        (_("Opening times"), lambda s: "; ".join(s.hours.describe()) if s.hours.known else ""),
        (_("Standing"), lambda s: _(STANDING[s.status])),
        (_("Last edited"), lambda s: write_date(s.edited)),
        (_("Last checked"), lambda s: write_date(s.checked.on) if s.checked else _("never")),
    )
    for head, say in said:
        here, there = say(one), say(other)
        if here or there:
            unknown = _("Not known")
            yield Fact(head, here or unknown, there or unknown, here != there)


def _say_places(service: Service) -> str:
    shown = (place for place in service.places if not place.hidden)
    return "; ".join(", ".join(say_where(place)) for place in shown)


def _count(number: int) -> str:
    if not number:
        return _("No two listings look like one.")
    words = ngettext(
        "{number} pair of listings may be one.", "{number} pairs of listings may be one.", number
    )
    return words.format(number=write_number(number))
