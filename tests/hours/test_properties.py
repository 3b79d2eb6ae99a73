"""What holds for any schedule at any moment."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.clock import LONDON
from app.content.hours import (
    Closed,
    HoursProblem,
    NotKnown,
    Open,
    Schedule,
    State,
    parse_hours,
    say_state,
)
from tests.hours.lines import DAY, moments, near_moments, say_half, simple_lines

BANK_HOLIDAYS = {date(2026, 1, 1), date(2026, 1, 2), date(2026, 11, 30), date(2026, 12, 25)}
BANK_HOLIDAYS |= {date(2026, 12, 26), date(2026, 12, 28)}


def read_if_clear(lines: list[str]) -> Schedule:
    """Return a schedule; set aside lines that only together make no sense."""
    try:
        return parse_hours(lines)
    except HoursProblem:
        assume(False)
        raise


@given(simple_lines)
def test_what_is_said_to_families_reads_back_the_same(lines: list[str]) -> None:
    schedule = read_if_clear(lines)
    again = parse_hours(schedule.describe())
    assert again.plan == schedule.plan
    assert again.describe() == schedule.describe()


@given(simple_lines, st.one_of(moments, near_moments))
def test_every_moment_has_a_state_and_a_sentence(lines: list[str], now: datetime) -> None:
    schedule = read_if_clear(lines)
    sentence = say_state(schedule.state_at(now), now)
    assert 1 <= len(sentence.replace(":", ".").split(".")[0].split()) <= 20
    assert len(schedule.week()) == 7


@given(
    simple_lines,
    st.datetimes(timezones=st.timezones(), allow_imaginary=True),
)
def test_no_moment_is_a_fault(lines: list[str], now: datetime) -> None:
    assert isinstance(read_if_clear(lines).state_at(now), Open | Closed | NotKnown)


@given(simple_lines, st.one_of(moments, near_moments), st.integers(0, 96))
def test_a_state_holds_until_it_ends(lines: list[str], now: datetime, part: int) -> None:
    schedule = read_if_clear(lines)
    state = schedule.state_at(now)
    if isinstance(state, NotKnown):
        return
    until = (state.until or now + timedelta(days=59)).astimezone(UTC)
    assert now < until <= now + timedelta(days=60, hours=1)
    assert isinstance(schedule.state_at(now + (until - now) * part / 97), type(state))
    if state.until is None:
        return
    assert schedule.state_at(until - timedelta(microseconds=1)) == state
    after = schedule.state_at(until)
    assert not isinstance(after, type(state))
    if isinstance(state, Closed):
        assert state.opens is isinstance(after, Open)


@given(simple_lines, near_moments)
def test_open_on_agrees_with_the_state(lines: list[str], now: datetime) -> None:
    schedule = read_if_clear(lines)
    windows = schedule.open_on(now.astimezone(LONDON).date())
    inside = any(start.astimezone(UTC) <= now < end.astimezone(UTC) for start, end in windows)
    assert inside is isinstance(schedule.state_at(now), Open)


@given(simple_lines)
def test_always_means_always(lines: list[str]) -> None:
    schedule = read_if_clear(lines)
    if schedule.always:
        state: State = Open(None)
        assert schedule.state_at(datetime(2026, 12, 25, tzinfo=LONDON)) == state


WORDS = ["Mon", "Thr", "9:00", "9", "17:00", "-", "to", ",", "and", "closed", "from", "until"]
WORDS += ["1st", "31", "Feb", "2026", "by appointment", "24 hours", "in term time", "not known"]
WORDS += ["bank holidays", "open", "other times", "weekdays", "midnight", "late", "monthly", ";"]


def read_or_refuse(text: str) -> Schedule | HoursProblem:
    """Return a schedule, or the problem that says why there is none."""
    try:
        return parse_hours([text])
    except HoursProblem as problem:
        return problem


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)))
def test_any_text_is_read_or_refused_with_a_hint(text: str) -> None:
    answer = read_or_refuse(text)
    if isinstance(answer, HoursProblem):
        assert answer.line == text.strip()
        assert answer.message
        assert answer.hint
    else:
        assert parse_hours(answer.describe()).plan == answer.plan


class Shift(NamedTuple):
    """The simplest model: some weekdays, one stretch each, one closed date."""

    days: frozenset[int]
    start: int
    end: int
    closed: date

    def write(self) -> list[str]:
        """Return the shift as a planner would write it."""
        names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        days = ", ".join(names[day] for day in sorted(self.days))
        times = f"{say_half(self.start)}-{say_half(self.end % DAY)}"
        return [f"{days} {times}", f"closed {self.closed:%d %b %Y}"]

    def judge(self, now: datetime) -> str:
        """Return what holds at a moment, by asking about every minute on its own."""
        wall = now.astimezone(LONDON)
        minute = wall.hour * 60 + (59 if wall.fold else wall.minute)
        for owner, at in ((wall.date(), minute), (wall.date() - timedelta(days=1), minute + DAY)):
            if owner.weekday() in self.days and self.start <= at < self.end:
                if self.closed in (owner, wall.date()):
                    continue
                return "bank" if {owner, wall.date()} & BANK_HOLIDAYS else "open"
        return "closed"


@st.composite
def shifts(draw: st.DrawFn) -> Shift:
    """Make a shift on the quarter hours, by day or by night, in or near the moments scanned."""
    start = draw(st.integers(0, 95)) * 15
    length = draw(st.integers(1, 95)) * 15
    return Shift(
        days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        start=start,
        end=start + length,
        closed=draw(st.sampled_from([date(2026, 3, 29), date(2026, 10, 24), date(2026, 12, 24)])),
    )


NAMES = {Open: "open", Closed: "closed", NotKnown: "bank"}
AROUND = [date(2026, 1, 2), date(2026, 3, 28), date(2026, 6, 20), date(2026, 10, 24)]
AROUND += [date(2026, 11, 29), date(2026, 12, 24), date(2026, 12, 27)]


@pytest.mark.parametrize("first", AROUND)
@given(shift=shifts(), offset=st.integers(0, 14))
@example(shift=Shift(frozenset(range(7)), 1320, 1800, date(2026, 12, 24)), offset=0)
def test_the_state_agrees_with_asking_each_minute(first: date, shift: Shift, offset: int) -> None:
    schedule = parse_hours(shift.write())
    noon = datetime(first.year, first.month, first.day, tzinfo=UTC) + timedelta(minutes=offset)
    scanned = [noon + timedelta(minutes=15 * step) for step in range(4 * 60)]
    assert [NAMES[type(schedule.state_at(now))] for now in scanned] == [
        shift.judge(now) for now in scanned
    ]
