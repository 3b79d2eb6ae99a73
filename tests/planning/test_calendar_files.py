"""A calendar file keeps the standard whatever a listing is called, and says the same when read."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.clock import LONDON
from app.planning.calendar_files import DayEvent, write_calendar
from tests.planning.calendars import plain, read_calendar

NOW = datetime(2026, 7, 25, 11, 0, 5, tzinfo=LONDON)
CONTROL = {chr(code) for code in (*range(9 + 1), *range(0x0B, 0x20), 0x7F, 0x85, 0x2028, 0x2029)}
TEXTS = st.text(max_size=300) | st.text("\\,;:\n\r\t é—🫖", max_size=90)


def without_controls(text: str) -> str:
    return "".join(sign for sign in text if sign not in CONTROL)


def test_an_event_is_a_whole_day_that_keeps_nobody_busy() -> None:
    event = DayEvent("due-1@x.example", date(2026, 12, 31), "Check 2", "A\nB", "https://x.example/")
    top, (read,) = read_calendar(write_calendar("Checks", [event], NOW))
    assert top == {
        "VERSION": "2.0",
        "PRODID": "-//Reach In//Checks//EN",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "X-WR-CALNAME": "Checks",
    }
    assert read == {
        "UID": "due-1@x.example",
        "DTSTAMP": "20260725T100005Z",
        "DTSTART;VALUE=DATE": "20261231",
        "DTEND;VALUE=DATE": "20270101",
        "SUMMARY": "Check 2",
        "DESCRIPTION": "A\\nB",
        "URL": "https://x.example/",
        "TRANSP": "TRANSPARENT",
    }


def test_no_events_are_a_calendar_too() -> None:
    assert read_calendar(write_calendar("", [], NOW))[1] == []


@given(name=TEXTS, told=st.lists(st.tuples(TEXTS, TEXTS, st.dates())))
def test_whatever_is_written_is_read_back(name: str, told: list[tuple[str, str, date]]) -> None:
    events = [DayEvent(str(n), day, *texts) for n, (*texts, day) in enumerate(told)]
    top, read = read_calendar(write_calendar(name, events, NOW))
    assert plain(top["X-WR-CALNAME"]) == without_controls(name)
    assert len(read) == len(events)
    for event, back in zip(events, read, strict=True):
        assert plain(back["SUMMARY"]) == without_controls(event.title)
        assert plain(back["DESCRIPTION"]) == without_controls(event.about)
        assert back["DTSTART;VALUE=DATE"] == event.day.isoformat().replace("-", "")
        if event.day < date.max:
            following = event.day + timedelta(days=1)
            assert back["DTEND;VALUE=DATE"] == following.isoformat().replace("-", "")
