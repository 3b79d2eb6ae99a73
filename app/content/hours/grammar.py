"""Turning planners' lines into a plan: one small function for each form of line.

line   = clause { ";" clause }
clause = "24 hours" limits | "by appointment" | "not known" | "closed" dates
       | ("open" | "closed") "bank holidays" | (dates | "bank holidays") times
       | days times { "," days times } limits
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.content.hours.dates import read_bounds, read_date_list, sees_date
from app.content.hours.days import Days, read_days, sees_days
from app.content.hours.lexer import Kind, split_words
from app.content.hours.limits import Limits, limit_hours, read_banks, read_limits
from app.content.hours.problems import HoursProblem, SlipError
from app.content.hours.reader import Reader
from app.content.hours.rules import (
    ALL_DAYS,
    WHOLE_DAY,
    BankHolidays,
    Banks,
    Dated,
    Fallback,
    Hours,
    Plan,
    Special,
    Yearly,
)
from app.content.hours.stretches import read_times


@dataclass(frozen=True, slots=True)
class OnBankHolidays:
    """What the whole listing does on bank holidays."""

    banks: Banks


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What is said about every other moment."""

    fallback: Fallback


@dataclass(frozen=True, slots=True)
class Shut:
    """Weekdays said to be closed."""

    days: tuple[int, ...]


Part = Hours | Special | Dated | Yearly | Shut | OnBankHolidays | Otherwise


def parse_plan(lines: Iterable[str]) -> Plan:
    """Return what some lines mean together. Raises HoursProblem at the first bad line."""
    parts: list[Part] = []
    for line in lines:
        for clause in re.split(r"[;\n]", line):
            parts += _parse_clause(line, clause)
            _refuse_clash(line, parts)
    return _gather(parts)


def _parse_clause(line: str, clause: str) -> tuple[Part, ...]:
    try:
        reader = Reader(split_words(clause))
        parts = tuple(_read_clauses(reader))
    except SlipError as slip:
        raise HoursProblem(line.strip(), slip.message, slip.hint) from None
    return parts


def _refuse_clash(line: str, parts: list[Part]) -> None:
    banks = {part.banks for part in parts if isinstance(part, OnBankHolidays)}
    if len(banks) > 1:
        raise HoursProblem(line.strip(), "bank holidays are both open and closed", "keep one")
    said = {part.fallback for part in parts if isinstance(part, Otherwise)}
    if "unsaid" in said and (len(said) > 1 or any(isinstance(part, Hours) for part in parts)):
        raise HoursProblem(line.strip(), "times are both given and not known", "keep one")


def _gather(parts: list[Part]) -> Plan:
    fallbacks = [part.fallback for part in parts if isinstance(part, Otherwise)]
    banks = [part.banks for part in parts if isinstance(part, OnBankHolidays)]
    shut = {day for part in parts if isinstance(part, Shut) for day in part.days}
    hours = tuple(part for part in parts if isinstance(part, Hours))
    return Plan(
        hours=hours,
        specials=tuple(part for part in parts if isinstance(part, Special)),
        closures=tuple(part for part in parts if isinstance(part, Dated | Yearly)),
        shut=tuple(sorted(shut)),
        banks=banks[0] if banks else None,
        fallback=fallbacks[0] if fallbacks else None if hours else "unsaid",
    )


def _read_clauses(reader: Reader) -> Iterator[Part]:
    while not reader.is_finished():
        start = reader.place
        reader.take(Kind.AND)
        yield from _read_clause(reader)
        if start == reader.place or not (reader.is_finished() or _starts_again(reader)):
            raise SlipError(
                f'"{reader.read().text}" is not expected here', "put it on a line of its own"
            )


def _starts_again(reader: Reader) -> bool:
    ahead = int(reader.sees(Kind.AND))
    return reader.sees(Kind.CLOSED, Kind.OPEN, Kind.OTHER, ahead=ahead)


def _read_clause(reader: Reader) -> tuple[Part, ...]:
    banks = read_banks(reader)
    if banks is not None:
        return (OnBankHolidays(banks),)
    if reader.take(Kind.CLOSED):
        return _read_closure(reader)
    reader.take(Kind.OPEN)
    if reader.take(Kind.UNKNOWN):
        return (Otherwise("unsaid"),)
    if reader.sees(Kind.APPOINTMENT, Kind.OTHER):
        return _read_appointment(reader)
    if reader.sees(Kind.BANK) or sees_date(reader):
        return _read_special(reader)
    return _read_hours(reader)


def _read_appointment(reader: Reader) -> tuple[Part, ...]:
    if reader.take(Kind.OTHER) and not reader.sees(Kind.APPOINTMENT):
        raise SlipError("other times are not explained", "write other times by appointment")
    reader.read()
    return (Otherwise("appointment"),)


def _read_closure(reader: Reader) -> tuple[Part, ...]:
    if sees_days(reader):
        return _shut_days(read_days(reader))
    if sees_date(reader):
        return read_date_list(reader)
    if reader.sees(Kind.HOLIDAYS, Kind.TERM):
        raise SlipError(
            "we do not hold school dates", "end the line of hours with in term time instead"
        )
    bounds = read_bounds(reader)
    if bounds is None:
        raise SlipError("closed when?", "write a date, as in closed 25 Dec 2026")
    return (bounds,)


def _shut_days(found: tuple[Days, ...]) -> tuple[Shut, ...]:
    if any(days.ordinals for days in found):
        raise SlipError(
            "weeks of the month cannot be closed", "write the dates, as in closed 5 May 2026"
        )
    return tuple(Shut(days.days) for days in found)


def _read_special(reader: Reader) -> tuple[Part, ...]:
    dates = () if reader.take(Kind.BANK) else read_date_list(reader)
    reader.take(Kind.AND)
    if reader.take(Kind.CLOSED):
        return dates or (OnBankHolidays("closed"),)
    times = read_times(reader, days=())
    limits = read_limits(reader)
    if limits != Limits(appointment=limits.appointment):
        raise SlipError("a special day cannot have limits", "write only its date and its times")
    return tuple(
        Special(day, times.stretches, times.appointment or limits.appointment)
        for day in dates or (BankHolidays(),)
    )


def _read_hours(reader: Reader) -> tuple[Part, ...]:
    groups = _read_always(reader) if reader.take(Kind.ALWAYS) else _read_groups(reader)
    limits = read_limits(reader)
    return tuple(limit_hours(each, limits) if isinstance(each, Hours) else each for each in groups)


def _read_always(reader: Reader) -> tuple[Part, ...]:
    if sees_days(reader, ahead=int(reader.sees(Kind.AND))):
        reader.take(Kind.AND)
        return tuple(Hours(days.days, (WHOLE_DAY,), days.ordinals) for days in read_days(reader))
    return (Hours(ALL_DAYS, (WHOLE_DAY,)),)


def _read_groups(reader: Reader) -> tuple[Part, ...]:
    groups = _read_group(reader)
    while sees_days(reader) or (reader.sees(Kind.AND) and sees_days(reader, ahead=1)):
        reader.take(Kind.AND)
        groups += _read_group(reader)
    return groups


def _read_group(reader: Reader) -> tuple[Part, ...]:
    if reader.sees(Kind.FROM) and sees_days(reader, ahead=1):
        reader.read()
    found = read_days(reader)
    reader.take(Kind.AND)
    if reader.sees(Kind.CLOSED) and not reader.sees(Kind.BANK, ahead=1):
        reader.read()
        return _shut_days(found)
    times = read_times(reader, found[0].days if len(found) == 1 else ())
    if any(days.ordinals for days in found):
        reader.take(Kind.MONTHLY)
    return tuple(
        Hours(days.days, times.stretches, days.ordinals, appointment=times.appointment)
        for days in found
    )
