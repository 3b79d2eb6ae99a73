"""Reading which days: single ones, runs, lists, and weekdays counted in a month."""

from typing import NamedTuple

from app.content.hours.dates import sees_date
from app.content.hours.lexer import EVERY_DAY, WEEKDAYS, Kind, Token
from app.content.hours.problems import SlipError
from app.content.hours.reader import Reader
from app.content.hours.rules import ALL_DAYS, LAST


class Days(NamedTuple):
    """Weekdays (0 is Monday), and which ones of the month; no ordinals means every week."""

    ordinals: tuple[int, ...]
    days: tuple[int, ...]


def sees_days(reader: Reader, ahead: int = 0) -> bool:
    """Return whether days come next (a date such as 1st Jan is not days)."""
    while reader.sees(Kind.ORDINAL, ahead=ahead):
        ahead += 2 if reader.sees(Kind.AND, ahead=ahead + 1) else 1
    return reader.sees(Kind.DAY, Kind.DAYS, ahead=ahead)


def read_days(reader: Reader) -> tuple[Days, ...]:
    """Read days up to the first word that is not one. Raises SlipError when there are none."""
    if not sees_days(reader):
        raise SlipError("no day is given", "start with the days, as in Mon-Fri 9:00-17:00")
    found: dict[tuple[int, ...], set[int]] = {}
    ordinals: tuple[int, ...] = ()
    while sees_days(reader):
        ordinals = _read_ordinals(reader) or ordinals
        found.setdefault(ordinals, set()).update(_read_run(reader))
        if reader.sees(Kind.AND) and sees_days(reader, ahead=1):
            reader.read()
    reader.take(Kind.MONTHLY)
    if sees_date(reader):
        raise SlipError(
            "a day and a date are together",
            "write the date alone, as in on 24 Dec 2026 10:00-12:00",
        )
    return tuple(Days(counted, tuple(sorted(days))) for counted, days in found.items())


def _read_ordinals(reader: Reader) -> tuple[int, ...]:
    found = set()
    while (word := reader.take(Kind.ORDINAL)) is not None:
        if not (word.number == LAST or 1 <= word.number <= 5):
            raise SlipError(f'"{word.text}" is not a week of the month', "write 1st to 5th or last")
        found.add(word.number)
        if reader.sees(Kind.AND) and reader.sees(Kind.ORDINAL, ahead=1):
            reader.read()
    return tuple(sorted(found, key=lambda number: (number == LAST, number)))


def _read_run(reader: Reader) -> tuple[int, ...]:
    first = reader.read()
    if first.kind is Kind.DAYS:
        return _list_group(first)
    if reader.sees(Kind.TO) and reader.sees(Kind.DAY, ahead=1):
        reader.read()
        length = (reader.read().number - first.number) % 7
        return tuple((first.number + step) % 7 for step in range(length + 1))
    return (first.number,)


def _list_group(word: Token) -> tuple[int, ...]:
    if word.number == EVERY_DAY:
        return ALL_DAYS
    return ALL_DAYS[:5] if word.number == WEEKDAYS else ALL_DAYS[5:]
