"""Opening times in plain English, written so that the grammar can read them back."""

from collections.abc import Iterator
from datetime import date

from app.content.hours.rules import (
    ALL_DAYS,
    LAST,
    WHOLE_DAY,
    BankHolidays,
    Dates,
    Hours,
    Plan,
    Special,
    SpecialDates,
    Stretch,
    Yearly,
)
from app.content.hours.wall import DAY
from app.language import gettext as _
from app.language import join_words, mark, name_day, write_clock, write_date

_NOON = DAY // 2
_LEAP_YEAR = 2024
_ORDINALS = {
    1: mark("first"),
    2: mark("second"),
    3: mark("third"),
    4: mark("fourth"),
    5: mark("fifth"),
    LAST: mark("last"),
}
_FALLBACK_WORDS = {"appointment": mark("By appointment"), "unsaid": mark("Not known")}
_SEASONS = {"term time": mark("in term time"), "school holidays": mark("in school holidays")}
_BANKS = {"open": mark("open on bank holidays"), "closed": mark("closed on bank holidays")}


def say_time(minutes: int) -> str:
    """Return a time of day (minutes after midnight, 0 to 1440) as families say it."""
    if minutes in (0, DAY):
        return _("midnight")
    if minutes == _NOON:
        return _("12 noon")
    return write_clock(*divmod(minutes, 60))


def describe_plan(plan: Plan, since: date | None = None) -> tuple[str, ...]:
    """Return a plan as lines; with `since`, without what ended before that day."""
    return tuple(_list_lines(plan, since))


def describe_week(plan: Plan, day: int) -> tuple[str, str]:
    """Return one row of a table of the week: the day's name and its times."""
    entries = [] if day in plan.shut else sorted(_list_entries(plan, day))
    if entries:
        cell = ", ".join(text for _, text in entries)
    elif day in plan.shut or plan.fallback is None:
        cell = _("Closed")
    else:
        cell = _(_FALLBACK_WORDS[plan.fallback])
    return name_day(day), _capitalise(cell)


def _capitalise(words: str) -> str:
    return words[0].upper() + words[1:]


def _list_lines(plan: Plan, since: date | None) -> Iterator[str]:
    yield from (_say_hours(rule) for rule in plan.hours if not _is_over(rule.dates, since))
    if plan.shut:
        yield _("{days}: closed").format(days=_say_days(plan.shut))
    if plan.fallback:
        is_rest = bool(plan.hours) and plan.fallback == "appointment"
        yield _("Other times by appointment") if is_rest else _(_FALLBACK_WORDS[plan.fallback])
    if plan.banks:
        yield _capitalise(_(_BANKS[plan.banks]))
    yield from (_say_special(each) for each in plan.specials if not _is_over(each.dates, since))
    for dates in plan.closures:
        if not _is_over(dates, since):
            yield _say_closure(dates)


def _is_over(dates: SpecialDates | None, since: date | None) -> bool:
    return dates is not None and since is not None and dates.is_over(since)


def _say_hours(rule: Hours) -> str:
    days = _capitalise(_say_counted_days(rule))
    if rule.is_round_the_clock:
        head = _("24 hours a day")
    elif rule.stretches[0].is_long:
        head = _say_long(days, rule.days[0], rule.stretches[0])
    else:
        head = _("{when}: {times}").format(when=days, times=_say_stretches(rule))
    return ", ".join((head, *_list_limits(rule)))


def _say_special(special: Special) -> str:
    dates = special.dates
    days = _("Bank holidays") if isinstance(dates, BankHolidays) else _say_dates(dates)
    limits = [_("by appointment")] if _needs_appointment(special) else []
    head = _("{when}: {times}").format(when=days, times=_say_stretches(special))
    return ", ".join((head, *limits))


def _say_closure(dates: Dates) -> str:
    is_bounded = all(_say_ends(dates))
    return _("Closed {dates}").format(dates=_say_dates(dates) if is_bounded else _say_bounds(dates))


def _say_stretches(rule: Hours | Special) -> str:
    if rule.appointment and not _needs_appointment(rule):
        return _("by appointment")
    return ", ".join(_say_stretch(stretch) for stretch in rule.stretches)


def _say_stretch(stretch: Stretch) -> str:
    if stretch.ending == "unsaid":
        return _("not known")
    if stretch.ending == "no end":
        return _("from {time}").format(time=say_time(stretch.start))
    if stretch == WHOLE_DAY:
        return _("24 hours")
    start = say_time(stretch.start)
    if stretch.end > DAY:
        end = say_time(stretch.end - DAY)
        return _("{start} to {end} the next day").format(start=start, end=end)
    return _("{start} to {end}").format(start=start, end=say_time(stretch.end))


def _say_long(days: str, first: int, stretch: Stretch) -> str:
    later, before = divmod(stretch.end - 1, DAY)
    last, start, end = name_day((first + later) % 7), say_time(stretch.start), say_time(before + 1)
    words = _("{days} {start} to {last_day} {end}")
    return words.format(days=days, start=start, last_day=last, end=end)


def _list_limits(rule: Hours) -> Iterator[str]:
    if _needs_appointment(rule):
        yield _("by appointment")
    if rule.season:
        yield _(_SEASONS[rule.season])
    if rule.dates:
        yield _say_bounds(rule.dates)
    if rule.banks:
        yield _(_BANKS[rule.banks])


def _needs_appointment(rule: Hours | Special) -> bool:
    return rule.appointment and rule.stretches != (WHOLE_DAY,)


def _say_counted_days(rule: Hours) -> str:
    if not rule.ordinals:
        return _say_days(rule.days)
    counted = join_words([_(_ORDINALS[number]) for number in rule.ordinals])
    return _("{first} {days} of the month").format(first=counted, days=_say_days(rule.days))


def _say_days(days: tuple[int, ...]) -> str:
    if days == ALL_DAYS:
        return _("Every day")
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return join_words([words for run in runs for words in _say_run(run)])


def _say_run(run: list[int]) -> list[str]:
    if len(run) < 3:
        return [name_day(day) for day in run]
    return [_("{start} to {end}").format(start=name_day(run[0]), end=name_day(run[-1]))]


def _say_dates(dates: Dates) -> str:
    start, end = _say_ends(dates)
    return start if start == end else _("{start} to {end}").format(start=start, end=end)


def _say_bounds(dates: Dates) -> str:
    start, end = _say_ends(dates)
    if not start:
        return _("until {date}").format(date=end)
    if end:
        return _("from {start} to {end}").format(start=start, end=end)
    return _("from {date}").format(date=start)


def _say_ends(dates: Dates) -> tuple[str, str]:
    if isinstance(dates, Yearly):
        return _say_yearly(dates.start), _say_yearly(dates.end)
    return (
        write_date(dates.start) if dates.start else "",
        write_date(dates.end) if dates.end else "",
    )


def _say_yearly(when: tuple[int, int]) -> str:
    return write_date(date(_LEAP_YEAR, *when), with_year=False)


def _list_entries(plan: Plan, day: int) -> Iterator[tuple[int, str]]:
    for rule in plan.hours:
        notes = list(_list_limits(rule))
        if rule.ordinals:
            notes.insert(0, _say_counted_days(rule))
        note = f" ({', '.join(notes)})" if notes else ""
        for start, text in _list_cells(rule, day):
            yield start, text + note


def _list_cells(rule: Hours, day: int) -> Iterator[tuple[int, str]]:
    if rule.stretches[0].is_long:
        yield from _cut_long(rule, day)
    elif day in rule.days and rule.appointment and not _needs_appointment(rule):
        yield 0, _("by appointment")
    elif day in rule.days:
        yield from ((stretch.start, _say_stretch(stretch)) for stretch in rule.stretches)


def _cut_long(rule: Hours, day: int) -> Iterator[tuple[int, str]]:
    stretch = rule.stretches[0]
    for back in range((stretch.end - 1) // DAY + 1):
        if (day - back) % 7 in rule.days:
            start, end = max(stretch.start - back * DAY, 0), min(stretch.end - back * DAY, DAY)
            yield start, _say_stretch(Stretch(start, end))
