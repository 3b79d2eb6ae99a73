"""Close everything in one building between two dates, by a line in the hours of what is there.

Nothing is invented. A listing that is only there is closed as a whole; one that is elsewhere too is
closed in that place alone. Times nobody knows stay unknown: the line says no more than that it is
closed. Only lines that were added are taken away again.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from app.content.fields import UNKNOWN_WORDS
from app.content.hours import Schedule, parse_hours
from app.content.hours.lexer import MONTH_NAMES
from app.content.hours.rules import Dated
from app.content.models import Service
from app.planning.buildings import Building
from app.planning.keeping import Edit
from app.planning.merging import Fields
from app.planning.yaml_files import OpenFolder
from app.planning.yaml_splicing import Changes
from app.planning.yaml_writing import Text

LONGEST = timedelta(days=366)
"""What is closed for longer is paused instead."""
Spot = str
"""Where hours stand in a listing: "s" its own, "p0" its first place's, "c0" its first contact's."""
Spots = Mapping[str, tuple[Spot, ...]]
"""Spots by listing."""
SERVICE = "s"


@dataclass(frozen=True, slots=True)
class Closing:
    """A building closed from one day to another, both included.

    `with_phones`: nobody answers then either, where a contact has times of its own.
    """

    building: Building
    first: date
    last: date
    with_phones: bool = False

    @property
    def line(self) -> str:
        """Return the line that says so in a listing's hours."""
        return write_line(self.first, self.last)

    @property
    def days(self) -> Iterator[date]:
        """Yield each closed day."""
        return (self.first + timedelta(n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a closing makes of the hours at one spot. `open_days` stay open all the same."""

    spot: Spot
    before: Schedule
    after: Schedule
    open_days: tuple[date, ...]

    @property
    def is_new(self) -> bool:
        """Return whether the line was not there already."""
        return self.before != self.after


def write_line(first: date, last: date) -> str:
    """Return closed dates as planners write them: "Closed 24 Dec 2026 to 3 Jan 2027"."""
    if first == last:
        return f"Closed {write_day(first)}"
    return f"Closed {write_day(first)} to {write_day(last)}"


def write_day(day: date) -> str:
    """Return a day as planners write it: "24 Dec 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3].title()} {day.year}"


def find_spots(service: Service, building: Building, *, with_phones: bool) -> tuple[Spot, ...]:
    """Return whose hours hold in a building: none where the listing is not in it."""
    here = building.find(service)
    if not here:
        return ()
    is_only_here = len(here) == len(service.places)
    own = [n for n in here if not is_only_here or service.places[n].hours.known]
    phones = [n for n, contact in enumerate(service.contacts) if contact.hours.known]
    return (
        *([SERVICE] if is_only_here else []),
        *(f"p{n}" for n in own),
        *(f"c{n}" for n in phones if with_phones),
    )


def foresee(service: Service, closing: Closing) -> tuple[Effect, ...]:
    """Return what a closing would make of a listing's hours."""
    return tuple(
        _foresee(spot, hours_at(service, spot), closing)
        for spot in find_spots(service, closing.building, with_phones=closing.with_phones)
    )


def apply(service: Service, effects: Iterable[Effect]) -> Service:
    """Return a listing as it would be with these effects."""
    places, contacts, hours = list(service.places), list(service.contacts), service.hours
    for effect in effects:
        number = int(effect.spot[1:] or 0)
        if effect.spot == SERVICE:
            hours = effect.after
        elif effect.spot[0] == "p":
            places[number] = places[number].model_copy(update={"hours": effect.after})
        else:
            contacts[number] = contacts[number].model_copy(update={"hours": effect.after})
    changed = {"hours": hours, "places": tuple(places), "contacts": tuple(contacts)}
    return service.model_copy(update=changed)


def hours_at(service: Service, spot: Spot) -> Schedule:
    """Return the hours that stand at a spot."""
    if spot == SERVICE:
        return service.hours
    number = int(spot[1:])
    return service.places[number].hours if spot[0] == "p" else service.contacts[number].hours


def find_closings(
    services: Iterable[Service], buildings: Iterable[Building], today: date
) -> dict[tuple[str, date, date], Spots]:
    """Return closings that are not over, by building and dates: at which spots they stand."""
    by_id = {service.id: service for service in services}
    found: dict[tuple[str, date, date], dict[str, tuple[Spot, ...]]] = {}
    for building in buildings:
        for service in (by_id[name] for name in building.listings if name in by_id):
            for spot in find_spots(service, building, with_phones=True):
                for first, last in _closed_dates(hours_at(service, spot), today):
                    at = found.setdefault((building.key, first, last), {})
                    at[service.id] = (*at.get(service.id, ()), spot)
    return dict(sorted(found.items(), key=lambda pair: pair[0][1:]))


@dataclass
class CloseThem:
    """The plan of a save that closes listings. `added` is where it did, once it was made."""

    closing: Closing
    listings: tuple[str, ...]
    today: date
    added: dict[str, tuple[Spot, ...]] = field(default_factory=dict)

    def __call__(self, opened: OpenFolder) -> Edit:
        """Work out what to write from the files as they are now."""
        self.added.clear()
        changes: dict[str, Changes] = {}
        for name in self.listings:
            fields = opened.listed[name].fields if name in opened.listed else {}
            service = _read(fields)
            if service is None or service.status == "archived":
                continue
            effects = (effect for effect in foresee(service, self.closing) if effect.is_new)
            spots = tuple(effect.spot for effect in effects)
            if spots:
                self.added[name] = spots
                changes[name] = _change(fields, spots, self.closing.line, None, self.today)
        return Edit(changes)


@dataclass
class TakeAway:
    """The plan of a save that takes a closing's line away, or puts a shorter one in its place.

    `taken` is where it did: a line that somebody has changed since stays as it is.
    """

    line: str
    instead: str
    at: Spots
    today: date
    taken: dict[str, tuple[Spot, ...]] = field(default_factory=dict)

    def __call__(self, opened: OpenFolder) -> Edit:
        """Work out what to write from the files as they are now."""
        self.taken.clear()
        changes: dict[str, Changes] = {}
        for name, spots in self.at.items():
            fields = opened.listed[name].fields if name in opened.listed else {}
            there = tuple(s for s in spots if self.line in _lines(_value_at(fields, s)))
            if there:
                self.taken[name] = there
                changes[name] = _change(fields, there, self.instead, self.line, self.today)
        return Edit(changes)


def _foresee(spot: Spot, before: Schedule, closing: Closing) -> Effect:
    lines = before.lines if closing.line in before.lines else (*before.lines, closing.line)
    after = parse_hours(lines)
    open_days = tuple(day for day in closing.days if not after.is_closed_on(day))
    return Effect(spot, before, after, open_days)


def _closed_dates(hours: Schedule, today: date) -> Iterator[tuple[date, date]]:
    """Yield closed dates that stand on a line of their own, as ours do, and are not over."""
    for dates in hours.plan.closures:
        if not (isinstance(dates, Dated) and dates.start and dates.end and dates.end >= today):
            continue
        if write_line(dates.start, dates.end) in hours.lines:
            yield dates.start, dates.end


def _change(
    fields: Fields, spots: Iterable[Spot], add: str | None, remove: str | None, today: date
) -> Changes:
    """Return the fields of a listing with a line added to some hours, or put in another's place."""
    changed: dict[str, Any] = deepcopy(dict(fields))
    for spot in spots:
        owner = _owner_at(changed, spot)
        lines = [line for line in _lines(owner.get("hours")) if line != remove]
        lines += [add] if add and add not in lines else []
        if lines:
            owner["hours"] = lines
        else:
            owner.pop("hours", None)
    named = {"hours" if s == SERVICE else {"p": "places", "c": "contacts"}[s[0]] for s in spots}
    return {**{name: changed.get(name) for name in sorted(named)}, "edited": today.isoformat()}


def _owner_at(fields: dict[str, Any], spot: Spot) -> dict[str, Any]:
    if spot == SERVICE:
        return fields
    found: dict[str, Any] = fields["places" if spot[0] == "p" else "contacts"][int(spot[1:])]
    return found


def _value_at(fields: Fields, spot: Spot) -> Text | None:
    """Return the hours at a spot as they were typed; None where there is no such spot."""
    try:
        value: Text | None = _owner_at(dict(fields), spot).get("hours")
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return None
    return value


def _lines(value: Text | None) -> list[str]:
    if isinstance(value, str):
        return [] if value.strip().lower() in UNKNOWN_WORDS else [value]
    return [line for line in value or () if isinstance(line, str)]


def _read(fields: Fields) -> Service | None:
    try:
        return Service.model_validate(dict(fields), strict=False)
    except ValidationError:
        return None
