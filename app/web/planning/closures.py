"""Show buildings, what a closing makes of the listings there, and what is closed now or soon."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import quote

from app.clock import LONDON
from app.content.models import Service
from app.language import gettext as _
from app.language import join_words, mark, ngettext, write_date, write_number
from app.planning.buildings import Building, find_buildings
from app.planning.closures import (
    SERVICE,
    Closing,
    Effect,
    Spot,
    Spots,
    apply,
    find_closings,
    foresee,
    write_day,
    write_line,
)
from app.search.ranking import judge_opening
from app.search.words import fold
from app.web.planning.closure_views import (
    BuildingLine,
    Change,
    ClosingCard,
    ClosureFormPage,
    ClosurePreviewPage,
    ClosuresPage,
    InsideLine,
    PreviewCard,
)
from app.web.planning.door import Desk
from app.web.planning.links import link_edit
from app.web.planning.saving import may_edit
from app.web.remembering import Store
from app.web.views import Link
from app.web.whereabouts import say_times

CLOSURES = "/planning/closures"
MOST_BUILDINGS = 40
MOST_OPEN_DAYS = 5
PAUSED = mark("Paused: families do not see it now.")
ELSEWHERE = mark("It is in other places too: only this place is closed.")
AFAR = mark("Families also get it in other ways ({ways}). Leave it out if that goes on.")
WAYS = {"phone": mark("by phone"), "online": mark("online"), "home visit": mark("at home")}
STAYS_OPEN = mark("It stays open on {days}: a line of its own says so. Change that by hand first.")
UNKNOWN = mark("Its times are not known, and stay so.")


_buildings: Store[Mapping[str, Building]] = Store(2)


@dataclass(frozen=True, slots=True)
class Asked:
    """A closing as it was typed: `chosen` are ids of listings, `building` is a key."""

    building: str
    first: str = ""
    last: str = ""
    reason: str = ""
    chosen: frozenset[str] | None = None
    with_phones: bool = False

    @property
    def sent(self) -> tuple[tuple[str, str], ...]:
        """Return what a form holds to say the same again."""
        names = (("listings", name) for name in sorted(self.chosen or ()))
        phones = (("phones", "yes"),) if self.with_phones else ()
        told = (("first", self.first), ("last", self.last), ("reason", self.reason))
        return (("building", self.building), *told, *phones, *names)


def buildings_of(desk: Desk) -> Mapping[str, Building]:
    """Return every building where something is listed that is not archived."""
    catalogue = desk.visit.directory.catalogue
    kept = _kept(catalogue.services)
    return _buildings.recall(catalogue.digest, lambda: find_buildings(kept))


def listings_in(building: Building, desk: Desk) -> tuple[Service, ...]:
    """Return the listings that are in a building."""
    by_id = desk.visit.directory.catalogue.by_id
    return tuple(by_id[name] for name in building.listings)


def link_building(building: Building) -> Link:
    """Return where one building is looked at."""
    return Link(building.title, f"{CLOSURES}?building={quote(building.key)}")


def show_closures(
    desk: Desk,
    q: str,
    notice: str = "",
    undo: tuple[tuple[str, str], ...] = (),
    problem: str = "",
) -> ClosuresPage:
    """Return the page to choose a building from; `q` is what somebody looks for."""
    buildings = buildings_of(desk)
    words = fold(q).split()
    if words:
        found = [each for each in buildings.values() if _fits(each, words, desk)]
    else:
        found = [each for each in buildings.values() if len(each.listings) > 1]
    return ClosuresPage(
        title=_("Close a building for some days"),
        q=q,
        counted=_count_found(len(found), bool(words)),
        buildings=tuple(_show_building(each) for each in found[:MOST_BUILDINGS]),
        closings=tuple(_show_closings(buildings, desk)),
        notice=notice,
        undo=undo,
        problem=problem,
    )


def show_form(building: Building, desk: Desk, asked: Asked) -> ClosureFormPage:
    """Return the form for one building, with what was typed before."""
    services = listings_in(building, desk)
    inside = tuple(_show_inside(service, building, desk, asked) for service in services)
    mine = [s for s in services if may_edit(desk, s.areas)]
    return ClosureFormPage(
        title=_("Close {building}").format(building=building.title),
        heading=_("Close {building}").format(building=building.title),
        building=building.key,
        inside=inside,
        may_close=bool(mine),
        example=write_day(desk.visit.now.date()),
        first=asked.first,
        last=asked.last,
        reason=asked.reason,
        with_phones=asked.with_phones,
        has_phones=any(c.hours.known for s in mine for c in s.contacts),
    )


def show_preview(closing: Closing, desk: Desk, asked: Asked) -> ClosurePreviewPage:
    """Return what families will read about each chosen listing, beside what they read now."""
    services = listings_in(closing.building, desk)
    chosen = [s for s in services if s.id in (asked.chosen or ()) and may_edit(desk, s.areas)]
    others = [s.name for s in services if not may_edit(desk, s.areas)]
    cards = tuple(_preview(service, closing, desk) for service in chosen)
    return ClosurePreviewPage(
        title=_("What families will read"),
        lead=_("{building}: {dates}.").format(
            building=closing.building.title, dates=say_dates(closing.first, closing.last)
        ),
        cards=cards,
        others=tuple(others),
        sent=asked.sent,
        may_save=any(card.changes for card in cards),
    )


def say_dates(first: date, last: date) -> str:
    """Return closed dates in words."""
    if first == last:
        return _("closed on {day}").format(day=write_date(first))
    return _("closed from {first} to {last}").format(first=write_date(first), last=write_date(last))


def write_spots(at: Spots) -> str:
    """Return where lines were added, as a form sends it: "listing.s.p0,other.p1"."""
    return ",".join(".".join((name, *spots)) for name, spots in at.items())


def _kept(services: Iterable[Service]) -> Iterator[Service]:
    return (service for service in services if service.status != "archived")


def _fits(building: Building, words: list[str], desk: Desk) -> bool:
    names = (service.name for service in listings_in(building, desk))
    text = fold(" ".join((building.title, building.postcode.replace(" ", ""), *names)))
    return all(word in text for word in words)


def _show_building(building: Building) -> BuildingLine:
    number = len(building.listings)
    words = ngettext("{number} listing", "{number} listings", number)
    return BuildingLine(link_building(building), words.format(number=write_number(number)))


def _count_found(number: int, is_search: bool) -> str:
    if not number:
        return _("No building has those words.") if is_search else _("Type its name or postcode.")
    words = ngettext("{number} building", "{number} buildings", number)
    told = words.format(number=write_number(number))
    if not is_search:
        told = _("{buildings} with more than one listing").format(buildings=told)
    if number > MOST_BUILDINGS:
        return _("{buildings}. The first {most} are shown: type more of the name.").format(
            buildings=told, most=MOST_BUILDINGS
        )
    return _("{buildings}.").format(buildings=told)


def _show_inside(service: Service, building: Building, desk: Desk, asked: Asked) -> InsideLine:
    here = [service.places[n] for n in building.find(service)]
    parts = [", ".join(filter(None, (p.name, p.address, p.postcode))) for p in here]
    is_mine = may_edit(desk, service.areas)
    today = desk.visit.now.date()
    return InsideLine(
        id=service.id,
        link=link_edit(service, desk),
        where="; ".join(dict.fromkeys(parts)),
        times=say_times(service.hours, today) or (_("Times not known"),),
        note=" ".join(_note(service, building)),
        is_mine=is_mine,
        is_chosen=is_mine and (asked.chosen is None or service.id in asked.chosen),
    )


def _note(service: Service, building: Building) -> Iterator[str]:
    if service.status == "paused":
        yield _(PAUSED)
    if len(building.find(service)) < len(service.places):
        yield _(ELSEWHERE)
    elif ways := [_(words) for way, words in WAYS.items() if way in service.ways]:
        yield _(AFAR).format(ways=join_words(ways))


def _preview(service: Service, closing: Closing, desk: Desk) -> PreviewCard:
    effects = [each for each in foresee(service, closing) if each.is_new]
    today = desk.visit.now.date()
    changes = tuple(_show_change(service, each, today) for each in effects)
    nothing = "" if changes else _("It says so already. Nothing changes.")
    return PreviewCard(service.name, _say_first_day(service, effects, closing), changes, nothing)


def _show_change(service: Service, effect: Effect, today: date) -> Change:
    is_own = effect.spot == SERVICE
    unknown = _("Times not known") if is_own else _("No times of its own")
    warning = ""
    if days := effect.open_days:
        named = join_words([write_date(day) for day in days[:MOST_OPEN_DAYS]])
        warning = _(STAYS_OPEN).format(days=named)
    return Change(
        where=name_spot(service, effect.spot),
        before=say_times(effect.before, today) or (unknown,),
        after=say_times(effect.after, today),
        note=_(UNKNOWN) if is_own and not effect.before.known else "",
        warning=warning,
    )


def name_spot(service: Service, spot: Spot) -> str:
    """Return whose hours stand at a spot, in words."""
    if spot == SERVICE:
        return _("Opening times")
    number = int(spot[1:])
    if spot[0] == "c":
        contact = service.contacts[number]
        return _("When {contact} is answered").format(contact=contact.name or contact.value)
    place = service.places[number]
    return _("Times at {place}").format(
        place=place.name or place.address or place.postcode or place.neighbourhood
    )


def _say_first_day(service: Service, effects: Iterable[Effect], closing: Closing) -> str:
    """Return what its card says to families at noon of the first day."""
    noon = datetime.combine(closing.first, time(12), LONDON)
    return _("On {day} at noon its card will say: {state}").format(
        day=write_date(closing.first), state=judge_opening(apply(service, effects), noon)[1]
    )


def _show_closings(buildings: Mapping[str, Building], desk: Desk) -> Iterator[ClosingCard]:
    services = desk.visit.directory.catalogue.services
    today = desk.visit.now.date()
    found = find_closings(_kept(services), buildings.values(), today)
    for (key, first, last), at in found.items():
        yield _show_closing(buildings[key], first, last, at, desk)


def _show_closing(
    building: Building, first: date, last: date, at: Spots, desk: Desk
) -> ClosingCard:
    by_id, today = desk.visit.directory.catalogue.by_id, desk.visit.now.date()
    mine = [by_id[name] for name in at if may_edit(desk, by_id[name].areas)]
    others = [by_id[name].name for name in at if by_id[name] not in mine]
    has_begun = first <= today
    ending = _("Open again from today") if has_begun else _("Take it away")
    return ClosingCard(
        building=link_building(building),
        dates=_say_sentence(first, last),
        standing=_("Closed now") if has_begun else _("Coming"),
        listings=tuple(link_edit(service, desk) for service in mine),
        others=join_words(others),
        action=ending if mine else "",
        sent=(
            ("building", building.key),
            ("first", first.isoformat()),
            ("last", last.isoformat()),
            ("at", write_spots({s.id: at[s.id] for s in mine})),
        ),
    )


def _say_sentence(first: date, last: date) -> str:
    words = say_dates(first, last)
    return words[:1].upper() + words[1:]


def end_line(first: date, last: date, today: date) -> str:
    """Return the line that a closing becomes when it ends today; "" where nothing is left of it."""
    yesterday = today - timedelta(days=1)
    return write_line(first, min(last, yesterday)) if first <= yesterday else ""
