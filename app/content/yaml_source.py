"""Read YAML that strangers may have edited, keeping the line of every value.

Only plain mappings, lists and text come through: every scalar stays the text that was typed, so
"no", "on" and "10:30" mean what a planner meant. Anchors, aliases and tags are refused (they are
how a small file becomes a huge one), and so are repeated keys, deep nesting and huge files.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
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

_ENTRY = re.compile(r"^-(?=\s)", re.MULTILINE)
_NOTES = re.compile(r"(?: *(?:#.*)?\r?\n)*")
"""Empty lines and comments: what may stand above the first entry."""
_NOT_A_PLAIN_LIST = re.compile(r"^(?:---|\.\.\.|%)|\r(?!\n)|[\x85\u2028\u2029]", re.MULTILINE)
"""Marks of a second document, and breaks between lines that count as lines for YAML alone."""

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


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one entry of a file that is a list, and the 1-based line it starts on."""

    text: str
    line: int

    def read(self) -> Value:
        """Return the entry, or None where its text alone is not one good entry."""
        source = parse_yaml(self.text)
        if source.problems or not isinstance(source.value, list) or len(source.value) != 1:
            return None
        return source.value[0]

    def line_of(self, position: Position) -> int:
        """Return the line in the file of a value in the entry."""
        return self.line - 1 + parse_yaml(self.text).line_of((0, *position))


def read_yaml(path: Path) -> Source:
    """Read one file. Never raises for what is in it: problems are part of the answer."""
    text = read_text(path)
    return text if isinstance(text, Source) else parse_yaml(text)


def read_text(path: Path) -> str | Source:
    """Return the text of one file, or the problem that keeps it from being read."""
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        return _refused(1, f"this file is over {limit} MB → split it into a folder of files")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return _refused(line, "this letter is not UTF-8 → save the file with UTF-8 encoding")


def split_entries(text: str) -> tuple[Passage, ...]:
    """Return the entries of a list that stands at the left margin; none for any other text.

    Entry by entry reads as the whole text does wherever each passage is good on its own: outside
    quotes and brackets, a dash at the margin always starts an entry, and one inside them leaves
    the passage before it unfinished.
    """
    starts = [match.start() for match in _ENTRY.finditer(text)]
    is_plain = starts and _NOTES.fullmatch(text, 0, starts[0])
    if not is_plain or _NOT_A_PLAIN_LIST.search(text):
        return ()
    line = text.count("\n", 0, starts[0]) + 1
    passages = []
    for start, end in pairwise([*starts, len(text)]):
        passages.append(Passage(text[start:end], line))
        line += passages[-1].text.count("\n")
    return tuple(passages)


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
