"""Whether a place is open, through nights, clock changes, closures and bank holidays."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.content.hours import Closed, NotKnown, Open, State, parse_hours
from tests.hours.moments import london, look, read, utc

OFFICE = "Mon-Thu 9:00-16:30 | Fri 9:00-15:55"
NIGHT = "Every day 22:00-06:00 | open on bank holidays"
WEEKEND = "Fri 18:00 to Mon 6:00 | open on bank holidays"
BANK = NotKnown("bank holiday")
TERM = NotKnown("term time")


def opened(until: str) -> Open:
    return Open(london(until))


def closed(until: str) -> Closed:
    return Closed(london(until))


def maybe(until: str) -> Closed:
    return Closed(london(until), opens=False)


# 2026-06-22 is an ordinary Monday.
CASES: list[tuple[str, str, State]] = [
    # weekdays
    (OFFICE, "2026-06-22 08:59:59", closed("2026-06-22 09:00")),
    (OFFICE, "2026-06-22 09:00", opened("2026-06-22 16:30")),
    (OFFICE, "2026-06-22 16:29:59.999", opened("2026-06-22 16:30")),
    (OFFICE, "2026-06-22 16:30", closed("2026-06-23 09:00")),
    (OFFICE, "2026-06-26 15:54", opened("2026-06-26 15:55")),
    (OFFICE, "2026-06-26 15:55", closed("2026-06-29 09:00")),
    (OFFICE, "2026-06-28 12:00", closed("2026-06-29 09:00")),
    ("Tue 10:00-12:00, 13:00-15:00", "2026-06-23 12:30", closed("2026-06-23 13:00")),
    ("Tue 10:00-12:00, 12:00-15:00", "2026-06-23 11:00", opened("2026-06-23 15:00")),
    ("Tue 10:00-13:00, 12:00-15:00", "2026-06-23 11:00", opened("2026-06-23 15:00")),
    ("Every day 8:00-20:00 | closed on Tuesdays", "2026-06-22 21:00", closed("2026-06-24 08:00")),
    # nights
    (NIGHT, "2026-06-23 23:00", opened("2026-06-24 06:00")),
    (NIGHT, "2026-06-24 00:00", opened("2026-06-24 06:00")),
    (NIGHT, "2026-06-24 05:59", opened("2026-06-24 06:00")),
    (NIGHT, "2026-06-24 06:00", closed("2026-06-24 22:00")),
    ("Fri 22:00-02:00", "2026-06-27 01:59", opened("2026-06-27 02:00")),
    ("Fri 22:00-02:00", "2026-06-26 01:00", closed("2026-06-26 22:00")),
    ("Fri 22:00-02:00 | Sat closed", "2026-06-27 01:00", opened("2026-06-27 02:00")),
    ("Every day 17:00-24:00", "2026-06-23 23:59", opened("2026-06-24 00:00")),
    ("Mon 18:00-24:00 | Tue 00:00-06:00", "2026-06-22 19:00", opened("2026-06-23 06:00")),
    ("Mon 18:00-06:00 | Tue 06:00-18:00", "2026-06-22 19:00", opened("2026-06-23 18:00")),
    # days on end
    (WEEKEND, "2026-06-26 17:59", closed("2026-06-26 18:00")),
    (WEEKEND, "2026-06-26 18:00", opened("2026-06-29 06:00")),
    (WEEKEND, "2026-06-28 12:00", opened("2026-06-29 06:00")),
    (WEEKEND, "2026-06-29 06:00", closed("2026-07-03 18:00")),
    (WEEKEND + " | Mon-Thu 18:00-02:00", "2026-06-28 23:00", opened("2026-06-29 06:00")),
    ("Fri 15:55 to Mon 8:45 | Mon 8:45-12:00", "2026-06-27 09:00", opened("2026-06-29 12:00")),
    # always, never said, by appointment
    ("24 hours", "2026-12-25 03:00", Open(None)),
    ("Every day 00:00-24:00 | open on bank holidays", "2026-12-25 03:00", Open(None)),
    ("24 hours | closed 25 Dec", "2026-12-24 03:00", opened("2026-12-25 00:00")),
    ("24 hours | closed 25 Dec", "2026-12-25 03:00", closed("2026-12-26 00:00")),
    ("24 hours | closed on bank holidays", "2026-11-30 03:00", closed("2026-12-01 00:00")),
    ("24 hours from 1 Apr to 30 Sep", "2026-09-20 12:00", opened("2026-10-01 00:00")),
    ("not known", "2026-06-22 12:00", NotKnown("unsaid")),
    ("closed 25 Dec", "2026-06-22 12:00", NotKnown("unsaid")),
    ("closed 25 Dec", "2026-12-25 12:00", maybe("2026-12-26 00:00")),
    ("Mon 9:00-17:00 | Sat not known", "2026-06-27 12:00", NotKnown("unsaid")),
    ("by appointment", "2026-06-22 03:00", NotKnown("appointment")),
    ("by appointment", "2026-12-25 03:00", NotKnown("appointment")),
    ("by appointment | closed 25 Dec", "2026-12-25 03:00", maybe("2026-12-26 00:00")),
    ("by appointment | closed on bank holidays", "2026-12-25 03:00", maybe("2026-12-27 00:00")),
    (OFFICE + " | other times by appointment", "2026-06-22 12:00", opened("2026-06-22 16:30")),
    (OFFICE + " | other times by appointment", "2026-06-22 18:00", NotKnown("appointment")),
    ("Tue 9:00-12:00 by appointment", "2026-06-23 10:00", NotKnown("appointment")),
    ("Tue 9:00-12:00 by appointment", "2026-06-23 13:00", maybe("2026-06-30 09:00")),
    # no known end
    ("Mon-Fri from 8:00", "2026-06-23 07:59", maybe("2026-06-23 08:00")),
    ("Mon-Fri from 8:00", "2026-06-23 08:00", NotKnown("no end")),
    ("Mon-Fri from 8:00", "2026-06-23 23:59", NotKnown("no end")),
    ("Mon-Fri from 8:00", "2026-06-27 00:00", maybe("2026-06-29 08:00")),
    ("Mon-Fri 8:00-12:00, from 12:00", "2026-06-23 09:00", opened("2026-06-23 12:00")),
    # weeks of the month
    ("1st Tue 10:00-12:00", "2026-07-07 11:00", opened("2026-07-07 12:00")),
    ("1st Tue 10:00-12:00", "2026-07-07 12:00", closed("2026-08-04 10:00")),
    ("1st Tue 10:00-12:00", "2026-07-14 11:00", closed("2026-08-04 10:00")),
    ("last Fri 10:00-12:00", "2026-07-31 11:00", opened("2026-07-31 12:00")),
    ("last Fri 10:00-12:00", "2026-04-24 11:00", opened("2026-04-24 12:00")),
    ("last Fri 10:00-12:00", "2026-07-24 11:00", closed("2026-07-31 10:00")),
    ("2nd and 4th Wed 10:00-12:00", "2026-07-08 12:00", closed("2026-07-22 10:00")),
    ("5th Wed 10:00-12:00", "2026-07-01 00:00", closed("2026-07-29 10:00")),
    ("last Fri 22:00-02:00", "2026-08-01 01:00", opened("2026-08-01 02:00")),
    # part of the year
    ("Wed 9:00-17:00 from 1 Apr to 30 Sep", "2026-09-30 12:00", opened("2026-09-30 17:00")),
    ("Wed 9:00-17:00 from 1 Apr to 30 Sep", "2026-09-30 17:00", Closed(None)),
    ("Wed 9:00-17:00 from 1 Apr to 30 Sep", "2026-03-18 12:00", closed("2026-04-01 09:00")),
    ("Wed 9:00-17:00 from 1 Nov to 28 Feb", "2026-12-30 12:00", opened("2026-12-30 17:00")),
    ("Wed 9:00-17:00 from 1 Nov to 28 Feb", "2027-01-06 12:00", opened("2027-01-06 17:00")),
    ("Wed 9:00-17:00 from 1 Nov to 28 Feb", "2027-03-03 12:00", Closed(None)),
    ("Wed 9:00-17:00 from 1 Nov to 28 Feb", "2026-12-30 18:00", closed("2027-01-06 09:00")),
    ("Wed 9:00-17:00 from 1 Apr 2026 to 30 Sep 2026", "2027-06-23 12:00", Closed(None)),
    ("Sat 22:00-02:00 until 19 Dec 2026", "2026-12-20 01:00", opened("2026-12-20 02:00")),
    ("Sat 22:00-02:00 until 19 Dec 2026", "2026-12-20 02:00", Closed(None)),
    ("Tue 9:00-17:00 from 5 Jan 2027", "2026-12-22 12:00", closed("2027-01-05 09:00")),
    ("Tue 9:00-17:00 from 5 Jan 2027", "2026-10-01 12:00", Closed(None)),
    ("Tue 15:00-18:00 in term time", "2026-06-23 16:00", TERM),
    ("Tue 15:00-18:00 in term time", "2026-06-23 18:00", maybe("2026-06-30 15:00")),
    (
        "Tue 15:00-18:00 in school holidays",
        "2026-06-23 16:00",
        NotKnown("term time", school_holidays=True),
    ),
    (
        "Tue 15:00-18:00 in term time | Tue 16:00-17:00",
        "2026-06-23 16:30",
        opened("2026-06-23 17:00"),
    ),
    ("Sun 9:00-17:00 from 1 Nov to 28 Feb", "2026-10-31 12:00", closed("2026-11-01 09:00")),
    ("Sun 9:00-17:00 from 1 Nov to 28 Feb", "2027-02-28 12:00", opened("2027-02-28 17:00")),
    # no further ahead than 60 days
    ("Mon 9:00-10:00 until 1 Jan 2026 | on 21 Aug 12:00-13:00", "2026-06-22 11:59", Closed(None)),
    (
        "Mon 9:00-10:00 until 1 Jan 2026 | on 21 Aug 12:00-13:00",
        "2026-06-22 12:00",
        closed("2026-08-21 12:00"),
    ),
    # closed and special days
    (OFFICE + " | closed 23 Jun 2026", "2026-06-22 17:00", closed("2026-06-24 09:00")),
    (OFFICE + " | closed 23 Jun", "2027-06-23 12:00", closed("2027-06-24 09:00")),
    (OFFICE + " | closed 23 Jun 2026", "2027-06-23 12:00", opened("2027-06-23 16:30")),
    (
        OFFICE + " | closed 24 Dec 2026 to 3 Jan 2027 | closed on bank holidays",
        "2026-12-23 17:00",
        closed("2027-01-05 09:00"),
    ),
    (OFFICE + " | closed from 23 Jun 2026", "2026-06-22 17:00", Closed(None)),
    (NIGHT + " | closed 25 Dec", "2026-12-24 23:00", opened("2026-12-25 00:00")),
    (NIGHT + " | closed 25 Dec", "2026-12-25 01:00", closed("2026-12-26 22:00")),
    (NIGHT + " | closed 25 Dec", "2026-12-26 01:00", closed("2026-12-26 22:00")),
    (WEEKEND + " | closed 26 Dec 2026", "2026-12-25 19:00", opened("2026-12-26 00:00")),
    (WEEKEND + " | closed 26 Dec 2026", "2026-12-26 12:00", closed("2026-12-27 00:00")),
    (WEEKEND + " | closed 25 Dec 2026", "2026-12-25 19:00", closed("2026-12-26 00:00")),
    (WEEKEND + " | closed 27 Dec 2026", "2026-12-28 03:00", closed("2027-01-01 18:00")),
    (OFFICE + " | on 23 Jun 2026 10:00-12:00", "2026-06-23 09:30", closed("2026-06-23 10:00")),
    (OFFICE + " | on 23 Jun 2026 10:00-12:00", "2026-06-23 11:00", opened("2026-06-23 12:00")),
    (OFFICE + " | on 27 Jun 2026 10:00-12:00", "2026-06-26 18:00", closed("2026-06-27 10:00")),
    (OFFICE + " | on 23 Jun 2026 22:00-02:00", "2026-06-24 01:00", opened("2026-06-24 02:00")),
    (
        "Tue 9:00-17:00 | closed 23 Jun | on 23 Jun 10:00-12:00",
        "2026-06-23 11:00",
        opened("2026-06-23 12:00"),
    ),
    ("on 23 Jun 2026 10:00-12:00", "2026-06-23 13:00", maybe("2026-06-24 00:00")),
    # bank holidays in Scotland
    (OFFICE, "2026-01-01 12:00", BANK),
    (OFFICE, "2026-01-02 12:00", BANK),
    (OFFICE, "2026-01-02 08:00", maybe("2026-01-02 09:00")),
    (OFFICE, "2026-01-02 18:00", closed("2026-01-05 09:00")),
    (OFFICE, "2026-04-03 12:00", BANK),
    (OFFICE, "2026-04-06 12:00", opened("2026-04-06 16:30")),  # Easter Monday is not one
    (OFFICE, "2026-05-03 12:00", maybe("2026-05-04 09:00")),
    (OFFICE, "2026-08-03 12:00", BANK),
    (OFFICE, "2026-08-31 12:00", opened("2026-08-31 16:30")),  # England's is not ours
    (OFFICE, "2026-11-30 12:00", BANK),
    (OFFICE, "2026-12-28 12:00", BANK),  # for Boxing Day on a Saturday
    (OFFICE, "2027-01-04 12:00", BANK),  # for 2 January on a Saturday
    (OFFICE, "2027-08-02 12:00", BANK),
    (OFFICE, "2027-11-30 12:00", BANK),
    (OFFICE, "2027-12-27 12:00", BANK),
    (OFFICE + " | closed on bank holidays", "2026-11-30 12:00", closed("2026-12-01 09:00")),
    (OFFICE + " | open on bank holidays", "2026-11-30 12:00", opened("2026-11-30 16:30")),
    ("Mon 9:00-17:00 (not bank holidays) | Mon 9:00-12:00", "2026-11-30 11:00", BANK),
    (
        "Mon 9:00-17:00 open on bank holidays | Mon 9:00-19:00",
        "2026-11-30 11:00",
        opened("2026-11-30 17:00"),
    ),
    (
        "Mon 9:00-17:00 | on bank holidays 10:00-12:00",
        "2026-11-30 11:00",
        opened("2026-11-30 12:00"),
    ),
    (
        "Mon 9:00-17:00 | on bank holidays 10:00-12:00",
        "2026-11-30 13:00",
        closed("2026-12-07 09:00"),
    ),
    ("Every day 22:00-06:00", "2026-11-29 23:00", opened("2026-11-30 00:00")),
    ("Every day 22:00-06:00", "2026-11-30 01:00", BANK),
    ("Every day 22:00-06:00", "2026-12-01 01:00", BANK),
    ("Every day 22:00-06:00", "2026-12-01 06:00", closed("2026-12-01 22:00")),
    (
        "Every day 22:00-06:00 | closed on bank holidays",
        "2026-12-01 01:00",
        closed("2026-12-01 22:00"),
    ),
    ("Wed 15:00-18:00 in term time", "2027-01-06 16:00", TERM),
    ("Mon 15:00-18:00 in term time", "2026-11-30 16:00", BANK),
    ("Mon 9:00-17:00 by appointment", "2026-11-30 16:00", NotKnown("appointment")),
]


@pytest.mark.parametrize(("lines", "when", "expected"), CASES)
def test_the_state_at_a_moment(lines: str, when: str, expected: State) -> None:
    assert look(lines, when) == expected


# Clocks go forward at 01:00 UTC on 29 March 2026, and back at 01:00 UTC on 25 October 2026.
CHANGES: list[tuple[str, str, str | None]] = [
    # spring: 01:00 to 02:00 does not happen
    (NIGHT, "2026-03-28 22:00", "2026-03-29 05:00"),
    (NIGHT, "2026-03-29 04:59", "2026-03-29 05:00"),
    (NIGHT, "2026-03-29 05:00", None),
    ("Sat 22:00-01:30", "2026-03-29 00:30", "2026-03-29 01:00"),
    ("Sat 22:00-01:30", "2026-03-29 01:00", None),
    ("Sun 01:30-04:00", "2026-03-29 00:59", None),
    ("Sun 01:30-04:00", "2026-03-29 01:00", "2026-03-29 03:00"),
    ("Sun 01:15-01:45", "2026-03-29 01:00", None),
    (WEEKEND, "2026-03-28 12:00", "2026-03-30 05:00"),
    # autumn: 01:00 to 02:00 happens twice, and a time means the first
    (NIGHT, "2026-10-24 21:00", "2026-10-25 06:00"),
    (NIGHT, "2026-10-25 05:59", "2026-10-25 06:00"),
    ("Sat 22:00-01:30", "2026-10-25 00:15", "2026-10-25 00:30"),
    ("Sat 22:00-01:30", "2026-10-25 00:30", None),
    ("Sat 22:00-01:30", "2026-10-25 01:15", None),
    ("Sun 01:30-04:00", "2026-10-25 00:15", None),
    ("Sun 01:30-04:00", "2026-10-25 00:30", "2026-10-25 04:00"),
    ("Sun 01:30-04:00", "2026-10-25 01:15", "2026-10-25 04:00"),
    ("Sat 22:00-01:30 | Sun 01:30-04:00", "2026-10-25 01:15", "2026-10-25 04:00"),
    (WEEKEND, "2026-10-24 12:00", "2026-10-26 06:00"),
]


@pytest.mark.parametrize(("lines", "now", "until"), CHANGES)
def test_nights_when_the_clocks_change(lines: str, now: str, until: str | None) -> None:
    state = read(lines).state_at(utc(now))
    moment = state.until.astimezone(UTC) if isinstance(state, Open) and state.until else None
    assert moment == (utc(until) if until else None)


def test_a_gap_with_nothing_in_it_is_never_awaited() -> None:
    state = read("Sun 01:15-01:45").state_at(utc("2026-03-28 12:00"))
    assert state == closed("2026-04-05 01:15")


@pytest.mark.parametrize("hour", range(48))
def test_any_time_zone_gives_the_same_answer(hour: int) -> None:
    now = datetime(2026, 3, 28, tzinfo=UTC) + timedelta(hours=hour)
    schedule = read(NIGHT)
    assert schedule.state_at(now) == schedule.state_at(now.astimezone(london("2026-01-01").tzinfo))


def test_a_moment_without_a_time_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="time zone"):
        read(OFFICE).state_at(datetime(2026, 6, 22, 12))  # noqa: DTZ001


@pytest.mark.parametrize("when", [datetime.min, datetime.max, datetime(1900, 1, 1)])  # noqa: DTZ001, DTZ901
def test_years_nobody_can_speak_for_are_not_known(when: datetime) -> None:
    assert read(OFFICE).state_at(when.replace(tzinfo=UTC)) == NotKnown("unsaid")


DAYS = [
    (
        "Tue 10:00-12:00, 13:00-15:00",
        "2026-06-23",
        [("23 10:00", "23 12:00"), ("23 13:00", "23 15:00")],
    ),
    ("Tue 10:00-12:00", "2026-06-24", []),
    ("Tue 22:00-06:00", "2026-06-23", [("23 22:00", "24 00:00")]),
    ("Tue 22:00-06:00", "2026-06-24", [("24 00:00", "24 06:00")]),
    ("Mon 18:00 to Thu 9:00", "2026-06-23", [("23 00:00", "24 00:00")]),
    ("Tue from 10:00", "2026-06-23", []),
    ("Tue 10:00-12:00 | closed 23 Jun", "2026-06-23", []),
    ("24 hours", "2026-06-23", [("23 00:00", "24 00:00")]),
]


@pytest.mark.parametrize(("lines", "day", "windows"), DAYS)
def test_when_a_place_is_open_on_a_day(
    lines: str, day: str, windows: list[tuple[str, str]]
) -> None:
    expected = tuple((london(f"2026-06-{a}"), london(f"2026-06-{b}")) for a, b in windows)
    assert read(lines).open_on(date.fromisoformat(day)) == expected


# lines, known, always, opens_in_evening, opens_at_weekend
KINDS = [
    (OFFICE, True, False, False, False),
    ("Mon-Fri 9:00-18:00", True, False, False, False),
    ("Wed 9:00-18:05", True, False, True, False),
    ("Sat 9:00-22:00", True, False, False, True),
    ("Fri 22:00-02:00", True, False, True, False),
    ("Fri 18:00 to Mon 6:00", True, False, True, True),
    ("Fri 18:00 to Sat 10:00", True, False, True, False),
    ("Sun 16:00-04:00", True, False, False, True),
    ("Every day 9:00-21:00 | closed Sat-Sun", True, False, True, False),
    ("24 hours", True, True, True, True),
    ("Every day 00:00-12:00, 12:00-24:00", True, False, True, True),
    ("Every day 00:00-12:00, 12:00-24:00 | open on bank holidays", True, True, True, True),
    ("24 hours | closed 25 Dec", True, False, True, True),
    ("24 hours | closed on bank holidays", True, False, True, True),
    ("24 hours from 1 Apr to 30 Sep", True, False, True, True),
    ("24 hours | Mon 9:00-17:00 (not bank holidays)", True, True, True, True),
    ("Mon from 9:00", True, False, False, False),
    ("Mon from 18:30", True, False, True, False),
    ("1st Sat 10:00-12:00", True, False, False, True),
    ("Sat by appointment", True, False, False, False),
    ("Sat 9:00-12:00 by appointment", True, False, False, True),
    ("Sat not known | Mon 9:00-17:00", True, False, False, False),
    ("by appointment", True, False, False, False),
    ("not known", False, False, False, False),
    ("closed 25 Dec", False, False, False, False),
]


@pytest.mark.parametrize(("lines", "known", "always", "evening", "weekend"), KINDS)
def test_what_kind_of_times_they_are(
    lines: str, known: bool, always: bool, evening: bool, weekend: bool
) -> None:
    schedule = read(lines)
    assert schedule.known is known
    assert schedule.always is always
    assert schedule.opens_in_evening is evening
    assert schedule.opens_at_weekend is weekend


def test_the_same_lines_are_read_once() -> None:
    assert parse_hours([OFFICE.split(" | ")[0]]) is parse_hours((OFFICE.split(" | ")[0],))
