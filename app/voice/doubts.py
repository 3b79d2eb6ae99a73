"""When enough families say that a number is wrong for others to be told, until it is checked."""

from collections.abc import Mapping
from datetime import date, timedelta

FEWEST_REPORTS = 3
WITHIN = timedelta(days=7)


def find_doubts(
    reports: Mapping[str, Mapping[date, int]], checked: Mapping[str, date]
) -> dict[str, date]:
    """Return the listings in doubt, with the day of the newest report that makes them so.

    `reports` has how often each listing was said to be wrong on each day. What was said on the
    day of the last check or before it was looked at then.
    """
    found = {name: _newest(days, checked.get(name)) for name, days in reports.items()}
    return {name: day for name, day in found.items() if day is not None}


def _newest(days: Mapping[date, int], checked: date | None) -> date | None:
    since = {day: times for day, times in days.items() if checked is None or day > checked}
    for newest in sorted(since, reverse=True):
        week = (times for day, times in since.items() if newest - WITHIN < day <= newest)
        if sum(week) >= FEWEST_REPORTS:
            return newest
    return None
