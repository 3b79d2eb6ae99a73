"""Compare what a feed said last time, what it says now, and what planners have written since.

A field that only the feed changed is taken over. One that only a planner changed stays. Where both
changed it, the planner's words stay and both are told. Pure: nothing is read or written here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.content.fields import UNKNOWN_WORDS
from app.content.models import Service
from app.planning.yaml_writing import Text

Fields = Mapping[str, Text]
Place = tuple[str, ...]
"""Where a value stands: a field, or a field and one of its own, such as reach_in and next."""

REQUIRED = tuple(name for name, told in Service.model_fields.items() if told.is_required())
OURS = frozenset({"id", "status", "checked", "edited", "imported", "planners_note"})
"""Fields that no feed decides once a listing is here."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that the feed and a planner both changed. None is a value that is not there."""

    field: str
    before: Text | None
    ours: Text | None
    theirs: Text | None


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of one listing.

    `changes` are the feed's, ready to be written; None takes a field away. `kept` are fields that a
    planner changed and the feed did not. `base` is what the feed counts as having said: where there
    is a conflict, still what it said before, so that it is told again until it is settled.
    """

    changes: Mapping[str, Text | None]
    kept: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    base: Fields


def merge(
    base: Fields,
    theirs: Fields,
    ours: Fields,
    settled: bool = False,
    apart: frozenset[str] = OURS,
    same: Callable[[Text | None, Text | None], bool] | None = None,
) -> Merged:
    """Compare three states of a listing, field by field.

    `settled` keeps the planner's words wherever both changed, and tells of no conflict. What the
    feed leaves out of what a listing must have is not a change. Fields `apart` are left alone.
    `same` says whether two values are one; how they are spaced does not count unless it says so.
    """
    alike = same or is_same
    states = (base, _fill(base, theirs), ours)
    before, now, here = (_parts(fields, apart) for fields in states)
    result: dict[Place, Text | None] = {}
    kept, conflicts = [], []
    known = dict(now)
    for place in _in_order(before, now):
        was, says, has = before.get(place), now.get(place), here.get(place)
        if alike(says, has):
            continue
        if alike(says, was):
            kept.append(_say(place))
        elif alike(has, was):
            result[place] = says
        elif settled:
            kept.append(_say(place))
        else:
            conflicts.append(Conflict(_say(place), was, has, says))
            _put(known, place, was)
    changes = _gather(result, ours)
    return Merged(changes, tuple(kept), tuple(conflicts), _join(known))


def is_same(one: Text | None, other: Text | None) -> bool:
    """Return whether two values say the same, however they are spaced or bracketed."""
    return _gist(one) == _gist(other)


def _gist(value: Text | None) -> object:
    """Return what a value says: not known is nothing, and a list of one is that one."""
    if value is None:
        return None
    if isinstance(value, str):
        text = " ".join(value.split())
        return None if text.lower() in UNKNOWN_WORDS else text
    if isinstance(value, dict):
        inner = {key: said for key, item in value.items() if (said := _gist(item)) is not None}
        return tuple(sorted(inner.items(), key=lambda pair: pair[0])) or None
    items = [said for item in value if (said := _gist(item)) is not None]
    if len(items) == 1 and isinstance(items[0], str):
        return items[0]
    return ("list", *items) if items else None


def _fill(base: Fields, theirs: Fields) -> Fields:
    missing = {name: base[name] for name in REQUIRED if name in base and name not in theirs}
    return {**theirs, **missing}


def _parts(fields: Fields, apart: frozenset[str]) -> dict[Place, Text]:
    """Return each value by where it stands; blocks such as reach_in are taken apart."""
    parts: dict[Place, Text] = {}
    for name, value in fields.items():
        if name in apart:
            continue
        if isinstance(value, dict):
            parts |= {(name, key): item for key, item in value.items()}
        else:
            parts[(name,)] = value
    return parts


def _join(parts: Mapping[Place, Text]) -> dict[str, Text]:
    fields: dict[str, Text] = {}
    for (name, *rest), value in parts.items():
        if rest:
            block = fields.setdefault(name, {})
            if isinstance(block, dict):
                block[rest[0]] = value
        else:
            fields[name] = value
    return fields


def _gather(result: Mapping[Place, Text | None], ours: Fields) -> dict[str, Text | None]:
    """Return changed parts as changed fields: the rest of a block stays as it is here."""
    changes: dict[str, Text | None] = {}
    for (name, *rest), value in result.items():
        if not rest:
            changes[name] = value
            continue
        old = changes.get(name, ours.get(name))
        block = dict(old) if isinstance(old, dict) else {}
        block.pop(rest[0], None)
        changes[name] = {**block, **({} if value is None else {rest[0]: value})} or None
    return changes


def _put(parts: dict[Place, Text], place: Place, value: Text | None) -> None:
    if value is None:
        parts.pop(place, None)
    else:
        parts[place] = value


def _in_order(before: Mapping[Place, Text], now: Mapping[Place, Text]) -> list[Place]:
    """Return every place that a feed speaks of, in the order of the guide."""
    order = {name: index for index, name in enumerate(Service.model_fields)}
    return sorted({*before, *now}, key=lambda place: (order.get(place[0], len(order)), place))


def _say(place: Place) -> str:
    return " ".join(place)
