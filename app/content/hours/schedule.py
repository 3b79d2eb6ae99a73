"""A listing's opening times: whether it is open at a moment, and what a family can be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from app.content.hours.grammar import parse_plan
from app.content.hours.rules import ALL_DAYS, WHOLE_DAY, Plan
from app.content.hours.states import Closed, NotKnown, Open, State
from app.content.hours.timetable import Mark, Segment, Timetable, make_timetable
from app.content.hours.wall import DAY, find_moment, read_wall
from app.content.hours.words import describe_plan, describe_week

LOOK_AHEAD_DAYS = 60
# Before 1972 the clocks followed other rules; far ahead nobody knows them.
_FIRST_YEAR, _LAST_YEAR = 1972, 2150
_EVENING = 18 * 60
_NOT_KNOWN = {
    Mark.BANK_HOLIDAY: NotKnown("bank holiday"),
    Mark.TERM_TIME: NotKnown("term time"),
    Mark.SCHOOL_HOLIDAYS: NotKnown("term time", school_holidays=True),
    Mark.NO_END: NotKnown("no end"),
    Mark.APPOINTMENT: NotKnown("appointment"),
    Mark.UNSAID: NotKnown("unsaid"),
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """The opening times of one listing, equal to another with the same lines."""

    lines: tuple[str, ...]
    plan: Plan = field(compare=False, repr=False)
    timetable: Timetable = field(compare=False, repr=False)

    def state_at(self, now: datetime) -> State:
        """Return whether the place is open at a moment.

        Raises ValueError when `now` has no time zone. Years outside 1972 to 2150 are
        not known.
        """
        if not _FIRST_YEAR < now.year < _LAST_YEAR and now.tzinfo is not None:
            return _NOT_KNOWN[Mark.UNSAID]
        day, minute = read_wall(now)
        if self.timetable.is_always:
            return Open(None)
        here = next(each for each in self.timetable.read_day(day) if minute < each.end)
        if here.mark in _NOT_KNOWN:
            return _NOT_KNOWN[here.mark]
        until, mark = self._find_change(day, minute, here.mark)
        return Open(until) if here.mark is Mark.OPEN else Closed(until, mark is Mark.OPEN)

    def _find_change(self, day: date, minute: int, mark: Mark) -> tuple[datetime | None, Mark]:
        for ahead in range(LOOK_AHEAD_DAYS + 1):
            for segment in self.timetable.read_day(day + timedelta(days=ahead)):
                if segment.mark is mark or (ahead == 0 and segment.end <= minute):
                    continue
                if ahead * DAY + segment.start > LOOK_AHEAD_DAYS * DAY + minute:
                    return None, Mark.OPEN
                return find_moment(day + timedelta(days=ahead), segment.start), segment.mark
        return None, Mark.OPEN

    @property
    def known(self) -> bool:
        """Return whether anything is said: times, 24 hours, or by appointment."""
        return bool(self.plan.hours or self.plan.specials) or self.plan.fallback != "unsaid"

    @property
    def always(self) -> bool:
        """Return whether the place never closes, bank holidays included."""
        return self.timetable.is_always

    @property
    def ordinary_week(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Return when it is open on each day of any week, Monday first, as minutes [start, end).

        Empty unless every minute of every week is known but for bank holidays.
        """
        plan, week = self.plan, self.timetable.week
        marks = {segment.mark for day in week for segment in day}
        is_plain = self.known and self.timetable.is_weekly and not (plan.closures or plan.specials)
        if not is_plain or not marks <= {Mark.OPEN, Mark.CLOSED}:
            return ()
        return tuple(
            tuple((each.start, each.end) for each in day if each.mark is Mark.OPEN) for day in week
        )

    def open_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Return when the place is surely open on a day, as moments in Europe/London.

        A stretch that runs past midnight is cut there: the rest belongs to the next day.
        """
        return tuple(
            (find_moment(day, segment.start), find_moment(day, segment.end))
            for segment in self.timetable.read_day(day)
            if segment.mark is Mark.OPEN
        )

    @property
    def opens_in_evening(self) -> bool:
        """Return whether it opens past 6pm on any Monday to Friday, in any season."""
        return any(
            weekday < 5
            and (segment.start if segment.mark is Mark.NO_END else segment.end) > _EVENING
            for weekday, segment in self._list_times()
        )

    @property
    def opens_at_weekend(self) -> bool:
        """Return whether it opens on a Saturday or Sunday, in any season.

        A Friday night that ends on Saturday morning is not a weekend opening.
        """
        return any(weekday > 4 for weekday, _ in self._list_times())

    def _list_times(self) -> Iterator[tuple[int, Segment]]:
        for rule, pieces in self.timetable.pieces:
            if rule.stretches == (WHOLE_DAY,) and rule.appointment:
                continue
            for piece in pieces:
                days = {(day + piece.back) % 7 for day in rule.days} - set(self.plan.shut)
                if piece.mark is not Mark.UNSAID and not piece.is_night:
                    yield from ((day, Segment(piece.start, piece.end, piece.mark)) for day in days)

    def describe(self, since: date | None = None) -> tuple[str, ...]:
        """Return the times as lines of plain English, for families.

        With `since`, leaves out what ended before that day. Every line can be read back.
        """
        return describe_plan(self.plan, since)

    def describe_closures(self, since: date | None = None) -> tuple[str, ...]:
        """Return the closed dates alone, which may be known where the times are not."""
        return describe_plan(Plan(closures=self.plan.closures), since)

    def is_closed_on(self, day: date) -> bool:
        """Return whether it is surely closed on a day from midnight to midnight."""
        return all(segment.mark is Mark.CLOSED for segment in self.timetable.read_day(day))

    def week(self) -> tuple[tuple[str, str], ...]:
        """Return seven rows for a table, Monday first: (day name, times).

        A row without times is "Closed", "Not known" or "By appointment".
        """
        return tuple(describe_week(self.plan, day) for day in ALL_DAYS)


def parse_hours(lines: Sequence[str]) -> Schedule:
    """Return the schedule that a planner's lines (or one line) mean.

    No lines at all means not known. Raises HoursProblem at the first line that is not clear.
    """
    given = (lines,) if isinstance(lines, str) else tuple(lines)
    return _parse(tuple(line.strip() for line in given if line.strip()))


@lru_cache(maxsize=4096)
def _parse(lines: tuple[str, ...]) -> Schedule:
    plan = parse_plan(lines)
    return Schedule(lines, plan, make_timetable(plan))
