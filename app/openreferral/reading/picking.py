"""Taking a value out of a tidy record, whatever it is called there and however it was typed."""

import re
from collections.abc import Iterator

from app.openreferral.reading.tidying import Json, Record

_NOTHING = frozenset({
    "fees_description", "n/a", "na", "nan", "nil", "none", "not applicable", "not known",
    "not specified", "not stated", "null", "string", "tba", "tbc", "to be confirmed", "undefined",
    "unknown", "unspecified",
})  # fmt: skip
"""What publishers' software writes where nobody wrote anything."""
_NUMBER = re.compile(r"[£$€]?\s*(-?\d{1,9}(?:\.\d{1,6})?)")
_TRUE = frozenset({"true", "yes", "y", "1"})
_FALSE = frozenset({"false", "no", "n", "0"})
_INSIDE = ("value", "text", "name", "label", "title", "en", "description")


def pick_text(record: Record, *names: str) -> str | None:
    """Return the first of some fields that says anything, as text; numbers become text.

    A field that holds its own name, as examples do, says nothing.
    """
    texts = ((name, as_text(record.get(name))) for name in names)
    return next((text for name, text in texts if text and text.strip().lower() != name), None)


def pick_texts(record: Record, *names: str) -> tuple[str, ...]:
    """Return what every one of some fields says, each item of a list as a text of its own."""
    texts = ((name, text) for name in names for text in _texts(record.get(name)))
    return tuple(text for name, text in texts if text.strip().lower() != name)


def pick_number(record: Record, *names: str) -> float | None:
    """Return the first of some fields that is a number, or text that holds only one."""
    return next((n for name in names if (n := _as_number(record.get(name))) is not None), None)


def pick_flag(record: Record, *names: str) -> bool | None:
    """Return the first of some fields that says yes or no."""
    return next((flag for name in names if (flag := _as_flag(record.get(name))) is not None), None)


def pick_objects(record: Record, *names: str) -> tuple[Record, ...]:
    """Return the objects in some fields: one, or a list. Bare text becomes {"value": text}."""
    return tuple(found for name in names for found in _objects(record.get(name)))


def pick_object(record: Record, *names: str) -> Record:
    """Return the first object in some fields, or an empty one."""
    return next(iter(pick_objects(record, *names)), {})


def as_text(value: Json) -> str | None:
    """Return what a value says, or None where it says nothing."""
    if isinstance(value, dict):
        return next((text for key in _INSIDE if (text := as_text(value.get(key)))), None)
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := as_text(item))) or None
    if value is None or isinstance(value, bool):
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return text if says_something(text) else None


def says_something(text: str) -> bool:
    """Return whether a text says more than that nothing is known."""
    return any(letter.isalnum() for letter in text) and text.strip().lower() not in _NOTHING


def _texts(value: Json) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if text := as_text(item):
            yield text


def _as_number(value: Json) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    found = _NUMBER.fullmatch(value.replace(",", "").strip()) if isinstance(value, str) else None
    return float(found[1]) if found else None


def _as_flag(value: Json) -> bool | None:
    if value is None or isinstance(value, list | dict):
        return None
    word = str(value).strip().lower().removesuffix(".0")
    return True if word in _TRUE else False if word in _FALSE else None


def _objects(value: Json) -> Iterator[Record]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            if item:
                yield item
        elif text := as_text(item):
            yield {"value": text}
