"""The usual week as seven pairs of boxes, made into the lines that files hold.

Days that follow each other and have the same times share a line, as planners write them. A box that
cannot be read is left as it was typed, and told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.content.hours import HoursProblem, parse_hours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours = tuple[str, str]
"""From and to, as they were typed."""


@dataclass(frozen=True, slots=True)
class Week:
    """What the boxes say: lines of opening times, and days that cannot be read, with why."""

    lines: tuple[str, ...]
    slips: tuple[tuple[str, str], ...]


def write_week(boxes: Sequence[Hours]) -> Week:
    """Return the lines for seven days, Monday first; a day with two empty boxes has none."""
    typed = [(start.strip(), end.strip()) for start, end in boxes]
    slips = tuple(
        (day, slip)
        for day, hours in zip(DAYS, typed, strict=True)
        if (slip := _find_slip(day, hours))
    )
    if slips:
        return Week((), slips)
    runs: list[tuple[int, int, Hours]] = []
    for index, hours in enumerate(typed):
        if not any(hours):
            continue
        if runs and runs[-1][1] == index - 1 and runs[-1][2] == hours:
            runs[-1] = (runs[-1][0], index, hours)
        else:
            runs.append((index, index, hours))
    return Week(tuple(_write_run(*run) for run in runs), ())


def _find_slip(day: str, hours: Hours) -> str:
    """Return why a day cannot be read; "" where it can, or says nothing."""
    if not any(hours):
        return ""
    if not all(hours):
        return "has only one of two times → write both, or none"
    try:
        parse_hours(_write_line(day, hours))
    except HoursProblem as problem:
        return f"{problem.message} → {problem.hint}"
    return ""


def _write_run(first: int, last: int, hours: Hours) -> str:
    days = DAYS[first].title()
    if last > first:
        days += (" and " if last == first + 1 else "-") + DAYS[last].title()
    return _write_line(days, hours)


def _write_line(days: str, hours: Hours) -> str:
    start, end = hours
    # Two times of the clock stand as planners write them, 9:00-16:30; others need the word.
    is_clock = all(":" in time and not time.lower().endswith("m") for time in hours)
    return f"{days.title() if len(days) == 3 else days} {start}{'-' if is_clock else ' to '}{end}"
