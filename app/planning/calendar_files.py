"""Whole-day events as a calendar file (iCalendar, RFC 5545) that any planner's calendar can open.

Written here: what we need of the standard is a page long, and what is hard in it, escaping and
folding, a contact card needs as well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.content.folded import escape, fold, without_controls

KIND = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class DayEvent:
    """Something to do on a day. `uid` is the same in every file that tells of it."""

    uid: str
    day: date
    title: str
    about: str
    address: str = ""


def write_calendar(name: str, events: Iterable[DayEvent], now: datetime) -> str:
    """Return a calendar as the text of an .ics file; `now` knows its zone."""
    return "".join(fold(line) + "\r\n" for line in _write_lines(name, events, now))


def _write_lines(name: str, events: Iterable[DayEvent], now: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reach In//Checks//EN")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escape(name)}")
    for event in events:
        yield from _write_event(event, now)
    yield "END:VCALENDAR"


def _write_event(event: DayEvent, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    # The end is the first day that is not part of it (RFC 5545, 3.6.1).
    yield f"DTSTART;VALUE=DATE:{_write_day(event.day)}"
    if event.day < date.max:
        yield f"DTEND;VALUE=DATE:{_write_day(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{escape(event.title)}"
    yield f"DESCRIPTION:{escape(event.about)}"
    if event.address:
        yield f"URL:{without_controls(event.address).replace(chr(10), '')}"
    # Nobody is busy all day because a number is to be phoned.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _write_day(day: date) -> str:
    return day.isoformat().replace("-", "")
