"""A listing as the plain fields a planner writes, to be put in a file: whole, or for everyone.

What is for everyone leaves out what only planners see, and every place that must not be found.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from app.content.ages import Ages
from app.content.fields import Entry
from app.content.hours import Schedule
from app.content.models import Service

Value = str | bool | date | list["Value"] | dict[str, "Value"]
Record = dict[str, Value]

PLANNERS_ONLY = frozenset(
    {"status", "sources", "sources_dated", "basis", "imported", "planners_note"}
)
"""Fields of a listing that never leave; nor does the day a check is due (`checked.next`)."""


def write_record(service: Service, *, whole: bool = False) -> Record:
    """Return a listing's fields in their order, without those that are not known or as usual.

    Dates are dates, yes and no are True and False, everything else is text as planners type it.
    `whole` is for planners alone: it brings their own fields and hidden places along.
    """
    return _write_entry(service if whole else open_to_all(service))


def open_to_all(service: Service) -> Service:
    """Return a listing as everyone may have it."""
    usual = {name: _usual(Service)[name] for name in PLANNERS_ONLY}
    checked = service.checked.model_copy(update={"next": None}) if service.checked else None
    seen = tuple(place for place in service.places if not place.hidden)
    return service.model_copy(update={**usual, "checked": checked, "places": seen})


def write_ages(ages: Ages) -> str:
    """Return ages as planners write them; `parse_ages` reads them back."""
    if ages.any_age:
        return "any age"
    if not ages.known:
        return "not known"
    care = ", to 25 if care experienced" if ages.care_experienced_to_25 else ""
    return _write_span(ages.youngest, ages.oldest) + care


def _write_span(youngest: int | None, oldest: int | None) -> str:
    if youngest is None:
        return f"up to {oldest}"
    return f"{youngest}+" if oldest is None else f"{youngest}-{oldest}"


@cache
def _usual(kind: type[Entry]) -> Mapping[str, Any]:
    """Return what each field says when nothing is written; required ones are not there."""
    fields = kind.model_fields.items()
    return {name: field.default for name, field in fields if not field.is_required()}


def _write_entry(entry: Entry) -> Record:
    return dict(_write_fields(entry))


def _write_fields(entry: Entry) -> Iterator[tuple[str, Value]]:
    usual = _usual(type(entry))
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name not in usual or value != usual[name]:
            yield name, _write_value(value)


def _write_value(value: Any) -> Value:
    if isinstance(value, Entry):
        return _write_entry(value)
    if isinstance(value, Schedule):
        return list(value.lines)
    if isinstance(value, Ages):
        return write_ages(value)
    if isinstance(value, tuple):
        return [_write_value(each) for each in value]
    return value if isinstance(value, bool | date) else str(value)
