"""The columns of the planners' table: which field each is, how its cells are written and read.

They have the names that the open data's table gives them. Some are an easier way to the same field:
a number in `phone` is the one that also stands in `contacts`. A few are only to look at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from app.content.ages import parse_ages
from app.content.catalogue import Catalogue
from app.content.models import Checked, Languages, ReachIn, Service
from app.content.tables import PLANNERS_COLUMNS
from app.planning.merging import Fields, Place
from app.planning.naming import make_slug
from app.planning.tables.cells import Form, read_cell, tidy, write_cell
from app.planning.tables.easy import (
    PLACE_PARTS,
    WAYS,
    put_place_part,
    put_postcodes,
    put_ways,
    write_place_part,
    write_postcodes,
    write_ways,
)
from app.planning.yaml_writing import Text

Use = Literal["field", "easy", "shown", "extra"]
"""`easy` changes a part of another column's field, `shown` is never read, and `extra` is read where
a table has it and never written."""
Change = dict[str, Text]
VERSION = "version"
"""The column that says what a row said when it was written."""


@dataclass(frozen=True, slots=True)
class Words:
    """Topics and areas by slug, so that a table may also call them by their names."""

    needs: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Words":
        """Return the words of a catalogue."""
        needs = {need.slug: need.short_title for need in catalogue.needs.values()}
        return cls(needs, {area.slug: area.name for area in catalogue.areas.values()})


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column. `usual` is what an empty field means; `holder` is the column it is a part of."""

    name: str
    about: str
    place: Place
    form: Form = "text"
    use: Use = "field"
    choices: tuple[str, ...] = ()
    usual: str = ""
    holder: str = ""
    write_part: Callable[[Fields], str] | None = None
    put_part: Callable[[Change, str], None] | None = None

    @property
    def is_read(self) -> bool:
        """Return whether a table may change anything by this column."""
        return self.use != "shown"

    def write(self, fields: Fields) -> str:
        """Return what the cell of a listing says."""
        if self.write_part is not None:
            return self.write_part(fields)
        return write_cell(_find(fields, self.place), self.form) or self.usual

    def put(self, fields: Change, cell: str, words: Words) -> None:
        """Put what a cell says into a listing; an empty one takes it away. Raises CellProblem."""
        if self.put_part is not None:
            self.put_part(fields, cell.strip())
            return
        value = read_cell(cell, self.form)
        known = None if value is None else self._know(value, words)
        _put(fields, self.place, None if known == self.usual else known)

    def _know(self, value: Text, words: Words) -> Text:
        """Return a value with words of ours as we spell them; other topics and areas as slugs."""
        names = {"needs": words.needs, "areas": words.areas}.get(self.name)
        known = {choice.casefold(): choice for choice in self.choices}
        if names is not None:
            known = {title.casefold(): slug for slug, title in names.items()}
            known |= {slug.casefold(): slug for slug in names}
        if isinstance(value, list):
            return [_spell(each, known, is_slug=names is not None) for each in value]
        return _spell(value, known)


def _spell(value: Text, known: Mapping[str, str], *, is_slug: bool = False) -> Text:
    if not isinstance(value, str):
        return value
    other = make_slug(value) if is_slug else ""
    return known.get(value.casefold()) or other or value


def same_cell(one: str, other: str) -> bool:
    """Return whether two cells say the same."""
    return tidy(one) == tidy(other)


def _find(fields: Fields, place: Place) -> Text | None:
    value = fields.get(place[0])
    if len(place) == 1:
        return value
    return value.get(place[1]) if isinstance(value, dict) else None


def _put(fields: Change, place: Place, value: Text | None) -> None:
    if len(place) == 1:
        if value is None:
            fields.pop(place[0], None)
        else:
            fields[place[0]] = value
        return
    old = fields.get(place[0])
    block = dict(old) if isinstance(old, dict) else {}
    block.pop(place[1], None)
    if value is not None:
        block[place[1]] = value
    _put(fields, place[:1], block or None)


_FORMS: Mapping[str, Form] = {
    **dict.fromkeys(("needs", "areas", "kinds", "ways", "welcomes"), "slugs"),
    **dict.fromkeys(("level", "cost", "how", "interpreter", "status", "basis"), "choice"),
    **dict.fromkeys(("checked_on", "checked_next"), "date"),
    **dict.fromkeys(("contacts", "places"), "entries"),
    "checked_how": "choice",
    "spoken": "list",
    "sources": "lines",
    "hours": "hours",
    "crisis": "yes or no",
}
_PLACES: Mapping[str, Place] = {
    **{name: ("reach_in", name) for name in ReachIn.model_fields},
    **{f"checked_{name}": ("checked", name) for name in Checked.model_fields},
    "spoken": ("languages", "spoken"),
    "interpreter": ("languages", "interpreter"),
    "languages_note": ("languages", "note"),
}
_USUAL = {"status": "live", "crisis": "no"}
_BLOCKS = {"reach_in": ReachIn, "checked": Checked, "languages": Languages}


def _choices(place: Place) -> tuple[str, ...]:
    """Return the words that a field may hold, where they are fixed."""
    model: Any = _BLOCKS[place[0]] if len(place) > 1 else Service
    return tuple(dict.fromkeys(_literals(model.model_fields[place[-1]].annotation)))


def _literals(kind: Any) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    for each in get_args(kind):
        found += (each,) if isinstance(each, str) else _literals(each)
    return found


def _write_age(end: Literal["youngest", "oldest"]) -> Callable[[Fields], str]:
    def write(fields: Fields) -> str:
        try:
            age = getattr(parse_ages(str(fields.get("ages", "not known"))), end)
        except ValueError:
            return ""
        return "" if age is None else str(age)

    return write


def _write_origin(fields: Fields) -> str:
    origin = fields.get("imported")
    return "; ".join(f"{k}: {v}" for k, v in origin.items()) if isinstance(origin, dict) else ""


_SHOWN: Mapping[str, Callable[[Fields], str]] = {
    "youngest": _write_age("youngest"),
    "oldest": _write_age("oldest"),
    "imported": _write_origin,
    "edited": lambda fields: str(fields.get("edited", "")),
}


def _make(name: str, about: str) -> TableColumn:
    if name in _SHOWN:
        return TableColumn(name, about, (name,), use="shown", write_part=_SHOWN[name])
    if name in WAYS:
        write, put = write_ways(name), put_ways(name)
        return TableColumn(
            name, about, ("contacts",), use="easy", holder="contacts",
            write_part=write, put_part=put,
        )  # fmt: skip
    if name == "postcode":
        return TableColumn(
            name, about, ("places",), use="easy", holder="places",
            write_part=write_postcodes, put_part=put_postcodes,
        )  # fmt: skip
    form, place = _FORMS.get(name, "text"), _PLACES.get(name, (name,))
    choices = _choices(place) if form in ("choice", "slugs") else ()
    return TableColumn(name, about, place, form, choices=choices, usual=_USUAL.get(name, ""))


def _make_extra(name: str, about: str) -> TableColumn:
    part = PLACE_PARTS[name]
    return TableColumn(
        name, about, ("places",), use="extra", holder="places",
        write_part=write_place_part(part), put_part=put_place_part(part),
    )  # fmt: skip


WRITTEN: tuple[TableColumn, ...] = tuple(
    _make(column.name, column.about) for column in PLANNERS_COLUMNS if column.name != "page"
)
"""What an export has, beside `version`."""
EXTRA: tuple[TableColumn, ...] = (
    _make_extra("place", "The building of its one place."),
    _make_extra("address", "Street and number of its one place."),
    _make_extra("neighbourhood", "The part of town of its one place."),
)
BY_NAME: Mapping[str, TableColumn] = {column.name: column for column in (*WRITTEN, *EXTRA)}
READ = tuple(column for column in BY_NAME.values() if column.is_read)
"""What a table may change."""
