"""Every way planners may write the same times means the same."""

from datetime import date

import pytest

from app.content.hours import HoursProblem, parse_hours
from tests.hours.moments import read

SAME = [
    ("Mon-Thu 9:00-16:30", "Monday to Thursday: 9am to 4:30pm"),
    ("mon–thu 09:00–16:30", "Monday to Thursday: 9am to 4:30pm"),
    ("MONDAY TO THURSDAY 9AM TO 4.30PM", "Monday to Thursday: 9am to 4:30pm"),
    ("Mondays to Thursdays, 9 a.m. to 4.30 p.m.", "Monday to Thursday: 9am to 4:30pm"),
    ("Open Mon - Thu from 9am until 16:30.", "Monday to Thursday: 9am to 4:30pm"),
    ("Mon, Tue, Wed and Thurs 9:00 - 16:30", "Monday to Thursday: 9am to 4:30pm"),
    ("Fri 9:00-15:55", "Friday: 9am to 3:55pm"),
    ("Fri 9:00-15:55,", "Friday: 9am to 3:55pm"),
    ("every Friday 9:00-15:55", "Friday: 9am to 3:55pm"),
    ("on Fridays 9:00-15:55", "Friday: 9am to 3:55pm"),
    (
        "Tue, Thu 10:00-12:00, 13:00-15:00",
        "Tuesday and Thursday: 10am to 12 noon, 1pm to 3pm",
    ),
    (
        "Tues & Thurs 1pm-3pm and 10am-noon",
        "Tuesday and Thursday: 10am to 12 noon, 1pm to 3pm",
    ),
    ("Mon, Wed, Fri 9am to 5pm", "Monday, Wednesday and Friday: 9am to 5pm"),
    ("Mons, Weds, & Fris 9am-5pm", "Monday, Wednesday and Friday: 9am to 5pm"),
    ("Sat-Sun 10:00-16:00", "Saturday and Sunday: 10am to 4pm"),
    ("Weekends 10:00-16:00", "Saturday and Sunday: 10am to 4pm"),
    ("at weekends 10:00-16:00", "Saturday and Sunday: 10am to 4pm"),
    ("Fri-Mon 10:00-16:00", "Monday and Friday to Sunday: 10am to 4pm"),
    ("Every day 8:00-20:00", "Every day: 8am to 8pm"),
    ("Daily 8am-8pm", "Every day: 8am to 8pm"),
    ("7 days a week 8am-8pm", "Every day: 8am to 8pm"),
    ("Mon-Sun 8am-8pm", "Every day: 8am to 8pm"),
    ("Weekdays 10:00-14:30", "Monday to Friday: 10am to 2:30pm"),
    ("every weekday 10:00-14:30", "Monday to Friday: 10am to 2:30pm"),
    ("Fri 22:00-02:00", "Friday: 10pm to 2am the next day"),
    ("Fri 10pm to 2:00", "Friday: 10pm to 2am the next day"),
    ("Fri 22:00 to Sat 02:00", "Friday: 10pm to 2am the next day"),
    ("Mon-Thu 16:45-8:45", "Monday to Thursday: 4:45pm to 8:45am the next day"),
    ("Fri 18:00 to Mon 6:00", "Friday 6pm to Monday 6am"),
    ("From Friday 6pm to Monday 6am", "Friday 6pm to Monday 6am"),
    ("Fri 18:00 to Sun midnight", "Friday 6pm to Sunday midnight"),
    ("Fri 18:00 to Mon 00:00", "Friday 6pm to Sunday midnight"),
    ("Fri 18:00 to Sat 18:00", "Friday 6pm to Saturday 6pm"),
    ("Mon 9:00 to Mon 17:00", "Monday: 9am to 5pm"),
    ("Sat midnight to noon", "Saturday: midnight to 12 noon"),
    ("Sat 12am-12pm", "Saturday: midnight to 12 noon"),
    ("Sat 00:00-24:00", "Saturday: 24 hours"),
    ("24 hours", "24 hours a day"),
    ("24/7", "24 hours a day"),
    ("Open 24 hours a day, 7 days a week", "24 hours a day"),
    ("Every day 24 hours", "24 hours a day"),
    ("24 hours Sat-Sun", "Saturday and Sunday: 24 hours"),
    ("by appointment", "By appointment"),
    ("By appointment only", "By appointment"),
    ("Wed by appointment", "Wednesday: by appointment"),
    ("Wed 9:00-12:00 by appointment", "Wednesday: 9am to 12 noon, by appointment"),
    ("not known", "Not known"),
    ("Times not known", "Not known"),
    ("Sat not known", "Saturday: not known"),
    ("1st Tue 10:00-12:00", "First Tuesday of the month: 10am to 12 noon"),
    ("first Tuesday of every month 10am-12pm", "First Tuesday of the month: 10am to 12 noon"),
    ("1st Tue 10:00-12:00 monthly", "First Tuesday of the month: 10am to 12 noon"),
    ("last Fri 10:00-12:00", "Last Friday of the month: 10am to 12 noon"),
    ("2nd and 4th Wed 10:00-12:00", "Second and fourth Wednesday of the month: 10am to 12 noon"),
    ("4th, 2nd Wed 10:00-12:00", "Second and fourth Wednesday of the month: 10am to 12 noon"),
    ("1st Fri 18:00 to Mon 6:00", "First Friday of the month 6pm to Monday 6am"),
    ("Mon-Fri from 8:00", "Monday to Friday: from 8am"),
    ("Mon-Fri 8:00 onwards", "Monday to Friday: from 8am"),
    ("Mon-Fri after 8am", "Monday to Friday: from 8am"),
    ("Mon-Fri 8:00 till late", "Monday to Friday: from 8am"),
    (
        "Mon 9:00-17:00 from 1 Apr to 30 Sep",
        "Monday: 9am to 5pm, from 1 April to 30 September",
    ),
    (
        "Mon 9:00-17:00, 1st April - 30th September every year",
        "Monday: 9am to 5pm, from 1 April to 30 September",
    ),
    (
        "Mon 9:00-17:00 from 1 Apr 2026 to 30 Sep 2026",
        "Monday: 9am to 5pm, from 1 April 2026 to 30 September 2026",
    ),
    (
        "Mon 9:00-17:00 from 1 Apr to 30 Sep 2026",
        "Monday: 9am to 5pm, from 1 April 2026 to 30 September 2026",
    ),
    ("Mon 9:00-17:00 until 19 Dec 2026", "Monday: 9am to 5pm, until 19 December 2026"),
    ("Mon 9:00-17:00 from 5 Jan 2027", "Monday: 9am to 5pm, from 5 January 2027"),
    ("Mon from 9:00 until 5 Jan 2027", "Monday: from 9am, until 5 January 2027"),
    ("Mon 9:00-17:00 in term time", "Monday: 9am to 5pm, in term time"),
    ("Mon 9:00-17:00 (term-time only)", "Monday: 9am to 5pm, in term time"),
    ("Mon 9:00-17:00 during the school holidays", "Monday: 9am to 5pm, in school holidays"),
    ("Mon 9:00-17:00 (not bank holidays)", "Monday: 9am to 5pm, closed on bank holidays"),
    ("Mon 9:00-17:00 except bank holidays", "Monday: 9am to 5pm, closed on bank holidays"),
    ("Mon 9:00-17:00 inc. bank holidays", "Monday: 9am to 5pm, open on bank holidays"),
]


@pytest.mark.parametrize(("written", "said"), SAME)
def test_a_line_means_what_it_says(written: str, said: str) -> None:
    assert read(written).describe() == (said,)


MORE = [
    ("closed 25 Dec", ("Closed 25 December",)),
    (
        "closed 25, 26 Dec & 1-2 Jan",
        ("Closed 25 December", "Closed 26 December", "Closed 1 January to 2 January"),
    ),
    ("closed 25 and 26 Dec 2026", ("Closed 25 December 2026", "Closed 26 December 2026")),
    ("closed 24 Dec 2026 to 3 Jan 2027", ("Closed 24 December 2026 to 3 January 2027",)),
    ("closed 24 Dec to 3 Jan 2027", ("Closed 24 December 2026 to 3 January 2027",)),
    ("closed 24 Dec 2026 to 3 Jan", ("Closed 24 December 2026 to 3 January 2027",)),
    ("closed 24-26 Dec 2026", ("Closed 24 December 2026 to 26 December 2026",)),
    ("closed from 24 Dec 2026", ("Closed from 24 December 2026",)),
    ("closed until 5 Jan 2027", ("Closed until 5 January 2027",)),
    ("closed on bank holidays", ("Closed on bank holidays",)),
    ("bank holidays: closed", ("Closed on bank holidays",)),
    ("Open on public holidays", ("Open on bank holidays",)),
    ("on bank holidays 10:00-14:00", ("Bank holidays: 10am to 2pm",)),
    ("on 24 Dec 2026 10:00-12:00", ("24 December 2026: 10am to 12 noon",)),
    ("24 Dec 10am-noon by appointment", ("24 December: 10am to 12 noon, by appointment",)),
    ("on 24 Dec 2026 closed", ("Closed 24 December 2026",)),
    ("closed on Sundays", ("Sunday: closed",)),
    ("Sat and Sun: closed", ("Saturday and Sunday: closed",)),
    ("other times by appointment", ("Other times by appointment",)),
    ("Tue 9:00-10:00, closed 25 Dec", ("Tuesday: 9am to 10am", "Closed 25 December")),
]


@pytest.mark.parametrize(("written", "said"), MORE)
def test_a_line_beside_hours_is_kept(written: str, said: tuple[str, ...]) -> None:
    assert set(read(f"Mon 9:00-10:00 | {written}").describe()) == {"Monday: 9am to 10am", *said}


FOUND_ON_PAGES = [
    (
        "Monday to Thursday 8:45am to 4:45pm, Friday 8:45am to 3:55pm",
        ("Monday to Thursday: 8:45am to 4:45pm", "Friday: 8:45am to 3:55pm"),
    ),
    (
        "Monday to Thursday 6pm to 2am; Friday 6pm to Monday 6am",
        ("Monday to Thursday: 6pm to 2am the next day", "Friday 6pm to Monday 6am"),
    ),
    ("Every day, 5pm to midnight", ("Every day: 5pm to midnight",)),
    (
        "Monday to Friday 9am to 9pm, Saturday and Sunday 9am to 12 noon",
        ("Monday to Friday: 9am to 9pm", "Saturday and Sunday: 9am to 12 noon"),
    ),
    (
        "Monday to Friday 9am to 6pm (not bank holidays)",
        ("Monday to Friday: 9am to 6pm, closed on bank holidays",),
    ),
    (
        "Monday to Friday 9am to 2am; Saturday and Sunday 5pm to 2am",
        (
            "Monday to Friday: 9am to 2am the next day",
            "Saturday and Sunday: 5pm to 2am the next day",
        ),
    ),
    (
        "every day 11am to 2pm, and Monday to Thursday 5.30pm to 7.30pm",
        ("Every day: 11am to 2pm", "Monday to Thursday: 5:30pm to 7:30pm"),
    ),
    (
        "Mon-Thu 16:45-8:45; Fri 15:55 to Mon 8:45",
        ("Monday to Thursday: 4:45pm to 8:45am the next day", "Friday 3:55pm to Monday 8:45am"),
    ),
]


@pytest.mark.parametrize(("written", "said"), FOUND_ON_PAGES)
def test_times_found_on_pages_can_be_said(written: str, said: tuple[str, ...]) -> None:
    assert parse_hours([written]).describe() == said


@pytest.mark.parametrize("lines", [[], [""], ["  ", "\n"], "", ["not known"]])
def test_nothing_said_is_not_known(lines: list[str] | str) -> None:
    schedule = parse_hours(lines)
    assert (schedule.known, schedule.describe()) == (False, ("Not known",))


def test_one_line_may_stand_alone() -> None:
    assert parse_hours("Mon 9:00-17:00") == parse_hours(["Mon 9:00-17:00"])


def test_a_schedule_keeps_its_lines_and_can_be_a_key() -> None:
    schedule = parse_hours([" Mon 9:00-17:00 ", "", "closed 25 Dec"])
    assert schedule.lines == ("Mon 9:00-17:00", "closed 25 Dec")
    assert {schedule: 1}[parse_hours(("Mon 9:00-17:00", "closed 25 Dec"))] == 1


def test_what_is_over_can_be_left_out() -> None:
    lines = "Mon 9:00-17:00 until 5 Jan 2026 | Tue 9:00-17:00 | closed 1 May 2026 | closed 2 Jan"
    described = read(lines).describe(since=date(2026, 5, 2))
    assert described == ("Tuesday: 9am to 5pm", "Closed 2 January")


REFUSED = [
    ("Mon-Thr 9-5", '"Thr" is not a day', "write Thu"),
    ("Mnoday 9:00-17:00", '"Mnoday" is not a day', "write Mon"),
    ("closed 3 Agust", '"Agust" is not a month', "write Aug"),
    ("Mon 9-5", '"9" could be morning or night', "write 9:00-17:00 or 9am-5pm"),
    ("Mon 9-16:30", '"9" could be morning or night', "write 9:00-17:00 or 9am-5pm"),
    ("Mon 9am-5", '"5" could be morning or night', "write 9:00-17:00 or 9am-5pm"),
    ("Mon 10:00-12:00, 1-3", '"1" could be morning or night', "write 9:00-17:00 or 9am-5pm"),
    ("Mon 9:00-9:00", "opens and closes at the same time", "write 24 hours or change one"),
    ("Mon noon-12:00", "opens and closes at the same time", "write 24 hours or change one"),
    ("Mon 25:00-26:00", '"25:00" is not a time', "write a time from 00:00 to 24:00"),
    ("Mon 9:00-16:75", '"16:75" is not a time', "write a time from 00:00 to 24:00"),
    ("Mon 24:30-25:00", '"24:30" is not a time', "write a time from 00:00 to 24:00"),
    ("Mon 13pm-15pm", '"13pm" is not a time', "write 1pm or 13:00"),
    ("Mon 9:5-10:00", '"9:5" is not a time', "write times as 9:00, 16:30 or 4:30pm"),
    ("Mon 24:00-02:00", '"24:00" cannot be an opening time', "write 00:00"),
    ("Mon 9:30-4:30", '"4:30" could be morning or afternoon', "write 16:30, or 4:30am"),
    ("Mon 1:30-3:30", '"1:30" could be morning or afternoon', "write 13:30, or 1:30am"),
    ("Mon 13:00-3:00", '"3:00" could be morning or afternoon', "write 15:00, or 3:00am"),
    ("Mon 9:00-8:00", '"8:00" could be morning or afternoon', "write 20:00, or 8:00am"),
    ("Mon from 2:00", '"2:00" could be morning or afternoon', "write 14:00, or 2:00am"),
    ("Mon 9:00", '"9:00" has no closing time', "write 9:00-17:00, or from 9:00"),
    ("Mon-Fri", "the line stops too soon", "finish it, as in Mon-Fri 9:00-17:00"),
    ("9:00-17:00", "no day is given", "start with the days, as in Mon-Fri 9:00-17:00"),
    ("9am-5pm Mon-Fri", "no day is given", "start with the days, as in Mon-Fri 9:00-17:00"),
    ("closed 31 Apr", '"31 Apr" is not a date', "April has 30 days"),
    ("closed 29 Feb 2027", '"29 Feb 2027" is not a date', "February 2027 has 28 days"),
    ("closed 0 Jan", '"0 Jan" is not a date', "January has 31 days"),
    ("closed 25 Dec 26", '"26" is not a year', "write the year in full, as in 2026"),
    ("closed 25/12/2026", '"25/12/2026" could be read in two ways', "write dates as 24 Dec 2026"),
    ("closed 2026-12-25", '"2026-12-25" could be read in two ways', "write dates as 24 Dec 2026"),
    ("closed 3 Jan 2027 to 24 Dec 2026", "ends before it starts", "put the earlier date first"),
    (
        "closed 25 Dec, 1 Jan 2027",
        "some dates have a year and some do not",
        "write the year in each",
    ),
    (
        "closed Fri 25 Dec",
        "a day and a date are together",
        "write the date alone, as in on 24 Dec 2026 10:00-12:00",
    ),
    (
        "closed 1st Mon",
        "weeks of the month cannot be closed",
        "write the dates, as in closed 5 May 2026",
    ),
    ("closed", "closed when?", "write a date, as in closed 25 Dec 2026"),
    ("closed at Christmas", '"Christmas" is not a date', "write 25 Dec"),
    (
        "closed in school holidays",
        "we do not hold school dates",
        "end the line of hours with in term time instead",
    ),
    ("Mon 9:00-17:00 until 19 Dec", '"until 19 Dec" has no year', "write until 19 Dec 2026"),
    ("Mon 9:00-17:00 from 5 Jan", '"from 5 Jan" has no year', "write from 5 Jan 2026"),
    ("Mon 9:00-17:00, 5 Jan 2027", "a date stands alone", "write from or until before it"),
    (
        "Mon 9:00-17:00 in term time in school holidays",
        "two limits of the same kind",
        "write a line for each",
    ),
    ("Mon 9:00-17:00 24 hours", '"24 hours" is not expected here', "put it on a line of its own"),
    (
        "Mon-Tue 18:00 to Fri 6:00",
        "times that run over several days start on one day",
        "write them on a line of their own, as in Fri 18:00 to Mon 6:00",
    ),
    (
        "Mon 18:00 to Mon 6:00",
        "ends before it starts",
        "change one of the times, or write 24 hours",
    ),
    ("6th Tue 10:00-12:00", '"6th" is not a week of the month', "write 1st to 5th or last"),
    (
        "every other Tue 10:00-12:00",
        '"every other" does not say which weeks',
        "write 1st and 3rd Tue, or Tue not known",
    ),
    (
        "on 24 Dec 10:00-12:00 in term time",
        "a special day cannot have limits",
        "write only its date and its times",
    ),
    ("other times", "other times are not explained", "write other times by appointment"),
    (
        "ring the bell",
        '"ring" is not a word used in opening times',
        "write days and times only, as in Mon-Fri 9:00-17:00",
    ),
    ("Mon 9:00-17:00!", '"!" does not belong here', "use words, times, commas and dashes"),
    ("Mon 9:00-17:00 onwardz", '"onwardz" is not a word used in opening times', "write onwards"),
]


@pytest.mark.parametrize(("line", "message", "hint"), REFUSED)
def test_a_line_that_is_not_clear_is_refused(line: str, message: str, hint: str) -> None:
    with pytest.raises(HoursProblem) as caught:
        parse_hours(["Fri 9:00-10:00", line])
    problem = caught.value
    assert (problem.line, problem.message, problem.hint) == (line, message, hint)


def test_a_problem_reads_as_one_sentence() -> None:
    with pytest.raises(HoursProblem) as caught:
        parse_hours(["Mon-Thr 9-5"])
    assert str(caught.value) == '"Mon-Thr 9-5": "Thr" is not a day → write Thu'


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Mon 9:00-17:00 | not known", "times are both given and not known"),
        ("by appointment | not known", "times are both given and not known"),
        (
            "closed on bank holidays | open on bank holidays",
            "bank holidays are both open and closed",
        ),
    ],
)
def test_lines_that_fight_are_refused(lines: str, message: str) -> None:
    with pytest.raises(HoursProblem, match=message):
        read(lines)
