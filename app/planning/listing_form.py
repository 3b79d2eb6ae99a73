"""A listing as the boxes of a form, and back: what nobody touches stays as the file has it.

A form is texts by the name of their box. The boxes are one table, so that the page, the reading and
the tests speak of the same ones. Pure: nothing is judged here, and nothing that was typed is lost.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from app.content.fields import UNKNOWN_WORDS
from app.content.models import (
    AccessFeature,
    CheckMethod,
    ContactWay,
    Cost,
    Group,
    Kind,
    Level,
    ReachInWay,
    Way,
)
from app.planning.merging import Fields, Place
from app.planning.yaml_writing import Text

Typed = Mapping[str, tuple[str, ...]]
"""What a form holds: one text for each box, or one for each tick."""
Sort = Literal["line", "text", "lines", "words", "choice", "ticks", "yes"]
"""One line; a text; a line each; words with commas; one of some; some of some; yes or nothing."""
RowKind = Literal["contacts", "places"]


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the form: the field it stands for, and what may be chosen in it.

    `usual` is the choice that says the same as leaving the field out.
    """

    at: Place
    sort: Sort = "line"
    choices: tuple[str, ...] = ()
    usual: str = ""

    @property
    def name(self) -> str:
        """Return what the box is called in the form."""
        return "-".join(self.at)


def _choice(*at: str, of: object = (), usual: str = "") -> Box:
    return Box(at, "choice", get_args(of) or tuple(str(each) for each in _listed(of)), usual)


def _listed(of: object) -> Sequence[object]:
    return of if isinstance(of, tuple) else ()


WAYS: tuple[str, ...] = get_args(ContactWay)
STATES = ("live", "paused", "archived")
BASES = ("provider", "source", "general knowledge")
INTERPRETER = ("not known", "yes", "no")
BOXES = (
    Box(("name",)),
    Box(("provider",)),
    Box(("summary",), "text"),
    Box(("needs",), "ticks"),
    Box(("areas",), "ticks"),
    _choice("level", of=Level),
    Box(("kinds",), "ticks", get_args(Kind)),
    Box(("ways",), "ticks", get_args(Way)),
    Box(("who_for",), "text"),
    Box(("welcomes",), "ticks", get_args(Group)),
    Box(("ages",)),
    _choice("cost", of=Cost, usual="not known"),
    Box(("cost_note",)),
    _choice("reach_in", "how", of=ReachInWay, usual="not known"),
    Box(("reach_in", "next"), "text"),
    Box(("reach_in", "bring")),
    Box(("reach_in", "wait")),
    Box(("hours",), "lines"),
    Box(("hours_note",), "text"),
    Box(("languages", "spoken"), "words"),
    _choice("languages", "interpreter", of=INTERPRETER, usual="not known"),
    Box(("languages", "note")),
    Box(("access_note",), "text"),
    Box(("crisis",), "yes"),
    _choice("status", of=STATES, usual="live"),
    Box(("checked", "on")),
    _choice("checked", "how", of=CheckMethod),
    Box(("checked", "by")),
    Box(("checked", "next")),
    Box(("sources",), "lines"),
    Box(("sources_dated",)),
    _choice("basis", of=BASES, usual="provider"),
    Box(("planners_note",), "text"),
)
"""Every field that a planner decides, in the order of the guide; rows come below."""
MAIN_NEED = "need"
"""The box of the main topic, which stands first among a listing's needs, ticked there or not."""
ROWS: Mapping[RowKind, tuple[Box, ...]] = {
    "contacts": (
        _choice("way", of=ContactWay),
        Box(("value",)),
        Box(("name",)),
        Box(("hours",), "lines"),
        Box(("note",)),
    ),
    "places": (
        Box(("name",)),
        Box(("address",)),
        Box(("postcode",)),
        Box(("neighbourhood",)),
        Box(("hours",), "lines"),
        Box(("access",), "ticks", get_args(AccessFeature)),
        Box(("hidden",), "yes"),
    ),
}
ROW_KINDS: tuple[RowKind, ...] = ("contacts", "places")
MOST_ROWS = 30
NOT_IN_THE_FORM = frozenset({"id", "edited", "imported"})
"""Fields that are made, not typed; what the form does not know is handed back as it was too."""
_YES = frozenset({"yes", "y", "true", "t", "on", "1"})
_ROW_NAME = re.compile(r"(contacts|places)-(\d{1,3})-(\w+)")


def fill_form(fields: Fields) -> dict[str, tuple[str, ...]]:
    """Return a listing's fields as what stands in the form's boxes."""
    form = {box.name: _fill_box(box, _value_at(fields, box.at)) for box in BOXES}
    form[MAIN_NEED] = form["needs"][:1]
    for kind in ROW_KINDS:
        for index, row in enumerate(_rows_of(fields, kind)):
            form |= _fill_row(kind, index, row)
    return {name: given for name, given in form.items() if given}


def read_form(typed: Typed, base: Fields) -> dict[str, Text]:
    """Return the fields that a form says, as a file holds them.

    `base` is the listing as it was when the form was opened: what still says the same is handed
    back as it stood there, so that nothing is written but what somebody changed.
    """
    was = _read(fill_form(base))
    now = _read(typed)
    names = tuple(dict.fromkeys(box.at[0] for box in BOXES))
    fields = {name: base[name] for name in base if name not in (*names, *ROW_KINDS)}
    for name in names:
        if name in now or name in was:
            kept = _keep(name, base.get(name), was.get(name), now.get(name))
            fields |= {} if kept is None else {name: kept}
        elif name in base:
            fields[name] = base[name]
    for kind in ROW_KINDS:
        rows = _keep_rows(_rows_of(base, kind), _listed_rows(was, kind), _listed_rows(now, kind))
        if now.get(kind) == was.get(kind) and kind in base:
            fields[kind] = base[kind]
        elif rows:
            fields[kind] = rows
    return fields


def tidy_rows(typed: Typed) -> dict[str, tuple[str, ...]]:
    """Return a form whose rows are numbered from 0, without those that say nothing."""
    form = {name: given for name, given in typed.items() if not _ROW_NAME.fullmatch(name)}
    for kind in ROW_KINDS:
        for index, row in enumerate(_rows_typed(typed, kind)):
            form |= _name_row(kind, index, row)
    return form


def count_rows(typed: Typed, kind: RowKind) -> int:
    """Return how many rows of a kind a form has."""
    return len(_rows_typed(typed, kind))


def move_rows(typed: Typed, kind: RowKind, step: str, index: int) -> dict[str, tuple[str, ...]]:
    """Return a form with one of its rows taken away, or moved up or down."""
    rows = _rows_typed(typed, kind)
    if step == "remove" and index < len(rows):
        rows.pop(index)
    other = index + {"up": -1, "down": 1}.get(step, 0)
    if 0 <= index < len(rows) and 0 <= other < len(rows):
        rows[index], rows[other] = rows[other], rows[index]
    form = {n: given for n, given in tidy_rows(typed).items() if not n.startswith(f"{kind}-")}
    for place, row in enumerate(rows):
        form |= _name_row(kind, place, row)
    return form


def _fill_box(box: Box, value: Text | None) -> tuple[str, ...]:
    texts = _texts_of(value)
    if not texts or (isinstance(value, str) and value.strip().lower() in UNKNOWN_WORDS):
        return ()
    if box.sort == "ticks":
        return tuple(texts)
    if box.sort == "yes":
        return ("yes",) if texts[0].strip().lower() in _YES else ()
    joined = {"lines": "\n", "words": ", "}.get(box.sort, "\n").join(texts)
    if box.sort == "line":
        joined = " ".join(joined.split())
    return () if box.sort == "choice" and joined == box.usual else (joined,)


def _fill_row(kind: RowKind, index: int, row: Fields) -> dict[str, tuple[str, ...]]:
    if kind == "contacts":
        way = next((way for way in WAYS if way in row), "")
        row = {**row, "way": way, "value": row.get(way, "")}
    filled = {box.at[0]: _fill_box(box, row.get(box.at[0])) for box in ROWS[kind]}
    return _name_row(kind, index, filled)


def _name_row(kind: RowKind, index: int, row: Typed) -> dict[str, tuple[str, ...]]:
    return {f"{kind}-{index}-{name}": given for name, given in row.items() if given}


def _rows_typed(typed: Typed, kind: RowKind) -> list[dict[str, tuple[str, ...]]]:
    """Return a form's rows in order, by the names of their boxes."""
    rows: dict[int, dict[str, tuple[str, ...]]] = {}
    for name, given in typed.items():
        found = _ROW_NAME.fullmatch(name)
        if found and found[1] == kind:
            rows.setdefault(int(found[2]), {})[found[3]] = given
    return [row for _, row in sorted(rows.items()) if _says_something(row)]


def _says_something(row: Typed) -> bool:
    return any(text.strip() for name, given in row.items() if name != "way" for text in given)


def _read(typed: Typed) -> dict[str, Text]:
    """Return everything that a form says, without a thought for what was there before."""
    fields: dict[str, Text] = {}
    for box in BOXES:
        value = _read_needs(typed) if box.at == ("needs",) else _read_box(box, typed, box.name)
        if value is None:
            continue
        if len(box.at) == 1:
            fields[box.at[0]] = value
        else:
            block = fields.setdefault(box.at[0], {})
            if isinstance(block, dict):
                block[box.at[1]] = value
    for kind in ROW_KINDS:
        rows = [_read_row(kind, row) for row in _rows_typed(typed, kind)]
        fields |= {kind: list[Text](rows)} if rows else {}
    return fields


def _read_needs(typed: Typed) -> Text | None:
    given = [text for name in (MAIN_NEED, "needs") for text in typed.get(name, ()) if text.strip()]
    return list[Text](dict.fromkeys(given)) or None


def _read_box(box: Box, typed: Typed, name: str) -> Text | None:
    given = typed.get(name, ())
    if box.sort == "ticks":
        ticked = [text for text in dict.fromkeys(given) if text.strip()]
        known = [choice for choice in box.choices if choice in ticked]
        return list[Text](known + [text for text in ticked if text not in known]) or None
    text = "\n".join(given).strip()
    if box.sort in ("lines", "words"):
        parts = re.split(r"[\n,]" if box.sort == "words" else r"\n", text)
        return list[Text](part.strip() for part in parts if part.strip()) or None
    return text if text and text != box.usual else None


def _read_row(kind: RowKind, typed: Typed) -> dict[str, Text]:
    row = {box.at[0]: value for box in ROWS[kind] if (value := _read_row_box(box, typed))}
    if kind == "places":
        return row
    way, value = row.pop("way", ""), row.pop("value", "")
    return {str(way or "phone"): value, **row} if value else row


def _read_row_box(box: Box, typed: Typed) -> Text | None:
    value = _read_box(box, typed, box.at[0])
    is_one = box.sort == "lines" and isinstance(value, list) and len(value) == 1
    return value[0] if is_one and isinstance(value, list) else value


def _keep(name: str, base: Text | None, was: Text | None, now: Text | None) -> Text | None:
    """Return a field as the file had it where the form says what it said; else the new one."""
    if now == was or _same_ticks(name, was, now):
        return base
    if isinstance(now, dict) or isinstance(was, dict):
        return _keep_block(base, was, now)
    if _is_ticks(name) and isinstance(now, list):
        return _keep_order(name, _texts_of(base), [str(item) for item in now])
    return now


def _keep_block(base: Text | None, was: Text | None, now: Text | None) -> Text | None:
    old, before, new = (each if isinstance(each, dict) else {} for each in (base, was, now))
    block: dict[str, Text] = {}
    for key in dict.fromkeys((*old, *new)):
        is_same = new.get(key) == before.get(key)
        value = old.get(key) if is_same else new.get(key)
        block |= {} if value is None else {key: value}
    return block if new else None


def _keep_rows(base: Sequence[Fields], was: list[Text], now: list[Text]) -> list[Text]:
    """Return rows, each as the file had it where one there says the same."""
    if len(base) != len(was):
        return now
    free = [index for index, row in enumerate(was) if row not in now]
    rows: list[Text] = []
    for index, row in enumerate(now):
        if row in was:
            rows.append(dict(base[was.index(row)]))
        elif index in free:
            rows.append(_keep_row(base[index], was[index], row))
        else:
            rows.append(row)
    return rows


def _keep_row(base: Fields, was: Text, now: Text) -> Text:
    if not isinstance(was, dict) or not isinstance(now, dict):
        return now
    return {k: base[k] if k in base and was.get(k) == v else v for k, v in now.items()}


def _keep_order(name: str, old: Iterable[str], new: Sequence[str]) -> Text:
    """Return ticks in the order they stood in, then those that are new; the main topic first."""
    first = list(new[:1]) if name == "needs" else []
    kept = [item for item in old if item in new and item not in first]
    return [*first, *kept, *(item for item in new if item not in (*first, *kept))]


def _is_ticks(name: str) -> bool:
    return any(box.at == (name,) and box.sort == "ticks" for box in BOXES)


def _same_ticks(name: str, was: Text | None, now: Text | None) -> bool:
    if not _is_ticks(name) or not isinstance(was, list) or not isinstance(now, list):
        return False
    is_first = name != "needs" or was[:1] == now[:1]
    return is_first and sorted(map(str, was)) == sorted(map(str, now))


def _value_at(fields: Fields, at: Place) -> Text | None:
    value = fields.get(at[0])
    if len(at) == 1:
        return value
    return value.get(at[1]) if isinstance(value, dict) else None


def _texts_of(value: Text | None) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _rows_of(fields: Fields, kind: RowKind) -> list[Fields]:
    rows = fields.get(kind)
    return [row if isinstance(row, dict) else {} for row in rows] if isinstance(rows, list) else []


def _listed_rows(fields: Fields, kind: RowKind) -> list[Text]:
    rows = fields.get(kind)
    return rows if isinstance(rows, list) else []
