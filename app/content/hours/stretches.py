"""Reading the times that follow the days: one stretch, a list, or words that stand for one."""

from dataclasses import dataclass, replace

from app.content.hours.dates import sees_date
from app.content.hours.lexer import Kind, Token
from app.content.hours.problems import SlipError
from app.content.hours.reader import Reader
from app.content.hours.rules import WHOLE_DAY, Stretch
from app.content.hours.times import make_long_stretch, make_open_end, make_stretch, read_time


@dataclass(frozen=True, slots=True)
class Times:
    """Stretches in order of the day, and whether they are by appointment."""

    stretches: tuple[Stretch, ...]
    appointment: bool = False


def read_times(reader: Reader, days: tuple[int, ...]) -> Times:
    """Read the times for some weekdays. Raises SlipError when they are not clear."""
    if reader.take(Kind.ALWAYS):
        return Times((WHOLE_DAY,))
    if reader.take(Kind.APPOINTMENT):
        return Times((WHOLE_DAY,), appointment=True)
    if reader.take(Kind.UNKNOWN):
        return Times((replace(WHOLE_DAY, ending="unsaid"),))
    found = [_read_stretch(reader, days)]
    while not found[-1].is_long and _sees_more(reader):
        reader.read()
        found.append(_read_stretch(reader, days=()))
    return Times(tuple(sorted(set(found), key=lambda each: (each.start, each.end, each.ending))))


def _sees_more(reader: Reader) -> bool:
    ahead = 2 if reader.sees(Kind.FROM, ahead=1) else 1
    return (
        reader.sees(Kind.AND)
        and reader.sees(Kind.TIME, Kind.NUMBER, ahead=ahead)
        and not sees_date(reader, ahead)
    )


def _read_stretch(reader: Reader, days: tuple[int, ...]) -> Stretch:
    has_from = reader.take(Kind.FROM) is not None
    first = read_time(reader)
    if reader.sees(Kind.TO) and not sees_date(reader, ahead=1):
        reader.read()
        return _read_end(reader, first, days)
    if has_from or reader.take(Kind.ONWARDS):
        return make_open_end(first)
    raise SlipError(
        f'"{first.text}" has no closing time', f"write {first.text}-17:00, or from {first.text}"
    )


def _read_end(reader: Reader, first: Token, days: tuple[int, ...]) -> Stretch:
    if reader.take(Kind.ONWARDS):
        return make_open_end(first)
    if (day := reader.take(Kind.DAY)) is not None:
        if len(days) != 1:
            raise SlipError(
                "times that run over several days start on one day",
                "write them on a line of their own, as in Fri 18:00 to Mon 6:00",
            )
        return make_long_stretch(first, read_time(reader), (day.number - days[0]) % 7)
    stretch = make_stretch(first, read_time(reader))
    reader.take(Kind.NEXT_DAY)
    return stretch
