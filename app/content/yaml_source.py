"""Read YAML that strangers may have edited, keeping the line of every value.

Only plain mappings, lists and text come through: every scalar stays the text that was typed, so
"no", "on" and "10:30" mean what a planner meant. Anchors, aliases and tags are refused (they are
how a small file becomes a huge one), and so are repeated keys, deep nesting and huge files.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from app.content.yaml_slips import QUOTE_IT, explain_slip, find_hidden, refuse_sign

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 12

_STARTS = ("id", "slug")
"""Fields that begin an entry: one written twice is most likely a forgotten dash."""

Position = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"] | None

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not YAML as we accept it, with its 1-based line and where that is."""

    line: int
    message: str
    position: Position = ()


@dataclass(slots=True)
class Source:
    """One file's values, the line of each, and the problems met while reading."""

    value: Value = None
    lines: dict[Position, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, position: Position) -> int:
        """Return the line of the value at a position, or of the nearest thing that holds it."""
        while position and position not in self.lines:
            position = position[:-1]
        return self.lines.get(position, 1)


def read_yaml(path: Path) -> Source:
    """Read one file. Never raises for what is in it: problems are part of the answer."""
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        return _refused(1, f"this file is over {limit} MB → split it into a folder of files")
    try:
        return parse_yaml(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return _refused(line, "this letter is not UTF-8 → save the file with UTF-8 encoding")


def parse_yaml(text: str) -> Source:
    """Read YAML text, as `read_yaml` does."""
    if hidden := find_hidden(text):
        return _refused(*hidden)
    source = Source()
    reader = _Reader(yaml.parse(text, Loader=_Loader), source)
    try:
        reader.read_document()
    except yaml.MarkedYAMLError as error:
        line, message = explain_slip(error, text)
        last = max(1, len(text.splitlines()))
        return Source(problems=[*source.problems, Problem(min(line, last), message)])
    except _Refused as refusal:
        return Source(problems=[*source.problems, refusal.problem])
    return source


def _refused(line: int, message: str) -> Source:
    return Source(problems=[Problem(line, message)])


class _Refused(Exception):
    def __init__(self, event: Any, message: str) -> None:
        self.problem = Problem(event.start_mark.line + 1, message)
        super().__init__(message)


class _Reader:
    """Turns the parser's events into values, noting lines on the way."""

    def __init__(self, events: Iterator[Any], source: Source) -> None:
        self._events = events
        self._source = source

    def read_document(self) -> None:
        begun = False
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if begun:
                    raise _Refused(event, "this line starts a second list → remove the line")
                begun = True
                self._source.value = self._read_value(next(self._events), ())

    def _read_value(self, event: Any, at: Position) -> Value:
        self._source.lines.setdefault(at, event.start_mark.line + 1)
        self._refuse_tricks(event, at)
        if isinstance(event, yaml.ScalarEvent):
            is_empty = not event.style and event.value in ("", "~", "null")
            return None if is_empty else str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._read_list(at)
        return self._read_mapping(at)

    def _refuse_tricks(self, event: Any, at: Position) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(event, refuse_sign("*"))
        if event.anchor is not None:
            raise _Refused(event, refuse_sign("&"))
        if event.tag is not None:
            raise _Refused(event, refuse_sign("!"))
        if len(at) > MAX_DEPTH:
            raise _Refused(event, "lists inside lists this deep are not allowed → check the spaces")

    def _read_list(self, at: Position) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._read_value(event, (*at, len(items))))
        return items

    def _read_mapping(self, at: Position) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._read_key(event, at)
            here = (*at, key)
            line = event.start_mark.line + 1
            if key in values:
                first = self._source.lines[here]
                message = f'"{key}" is written twice (first on line {first}) → keep one of them'
                if key in _STARTS:
                    message += f', or start a new entry with "- {key}:"'
                self._source.problems.append(Problem(line, message, here))
                self._read_value(next(self._events), (*here, "twice"))
                continue
            self._source.lines[here] = line
            values[key] = self._read_value(next(self._events), here)
        return values

    def _read_key(self, event: Any, at: Position) -> str:
        self._refuse_tricks(event, at)
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused(event, f"a field name must be plain text → {QUOTE_IT}")
        return str(event.value)
