"""Change a listing in a file's text and leave every other byte as it is.

A file is cut into its entries, an entry into its fields, and only the lines of a field that changes
are written anew. What comes out is read back and compared before anybody gets to see it.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from app.content.models import Service
from app.content.yaml_source import Passage, parse_yaml, split_entries
from app.planning.yaml_writing import CannotWrite, Text, rewrite_field, write_field

Changes = Mapping[str, Text | None]
"""New values by field; None takes the field away."""

ORDER = {name: place for place, name in enumerate(Service.model_fields)}
BYTE_ORDER_MARK = "\ufeff"

_ID = re.compile(r"^(?:-| ) +id: *[\"']?([\w-]+)", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NOTHING = re.compile(r"(?P<notes>(?:[ \t]*(?:#.*)?\r?\n)*)(?:\[ *\][ \t]*(?:\r?\n)?)?(?P<end>\s*)")
"""A file without an entry: comments, and perhaps the sign for an empty list."""


def splice(text: str, changes: Mapping[str, Changes], additions: Sequence[Changes] = ()) -> str:
    """Return a file's text with some listings changed, by id, and others added at its end.

    Raises CannotWrite where a listing is not in the text, or the text is not one we can cut.
    """
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    body = text.removeprefix(mark)
    newline = "\r\n" if "\r\n" in body else "\n"
    passages = split_entries(body)
    if not passages:
        if changes or not (empty := _NOTHING.fullmatch(body)):
            raise CannotWrite("the file cannot be cut into listings → run reachin check")
        return mark + _join(empty["notes"], additions, newline)
    asked = [changes.get(_name_among(changes, passage) or "") for passage in passages]
    if sum(found is not None for found in asked) != len(changes):
        raise CannotWrite("a listing is not in its file any more → start again")
    texts = [
        change_entry(passage.text, found, newline) if found else passage.text
        for passage, found in zip(passages, asked, strict=True)
    ]
    start = body[: len(body) - sum(len(passage.text) for passage in passages)]
    after = _join(start + "".join(texts), additions, newline)
    _prove(passages, split_entries(after), asked, additions)
    return mark + after


def _name_among(names: Container[str], passage: Passage) -> str | None:
    """Return a listing's id if it is one of some names; only such listings are read."""
    if not any(found in names for found in _ID.findall(passage.text)):
        return None
    value = passage.read()
    name = value.get("id") if isinstance(value, dict) else None
    return name if isinstance(name, str) and name in names else None


def change_entry(entry: str, changes: Changes, newline: str = "\n") -> str:
    """Return one listing's text with some fields changed. Raises CannotWrite."""
    lines = _Lines.of(entry)
    for name in sorted(changes, key=lambda name: ORDER.get(name, len(ORDER))):
        lines = lines.put(name, changes[name], newline)
    return lines.text


def write_entry(fields: Changes, newline: str = "\n") -> str:
    """Return a new listing's text, its fields in the order of the guide. Raises CannotWrite."""
    given = {name: value for name, value in fields.items() if value is not None}
    names = sorted(given, key=lambda name: ORDER.get(name, len(ORDER)))
    written = "".join(_indent(write_field(name, given[name]), 2) for name in names)
    return _with_newlines("-" + written[1:], newline)


def _join(text: str, additions: Sequence[Changes], newline: str) -> str:
    for fields in additions:
        if text and not text.endswith("\n"):
            text += newline
        if text and not text.endswith(newline * 2):
            text += newline
        text += write_entry(fields, newline)
    return text


def _prove(
    before: Sequence[Passage],
    after: Sequence[Passage],
    asked: Sequence[Changes | None],
    additions: Sequence[Changes],
) -> None:
    """Raise CannotWrite unless what was asked, and nothing else, is what the text now says."""
    wrong = CannotWrite("the file is written in a way we cannot change → change it by hand")
    if len(after) != len(before) + len(additions):
        raise wrong
    for old, new, changes in zip(before, after, asked, strict=False):
        if changes and new.read() != _apply(old.read(), changes):
            raise wrong
        if not changes and not _differ_in_space(old.text, new.text):
            raise wrong
    for passage, fields in zip(after[len(before) :], additions, strict=True):
        if passage.read() != _apply({}, fields):
            raise wrong


def _differ_in_space(old: str, new: str) -> bool:
    """Return whether two texts are the same, or the new one only has an empty line more."""
    return new == old or (
        new.startswith(old) and not new[len(old) :].strip() and _same_value(old, new)
    )


def _same_value(old: str, new: str) -> bool:
    return parse_yaml(old).value == parse_yaml(new).value


def _apply(value: object, changes: Changes) -> dict[str, Any]:
    fields = dict(value) if isinstance(value, dict) else {}
    fields |= {name: given for name, given in changes.items() if given is not None}
    return {name: given for name, given in fields.items() if changes.get(name, "") is not None}


@dataclass(frozen=True, slots=True)
class _Lines:
    """A listing's lines, without its dash, and where each of its fields stands in them."""

    lines: tuple[str, ...]
    column: int
    fields: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, entry: str) -> "_Lines":
        """Cut a listing into fields. Raises CannotWrite where it is not one we can cut."""
        lines = _LINE.findall(" " + entry[1:])
        try:
            root = yaml.compose("".join(lines), Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            raise CannotWrite("this listing cannot be read → run reachin check") from error
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            raise CannotWrite("this listing is written in one line → write a field a line first")
        starts = [(key.value, key.start_mark.line, key.start_mark.column) for key, _ in root.value]
        column = starts[0][2]
        ends = [line for _, line, _ in starts[1:]] + [len(lines)]
        spans = {
            str(name): (line, _trim(lines, line, end, column))
            for (name, line, _), end in zip(starts, ends, strict=True)
        }
        if len(spans) != len(starts):
            raise CannotWrite("a field is written twice → run reachin check")
        return cls(tuple(lines), column, spans)

    @property
    def text(self) -> str:
        """Return the listing, with its dash."""
        return "-" + "".join(self.lines)[1:]

    def put(self, name: str, value: Text | None, newline: str) -> "_Lines":
        """Return the listing with one field changed, added or taken away."""
        if name in self.fields:
            start, end = self.fields[name]
            if value is None:
                return self._replace(start, end, "")
            old = "".join(line[self.column :] or "\n" for line in self.lines[start:end])
            written = rewrite_field(old.replace("\r\n", "\n"), name, value)
        elif value is None:
            return self
        else:
            start = end = self._place_of(name)
            written = write_field(name, value)
        return self._replace(start, end, _with_newlines(_indent(written, self.column), newline))

    def _replace(self, start: int, end: int, written: str) -> "_Lines":
        before, after = "".join(self.lines[:start]), "".join(self.lines[end:])
        if before and not before.endswith("\n"):
            before += "\n"
        text = before + written + after
        return _Lines.of("-" + text[1:]) if text[:1] == " " else self._refuse()

    def _refuse(self) -> "_Lines":
        raise CannotWrite("the first line of a listing cannot be taken away")

    def _place_of(self, name: str) -> int:
        """Return the line where a new field belongs: after those that come before it."""
        place = ORDER.get(name, len(ORDER))
        earlier = [
            end for other, (_, end) in self.fields.items() if ORDER.get(other, 0) < place
        ] or [end for _, end in self.fields.values()]
        return max(earlier)


def _trim(lines: list[str], start: int, end: int, column: int) -> int:
    """Return where a field ends: before the empty lines and comments that only follow it."""
    while end > start + 1:
        line = lines[end - 1]
        bare = line.lstrip()
        is_note = bare.startswith("#") and len(line) - len(bare) <= column
        if bare and not is_note:
            break
        end -= 1
    return end


def _indent(text: str, column: int) -> str:
    margin = " " * column
    return "".join(margin + line if line.strip() else line for line in _LINE.findall(text))


def _with_newlines(text: str, newline: str) -> str:
    return text.replace("\n", newline) if newline != "\n" else text
