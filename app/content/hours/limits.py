"""Reading what narrows a line of hours: dates, term time, bank holidays, appointments."""

from dataclasses import dataclass, fields, replace

from app.content.hours.dates import read_bounds
from app.content.hours.lexer import Kind
from app.content.hours.problems import SlipError
from app.content.hours.reader import Reader
from app.content.hours.rules import Banks, Dates, Hours, Season


@dataclass(frozen=True, slots=True)
class Limits:
    """What the end of a line says; None or False where it says nothing."""

    dates: Dates | None = None
    season: Season | None = None
    appointment: bool = False
    banks: Banks | None = None


def read_banks(reader: Reader) -> Banks | None:
    """Read "closed on bank holidays" or "open on bank holidays"; None if neither is next.

    Bank holidays with times of their own are left for the reader of special days.
    """
    if not reader.sees(Kind.BANK, ahead=1) or reader.sees(Kind.TIME, Kind.FROM, ahead=2):
        return None
    if reader.take(Kind.CLOSED, Kind.NOT):
        reader.read()
        return "closed"
    if reader.take(Kind.OPEN, Kind.INCLUDING):
        reader.read()
        return "open"
    return None


def read_limits(reader: Reader) -> Limits:
    """Read every limit that comes next. Raises SlipError when one is given twice."""
    limits, last = Limits(), None
    while limits != last:
        last = limits
        reader.take(Kind.AND)
        limits = _join(limits, _read_limit(reader))
    return limits


def limit_hours(rule: Hours, limits: Limits) -> Hours:
    """Return a rule narrowed by limits; a whole-day appointment stays one."""
    return replace(
        rule,
        dates=limits.dates,
        season=limits.season,
        appointment=rule.appointment or limits.appointment,
        banks=limits.banks,
    )


def _read_limit(reader: Reader) -> Limits:
    if reader.take(Kind.TERM):
        return Limits(season="term time")
    if reader.take(Kind.HOLIDAYS):
        return Limits(season="school holidays")
    if reader.take(Kind.APPOINTMENT):
        return Limits(appointment=True)
    banks = read_banks(reader)
    return Limits(banks=banks) if banks else Limits(dates=read_bounds(reader))


def _join(limits: Limits, found: Limits) -> Limits:
    for name in (field.name for field in fields(Limits)):
        value = getattr(found, name)
        if value and getattr(limits, name):
            raise SlipError("two limits of the same kind", "write a line for each")
        if value:
            limits = replace(limits, **{name: value})
    return limits
