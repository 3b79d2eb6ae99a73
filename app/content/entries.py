"""Read one YAML file of entries (listings, needs or areas), keeping where each was written."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from app.content.explaining import explain
from app.content.faults import Fault, Severity, shown_path
from app.content.fields import Entry
from app.content.yaml_source import Position, Source, Value, read_yaml

EntryType = TypeVar("EntryType", bound=Entry)


@dataclass(frozen=True, slots=True)
class Written(Generic[EntryType]):
    """One entry that could be read, and where."""

    entry: EntryType
    name: str
    file: str
    source: Source
    position: Position

    def fault(self, position: Position, message: str, severity: Severity = "error") -> Fault:
        """Make a fault about one of this entry's fields, on the line where the field stands."""
        line = self.source.line_of((*self.position, *position))
        return Fault(self.file, line, self.name, say_field(position), message, severity)


def read_entries(
    folder: Path, path: Path, model: type[EntryType], faults: list[Fault]
) -> list[Written[EntryType]]:
    """Read every entry of a file; what cannot be read is added to `faults`."""
    file = shown_path(path, folder.parent)
    if not path.is_file():
        faults.append(Fault(file, 1, "", "", "this file is missing → put it back"))
        return []
    source = read_yaml(path)
    faults += (Fault(file, problem.line, "", "", problem.message) for problem in source.problems)
    if source.value is None:
        return []
    if not isinstance(source.value, list):
        message = 'this must be a list → start each entry with "- "'
        faults.append(Fault(file, 1, "", "", message))
        return []
    found = (
        _read_entry(raw, index, source, file, model, faults)
        for index, raw in enumerate(source.value)
    )
    return [written for written in found if written is not None]


def say_field(position: Position) -> str:
    """Return a field's place in an entry as a planner reads it: "places 2 postcode"."""
    return " ".join(str(step + 1) if isinstance(step, int) else step for step in position)


def _read_entry(
    raw: Value,
    index: int,
    source: Source,
    file: str,
    model: type[EntryType],
    faults: list[Fault],
) -> Written[EntryType] | None:
    name = _name_of(raw, index)
    try:
        entry = model.model_validate(raw, strict=False)
    except ValidationError as error:
        for position, message in explain(error, model):
            line = source.line_of((index, *position))
            faults.append(Fault(file, line, name, say_field(position), message))
        return None
    return Written(entry, name, file, source, (index,))


def _name_of(raw: object, index: int) -> str:
    if isinstance(raw, dict):
        for key in ("id", "slug", "name", "title"):
            if isinstance(raw.get(key), str):
                return str(raw[key])
    return f"entry {index + 1}"
