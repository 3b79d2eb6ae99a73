"""Write values as a planner would type them, and change a field without losing its comments.

Every text that is written is read back first: whatever style it is in, it says what was asked.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
)

from app.content import yaml_source
from app.content.yaml_source import parse_yaml

Text = str | list["Text"] | dict[str, "Text"]
"""A value as the file holds it: text, lists and fields, and nothing else."""

WIDTH = 94
"""Where a long text goes on in the next line, counted in letters."""
LONG = 72
"""A text longer than this gets lines of its own."""

_SHORT_ITEM = re.compile(r"[\w&/+' -]{1,50}")
_LOOKS_EMPTY = frozenset({"", "~", "null"})


class CannotWrite(Exception):
    """A value that no file of ours can hold, or a text that cannot be changed. Says which."""


class _AsTyped(BaseResolver):
    """Takes every scalar as the text it is, as our own reader does: `yes`, `10:30`, `999`."""

    processing_version = (1, 2)

    def __init__(self, version: Any = None, loader: Any = None, loadumper: Any = None) -> None:
        del version
        super().__init__(loadumper=loader or loadumper)


def as_text(value: object) -> Text:
    """Return a value as a file holds it: yes and no for true and false, numbers as words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return {str(key): as_text(item) for key, item in value.items() if item is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_text(item) for item in value if item is not None]
    return str(value)


def write_field(name: str, value: Text) -> str:
    """Return a field's own lines, from the left margin. Raises CannotWrite."""
    for style in (_style, _style_safely):
        text = _dump({name: style(value)})
        if text is not None and _reads_as(text, name, value):
            return text
    raise CannotWrite(f"{name}: what it says cannot be written into a file")


def rewrite_field(text: str, name: str, value: Text) -> str:
    """Return a field's lines with another value; comments and what stays the same are kept.

    `text` is the field as it stands, from the left margin. Raises CannotWrite.
    """
    try:
        document = _yaml().load(text)
        document[name] = _weave(document[name], value)
        written = _dump(document)
    except (YAMLError, KeyError, TypeError, AttributeError, ValueError):
        written = None
    if written is not None and _reads_as(written, name, value):
        return written
    return write_field(name, value)


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _AsTyped
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dump(document: object) -> str | None:
    written = StringIO()
    try:
        _yaml().dump(document, written)
    except (YAMLError, ValueError):
        return None
    return re.sub(r"[ \t]+$", "", written.getvalue(), flags=re.MULTILINE)


def _reads_as(text: str, name: str, value: Text) -> bool:
    source: yaml_source.Source = parse_yaml(text)
    return not source.problems and source.value == {name: value}


def _style(value: Text) -> object:
    """Choose how each part is written: short lists in brackets, long texts folded."""
    if isinstance(value, dict):
        return {key: _style(item) for key, item in value.items()}
    if isinstance(value, list):
        return _style_list(value)
    if value in _LOOKS_EMPTY:
        return DoubleQuotedScalarString(value)
    if value != value.strip():
        return DoubleQuotedScalarString(value)
    if "\n" in value:
        return LiteralScalarString(value)
    return FoldedScalarString(value) if len(value) > LONG and " " in value else value


def _style_list(value: list[Text]) -> CommentedSeq:
    items = CommentedSeq(_style(item) for item in value)
    short = [item for item in value if isinstance(item, str) and _SHORT_ITEM.fullmatch(item)]
    if len(short) == len(value) and sum(len(item) + 2 for item in short) <= LONG:
        items.fa.set_flow_style()
    return items


def _style_safely(value: Text) -> object:
    if isinstance(value, dict):
        return {key: _style_safely(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_style_safely(item) for item in value]
    return DoubleQuotedScalarString(value)


def _weave(old: object, new: Text) -> object:
    """Put a new value where an old one stands, leaving alone every part that is the same."""
    if old == new:
        return old
    if isinstance(old, CommentedMap) and isinstance(new, dict):
        return _weave_fields(old, new)
    if isinstance(old, CommentedSeq) and isinstance(new, list):
        return _weave_list(old, new)
    return _style(new)


def _weave_fields(old: CommentedMap, new: dict[str, Text]) -> CommentedMap:
    for key in [key for key in old if key not in new]:
        del old[key]
    for key, value in new.items():
        old[key] = _weave(old.get(key), value)
    return old


def _weave_list(old: CommentedSeq, new: list[Text]) -> CommentedSeq:
    """Change a list from its end, so that comments stay with the items they stand by."""
    names = [repr(item) for item in old]
    wanted = [repr(item) for item in new]
    steps = SequenceMatcher(None, names, wanted, autojunk=False).get_opcodes()
    for kind, start, end, first, last in reversed(steps):
        if kind == "equal":
            continue
        shared = min(end - start, last - first)
        for index in reversed(range(start + shared, end)):
            del old[index]
        for index in reversed(range(first + shared, last)):
            old.insert(start + shared, _style(new[index]))
        for offset in range(shared):
            old[start + offset] = _weave(old[start + offset], new[first + offset])
    return old
