"""Columns that are a simpler way to a part of `contacts` or `places`: numbers, postcodes, a hall.

A number that is changed in its own column keeps its note and its times.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from app.content.models import ContactWay
from app.content.tables import BETWEEN
from app.planning.merging import Fields
from app.planning.tables.cells import CellProblem
from app.planning.yaml_writing import Text

WAYS: tuple[str, ...] = get_args(ContactWay)
PLACE_PARTS: Mapping[str, str] = {
    "place": "name",
    "address": "address",
    "neighbourhood": "neighbourhood",
}
"""Columns for the parts of a listing's one place."""
_BETWEEN = re.compile(r"[;\n]")
_SHORN = re.compile(r"[1-9]\d{8,9}")
"""A number of ours without its first 0, as a spreadsheet leaves it."""

Entry = dict[str, Text]
Change = dict[str, Text]


def write_ways(way: str) -> Callable[[Fields], str]:
    """Return what writes the numbers or addresses of one kind."""
    return lambda fields: BETWEEN.join(
        str(each[way]) for each in _entries(fields, "contacts") if way in each
    )


def put_ways(way: str) -> Callable[[Change, str], None]:
    """Return what puts numbers or addresses of one kind among the contacts."""

    def put(fields: Change, cell: str) -> None:
        values = _split(cell)
        for value in values:
            if way in ("phone", "text") and _SHORN.fullmatch(re.sub(r"\s", "", value)):
                raise CellProblem(
                    f'"{value}" has lost its first 0 in a spreadsheet → write 0{value}'
                )
        contacts = _entries(fields, "contacts")
        _set(fields, "contacts", _weave(contacts, way, values))

    return put


def write_postcodes(fields: Fields) -> str:
    """Write the postcodes of a listing's places."""
    return BETWEEN.join(
        str(each["postcode"]) for each in _entries(fields, "places") if "postcode" in each
    )


def put_postcodes(fields: Change, cell: str) -> None:
    """Put postcodes where they belong. Raises CellProblem where that is not plain."""
    values, places = _split(cell), _entries(fields, "places")
    having = [each for each in places if "postcode" in each]
    if not places:
        _set(fields, "places", [{"postcode": value} for value in values])
    elif len(values) == len(having):
        _set(fields, "places", _weave(places, "postcode", values))
    elif not values:
        _set(fields, "places", [_without(each, "postcode") for each in places])
    elif len(places) == len(values):
        zipped = zip(places, values, strict=True)
        _set(fields, "places", [{**each, "postcode": value} for each, value in zipped])
    else:
        raise CellProblem(
            f"has {_count(values, 'postcode')} for {_count(places, 'place')} → change the column"
            " places instead"
        )


def write_place_part(part: str) -> Callable[[Fields], str]:
    """Return what writes a part of a listing's one place; nothing where there are several."""

    def write(fields: Fields) -> str:
        places = _entries(fields, "places")
        return str(places[0].get(part, "")) if len(places) == 1 else ""

    return write


def put_place_part(part: str) -> Callable[[Change, str], None]:
    """Return what puts a part into a listing's one place, or into a new one."""

    def put(fields: Change, cell: str) -> None:
        places = _entries(fields, "places")
        if len(places) > 1:
            raise CellProblem(
                f"is for a listing with one place, and this has {len(places)} → change the column"
                " places instead"
            )
        place = _without(places[0], part) if places else {}
        place |= {part: cell} if cell else {}
        _set(fields, "places", [place] if place else [])

    return put


def _weave(entries: Sequence[Entry], name: str, values: Sequence[str]) -> list[Entry]:
    """Return entries whose values of one name are these, in this order; the rest stay in place."""
    old = [each for each in entries if name in each]
    left = list(old)
    new: list[Entry] = []
    for index, value in enumerate(values):
        found = next((each for each in left if each[name] == value), None)
        if found is None and len(values) == len(old) and old[index][name] not in values:
            found = old[index]
        if found in left:
            left.remove(found)
        new.append({**(found or {}), name: value})
    woven, following = [], iter(new)
    for each in entries:
        if name not in each:
            woven.append(each)
        elif (following_one := next(following, None)) is not None:
            woven.append(following_one)
    return [*woven, *following]


def _entries(fields: Fields, name: str) -> list[Entry]:
    value = fields.get(name)
    items = value if isinstance(value, list) else []
    return [dict(each) for each in items if isinstance(each, dict)]


def _set(fields: Change, name: str, entries: Sequence[Entry]) -> None:
    fields.pop(name, None)
    if entries:
        fields[name] = [dict(each) for each in entries]


def _without(entry: Entry, name: str) -> Entry:
    return {key: value for key, value in entry.items() if key != name}


def _split(cell: str) -> list[str]:
    return [part for each in _BETWEEN.split(cell) if (part := each.strip())]


def _count(items: Sequence[object], word: str) -> str:
    return f"{len(items)} {word}" if len(items) == 1 else f"{len(items)} {word}s"
