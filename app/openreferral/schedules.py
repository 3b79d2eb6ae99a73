"""Opening times as HSDS schedules: what a schedule can say exactly, and the rest in words.

A schedule says local time (HH:MM, no offset: a fixed one would be wrong half the year). Each has
the line that a family reads as its description. Term time, bank holidays, "by appointment" and
closed dates are in no field of HSDS, so they are words in `description` and `notes`, and no time
is ever made up for them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.content.hours import Schedule
from app.content.hours.rules import (
    ALL_DAYS,
    WHOLE_DAY,
    Dated,
    Fallback,
    Hours,
    Plan,
    Special,
    Stretch,
)
from app.content.hours.timetable import cut_pieces
from app.content.hours.wall import DAY
from app.content.hours.words import describe_plan
from app.openreferral.ids import Numbering
from app.openreferral.records import Json, as_sentences, known

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LOCAL_TIME = "Local UK time."
_LAST_MINUTE = DAY - 1
_LOOK_AHEAD = 400

Opening = tuple[int, int, int]
"""A weekday (0 is Monday), and the minutes [start, end) of it that are open in some week."""


def write_schedules(
    schedule: Schedule, link: Json, numbering: Numbering, note: str | None = None
) -> list[Json]:
    """Return the schedules of some hours; `link` says whose, `note` is what a planner added.

    Words that belong to no time stand in each schedule's notes, or alone where there are no times.
    """
    plan = replace(schedule.plan, fallback=_said(schedule.plan))
    dated = [s for s in plan.specials if _is_bounded(s)]
    timed = [*_write_hours(plan), *_write_specials(dated)]
    others = tuple(s for s in plan.specials if not _is_bounded(s))
    lines = describe_plan(replace(plan, specials=others))[len(plan.hours) :]
    words = as_sentences(*lines, note)
    if not timed:
        timed = [{"description": words}] if words else []
    else:
        timed = [{**told, "notes": as_sentences(LOCAL_TIME, words)} for told in timed]
    return [_finish(told, link, numbering) for told in timed]


def list_openings(schedule: Schedule) -> Iterator[Opening]:
    """Yield when it is open in the weeks that it is open at all, term time included."""
    for rule in schedule.plan.hours:
        if rule.appointment and rule.stretches == (WHOLE_DAY,):
            continue
        stretches = tuple(each for each in rule.stretches if each.ending != "unsaid")
        for piece in cut_pieces(replace(rule, stretches=stretches)):
            for day in set(rule.days) - set(schedule.plan.shut):
                yield (day + piece.back) % 7, piece.start, piece.end


def _said(plan: Plan) -> Fallback | None:
    return None if plan.fallback == "unsaid" else plan.fallback


def _finish(told: Json, link: Json, numbering: Numbering) -> Json:
    names = ("valid_from", "freq", "byday", "opens_at", "closes_at", "description")
    identity = numbering.next("schedule", *(told.get(name) or "" for name in names))
    return known({"id": identity, **link, **told})


def _write_hours(plan: Plan) -> Iterator[Json]:
    for rule in plan.hours:
        days = tuple(day for day in rule.days if day not in plan.shut)
        for stretch in rule.stretches:
            if days:
                yield from _write_rule(replace(rule, days=days, stretches=(stretch,)), stretch)


def _write_rule(rule: Hours, stretch: Stretch) -> Iterator[Json]:
    """Yield one schedule, or one for each day of a stretch that lasts longer than a day."""
    (line,) = describe_plan(Plan(hours=(rule,)))
    told = {"description": line, **_say_bounds(rule)}
    if not stretch.is_long:
        yield told | _say_when(rule.days, rule.ordinals) | _say_times(rule, stretch)
    elif rule.ordinals:
        yield told
    else:
        for piece in cut_pieces(rule):
            days = sorted((day + piece.back) % 7 for day in rule.days)
            yield told | _say_when(days) | _say_clock(piece.start, piece.end)


def _say_when(days: Iterable[int], ordinals: tuple[int, ...] = ()) -> Json:
    named = [DAYS[day] for day in days]
    if ordinals:
        counted = [f"{number}{day}" for number in ordinals for day in named]
        return {"freq": "MONTHLY", "interval": 1, "byday": ",".join(counted)}
    return {"freq": "WEEKLY", "interval": 1, "byday": ",".join(named)}


def _say_times(rule: Hours | Special, stretch: Stretch) -> Json:
    """Return the times; none where only the day is known, and no end where none is."""
    if stretch.ending == "unsaid" or (rule.appointment and stretch == WHOLE_DAY):
        return {}
    times = _say_clock(stretch.start, stretch.end)
    return {"opens_at": times["opens_at"]} if stretch.ending == "no end" else times


def _say_clock(start: int, end: int) -> Json:
    """Return two times of day. Midnight is 23:59; a time before the first is the next day's."""
    closes = _LAST_MINUTE if end == DAY else end % DAY
    return {"opens_at": _write_clock(start), "closes_at": _write_clock(closes)}


def _write_clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _say_bounds(rule: Hours) -> Json:
    if not isinstance(rule.dates, Dated):
        return {}
    start, end = rule.dates.start, rule.dates.end
    first = _find_first(rule, start) if start else None
    return {
        "valid_from": start.isoformat() if start else None,
        "valid_to": end.isoformat() if end else None,
        "dtstart": first.isoformat() if first else None,
    }


def _find_first(rule: Hours, start: date) -> date | None:
    days = (start + timedelta(days=step) for step in range(_LOOK_AHEAD))
    return next((day for day in days if rule.starts_on(day)), None)


def _is_bounded(special: Special) -> bool:
    dates = special.dates
    return isinstance(dates, Dated) and dates.start is not None and dates.end is not None


def _write_specials(specials: Iterable[Special]) -> Iterator[Json]:
    """Yield times on dates of their own, which replace the usual ones there."""
    for special in specials:
        dates = special.dates
        if not (isinstance(dates, Dated) and dates.start and dates.end):
            continue
        start, end = dates.start.isoformat(), dates.end.isoformat()
        bounds = {"valid_from": start, "valid_to": end, "dtstart": start}
        daily = _say_when(ALL_DAYS) if start != end else {}
        for stretch in special.stretches:
            (line,) = describe_plan(Plan(specials=(replace(special, stretches=(stretch,)),)))
            yield {"description": line, **bounds, **daily, **_say_times(special, stretch)}
