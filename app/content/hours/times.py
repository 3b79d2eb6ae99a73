"""Reading times of day, and refusing those that could mean morning or night."""

import re

from app.content.hours.lexer import Kind, Token
from app.content.hours.problems import SlipError
from app.content.hours.reader import Reader
from app.content.hours.rules import Stretch
from app.content.hours.wall import DAY

NOON = DAY // 2
_EVENING = 17 * 60
_TIME = re.compile(r"(\d{1,2})?(?:[:.](\d\d))? ?(am|pm|noon|midday|midnight)?", re.IGNORECASE)
_WRITE = "write 9:00-17:00 or 9am-5pm"


def read_time(reader: Reader) -> Token:
    """Read a time of day. Raises SlipError when the next word is not a clear one."""
    word = reader.read()
    if word.kind is Kind.NUMBER:
        raise SlipError(f'"{word.text}" could be morning or night', _WRITE)
    if word.kind is not Kind.TIME:
        raise SlipError(f'"{word.text}" is where a time should be', _WRITE)
    return word


def count_minutes(word: Token) -> int:
    """Return a time as minutes after midnight: 0 to 1440, where only 24:00 is 1440."""
    match = _TIME.fullmatch(word.text)
    hours, minutes, half = match.groups() if match else ("99", None, None)
    hour, minute, half = int(hours or 12), int(minutes or 0), (half or "").lower()
    if half and hour == 12:
        hour = 0 if half in ("am", "midnight") else 12
    elif half and (not 1 <= hour < 12 or half not in ("am", "pm")):
        raise SlipError(f'"{word.text}" is not a time', "write 1pm or 13:00")
    elif half == "pm":
        hour += 12
    if minute > 59 or hour * 60 + minute > DAY:
        raise SlipError(f'"{word.text}" is not a time', "write a time from 00:00 to 24:00")
    return hour * 60 + minute


def start_at(word: Token) -> int:
    """Return an opening time in minutes. Raises SlipError at 24:00."""
    start = count_minutes(word)
    if start == DAY:
        raise SlipError(f'"{word.text}" cannot be an opening time', "write 00:00")
    return start


def make_stretch(first: Token, last: Token) -> Stretch:
    """Return the stretch between two times, past midnight when the second is earlier.

    Raises SlipError when they are the same, or when one may have lost its "pm".
    """
    start, end = start_at(first), count_minutes(last)
    if start == end:
        raise SlipError("opens and closes at the same time", "write 24 hours or change one")
    _refuse_lost_half(first, start, start < _EVENING)
    _refuse_lost_half(last, end, start < _EVENING)
    if 0 < end < start < NOON and _is_bare(last):
        raise _lost(last, end)
    return Stretch(start, end if end > start else end + DAY)


def make_open_end(first: Token) -> Stretch:
    """Return the stretch from a time until nobody knows when: as far as midnight."""
    start = start_at(first)
    _refuse_lost_half(first, start, in_daytime=True)
    return Stretch(start, DAY, "no end")


def make_long_stretch(first: Token, last: Token, days: int) -> Stretch:
    """Return the stretch from a time to a time some days later (0: the same day).

    "midnight" ends the day it is written with; 00:00 begins it. Raises SlipError when it
    would end before it starts.
    """
    start, end = start_at(first), count_minutes(last)
    if last.text.lower().endswith("midnight"):
        end = DAY
    if days == 0 and end <= start:
        raise SlipError("ends before it starts", "change one of the times, or write 24 hours")
    return Stretch(start, end + days * DAY)


def _is_bare(word: Token) -> bool:
    return word.text[-1].isdigit() and word.text[0] != "0"


def _refuse_lost_half(word: Token, minutes: int, in_daytime: bool) -> None:
    if in_daytime and _is_bare(word) and 60 <= minutes < 6 * 60:
        raise _lost(word, minutes)


def _lost(word: Token, minutes: int) -> SlipError:
    hour, minute = divmod(minutes, 60)
    return SlipError(
        f'"{word.text}" could be morning or afternoon',
        f"write {hour + 12}:{minute:02}, or {hour}:{minute:02}am",
    )
