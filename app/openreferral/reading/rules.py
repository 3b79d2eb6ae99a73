"""One entry of a feed's schedule as a rule of weeks or months, or the reason why it is none."""

import re
from dataclasses import dataclass
from datetime import date

from app.content.hours import HoursProblem, parse_hours
from app.content.hours.lexer import DAY_NAMES
from app.openreferral.reading.moments import Clocked, Zoned, read_date, read_time
from app.openreferral.reading.shape import Timing

_CODES = ("mo", "tu", "we", "th", "fr", "sa", "su")
_CODE = re.compile(r"([+-]?\d{1,2})?\s*(mo|tu|we|th|fr|sa|su)", re.IGNORECASE)
_CODE_IN_TEXT = re.compile(r"\b(mo|tu|we|th|fr|sa|su)\b", re.IGNORECASE)
_WEEKLY = frozenset({"week", "weekly"})
_MONTHLY = frozenset({"month", "monthly"})
_DAILY = frozenset({"day", "daily"})
ALL_DAYS = tuple(range(7))
ALWAYS = (0, 24 * 60)


@dataclass(frozen=True, slots=True)
class Rule:
    """Days (0 is Monday), which ones of the month (none: every week), and from when to when.

    `closes` is None where the feed does not say when it ends. `start` and `end` are dates that
    limit it.
    """

    days: tuple[int, ...]
    opens: Clocked
    closes: Clocked | None
    ordinals: tuple[int, ...] = ()
    start: date | None = None
    end: date | None = None
    term_time: bool = False

    @property
    def zoned(self) -> frozenset[Zoned]:
        """Return what was done about zones in its times."""
        times = (self.opens, self.closes)
        return frozenset(each.zoned for each in times if each and each.zoned)


@dataclass(frozen=True, slots=True)
class NoRule:
    """Why an entry is no rule of ours, as the end of a sentence; `ended` names the day it ended."""

    reason: str
    ended: date | None = None


def read_rules(timing: Timing, modified: date | None) -> tuple[Rule, ...] | NoRule:
    """Return an entry as rules, one for each set of days of the month.

    A start that had come when the record was last changed (`modified`) limits nothing any more;
    an end that had come means that the feed has no times left.
    """
    days = read_days(timing)
    freq = (timing.freq or "").strip().lower()
    if problem := _find_problem(timing, freq):
        return NoRule(problem)
    opens, closes = _read_times(timing)
    if opens is None:
        return NoRule("it has no time that can be read")
    if closes is not None and opens.minutes == closes.minutes != 0:
        return NoRule("it opens and closes at the same time")
    starts, ends = _read_limits(timing)
    if modified and ends and ends < modified:
        return NoRule("it ended before the record was last changed", ended=ends)
    if starts and ends and ends < starts:
        return NoRule("it ends before it starts")
    term = says_term_time(timing)
    start = starts if starts and not (modified and starts <= modified) else None
    groups = _group_days(days, freq, timing)
    if isinstance(groups, NoRule):
        return groups
    return tuple(Rule(d, opens, closes, o, start, ends, term) for o, d in groups)


def read_days(timing: Timing) -> tuple[tuple[int | None, int], ...]:
    """Return the days of an entry as (which of the month or None, day)."""
    found = [day for text in timing.days for day in _read_days(text.strip()[:120])]
    if not found and (timing.freq or "").strip().lower() in _DAILY:
        found = [(None, day) for day in ALL_DAYS]
    return tuple(dict.fromkeys(found))


def says_term_time(timing: Timing) -> bool:
    """Return whether an entry's words say that it is for term time, and not for holidays too."""
    words = f"{timing.description or ''} {timing.notes or ''}".lower().replace("-", " ")
    return "term time" in words and "holiday" not in words and "not term time" not in words


def _read_days(text: str) -> list[tuple[int | None, int]]:
    """Read iCalendar's codes, numbers from 1 (Monday), or days as a planner might write them."""
    words = re.split(r"[,;\s]+", text.rsplit("/", 1)[-1])
    codes = [_CODE.fullmatch(word) for word in words]
    if all(codes):
        found = [code.groups() for code in codes if code]
        return [(int(number or 0) or None, _CODES.index(day.lower())) for number, day in found]
    if all(word in ("1", "2", "3", "4", "5", "6", "7") for word in words):
        return [(None, int(word) - 1) for word in words]
    named = _CODE_IN_TEXT.sub(lambda code: DAY_NAMES[_CODES.index(code[1].lower())], text)
    try:
        plan = parse_hours(f"{named.rsplit('/', 1)[-1]} 9:00-10:00").plan
    except HoursProblem:
        return []
    return [(n, day) for rule in plan.hours for n in rule.ordinals or (None,) for day in rule.days]


def _find_problem(timing: Timing, freq: str) -> str | None:
    """Return why an entry cannot be one of our lines, if anything in it says so."""
    if freq and freq not in _WEEKLY | _MONTHLY | _DAILY:
        return f'it is "{freq[:20]}", neither weekly nor monthly'
    interval = (timing.interval or "1").strip()
    if interval not in ("1", "0"):
        return f"it is every {interval[:4]} weeks or months"
    if timing.count:
        return f"it happens only {timing.count[:4]} times"
    if freq in _MONTHLY and timing.month_days and not timing.days:
        return f"it is on days {timing.month_days[:40]} of the month"
    return None


def _read_times(timing: Timing) -> tuple[Clocked | None, Clocked | None]:
    first = read_date(timing.start) or read_date(timing.valid_from)
    opens, closes = read_time(timing.opens, first), read_time(timing.closes, first)
    return opens, closes


def _read_limits(timing: Timing) -> tuple[date | None, date | None]:
    starts = [day for day in map(read_date, (timing.start, timing.valid_from)) if day]
    ends = [day for day in map(read_date, (timing.until, timing.valid_to)) if day]
    return max(starts, default=None), min(ends, default=None)


Groups = list[tuple[tuple[int, ...], tuple[int, ...]]]


def _group_days(
    days: tuple[tuple[int | None, int], ...], freq: str, timing: Timing
) -> Groups | NoRule:
    """Return the days of an entry by which of the month they are; () is every week."""
    if not days:
        first = read_date(timing.start)
        if first is None or freq not in _WEEKLY:
            return NoRule("it does not say on which days")
        days = ((None, first.weekday()),)
    days = _use_position(days, freq, timing)
    by_day: dict[int, set[int]] = {}
    for number, day in days:
        by_day.setdefault(day, set()).update([number] if number else [])
    wrong = [n for numbers in by_day.values() for n in numbers if n != -1 and not 1 <= n <= 5]
    if wrong:
        return NoRule("it counts the days of the month in a way we have no words for")
    groups: dict[tuple[int, ...], list[int]] = {}
    for day, numbers in by_day.items():
        key = tuple(sorted(numbers, key=lambda n: (n == -1, n)))
        groups.setdefault(key, []).append(day)
    return [(key, tuple(sorted(listed))) for key, listed in groups.items()]


def _use_position(
    days: tuple[tuple[int | None, int], ...], freq: str, timing: Timing
) -> tuple[tuple[int | None, int], ...]:
    """Return days with iCalendar's BYSETPOS as their number: TU and 2 is the second Tuesday."""
    position = (timing.position or "").strip()
    if freq not in _MONTHLY or len(days) != 1 or not re.fullmatch(r"-?\d", position):
        return days
    return ((int(position), days[0][1]),)
