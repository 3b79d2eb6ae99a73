"""Opening times in plain English, written so that the grammar can read them back."""

from collections.abc import Iterator
from datetime import date

from app.content.hours.lexer import DAY_NAMES, MONTH_NAMES, ORDINAL_NAMES
from app.content.hours.rules import (
    ALL_DAYS,
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

_NOON = DAY // 2
_ORDINAL_WORDS = {number: word for word, number in ORDINAL_NAMES.items()}
_FALLBACK_WORDS = {"appointment": "By appointment", "unsaid": "Not known"}


def say_time(minutes: int) -> str:
    """Return a time of day (minutes after midnight, 0 to 1440) as families say it."""
    if minutes in (0, DAY):
        return "midnight"
    if minutes == _NOON:
        return "12 noon"
    hour, minute = divmod(minutes, 60)
    half = "am" if hour < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{half}"


def say_date(day: date, with_year: bool = True) -> str:
    """Return a date as "24 December 2026", or "24 December"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]}{f' {day.year}' if with_year else ''}"


def join_words(words: list[str]) -> str:
    """Return words as a list in English: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def describe_plan(plan: Plan, since: date | None = None) -> tuple[str, ...]:
    """Return a plan as lines; with `since`, without what ended before that day."""
    return tuple(_list_lines(plan, since))


def describe_week(plan: Plan, day: int) -> tuple[str, str]:
    """Return one row of a table of the week: the day's name and its times."""
    entries = [] if day in plan.shut else sorted(_list_entries(plan, day))
    if entries:
        cell = ", ".join(text for _, text in entries)
    elif day in plan.shut or plan.fallback is None:
        cell = "Closed"
    else:
        cell = _FALLBACK_WORDS[plan.fallback]
    return DAY_NAMES[day], _capitalise(cell)


def _capitalise(words: str) -> str:
    return words[0].upper() + words[1:]


def _list_lines(plan: Plan, since: date | None) -> Iterator[str]:
    yield from (_say_hours(rule) for rule in plan.hours if not _is_over(rule.dates, since))
    if plan.shut:
        yield f"{_say_days(plan.shut)}: closed"
    if plan.fallback:
        is_rest = bool(plan.hours) and plan.fallback == "appointment"
        yield "Other times by appointment" if is_rest else _FALLBACK_WORDS[plan.fallback]
    if plan.banks:
        yield f"{plan.banks.capitalize()} on bank holidays"
    yield from (_say_special(each) for each in plan.specials if not _is_over(each.dates, since))
    for dates in plan.closures:
        if not _is_over(dates, since):
            yield _say_closure(dates)


def _is_over(dates: SpecialDates | None, since: date | None) -> bool:
    return dates is not None and since is not None and dates.is_over(since)


def _say_hours(rule: Hours) -> str:
    days = _capitalise(_say_counted_days(rule))
    if rule.is_round_the_clock:
        head = "24 hours a day"
    elif rule.stretches[0].is_long:
        head = f"{days} {_say_long(rule.days[0], rule.stretches[0])}"
    else:
        head = f"{days}: {_say_stretches(rule)}"
    return ", ".join((head, *_list_limits(rule)))


def _say_special(special: Special) -> str:
    dates = special.dates
    days = "Bank holidays" if isinstance(dates, BankHolidays) else _say_dates(dates)
    suffix = ", by appointment" if _needs_appointment(special) else ""
    return f"{days}: {_say_stretches(special)}{suffix}"


def _say_closure(dates: Dates) -> str:
    is_bounded = all(_say_ends(dates))
    return f"Closed {_say_dates(dates) if is_bounded else _say_bounds(dates)}"


def _say_stretches(rule: Hours | Special) -> str:
    if rule.appointment and not _needs_appointment(rule):
        return "by appointment"
    return ", ".join(_say_stretch(stretch) for stretch in rule.stretches)


def _say_stretch(stretch: Stretch) -> str:
    if stretch.ending == "unsaid":
        return "not known"
    if stretch.ending == "no end":
        return f"from {say_time(stretch.start)}"
    if stretch == WHOLE_DAY:
        return "24 hours"
    start = say_time(stretch.start)
    if stretch.end > DAY:
        return f"{start} to {say_time(stretch.end - DAY)} the next day"
    return f"{start} to {say_time(stretch.end)}"


def _say_long(day: int, stretch: Stretch) -> str:
    days, before = divmod(stretch.end - 1, DAY)
    return f"{say_time(stretch.start)} to {DAY_NAMES[(day + days) % 7]} {say_time(before + 1)}"


def _list_limits(rule: Hours) -> Iterator[str]:
    if _needs_appointment(rule):
        yield "by appointment"
    if rule.season:
        yield f"in {rule.season}"
    if rule.dates:
        yield _say_bounds(rule.dates)
    if rule.banks:
        yield f"{rule.banks} on bank holidays"


def _needs_appointment(rule: Hours | Special) -> bool:
    return rule.appointment and rule.stretches != (WHOLE_DAY,)


def _say_counted_days(rule: Hours) -> str:
    if not rule.ordinals:
        return _say_days(rule.days)
    counted = join_words([_ORDINAL_WORDS[number] for number in rule.ordinals])
    return f"{counted} {_say_days(rule.days)} of the month"


def _say_days(days: tuple[int, ...]) -> str:
    if days == ALL_DAYS:
        return "Every day"
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return join_words([words for run in runs for words in _say_run(run)])


def _say_run(run: list[int]) -> list[str]:
    if len(run) < 3:
        return [DAY_NAMES[day] for day in run]
    return [f"{DAY_NAMES[run[0]]} to {DAY_NAMES[run[-1]]}"]


def _say_dates(dates: Dates) -> str:
    start, end = _say_ends(dates)
    return start if start == end else f"{start} to {end}"


def _say_bounds(dates: Dates) -> str:
    start, end = _say_ends(dates)
    if not start:
        return f"until {end}"
    return f"from {start} to {end}" if end else f"from {start}"


def _say_ends(dates: Dates) -> tuple[str, str]:
    if isinstance(dates, Yearly):
        start, end = (f"{day} {MONTH_NAMES[month - 1]}" for month, day in (dates.start, dates.end))
        return start, end
    return (
        say_date(dates.start) if dates.start else "",
        say_date(dates.end) if dates.end else "",
    )


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
        yield 0, "by appointment"
    elif day in rule.days:
        yield from ((stretch.start, _say_stretch(stretch)) for stretch in rule.stretches)


def _cut_long(rule: Hours, day: int) -> Iterator[tuple[int, str]]:
    stretch = rule.stretches[0]
    for back in range((stretch.end - 1) // DAY + 1):
        if (day - back) % 7 in rule.days:
            start, end = max(stretch.start - back * DAY, 0), min(stretch.end - back * DAY, DAY)
            yield start, _say_stretch(Stretch(start, end))
