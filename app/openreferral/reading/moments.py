"""Dates and times of day as feeds write them, as local UK time.

The standard asks for a `Z` or an offset on times that recur, yet its own examples have none, and
a fixed offset is wrong for half the year. So a time is taken as it is written, but where a date
beside it shows what the offset meant.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

from app.clock import LONDON
from app.content.hours.lexer import MONTH_NAMES

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_UK_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_TIME = re.compile(
    r"(?:(?P<day>\d{4}-\d\d-\d\d)[T ])?T?(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d\d))?"
    r"(?::(?P<second>\d\d)(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE,
)
Zoned = Literal["", "assumed", "converted"]


@dataclass(frozen=True, slots=True)
class Clocked:
    """Minutes since midnight, UK time; `zoned` says what was done about a zone that was given."""

    minutes: int
    zoned: Zoned = ""

    def write(self, padded: bool = False) -> str:
        """Return it as planners write it: 9:00, 24:00; or 02:00, surely in the morning."""
        hour = self.minutes // 60
        return f"{hour:02}:{self.minutes % 60:02}" if padded else f"{hour}:{self.minutes % 60:02}"


def read_date(text: str | None) -> date | None:
    """Return the date a text starts with: 2026-11-30, with or without a time, or 30/11/2026."""
    if text is None:
        return None
    if found := _DATE.match(text.strip()):
        year, month, day = (int(part) for part in found.groups())
    elif found := _UK_DATE.match(text.strip()):
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_time(text: str | None, day: date | None = None) -> Clocked | None:
    """Return a time of day in UK time, or None where it is not one.

    `day` is the first day it holds for, if the feed says so. 23:59 stays 23:59.
    """
    found = _TIME.fullmatch((text or "").strip())
    minutes = _minutes_of(found) if found else None
    if found is None or minutes is None:
        return None
    zone = found["zone"]
    if not zone:
        return Clocked(minutes)
    own_day = read_date(found["day"])
    offset = _offset_of(zone)
    if offset is None:
        return None
    on = own_day or (day if offset else None)
    if on is None or not 1900 < on.year < 2200:
        return Clocked(minutes, "assumed") if abs(offset) <= timedelta(hours=1) else None
    moment = datetime.combine(on, time(), timezone(offset)) + timedelta(minutes=minutes)
    local = moment.astimezone(LONDON)
    if local.date() != on:
        return None
    told = local.hour * 60 + local.minute
    return Clocked(told, "converted" if told != minutes else "")


def read_moment(text: str | None) -> tuple[str | None, bool]:
    """Return a moment with its zone, and whether the zone was our guess (UK time).

    A moment with a zone, and what cannot be read, stay as the feed has them.
    """
    if text is None:
        return None, False
    try:
        moment = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text.strip()))
    except ValueError:
        day = read_date(text)
        return (day.isoformat(), False) if day else (text[:60], False)
    if moment.tzinfo is not None:
        return text.strip(), False
    if not 1900 < moment.year < 2200:
        return text[:60], False
    return moment.replace(tzinfo=LONDON).isoformat(), True


def day_of(text: str | None) -> date | None:
    """Return the UK day of a moment, or None where it cannot be read."""
    moment, _ = read_moment(text)
    return read_date(moment)


def write_day(day: date) -> str:
    """Return a date as planners write it: 24 Dec 2026."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"


def _minutes_of(found: re.Match[str]) -> int | None:
    hour, minute, half = int(found["hour"]), found["minute"], found["half"]
    if minute is None and half is None:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    minutes = hour * 60 + int(minute or 0)
    return minutes if minutes <= 24 * 60 and int(minute or 0) < 60 else None


def _offset_of(zone: str) -> timedelta | None:
    if zone.upper() == "Z":
        return UTC.utcoffset(None)
    hours, minutes = int(zone[1:3]), int(zone[3:].replace(":", "") or 0)
    if hours > 14 or minutes > 59:
        return None
    size = timedelta(hours=hours, minutes=minutes)
    return -size if zone[0] == "-" else size
