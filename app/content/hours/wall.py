"""The clock on the wall in Scotland, and how it maps to moments when it is changed.

Opening times are written for the wall clock. A time that the clock skips in spring means
the moment it skips; a time it shows twice in autumn means the first. So windows keep
their order, and adjoining windows never part.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from app.clock import LONDON

DAY = 24 * 60


class Gap(NamedTuple):
    """The minutes of a day [start, end) that the wall clock skips."""

    day: date
    start: int
    end: int


def read_wall(now: datetime) -> tuple[date, int]:
    """Return the date and the minute of the day (0 to 1439) on the wall in London.

    In the hour that comes twice, the second time round reads as the hour's last minute,
    so readings never go back. Raises ValueError when `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    wall = now.astimezone(LONDON)
    return wall.date(), wall.hour * 60 + (59 if wall.fold else wall.minute)


def find_moment(day: date, minute: int) -> datetime:
    """Return the moment, in Europe/London, when the wall first shows a minute of a day.

    `minute` counts from midnight and may be 1440, the midnight that ends the day.
    """
    wall = datetime.combine(day, time(), LONDON) + timedelta(minutes=minute)
    return wall.replace(fold=0)


@cache
def find_gap(year: int) -> Gap | None:
    """Return the minutes the clock skips in a year, or None when it skips none."""
    midnight = datetime(year, 1, 1, tzinfo=LONDON)
    while midnight.year == year:
        after = midnight + timedelta(days=1)
        if after.utcoffset() != midnight.utcoffset():
            skipped = [m for m in range(DAY) if _is_skipped(midnight + timedelta(minutes=m))]
            if skipped:
                return Gap(midnight.date(), skipped[0], skipped[-1] + 1)
        midnight = after
    return None


def _is_skipped(wall: datetime) -> bool:
    there_and_back = wall.astimezone(UTC).astimezone(LONDON)
    return there_and_back.replace(tzinfo=None) != wall.replace(tzinfo=None)
