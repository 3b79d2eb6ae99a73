"""What holds at each minute of a day, once closures and bank holidays have had their say.

A closed date is closed from midnight to midnight, and a night that would have begun on it
does not begin. The same reach holds for bank holidays nobody wrote about: not known.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from app.content.hours.bank_holidays import is_bank_holiday
from app.content.hours.rules import Hours, Plan, Special, Stretch
from app.content.hours.wall import DAY, Gap, find_gap

_ONE_DAY = timedelta(days=1)
_MORNING = DAY // 2


class Mark(IntEnum):
    """What is true of some minutes; where rules overlap the lowest wins."""

    OPEN = 0
    BANK_HOLIDAY = 1
    TERM_TIME = 2
    SCHOOL_HOLIDAYS = 3
    NO_END = 4
    APPOINTMENT = 5
    UNSAID = 6
    CLOSED = 7


class Segment(NamedTuple):
    """Minutes [start, end) of one day, and what holds in them."""

    start: int
    end: int
    mark: Mark


class Piece(NamedTuple):
    """The part of a stretch that falls `back` days after the day it starts on.

    `is_night` marks the end of a night that belongs to the day before.
    """

    back: int
    start: int
    end: int
    mark: Mark
    is_night: bool


class Facts(NamedTuple):
    """What is unusual about a day."""

    is_closed: bool
    is_special: bool
    is_bank_holiday: bool


Segments = tuple[Segment, ...]
Cuts = tuple[tuple[Hours, tuple[Piece, ...]], ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    """A plan worked out as far as it can be without knowing the date.

    `week` holds the segments of an ordinary Monday to Sunday. `is_always` means that no
    day ever interrupts it and it is open throughout.
    """

    plan: Plan
    pieces: Cuts
    week: tuple[Segments, ...]
    is_weekly: bool
    minds_banks: bool
    is_always: bool

    def read_day(self, day: date) -> Segments:
        """Return the segments of a day, covering midnight to midnight on its own clock."""
        if self.is_weekly and not self._is_unusual(day):
            segments = self.week[day.weekday()]
        else:
            segments = self._work_out(day)
        gap = find_gap(day.year)
        return _skip(segments, gap) if gap and gap.day == day else segments

    def _is_unusual(self, day: date) -> bool:
        plan, eve = self.plan, day - _ONE_DAY
        if self.minds_banks and (is_bank_holiday(day) or is_bank_holiday(eve)):
            return True
        if not (plan.closures or plan.specials):
            return False
        return any(_find_facts(plan, each)[:2] != (False, False) for each in (day, eve))

    def _work_out(self, day: date) -> Segments:
        today, eve = _find_facts(self.plan, day), _find_facts(self.plan, day - _ONE_DAY)
        found = [*self._list_usual(day, today, eve), *_list_special(self.plan, day)]
        is_shut = (
            today.is_closed
            or today.is_special
            or day.weekday() in self.plan.shut
            or (today.is_bank_holiday and self.plan.banks == "closed")
        )
        return _overlay(found, Mark.CLOSED if is_shut else _find_ground(self.plan))

    def _list_usual(self, day: date, today: Facts, eve: Facts) -> Iterator[Segment]:
        for rule, pieces in self.pieces:
            banks = self.plan.banks_for(rule)
            for piece in pieces:
                owner = eve if piece.is_night else today
                dropped = owner.is_special or owner.is_closed or today.is_closed
                if dropped or not self._starts(rule, piece, day):
                    continue
                is_bank = today.is_bank_holiday or owner.is_bank_holiday
                mark = _mark_bank_holiday(piece.mark, banks is None) if is_bank else piece.mark
                if not (is_bank and banks == "closed"):
                    yield Segment(piece.start, piece.end, mark)

    def _starts(self, rule: Hours, piece: Piece, day: date) -> bool:
        owner = day.weekday() - piece.is_night
        return owner % 7 not in self.plan.shut and rule.starts_on(day - piece.back * _ONE_DAY)


def make_timetable(plan: Plan) -> Timetable:
    """Return the timetable of a plan."""
    pieces: Cuts = tuple((rule, tuple(cut_pieces(rule))) for rule in plan.hours)
    return Timetable(
        plan=plan,
        pieces=pieces,
        week=tuple(_lay_weekday(plan, pieces, weekday) for weekday in range(7)),
        is_weekly=all(rule.is_weekly for rule in plan.hours),
        minds_banks=plan.banks == "closed"
        or any(plan.banks_for(rule) != "open" for rule in plan.hours),
        is_always=_is_always(plan, pieces),
    )


def _is_always(plan: Plan, pieces: Cuts) -> bool:
    if plan.closures or plan.specials:
        return False
    sure = tuple(cut for cut in pieces if plan.banks_for(cut[0]) == "open")
    return all(_lay_weekday(plan, sure, day) == (Segment(0, DAY, Mark.OPEN),) for day in range(7))


def cut_pieces(rule: Hours | Special) -> Iterator[Piece]:
    """Return the pieces of a rule's stretches, cut at each midnight."""
    for stretch in rule.stretches:
        mark = _mark_stretch(rule, stretch)
        for back in range((stretch.end - 1) // DAY + 1):
            start, end = max(stretch.start - back * DAY, 0), min(stretch.end - back * DAY, DAY)
            is_night = back > 0 and (not stretch.is_long or end <= _MORNING)
            yield Piece(back, start, end, mark, is_night)


def _mark_stretch(rule: Hours | Special, stretch: Stretch) -> Mark:
    season = rule.season if isinstance(rule, Hours) else None
    if stretch.ending == "unsaid":
        return Mark.UNSAID
    if rule.appointment:
        return Mark.APPOINTMENT
    if season:
        return Mark.TERM_TIME if season == "term time" else Mark.SCHOOL_HOLIDAYS
    return Mark.NO_END if stretch.ending == "no end" else Mark.OPEN


def _mark_bank_holiday(mark: Mark, is_unsaid: bool) -> Mark:
    return Mark.BANK_HOLIDAY if is_unsaid and mark < Mark.APPOINTMENT else mark


def _find_ground(plan: Plan) -> Mark:
    if plan.fallback is None:
        return Mark.CLOSED
    return Mark.APPOINTMENT if plan.fallback == "appointment" else Mark.UNSAID


def _find_facts(plan: Plan, day: date) -> Facts:
    return Facts(
        is_closed=any(dates.holds(day) for dates in plan.closures),
        is_special=any(special.dates.holds(day) for special in plan.specials),
        is_bank_holiday=is_bank_holiday(day),
    )


def _list_special(plan: Plan, day: date) -> Iterator[Segment]:
    for special in plan.specials:
        for piece in cut_pieces(special):
            if special.dates.holds(day - piece.back * _ONE_DAY):
                yield Segment(piece.start, piece.end, piece.mark)


def _lay_weekday(plan: Plan, pieces: Cuts, weekday: int) -> Segments:
    found = [
        Segment(piece.start, piece.end, piece.mark)
        for rule, cut in pieces
        for piece in cut
        if rule.is_weekly
        and (weekday - piece.back) % 7 in rule.days
        and (weekday - piece.is_night) % 7 not in plan.shut
    ]
    return _overlay(found, Mark.CLOSED if weekday in plan.shut else _find_ground(plan))


def _overlay(found: Iterable[Segment], ground: Mark) -> Segments:
    layers = [Segment(0, DAY, ground), *found]
    edges = sorted({edge for layer in layers for edge in (layer.start, layer.end)})
    laid: list[Segment] = []
    for start, end in pairwise(edges):
        mark = min(layer.mark for layer in layers if layer.start <= start < layer.end)
        if laid and laid[-1].mark is mark:
            start = laid.pop().start
        laid.append(Segment(start, end, mark))
    return tuple(laid)


def _skip(segments: Segments, gap: Gap) -> Segments:
    def snap(minute: int) -> int:
        return gap.end if gap.start <= minute < gap.end else minute

    moved = (Segment(snap(each.start), snap(each.end), each.mark) for each in segments)
    return tuple(each for each in moved if each.start < each.end)
