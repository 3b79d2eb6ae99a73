"""Opening times as schedules: nothing is made up, and what cannot be said is said in words."""

import re

import pytest

from app.content.hours import parse_hours
from app.openreferral.ids import Numbering
from app.openreferral.records import Json
from app.openreferral.schedules import list_openings, write_schedules

LINK = {"service_id": "00000000-0000-5000-8000-000000000000"}
WEEKLY = {"freq": "WEEKLY", "interval": 1}
MONTHLY = {"freq": "MONTHLY", "interval": 1}
LOCAL = "Local UK time."


def schedules(*lines: str, note: str | None = None) -> list[Json]:
    """Return the schedules of some lines, without ids and links."""
    written = write_schedules(parse_hours(lines), LINK, Numbering("a-listing"), note)
    assert all(each.pop("service_id") == LINK["service_id"] for each in written)
    ids = [each.pop("id") for each in written]
    assert len(ids) == len(set(ids))
    return written


def timed(description: str, **told: object) -> Json:
    return {"description": description, **told, "notes": LOCAL}


CASES: dict[str, list[Json]] = {
    "Mon-Thu 8:45-16:45": [
        timed(
            "Monday to Thursday: 8:45am to 4:45pm",
            **WEEKLY,
            byday="MO,TU,WE,TH",
            opens_at="08:45",
            closes_at="16:45",
        )
    ],
    "24 hours": [
        timed(
            "24 hours a day",
            **WEEKLY,
            byday="MO,TU,WE,TH,FR,SA,SU",
            opens_at="00:00",
            closes_at="23:59",
        )
    ],
    "Tue 10:00-12:00, 13:00-15:00": [
        timed(
            "Tuesday: 10am to 12 noon", **WEEKLY, byday="TU", opens_at="10:00", closes_at="12:00"
        ),
        timed("Tuesday: 1pm to 3pm", **WEEKLY, byday="TU", opens_at="13:00", closes_at="15:00"),
    ],
    "second Mon 11:00-13:00": [
        timed(
            "Second Monday of the month: 11am to 1pm",
            **MONTHLY,
            byday="2MO",
            opens_at="11:00",
            closes_at="13:00",
        )
    ],
    "first and last Fri 11:00-13:00": [
        timed(
            "First and last Friday of the month: 11am to 1pm",
            **MONTHLY,
            byday="1FR,-1FR",
            opens_at="11:00",
            closes_at="13:00",
        )
    ],
    "Fri 19:00-02:00": [
        timed(
            "Friday: 7pm to 2am the next day",
            **WEEKLY,
            byday="FR",
            opens_at="19:00",
            closes_at="02:00",
        )
    ],
    "Every day 17:00-midnight": [
        timed(
            "Every day: 5pm to midnight",
            **WEEKLY,
            byday="MO,TU,WE,TH,FR,SA,SU",
            opens_at="17:00",
            closes_at="23:59",
        )
    ],
    "Sat from 10:00": [timed("Saturday: from 10am", **WEEKLY, byday="SA", opens_at="10:00")],
    "Wed by appointment": [timed("Wednesday: by appointment", **WEEKLY, byday="WE")],
    "Wed 9:00-12:00 by appointment": [
        timed(
            "Wednesday: 9am to 12 noon, by appointment",
            **WEEKLY,
            byday="WE",
            opens_at="09:00",
            closes_at="12:00",
        )
    ],
    "Thu 10:00-12:00 in term time": [
        timed(
            "Thursday: 10am to 12 noon, in term time",
            **WEEKLY,
            byday="TH",
            opens_at="10:00",
            closes_at="12:00",
        )
    ],
    "Thu 10:00-12:00 from 5 Jan 2027 to 20 Mar 2027": [
        timed(
            "Thursday: 10am to 12 noon, from 5 January 2027 to 20 March 2027",
            valid_from="2027-01-05",
            valid_to="2027-03-20",
            dtstart="2027-01-07",
            **WEEKLY,
            byday="TH",
            opens_at="10:00",
            closes_at="12:00",
        )
    ],
    "Thu 10:00-12:00 until 20 Mar 2027": [
        timed(
            "Thursday: 10am to 12 noon, until 20 March 2027",
            valid_to="2027-03-20",
            **WEEKLY,
            byday="TH",
            opens_at="10:00",
            closes_at="12:00",
        )
    ],
    "24 Dec 2026 10:00-12:00": [
        timed(
            "24 December 2026: 10am to 12 noon",
            valid_from="2026-12-24",
            valid_to="2026-12-24",
            dtstart="2026-12-24",
            opens_at="10:00",
            closes_at="12:00",
        )
    ],
    "Fri 18:00 to Sun 6:00": [
        timed("Friday 6pm to Sunday 6am", **WEEKLY, byday=day, opens_at=opens, closes_at=closes)
        for day, opens, closes in (
            ("FR", "18:00", "23:59"),
            ("SA", "00:00", "23:59"),
            ("SU", "00:00", "06:00"),
        )
    ],
    "by appointment": [{"description": "By appointment."}],
    "not known": [],
}


@pytest.mark.parametrize(("line", "expected"), CASES.items())
def test_a_line_of_hours_is_schedules(line: str, expected: list[Json]) -> None:
    assert schedules(line) == expected


@pytest.mark.parametrize(
    ("lines", "note", "said"),
    [
        (("closed on bank holidays",), None, "Closed on bank holidays."),
        (("open on bank holidays",), "Ring the bell", "Open on bank holidays. Ring the bell."),
        (("closed 25 Dec 2026",), None, "Closed 25 December 2026."),
        (("other times by appointment",), None, "Other times by appointment."),
        (("bank holidays 10:00-12:00",), None, "Bank holidays: 10am to 12 noon."),
        (("24 Dec 10:00-12:00",), None, "24 December: 10am to 12 noon."),
        (("Tue closed",), None, "Tuesday: closed."),
    ],
)
def test_what_no_schedule_can_say_is_in_its_notes(
    lines: tuple[str, ...], note: str | None, said: str
) -> None:
    (told,) = schedules("Mon 9:00-17:00", *lines, note=note)
    assert told["notes"] == f"{LOCAL} {said}"
    assert (told["byday"], told["opens_at"], told["closes_at"]) == ("MO", "09:00", "17:00")


def test_a_planners_note_stands_alone_where_no_times_are_known() -> None:
    note = "Open in the evenings. We do not know when."
    assert schedules("not known", note=note) == [{"description": note}]
    assert schedules(note=note) == [{"description": note}]


def test_a_day_that_is_shut_is_on_no_schedule() -> None:
    (told,) = schedules("Every day 9:00-17:00", "Sun closed")
    assert told["byday"] == "MO,TU,WE,TH,FR,SA"


def test_times_are_local_and_never_have_an_offset() -> None:
    for line in CASES:
        for told in schedules(line):
            for name in ("opens_at", "closes_at"):
                assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", told.get(name, "00:00"))


@pytest.mark.parametrize(
    ("line", "openings"),
    [
        ("Mon 9:00-17:00", {(0, 540, 1020)}),
        ("Fri 19:00-02:00", {(4, 1140, 1440), (5, 0, 120)}),
        ("Sun 19:00-02:00", {(6, 1140, 1440), (0, 0, 120)}),
        ("second Mon 11:00-13:00", {(0, 660, 780)}),
        ("Thu 10:00-12:00 in term time", {(3, 600, 720)}),
        ("Sat from 10:00", {(5, 600, 1440)}),
        ("Wed by appointment", set()),
        ("by appointment", set()),
        ("not known", set()),
    ],
)
def test_openings_are_what_can_be_filtered_by(
    line: str, openings: set[tuple[int, int, int]]
) -> None:
    assert set(list_openings(parse_hours(line))) == openings
