"""One short sentence about whether a place is open, for the card of a listing."""

from datetime import date, datetime, timedelta
from typing import Literal, assert_never

from app.clock import LONDON
from app.content.hours.states import Closed, NotKnown, Open, Reason, State
from app.content.hours.words import say_time
from app.language import gettext as _
from app.language import mark, name_day, write_date

_FAR_DAYS = 7
_NOT_KNOWN: dict[Reason, str] = {
    "bank holiday": mark("Bank holiday"),
    "no end": mark("Times not known"),
    "term time": mark("Term time only"),
    "unsaid": mark("Times not known"),
}
Remedy = Literal["call", "website", ""]
"""What a family can do where we are not sure: call, look on the website, or nothing we know of."""
_REMEDIES: dict[Remedy, str] = {
    "call": mark("{doubt}: call first"),
    "website": mark("{doubt}: look on their website"),
    "": "{doubt}",
}


def say_state(state: State, now: datetime, remedy: Remedy = "call") -> str:
    """Return a state as one short sentence, with days named as seen from `now`.

    Where we are not sure, it ends with the `remedy`. Raises ValueError when `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    if isinstance(state, Open):
        return _say_open(state, now)
    if isinstance(state, Closed):
        sentence = _say_closed(state, now)
        is_sure = state.opens or state.until is None
        return sentence if is_sure else _add_remedy(sentence, remedy)
    if isinstance(state, NotKnown):
        return _say_not_known(state, remedy)
    assert_never(state)


def _say_not_known(state: NotKnown, remedy: Remedy) -> str:
    if state.reason == "appointment":
        return _("By appointment")
    in_holidays = state.school_holidays
    doubt = _("School holidays only") if in_holidays else _(_NOT_KNOWN[state.reason])
    return _add_remedy(doubt, remedy)


def _add_remedy(doubt: str, remedy: Remedy) -> str:
    return _(_REMEDIES[remedy]).format(doubt=doubt)


def _say_open(state: Open, now: datetime) -> str:
    if state.until is None:
        return _("Open 24 hours")
    days = _count_days(now, state.until)
    time = _say_clock(state.until)
    if days == 0:
        return _("Open now until {time}").format(time=time)
    if days == 1:
        return _("Open now until {time} tomorrow").format(time=time)
    if days >= _FAR_DAYS:
        return _("Open now")
    return _("Open now until {time} on {day}").format(time=time, day=_name_day(state.until))


def _say_closed(state: Closed, now: datetime) -> str:
    if state.until is None:
        return _("Closed")
    days = _count_days(now, state.until)
    if days >= _FAR_DAYS:
        until = write_date(state.until.astimezone(LONDON), with_year=False)
        words = _("Closed until {date}") if state.opens else _("Closed. May open {date}")
        return words.format(date=until)
    sure, unsure = _opens_on(days)
    words = sure if state.opens else unsure
    return words.format(day=_name_day(state.until), time=_say_clock(state.until))


def _opens_on(days: int) -> tuple[str, str]:
    """Return how to say that it opens so many days ahead: for sure, and perhaps."""
    if days == 0:
        return _("Closed. Opens today at {time}"), _("Closed. May open today at {time}")
    if days == 1:
        return _("Closed. Opens tomorrow at {time}"), _("Closed. May open tomorrow at {time}")
    return _("Closed. Opens {day} at {time}"), _("Closed. May open {day} at {time}")


def _count_days(now: datetime, until: datetime) -> int:
    return (_find_day(until) - now.astimezone(LONDON).date()).days


def _find_day(moment: datetime) -> date:
    """Return the day a family would name: midnight is the end of the day before."""
    return (moment.astimezone(LONDON) - timedelta(minutes=1)).date()


def _say_clock(moment: datetime) -> str:
    wall = moment.astimezone(LONDON)
    return say_time(wall.hour * 60 + wall.minute)


def _name_day(moment: datetime) -> str:
    return name_day(_find_day(moment).weekday())
