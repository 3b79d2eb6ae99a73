"""What is wrong with a row's listing, in the words of `reachin check`, and in which column."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from app.content.catalogue import Catalogue
from app.content.checks import check_places, check_text
from app.content.entries import Draft, Written, say_field
from app.content.explaining import explain
from app.content.faults import Fault
from app.content.models import Service
from app.content.wording import WordingGuide
from app.content.yaml_slips import find_hidden
from app.content.yaml_source import Position, Value
from app.places import Gazetteer
from app.planning.merging import Fields
from app.planning.tables.columns import BY_NAME, Words
from app.planning.tables.comparing import Said
from app.planning.tables.easy import WAYS
from app.planning.yaml_writing import Text

_BY_PLACE = {column.place: column.name for column in BY_NAME.values() if column.use == "field"}
_EASY = {"contacts": WAYS, "places": ("postcode", "address", "neighbourhood")}


@dataclass(frozen=True, slots=True)
class Rules:
    """What listings are judged by: the words of ours they may use, and what we know of places."""

    words: Words
    guide: WordingGuide
    gazetteer: Gazetteer
    councils: frozenset[str]

    @classmethod
    def of(cls, catalogue: Catalogue, gazetteer: Gazetteer, folder: Path) -> "Rules":
        """Return the rules of a data folder. Of a broken list of words, the check tells."""
        try:
            guide = WordingGuide.read(folder / "wording.csv")
        except (OSError, UnicodeDecodeError, KeyError):
            guide = WordingGuide(())
        councils = (code for area in catalogue.areas.values() for code in area.councils)
        return cls(Words.of(catalogue), guide, gazetteer, frozenset(councils))

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the slugs that listings may use, by kind."""
        return {"needs": tuple(self.words.needs), "areas": tuple(self.words.areas)}

    def judge(self, fields: Fields) -> tuple[list[Said], list[Said]]:
        """Return what is wrong with a listing, and what is worth a second look."""
        if hidden := list(_find_hidden(fields)):
            return hidden, []
        try:
            service = Service.model_validate(dict(fields), context=dict(self.names))
        except ValidationError as error:
            return [_say(at, message) for at, message in explain(error, Service)], []
        faults = self._check(service, fields)
        wrong = [_say_fault(at, f) for at, f in faults if f.severity == "error"]
        return wrong, [_say_fault(at, f) for at, f in faults if f.severity == "warning"]

    def _check(self, service: Service, fields: Fields) -> list[tuple[Position, Fault]]:
        """Return faults with where they are: a draft notes what it is asked about."""
        asked: list[Position] = []

        def line_of(position: Position) -> int:
            asked.append(position)
            return 1

        written = Written(service, Draft(cast("Value", dict(fields)), "", 0, line_of))
        faults = [
            *check_text(written, self.guide),
            *check_places(written, self.gazetteer, self.councils),
        ]
        return list(zip(asked, faults, strict=True))


def column_of(position: Position) -> str:
    """Return the column where something stands: the easy one, where there is one for it."""
    names = tuple(step for step in position if isinstance(step, str))
    if len(names) > 1 and names[-1] in _EASY.get(names[0], ()):
        return names[-1]
    return _BY_PLACE.get(names[:2]) or _BY_PLACE.get(names[:1]) or (names[0] if names else "")


def _say(position: Position, message: str) -> Said:
    has_index = any(isinstance(step, int) for step in position)
    return Said(column_of(position), f"{say_field(position)}: {message}" if has_index else message)


def _say_fault(position: Position, fault: Fault) -> Said:
    return _say(position, fault.message)


def _find_hidden(fields: Fields) -> list[Said]:
    found = []
    for name, value in fields.items():
        told = next(filter(None, map(find_hidden, _texts(value))), None)
        if told is not None:
            found.append(Said(column_of((name,)), told[1]))
    return found


def _texts(value: Text) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value
    return [text for item in items for text in _texts(item)]
