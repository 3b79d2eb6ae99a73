"""A listing's check as its file says it, today or in an old version: text that may not be good."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from app.content.freshness import Policy, Traits

YES = ("yes", "true", "on", "y", "1")
"""What a planner may have typed for yes."""


class TypedCheck(NamedTuple):
    """The day of a check, and the day to check again."""

    on: date
    following: date


def read_check(entry: Mapping[str, Any], policy: Policy) -> TypedCheck | None:
    """Return an entry's check, or None where there is none that can be read."""
    checked = entry.get("checked")
    on = read_day(checked.get("on")) if isinstance(checked, dict) else None
    if on is None or not isinstance(checked, dict):
        return None
    given, how = read_day(checked.get("next")), str(checked.get("how"))
    return TypedCheck(on, policy.next_check(_traits_of(entry), on, how, given))


def read_day(value: object) -> date | None:
    """Return a day that was typed, or None."""
    try:
        return date.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None


def _traits_of(entry: Mapping[str, Any]) -> Traits:
    """Return what the rules look at in an entry as it was typed."""
    needs, kinds, ways, areas = (_texts(entry.get(n)) for n in ("needs", "kinds", "ways", "areas"))
    is_crisis = str(entry.get("crisis")).lower() in YES
    return Traits(is_crisis, needs, kinds, ways, areas, str(entry.get("basis")))


def _texts(value: object) -> frozenset[str]:
    listed = value if isinstance(value, list) else [value]
    return frozenset(text for text in listed if isinstance(text, str))
