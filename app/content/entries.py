"""Read YAML files of entries (listings, needs, areas, dangers), keeping where each was written.

Reading has two steps, so that one pass reports every fault: first all entries as they were typed,
whose names others may use; then each as a model, checked against the names that were written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from app.content.explaining import explain
from app.content.faults import Fault, Severity, shown_path
from app.content.fields import Entry
from app.content.memory import NO_MEMORY, Memory
from app.content.yaml_source import (
    Position,
    Problem,
    Source,
    Value,
    parse_yaml,
    read_text,
    split_entries,
)

EntryType = TypeVar("EntryType", bound=Entry)
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry as it was typed, and where.

    `text` is empty where the file could not be read entry by entry. `remembered` says that this
    very text was found good before.
    """

    value: Value
    file: str
    index: int
    line_of: Callable[[Position], int]
    text: str = ""
    remembered: bool = False

    @property
    def slug(self) -> str | None:
        """Return the entry's id or slug, if it has one."""
        return self._text_at("id", "slug")

    @property
    def name(self) -> str:
        """Return what to call the entry in a report."""
        return self._text_at("id", "slug", "name", "title") or f"entry {self.index + 1}"

    def fault(self, position: Position, message: str, severity: Severity = "error") -> Fault:
        """Make a fault about one of this entry's fields, on the line where the field stands."""
        line = self.line_of(position)
        return Fault(self.file, line, self.name, say_field(position), message, severity)

    def _text_at(self, *keys: str) -> str | None:
        if not isinstance(self.value, dict):
            return None
        found = (self.value.get(key) for key in keys)
        return next((text for text in found if isinstance(text, str) and text), None)


@dataclass(frozen=True, slots=True)
class Drafts:
    """All entries of one kind. Where a file could not be read, `whole` is False."""

    entries: tuple[Draft, ...]
    whole: bool

    @property
    def names(self) -> Names | None:
        """Return the ids or slugs written, or None where some of them could not be read."""
        return tuple(draft.slug for draft in self.entries if draft.slug) if self.whole else None


@dataclass(frozen=True, slots=True)
class Written(Generic[EntryType]):
    """One good entry, and what was typed."""

    entry: EntryType
    draft: Draft


def read_drafts(
    folder: Path, paths: Iterable[Path], faults: list[Fault], memory: Memory = NO_MEMORY
) -> Drafts:
    """Read every entry of some files; what is not YAML as we accept it is added to `faults`."""
    read = [_read_file(path, shown_path(path, folder.parent), faults, memory) for path in paths]
    entries = tuple(draft for drafts in read for draft in drafts or ())
    return Drafts(entries, whole=None not in read)


def read_entries(
    drafts: Drafts,
    model: type[EntryType],
    known: Mapping[str, Names | None],
    faults: list[Fault],
) -> list[Written[EntryType]]:
    """Return the entries that are good; faults in the others are added to `faults`.

    `known` gives the names that entries may use, by kind; None leaves a kind unchecked.
    """
    written = []
    for draft in drafts.entries:
        try:
            entry = model.model_validate(draft.value, strict=False, context=dict(known))
        except ValidationError as error:
            faults += (draft.fault(at, message) for at, message in explain(error, model))
        else:
            written.append(Written(entry, draft))
    return written


def say_field(position: Position) -> str:
    """Return a field's place in an entry as a planner reads it: "places 2 postcode"."""
    return " ".join(str(step + 1) if isinstance(step, int) else step for step in position)


def _read_file(path: Path, file: str, faults: list[Fault], memory: Memory) -> list[Draft] | None:
    if not path.is_file():
        faults.append(Fault(file, 1, "", "", "this file is missing → put it back"))
        return None
    text = read_text(path)
    if isinstance(text, Source):
        return _read_whole(text, file, faults)
    return _read_passages(text, file, memory) or _read_whole(parse_yaml(text), file, faults)


def _read_passages(text: str, file: str, memory: Memory) -> list[Draft]:
    """Return the drafts of a file, entry by entry; none where any of them has a problem."""
    drafts: list[Draft] = []
    for index, passage in enumerate(split_entries(text)):
        known = memory.recall(passage.text)
        value = known if known is not None else passage.read()
        if value is None:
            return []
        is_known = known is not None
        drafts.append(Draft(value, file, index, passage.line_of, passage.text, is_known))
    return drafts


def _read_whole(source: Source, file: str, faults: list[Fault]) -> list[Draft] | None:
    if not isinstance(source.value, list):
        told = list(source.problems)
        if source.value is not None or not told:
            told.append(Problem(1, _say_not_a_list(source.value)))
        faults += (Fault(file, problem.line, "", "", problem.message) for problem in told)
        return None
    drafts = [
        Draft(value, file, index, partial(_find_line, source, index))
        for index, value in enumerate(source.value)
    ]
    faults += _say_problems(source.problems, drafts)
    return drafts


def _find_line(source: Source, index: int, position: Position) -> int:
    return source.line_of((index, *position))


def _say_not_a_list(value: Value) -> str:
    if value is None:
        return "there is nothing in this file → put the entries back, or write [] if it has none"
    return 'this must be a list → start each entry with "- "'


def _say_problems(problems: Iterable[Problem], drafts: list[Draft]) -> Iterator[Fault]:
    for problem in problems:
        index, *position = problem.position
        draft = drafts[int(index)]
        field = say_field(tuple(position))
        yield Fault(draft.file, problem.line, draft.name, field, problem.message)
