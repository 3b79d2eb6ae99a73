"""Reading dates: one, a run of them, or a list, with or without years."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from app.content.hours.lexer import MONTH_NAMES, Kind
from app.content.hours.problems import SlipError
from app.content.hours.reader import Reader
from app.content.hours.rules import Dated, Dates, Yearly

_LEAP_YEAR = 2024
_FIRST_YEAR, _LAST_YEAR = 2000, 2150


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it is written: the month may come later, the year may not be said."""

    day: int
    month: int | None = None
    year: int | None = None


Run = tuple[Written, Written]


def sees_date(reader: Reader, ahead: int = 0) -> bool:
    """Return whether a date comes next: a number with a month after it, or after its list."""
    while reader.sees(Kind.NUMBER, Kind.ORDINAL, ahead=ahead):
        if reader.sees(Kind.MONTH, ahead=ahead + 1):
            return True
        if not reader.sees(Kind.TO, Kind.AND, ahead=ahead + 1):
            return False
        ahead += 2
    return False


def read_date_list(reader: Reader) -> tuple[Dates, ...]:
    """Read dates and runs of dates. Raises SlipError at one that does not exist."""
    runs = [_read_run(reader)]
    while reader.sees(Kind.AND) and sees_date(reader, ahead=1):
        reader.read()
        runs.append(_read_run(reader))
    found = tuple(_make_dates(start, end) for start, end in _fill_months(runs))
    if len({type(dates) for dates in found}) > 1:
        raise SlipError("some dates have a year and some do not", "write the year in each")
    return found


def read_bounds(reader: Reader) -> Dates | None:
    """Read "from ... to ...", "from ..." or "until ...", or return None when none comes next.

    Raises SlipError at a date that does not exist, or one side alone without its year.
    """
    if reader.sees(Kind.TO) and sees_date(reader, ahead=1):
        reader.read()
        return Dated(None, _need_year(_read_written(reader), "until"))
    if reader.sees(Kind.FROM) and sees_date(reader, ahead=1):
        reader.read()
        if _sees_one_date(reader):
            return Dated(_need_year(_read_written(reader), "from"), None)
    elif not sees_date(reader):
        return None
    elif _sees_one_date(reader):
        raise SlipError("a date stands alone", "write from or until before it")
    return _make_dates(*_fill_months([_read_run(reader)])[0])


def _sees_one_date(reader: Reader) -> bool:
    ahead = 2 if reader.sees(Kind.MONTH, ahead=1) else 1
    ahead += reader.sees(Kind.NUMBER, ahead=ahead)
    return not (reader.sees(Kind.TO, ahead=ahead) and sees_date(reader, ahead + 1))


def _read_run(reader: Reader) -> Run:
    start = _read_written(reader)
    if reader.sees(Kind.TO) and sees_date(reader, ahead=1):
        reader.read()
        return start, _read_written(reader)
    return start, start


def _read_written(reader: Reader) -> Written:
    day, month = reader.read(), reader.take(Kind.MONTH)
    if month is None:
        return Written(day.number)
    year = reader.take(Kind.NUMBER)
    if year is not None and not _FIRST_YEAR <= year.number <= _LAST_YEAR:
        raise SlipError(f'"{year.text}" is not a year', "write the year in full, as in 2026")
    return Written(day.number, month.number, year.number if year else None)


def _fill_months(runs: list[Run]) -> list[Run]:
    later = Written(1)
    filled: list[Run] = []
    for start, end in reversed(runs):
        last = end if end.month else replace(end, month=later.month, year=later.year)
        later = start if start.month else replace(start, month=last.month, year=last.year)
        filled.append((later, last))
    return filled[::-1]


def _make_dates(start: Written, end: Written) -> Dates:
    if start.year is None and end.year is None:
        return Yearly(_check(start), _check(end))
    first, last = _lend_years(start, end)
    if first > last:
        raise SlipError("ends before it starts", "put the earlier date first")
    return Dated(first, last)


def _lend_years(start: Written, end: Written) -> tuple[date, date]:
    wraps = _check(start) > _check(end)
    if start.year is None and end.year is not None:
        start = replace(start, year=end.year - wraps)
    elif end.year is None and start.year is not None:
        end = replace(end, year=start.year + wraps)
    return _need_year(start, "from"), _need_year(end, "to")


def _need_year(written: Written, word: str) -> date:
    month, day = _check(written)
    if written.year is None:
        name = f"{day} {MONTH_NAMES[month - 1][:3]}"
        raise SlipError(f'"{word} {name}" has no year', f"write {word} {name} 2026")
    return date(written.year, month, day)


def _check(written: Written) -> tuple[int, int]:
    month = written.month or 1
    days = monthrange(written.year or _LEAP_YEAR, month)[1]
    if not 1 <= written.day <= days:
        name = MONTH_NAMES[month - 1]
        year = f" {written.year}" if written.year else ""
        raise SlipError(
            f'"{written.day} {name[:3]}{year}" is not a date', f"{name}{year} has {days} days"
        )
    return month, written.day
