"""Schedules become our lines of hours, each of them good; the rest is told in words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.hours import parse_hours
from app.openreferral.reading import Vocabulary
from tests.openreferral.reading.records import field, read, told

TIMES = {"opens_at": "10:00", "closes_at": "12:00"}
WEEKLY = {"freq": "WEEKLY", "interval": 1, "byday": "TU", **TIMES}


@pytest.mark.parametrize(
    ("schedules", "lines"),
    [
        ([WEEKLY], ["Tue 10:00-12:00"]),
        ([{**WEEKLY, "byday": "MO,TU,WE,TH"}], ["Mon-Thu 10:00-12:00"]),
        ([{**WEEKLY, "byday": "MO,WE,FR"}], ["Mon, Wed, Fri 10:00-12:00"]),
        ([{**WEEKLY, "byday": "SA,SU"}], ["Sat, Sun 10:00-12:00"]),
        ([{**WEEKLY, "byday": ["MO", "TU"]}], ["Mon, Tue 10:00-12:00"]),
        ([{**WEEKLY, "byday": "MO,TU,WE,TH,FR,SA,SU"}], ["Every day 10:00-12:00"]),
        ([{**TIMES, "freq": "DAILY"}], ["Every day 10:00-12:00"]),
        ([WEEKLY, {**WEEKLY, "byday": "TH"}], ["Tue, Thu 10:00-12:00"]),
        ([WEEKLY, {**WEEKLY, "opens_at": "13:00", "closes_at": "15:00"}],
         ["Tue 10:00-12:00, 13:00-15:00"]),
        ([WEEKLY, WEEKLY], ["Tue 10:00-12:00"]),
        ([WEEKLY, {**WEEKLY, "byday": "FR", "closes_at": "11:00"}],
         ["Tue 10:00-12:00", "Fri 10:00-11:00"]),
        ([{**WEEKLY, "opens_at": "00:00", "closes_at": "23:59", "byday": "MO,TU,WE,TH,FR,SA,SU"}],
         ["24 hours"]),
        ([{**WEEKLY, "opens_at": "00:00", "closes_at": "00:00", "byday": "SA,SU"}],
         ["Sat, Sun 24 hours"]),
        ([{**WEEKLY, "closes_at": "00:00"}], ["Tue 10:00-24:00"]),
        ([{**WEEKLY, "opens_at": "22:00", "closes_at": "02:00"}], ["Tue 22:00-02:00"]),
        ([{**WEEKLY, "closes_at": None}], ["Tue from 10:00"]),
        ([{**WEEKLY, "freq": "MONTHLY", "byday": "2MO"}], ["2nd Mon 10:00-12:00"]),
        ([{**WEEKLY, "freq": "MONTHLY", "byday": "-1FR"}], ["Last Fri 10:00-12:00"]),
        ([{**WEEKLY, "freq": "MONTHLY", "byday": "1TU,3TU"}], ["1st and 3rd Tue 10:00-12:00"]),
        ([{**WEEKLY, "freq": "MONTHLY", "byday": "1MO,2TU"}],
         ["1st Mon 10:00-12:00", "2nd Tue 10:00-12:00"]),
        ([{**WEEKLY, "freq": "MONTHLY", "byday": "TU", "bysetpos": 2}], ["2nd Tue 10:00-12:00"]),
        ([{**WEEKLY, "byday": None, "dtstart": "2026-09-03"}], ["Thu 10:00-12:00 from 3 Sep 2026"]),
        ([{**TIMES, "weekday": "Monday"}], ["Mon 10:00-12:00"]),
        ([{**TIMES, "weekday": "tuesday", "freq": "week", "interval": 1}], ["Tue 10:00-12:00"]),
        ([{**TIMES, "day_of_week": ["https://schema.org/Monday"]}], ["Mon 10:00-12:00"]),
        ([{**TIMES, "day": "Mon-Wed"}], ["Mon-Wed 10:00-12:00"]),
        ([{**TIMES, "weekday": "Weekdays"}], ["Mon-Fri 10:00-12:00"]),
        ([{**TIMES, "weekday": 1}], ["Mon 10:00-12:00"]),
        ([{"weekday": "Sunday", "closed": True}, WEEKLY], ["Tue 10:00-12:00", "Sun closed"]),
        ([{**WEEKLY, "valid_to": "2026-12-18"}], ["Tue 10:00-12:00 until 18 Dec 2026"]),
        ([{**WEEKLY, "until": "2026-12-18"}], ["Tue 10:00-12:00 until 18 Dec 2026"]),
        ([{**WEEKLY, "valid_from": "2027-01-05", "valid_to": "2027-03-30"}],
         ["Tue 10:00-12:00 from 5 Jan 2027 to 30 Mar 2027"]),
        ([{**WEEKLY, "description": "Tuesdays in term time"}], ["Tue 10:00-12:00 in term time"]),
        ([{**WEEKLY, "notes": "Closed on bank holidays."}],
         ["Tue 10:00-12:00", "Closed on bank holidays"]),
        ([{"description": "By appointment"}], ["By appointment"]),
        (["Mon-Fri 9am to 5pm"], ["Mon-Fri 9am to 5pm"]),
        ([{**WEEKLY, "interval": 2}], None),
        ([{**WEEKLY, "interval": "fortnight"}], None),
        ([{**WEEKLY, "byday": "", "freq": "MONTHLY", "bymonthday": "1,15"}], None),
        ([{**WEEKLY, "count": 6}], None),
        ([{**WEEKLY, "freq": "MONTHLY", "byday": "-2FR"}], None),
        ([{**WEEKLY, "opens_at": "morning", "closes_at": "noon"}], None),
        ([{**WEEKLY, "opens_at": "10:00", "closes_at": "10:00"}], None),
        ([{**WEEKLY, "opens_at": "25:00"}], None),
        ([{**WEEKLY, "byday": "XX"}], None),
        ([{**WEEKLY, "until": "2026-01-01", "valid_from": "2026-06-01"}], None),
        ([{}], None),
        ([], None),
    ],
)  # fmt: skip
def test_schedules_become_lines(schedules: Any, lines: Any, vocabulary: Vocabulary) -> None:
    for name in ("schedules", "regular_schedules", "regularSchedule"):
        assert field(vocabulary, "hours", {name: schedules}) == lines
    if lines:
        assert parse_hours(lines).lines == tuple(lines)


@pytest.mark.parametrize(
    ("time", "line"),
    [
        ("10:00", "Tue 10:00-12:00"),
        ("10:00:00", "Tue 10:00-12:00"),
        ("10:00:00.000", "Tue 10:00-12:00"),
        ("T10:00", "Tue 10:00-12:00"),
        ("10.00", "Tue 10:00-12:00"),
        ("1000", "Tue 10:00-12:00"),
        ("10am", "Tue 10:00-12:00"),
        ("10:00 a.m.", "Tue 10:00-12:00"),
        ("0001-01-01T10:00:00", "Tue 10:00-12:00"),
    ],
)
def test_times_may_be_written_in_any_of_these_ways(
    time: str, line: str, vocabulary: Vocabulary
) -> None:
    assert field(vocabulary, "hours", {"schedules": [{**WEEKLY, "opens_at": time}]}) == [line]


@pytest.mark.parametrize(
    ("opens", "closes", "start", "line", "why"),
    [
        ("10:00Z", "12:00Z", None, "10:00-12:00", "took it as UK time"),
        ("10:00Z", "12:00Z", "2026-07-07", "10:00-12:00", "took it as UK time"),
        ("10:00:00+00:00", "12:00:00+00:00", "2026-12-01", "10:00-12:00", "took it as UK time"),
        ("10:00+01:00", "12:00+01:00", None, "10:00-12:00", "took it as UK time"),
        ("10:00+01:00", "12:00+01:00", "2026-07-07", "10:00-12:00", None),
        ("10:00+01:00", "12:00+01:00", "2026-12-01", "9:00-11:00", "made UK time of it"),
        ("10:00+0100", "12:00+01", "2026-12-01", "9:00-11:00", "made UK time of it"),
        ("15:00+05:30", "17:00+05:30", "2026-12-01", "9:30-11:30", "made UK time of it"),
        ("2026-07-07T09:00:00Z", "2026-07-07T11:00:00Z", None, "10:00-12:00", "made UK time"),
    ],
)
def test_a_time_zone_is_seldom_what_it_says(
    opens: str, closes: str, start: str | None, line: str, why: str | None, vocabulary: Vocabulary
) -> None:
    schedule = {**WEEKLY, "opens_at": opens, "closes_at": closes, "valid_from": start}
    said = {"schedules": [schedule], "last_modified": "2026-12-31T00:00:00Z"}
    draft = read(vocabulary, said)
    assert draft.fields["hours"] == [f"Tue {line}"]
    guesses = told(draft, "guessed", "hours")
    assert any(why in guess for guess in guesses) if why else not guesses


@pytest.mark.parametrize(
    ("schedule", "note"),
    [
        ({**WEEKLY, "description": "Ring the bell twice."}, "Ring the bell twice."),
        ({**WEEKLY, "notes": "Local UK time."}, None),
        ({**WEEKLY, "description": "Tuesday: 10am to 12 noon"}, None),
        ({**WEEKLY, "description": "Tuesdays, 10am to 12 noon. Bring a snack."}, "Bring a snack."),
        ({**WEEKLY, "interval": 2, "dtstart": "2026-09-08"},
         "Every 2 weeks, Tuesday, 10:00 to 12:00, from 8 Sep 2026."),
        ({**WEEKLY, "interval": 2, "description": "Every second Tuesday."},
         "Every second Tuesday."),
        ({"freq": "MONTHLY", "bymonthday": "1,15", **TIMES},
         "Day 1,15 of the month, 10:00 to 12:00."),
        ({"description": "<p>Times vary. Please phone.</p>"}, "Times vary. Please phone."),
    ],
)  # fmt: skip
def test_what_a_line_cannot_say_is_in_the_note(
    schedule: Any, note: str | None, vocabulary: Vocabulary
) -> None:
    assert field(vocabulary, "hours_note", {"schedules": [schedule]}) == note


@pytest.mark.parametrize(
    ("changed", "schedule", "line"),
    [
        ("2026-10-01T00:00:00Z", {"valid_from": "2026-08-17"}, "Tue 10:00-12:00"),
        ("2026-10-01T00:00:00Z", {"dtstart": "2027-01-05"}, "Tue 10:00-12:00 from 5 Jan 2027"),
        ("2026-10-01T00:00:00Z", {"valid_to": "2026-12-18"}, "Tue 10:00-12:00 until 18 Dec 2026"),
        ("2026-10-01T00:00:00Z", {"valid_to": "2005-01-01"}, None),
        ("", {"valid_to": "2005-01-01"}, "Tue 10:00-12:00 until 1 Jan 2005"),
        ("", {"dtstart": "2024-04-16"}, "Tue 10:00-12:00 from 16 Apr 2024"),
        ("", {"valid_from": "", "valid_to": "", "until": ""}, "Tue 10:00-12:00"),
    ],
)
def test_dates_that_had_passed_when_it_was_changed_limit_nothing(
    changed: str, schedule: Any, line: str | None, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {"last_modified": changed, "schedules": [{**WEEKLY, **schedule}]})
    assert draft.fields.get("hours") == ([line] if line else None)
    if line is None:
        assert "ended on 1 Jan 2005" in str(draft.fields["planners_note"])


@pytest.mark.parametrize(
    ("holiday", "line"),
    [
        ({"closed": True, "start_date": "2026-12-24", "end_date": "2027-01-03"},
         "Closed 24 Dec 2026 to 3 Jan 2027"),
        ({"closed": "true", "start_date": "2026-12-25", "end_date": "2026-12-25"},
         "Closed 25 Dec 2026"),
        ({"closed": False, "start_date": "2026-12-24", "opens_at": "10:00", "closes_at": "12:00"},
         "On 24 Dec 2026 10:00-12:00"),
        ({"closed": True, "start_date": "2019-12-24", "end_date": "2020-01-03"}, None),
        ({"closed": True}, None),
    ],
)  # fmt: skip
def test_holidays_are_closed_days(holiday: Any, line: str | None, vocabulary: Vocabulary) -> None:
    said = {"holiday_schedules": [holiday], "assured_date": "2026-05-01"}
    assert field(vocabulary, "hours", said) == ([line] if line else None)


def test_the_times_of_the_only_place_are_the_services(vocabulary: Vocabulary) -> None:
    place = {"name": "A hall", "physical_addresses": [{"postal_code": "G51 3UU"}]}
    one = {"service_at_locations": [{"regular_schedule": [WEEKLY], "location": place}]}
    assert field(vocabulary, "hours", one) == ["Tue 10:00-12:00"]
    both = {**one, "schedules": [{**WEEKLY, "byday": "FR"}]}
    assert field(vocabulary, "hours", both) == ["Fri 10:00-12:00"]
    assert field(vocabulary, "places", both) == [
        {"name": "A hall", "postcode": "G51 3UU", "hours": ["Tue 10:00-12:00"]}
    ]


WORDS = st.sampled_from(
    ["MO", "2TU", "-1FR", "WEEKLY", "MONTHLY", "10:00", "24:00", "00:00", "23:59", "2:00Z",
     "2026-02-30", "2026-12-24", "9999-12-31", "0001-01-01", "1", "0", "-1", "term time", "", "🦆"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["freq", "byday", "weekday", "interval", "opens_at", "closes_at", "valid_from", "valid_to",
     "dtstart", "until", "count", "bymonthday", "bysetpos", "description", "notes", "closed"]
)  # fmt: skip


@given(st.lists(st.dictionaries(KEYS, WORDS | st.text(max_size=12) | st.none()), max_size=4))
def test_every_line_is_one_of_ours(vocabulary: Vocabulary, schedules: Any) -> None:
    draft = read(vocabulary, {"schedules": schedules, "holiday_schedules": schedules})
    lines = draft.fields.get("hours", [])
    assert isinstance(lines, list)
    assert parse_hours([str(line) for line in lines]).lines == tuple(lines)
