"""Short ways to name a moment and a listing's lines in tables of cases."""

from datetime import UTC, datetime

from app.clock import LONDON
from app.content.hours import Schedule, State, parse_hours


def london(text: str, *, again: bool = False) -> datetime:
    """Return a wall-clock moment in London; `again` is the second time round in autumn."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=int(again))


def utc(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def read(lines: str) -> Schedule:
    """Return the schedule of lines parted by " | "."""
    return parse_hours(lines.split(" | "))


def look(lines: str, when: str) -> State:
    """Return the state of some lines at a wall-clock moment."""
    return read(lines).state_at(london(when))
