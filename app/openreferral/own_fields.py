"""A listing in our own words: the YAML a planner wrote, without what only planners see.

It travels beside the standard's fields as `reachin`, so that another Reach In site gets the same
listing back. Left out are notes, sources, dates of editing and checking, and every hidden place.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from app.content.ages import Ages
from app.content.hours import Schedule
from app.content.models import Service
from app.openreferral.records import Json

PLANNERS_ONLY = frozenset(
    {
        "basis",
        "checked",
        "edited",
        "imported",
        "planners_note",
        "sources",
        "sources_dated",
        "status",
    }
)


def write_own_fields(service: Service) -> Json:
    """Return the listing's own fields in the model's order; what is not known is left out."""
    told = {name: value for name, value in _given(service).items() if name not in PLANNERS_ONLY}
    shown = [_write(place) for place in service.places if not place.hidden]
    return {
        name: shown if name == "places" else _write(value)
        for name, value in told.items()
        if name != "places" or shown
    }


def write_ages(ages: Ages) -> str:
    """Return ages as planners write them, so that they can be read back."""
    if ages.any_age or not ages.known:
        return "any age" if ages.any_age else "not known"
    if ages.youngest is None:
        span = f"up to {ages.oldest}"
    else:
        span = f"{ages.youngest}+" if ages.oldest is None else f"{ages.youngest}-{ages.oldest}"
    return f"{span}, to 25 if care experienced" if ages.care_experienced_to_25 else span


def _given(entry: BaseModel) -> Mapping[str, Any]:
    """Return the fields of an entry that say something."""
    fields = type(entry).model_fields
    values = ((name, getattr(entry, name)) for name in fields)
    return {name: value for name, value in values if value != fields[name].default}


def _write(value: Any) -> Any:
    if isinstance(value, Schedule):
        return list(value.lines)
    if isinstance(value, Ages):
        return write_ages(value)
    if isinstance(value, BaseModel):
        return {name: _write(each) for name, each in _given(value).items()}
    if isinstance(value, tuple):
        return [_write(each) for each in value]
    return value
