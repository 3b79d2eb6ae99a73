"""Seven pairs of boxes become the lines a planner would write, and say the same when read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.content.hours import HoursProblem, parse_hours
from app.planning.week import DAYS, write_week

NONE = ("", "")
CLOCK = st.integers(0, 23).flatmap(lambda h: st.sampled_from((f"{h:02}:00", f"{h:02}:30")))
DAY = st.just(NONE) | st.tuples(CLOCK, CLOCK).filter(lambda pair: pair[0] != pair[1])


def week(**days: tuple[str, str]) -> list[tuple[str, str]]:
    return [days.get(day, NONE) for day in DAYS]


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        ({}, ()),
        ({"mon": ("9:00", "16:30")}, ("Mon 9:00-16:30",)),
        (dict.fromkeys(("mon", "tue", "wed"), ("9:00", "16:30")), ("Mon-Wed 9:00-16:30",)),
        (dict.fromkeys(("sat", "sun"), ("10am", "noon")), ("Sat and Sun 10am to noon",)),
        (dict.fromkeys(("mon", "wed"), ("9:00", "12:00")), ("Mon 9:00-12:00", "Wed 9:00-12:00")),
        ({"fri": (" 22:00 ", "02:00")}, ("Fri 22:00-02:00",)),
    ],
)
def test_days_that_are_the_same_share_a_line(
    days: dict[str, tuple[str, str]], lines: tuple[str, ...]
) -> None:
    assert write_week(week(**days)).lines == lines


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (("9:00", ""), "only one of two times"),
        (("", "9:00"), "only one of two times"),
        (("9", "17"), "could be morning or night"),
        (("25:00", "26:00"), "is not a time"),
        (("whenever", "late"), "→"),
    ],
)
def test_a_day_that_cannot_be_read_is_told_and_no_line_is_made(
    hours: tuple[str, str], told: str
) -> None:
    found = write_week(week(mon=("9:00", "10:00"), tue=hours))
    assert found.lines == ()
    assert [day for day, _ in found.slips] == ["tue"]
    assert told in found.slips[0][1]


@given(st.lists(DAY, min_size=7, max_size=7))
@example([("", "")] * 6 + [("10:30", "10:00")])
def test_the_lines_say_what_the_boxes_said(days: list[tuple[str, str]]) -> None:
    found = write_week(days)
    single = {day: f"{day} {a}-{b}" for day, (a, b) in zip(DAYS, days, strict=True) if a}
    for day, _ in found.slips:
        with pytest.raises(HoursProblem):
            parse_hours(single[day])
    if not found.slips:
        assert parse_hours(found.lines).week() == parse_hours([*single.values()]).week()
