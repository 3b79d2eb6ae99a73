"""Two states of a listing beside each other, field by field and word by word.

Pure: what is marked is what somebody has to look at, and everything else stays as it was typed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from app.content.models import Service
from app.planning.merging import Fields
from app.planning.yaml_writing import Text

ORDER = {name: place for place, name in enumerate(Service.model_fields)}
ALIKE = 0.4
"""How alike two lines are, from 0 to 1, before single words are marked in them."""
SECRET_PLACE = ("name", "address", "postcode", "neighbourhood")
_WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; `marked` ones are not in the other state."""

    text: str
    marked: bool = False


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not the same in two states. No lines: the state does not have it."""

    field: str
    then: tuple[Line, ...]
    now: tuple[Line, ...]


def compare(then: Fields | None, now: Fields | None) -> tuple[Difference, ...]:
    """Return the fields that differ, in the order of the guide."""
    before, after = then or {}, now or {}
    return tuple(
        Difference(name, *mark_lines(say_value(before.get(name)), say_value(after.get(name))))
        for name in in_order(before, after)
        if before.get(name) != after.get(name)
    )


def name_changed(then: Fields | None, now: Fields | None) -> tuple[str, ...]:
    """Return the names of the fields that differ, without looking at their words."""
    before, after = then or {}, now or {}
    return tuple(n for n in in_order(before, after) if before.get(n) != after.get(n))


def in_order(*states: Fields) -> list[str]:
    """Return the names of all fields that some states have, in the order of the guide."""
    names = dict.fromkeys(name for state in states for name in state)
    return sorted(names, key=lambda name: ORDER.get(name, len(ORDER)))


def say_value(value: Text | None) -> tuple[str, ...]:
    """Return a value as lines to read: an item of a list, or a field of a block, on each."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(value.splitlines())
    if isinstance(value, list):
        return tuple(_say_inside(item) for item in value)
    return tuple(f"{name}: {_say_inside(item)}" for name, item in value.items())


def cover_places(fields: Fields) -> Fields:
    """Return what a listing says without where its hidden places are."""
    places = fields.get("places")
    if not isinstance(places, list):
        return fields
    return {**fields, "places": [_cover(place) for place in places]}


def mark_lines(
    then: Sequence[str], now: Sequence[str]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines of two states with what only one of them says marked."""
    steps = SequenceMatcher(None, then, now, autojunk=False).get_opcodes()
    left: list[Line] = []
    right: list[Line] = []
    for kind, start, end, first, last in steps:
        if kind == "equal":
            left += ((Piece(line),) for line in then[start:end])
            right += ((Piece(line),) for line in now[first:last])
            continue
        for old, new in zip_longest(then[start:end], now[first:last]):
            before, after = _mark_words(old, new)
            left += before
            right += after
    return tuple(left), tuple(right)


def _mark_words(old: str | None, new: str | None) -> tuple[list[Line], list[Line]]:
    if old is None or new is None:
        return _whole(old), _whole(new)
    words, others = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _whole(old), _whole(new)
    steps = matcher.get_opcodes()
    left = [("".join(words[a:b]), kind != "equal") for kind, a, b, _, _ in steps]
    right = [("".join(others[a:b]), kind != "equal") for kind, _, _, a, b in steps]
    return [tuple(_pieces(left))], [tuple(_pieces(right))]


def _pieces(parts: Sequence[tuple[str, bool]]) -> Iterator[Piece]:
    """Yield pieces; a space between two marked words is marked with them."""
    joined: list[tuple[str, bool]] = []
    for text, marked in ((text, marked) for text, marked in parts if text):
        if joined and (joined[-1][1] == marked):
            joined[-1] = (joined[-1][0] + text, marked)
        elif len(joined) > 1 and marked and not joined[-1][0].strip():
            joined[-2:] = [(joined[-2][0] + joined[-1][0] + text, True)]
        else:
            joined.append((text, marked))
    yield from (Piece(text, marked) for text, marked in joined)


def _whole(line: str | None) -> list[Line]:
    return [] if line is None else [(Piece(line, marked=True),)]


def _say_inside(value: Text) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return ", ".join(_say_inside(item) for item in value)
    return "; ".join(f"{name}: {_say_inside(item)}" for name, item in value.items())


def _cover(place: Text) -> Text:
    if not isinstance(place, Mapping) or str(place.get("hidden", "no")).lower() in ("no", "false"):
        return place
    return {name: said for name, said in place.items() if name not in SECRET_PLACE}
