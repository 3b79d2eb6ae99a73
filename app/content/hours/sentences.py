"""One short sentence about whether a place is open, for the card of a listing."""

from datetime import date, datetime, timedelta
from typing import assert_never

from app.clock import LONDON
from app.content.hours.lexer import DAY_NAMES
from app.content.hours.states import Closed, NotKnown, Open, Reason, State
from app.content.hours.words import say_date, say_time

_FAR_DAYS = 7
_NOT_KNOWN: dict[Reason, str] = {
    "appointment": "By appointment",
    "bank holiday": "Bank holiday: call first",
    "no end": "Times not known: call first",
    "term time": "Term time only: call first",
    "unsaid": "Times not known: call first",
}


def say_state(state: State, now: datetime) -> str:
    """Return a state as one short sentence, with days named as seen from `now`.

    Raises ValueError when `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    if isinstance(state, Open):
        return _say_open(state, now)
    if isinstance(state, Closed):
        return _say_closed(state, now)
    if isinstance(state, NotKnown):
        is_holidays = state.school_holidays
        return "School holidays only: call first" if is_holidays else _NOT_KNOWN[state.reason]
    assert_never(state)


def _say_open(state: Open, now: datetime) -> str:
    if state.until is None:
        return "Open 24 hours"
    days = _count_days(now, state.until)
    time = _say_clock(state.until)
    if days == 0:
        return f"Open now until {time}"
    if days == 1:
        return f"Open now until {time} tomorrow"
    if days >= _FAR_DAYS:
        return "Open now"
    return f"Open now until {time} on {_name_day(state.until)}"


def _say_closed(state: Closed, now: datetime) -> str:
    if state.until is None:
        return "Closed"
    days = _count_days(now, state.until)
    if days >= _FAR_DAYS:
        until = say_date(state.until.astimezone(LONDON), with_year=False)
        return f"Closed until {until}" if state.opens else f"Closed. May open {until}: call first"
    day = {0: "today", 1: "tomorrow"}.get(days) or _name_day(state.until)
    when = f"{day} at {_say_clock(state.until)}"
    return f"Closed. Opens {when}" if state.opens else f"Closed. May open {when}: call first"


def _count_days(now: datetime, until: datetime) -> int:
    return (_find_day(until) - now.astimezone(LONDON).date()).days


def _find_day(moment: datetime) -> date:
    """Return the day a family would name: midnight is the end of the day before."""
    return (moment.astimezone(LONDON) - timedelta(minutes=1)).date()


def _say_clock(moment: datetime) -> str:
    wall = moment.astimezone(LONDON)
    return say_time(wall.hour * 60 + wall.minute)


def _name_day(moment: datetime) -> str:
    return DAY_NAMES[_find_day(moment).weekday()]
