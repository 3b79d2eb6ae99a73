"""What families read: a sentence about now, and a table of the week."""

from datetime import datetime

import pytest

from app.content.hours import Closed, say_state
from tests.hours.moments import london, look, read

OFFICE = "Mon-Thu 9:00-16:30 | Fri 9:00-15:55"
SENTENCES = [
    (OFFICE, "2026-06-22 12:00", "Open now until 4:30pm"),
    (OFFICE, "2026-06-22 08:00", "Closed. Opens today at 9am"),
    (OFFICE, "2026-06-22 00:00", "Closed. Opens today at 9am"),
    (OFFICE, "2026-06-22 16:30", "Closed. Opens tomorrow at 9am"),
    (OFFICE, "2026-06-22 23:59", "Closed. Opens tomorrow at 9am"),
    (OFFICE, "2026-06-26 16:00", "Closed. Opens Monday at 9am"),
    (OFFICE, "2026-06-28 23:00", "Closed. Opens tomorrow at 9am"),
    (OFFICE, "2026-05-03 12:00", "Closed. May open tomorrow at 9am: call first"),
    (OFFICE, "2026-05-04 12:00", "Bank holiday: call first"),
    ("Tue 10:00-12:00, 13:00-15:00", "2026-06-23 12:30", "Closed. Opens today at 1pm"),
    ("Tue noon-15:00", "2026-06-23 11:30", "Closed. Opens today at 12 noon"),
    ("Tue 9:00-noon", "2026-06-23 11:30", "Open now until 12 noon"),
    ("Tue 9:00-12:00", "2026-06-23 12:30", "Closed until 30 June"),
    ("Tue 9:00-12:00", "2026-06-24 12:30", "Closed. Opens Tuesday at 9am"),
    ("Tue 9:00-12:00 from 5 Jan 2027", "2026-12-22 12:30", "Closed until 5 January"),
    ("Tue 9:00-12:00 until 5 Jan 2026", "2026-12-22 12:30", "Closed"),
    ("Every day 17:00-24:00", "2026-06-23 20:00", "Open now until midnight"),
    ("Fri 22:00-02:00", "2026-06-26 23:00", "Open now until 2am tomorrow"),
    ("Fri 22:00-02:00", "2026-06-27 00:30", "Open now until 2am"),
    ("Sat midnight-6am", "2026-06-26 20:00", "Closed. Opens today at midnight"),
    ("Fri 18:00 to Mon 6:00", "2026-06-26 20:00", "Open now until 6am on Monday"),
    ("Fri 18:00 to Sun midnight", "2026-06-26 20:00", "Open now until midnight on Sunday"),
    ("Sat midnight-6am", "2026-06-24 20:00", "Closed. Opens Friday at midnight"),
    ("Fri 18:00 to Sat midnight", "2026-06-26 20:00", "Open now until midnight tomorrow"),
    ("24 hours | closed 4 Jul", "2026-07-04 20:00", "Closed. Opens today at midnight"),
    ("24 hours", "2026-06-26 20:00", "Open 24 hours"),
    ("24 hours until 10 Jul 2026", "2026-06-26 20:00", "Open now"),
    ("by appointment", "2026-06-26 20:00", "By appointment"),
    ("not known", "2026-06-26 20:00", "Times not known: call first"),
    ("Mon-Fri from 8:00", "2026-06-26 20:00", "Times not known: call first"),
    ("Mon-Fri from 8:00", "2026-06-26 07:00", "Closed. May open today at 8am: call first"),
    ("Tue 15:00-18:00 in term time", "2026-06-23 16:00", "Term time only: call first"),
    ("Tue 15:00-18:00 in term time", "2026-06-23 18:00", "Closed. May open 30 June: call first"),
    ("Tue 15:00-18:00 in school holidays", "2026-06-23 16:00", "School holidays only: call first"),
    (OFFICE, "2026-03-29 20:00", "Closed. Opens tomorrow at 9am"),
    ("Sun 01:30-04:00", "2026-03-29 00:30", "Closed. Opens today at 2am"),
]


@pytest.mark.parametrize(("lines", "when", "sentence"), SENTENCES)
def test_a_state_is_said_in_one_sentence(lines: str, when: str, sentence: str) -> None:
    assert say_state(look(lines, when), london(when)) == sentence


def test_days_are_named_as_london_sees_them() -> None:
    now = datetime.fromisoformat("2026-06-22T23:30:00+00:00")  # 00:30 on the 23rd in London
    state = read(OFFICE).state_at(now)
    assert say_state(state, now) == "Closed. Opens today at 9am"


def test_a_moment_without_a_time_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="time zone"):
        say_state(Closed(None), datetime(2026, 6, 22, 12))  # noqa: DTZ001


WEEKS = [
    (OFFICE, ["9am to 4:30pm"] * 4 + ["9am to 3:55pm", "Closed", "Closed"]),
    ("24 hours", ["24 hours"] * 7),
    ("not known", ["Not known"] * 7),
    ("by appointment", ["By appointment"] * 7),
    (
        "Mon 9:00-12:00 | Tue not known | other times by appointment",
        ["9am to 12 noon", "Not known"] + ["By appointment"] * 5,
    ),
    (
        "Wed 13:00-15:00 | Wed 9:00-12:00 | Thu from 9:00 | Fri by appointment",
        [
            "Closed",
            "Closed",
            "9am to 12 noon, 1pm to 3pm",
            "From 9am",
            "By appointment",
            "Closed",
            "Closed",
        ],
    ),
    ("Every day 22:00-02:00 | Sun closed", ["10pm to 2am the next day"] * 6 + ["Closed"]),
    (
        "Fri 18:00 to Mon 6:00 | Mon 18:00-02:00",
        [
            "Midnight to 6am, 6pm to 2am the next day",
            "Closed",
            "Closed",
            "Closed",
            "6pm to midnight",
            "24 hours",
            "24 hours",
        ],
    ),
    (
        "1st Tue 10:00-12:00",
        ["Closed", "10am to 12 noon (first Tuesday of the month)"] + ["Closed"] * 5,
    ),
    (
        "Tue 10:00-12:00 in term time until 5 Jan 2027",
        ["Closed", "10am to 12 noon (in term time, until 5 January 2027)"] + ["Closed"] * 5,
    ),
]


@pytest.mark.parametrize(("lines", "cells"), WEEKS)
def test_the_week_as_a_table(lines: str, cells: list[str]) -> None:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert read(lines).week() == tuple(zip(names, cells, strict=True))
