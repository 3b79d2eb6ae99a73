"""Reading one parameter's text: a value, or one sentence that says what to write instead."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from app.openreferral.schedules import DAYS
from app.web.errors import BadRequest

DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
_LOST_PLUS = re.compile(r" (\d\d:?\d\d)$")
"""A "+" that was not escaped in an address comes as a space."""
_BOOLEANS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def read_boolean(name: str, text: str) -> bool:
    """Return true or false."""
    value = _BOOLEANS.get(text.lower())
    if value is None:
        raise BadRequest(f"{name}: write true or false.")
    return value


def read_number(least: int, most: int) -> Callable[[str, str], int]:
    """Return a reader of whole numbers."""

    def read(name: str, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,10}", text) or not least <= int(text) <= most:
            raise BadRequest(f"{name}: write a whole number from {least} to {most}.")
        return int(text)

    return read


def read_format(name: str, text: str) -> bool:
    """Return whether lines of JSON are asked for."""
    if text.lower() not in ("json", "ndjson"):
        raise BadRequest(f"{name}: write json or ndjson.")
    return text.lower() == "ndjson"


def read_id(name: str, text: str) -> str:
    """Return an id as ours are written."""
    try:
        return str(UUID(text))
    except ValueError:
        raise BadRequest(
            f"{name}: write an id as our lists have it, such as"
            " 1b49dede-40e9-5ec8-ab09-303518f9da89."
        ) from None


def read_moment(name: str, text: str) -> datetime:
    """Return a moment; without a time zone it is UTC, and a date alone is its first moment."""
    try:
        moment = datetime.fromisoformat(_LOST_PLUS.sub(r"+\1", text))
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRequest(f"{name}: write a date-time like 2026-11-30T00:00:00Z.") from None


def read_days(name: str, text: str) -> frozenset[int]:
    """Return weekdays, 0 being Monday: "MO", "mon" and "Monday" are one."""
    return frozenset(_read_day(name, each.strip().lower()) for each in text.split(","))


def _read_day(name: str, word: str) -> int:
    for number, (code, full) in enumerate(zip(DAYS, DAY_NAMES, strict=True)):
        if word in (code.lower(), full[:3], full):
            return number
    raise BadRequest(f"{name}: write {', '.join(DAYS)}, or the name of a day.")


def read_clock(name: str, text: str) -> int:
    """Return minutes after midnight."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise BadRequest(f"{name}: write a time of day like 09:30.")
    return int(match[1]) * 60 + int(match[2])
