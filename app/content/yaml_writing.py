"""Write entries as YAML the way planners do, so that an export can be edited and read again.

Text is written plain only where every reader of YAML 1.1 and 1.2 takes it as text; else in quotes.
Our own reader (`yaml_source`) and any other then agree on what it says.
"""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import yaml

from app.content.records import Record, Value

WIDTH = 100
_STEP = 2
_PLAIN = re.compile(r"(?:[A-Za-z0-9£(])(?:[\w £€’‘“”().,;/&+%!?@=~'\"–—…[\]-]|:(?=\S)|(?<=\S)#)*")
_IN_A_LINE = re.compile(r"[A-Za-z0-9+][\w +&/.’-]*")
"""What may stand without quotes inside brackets."""
_FOLDS = re.compile(r"\S+(?: \S+)*")
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_OCTAL = re.compile(r"0o[0-7]+")
"""A number in YAML 1.2 alone (section 10.3.2)."""


def write_entry(record: Record) -> str:
    """Return one entry of a file that is a list: it starts with a dash and ends with a line end."""
    lines = list(_write_fields(record, _STEP))
    return "\n".join(["- " + lines[0][_STEP:], *lines[1:], ""])


def write_entries(records: Iterable[Record]) -> Iterator[str]:
    """Yield entries with an empty line between them; nothing to list is an empty list."""
    number = 0
    for number, record in enumerate(records, 1):
        yield ("\n" if number > 1 else "") + write_entry(record)
    if not number:
        yield "[]\n"


def write_line(record: Mapping[str, Value]) -> str:
    """Return fields as one line, `phone: 0141 496 0001, name: Evening line`.

    In braces it is a YAML mapping.
    """
    return ", ".join(f"{key}: {_write_inside(value)}" for key, value in record.items())


def _write_fields(record: Mapping[str, Value], indent: int) -> Iterator[str]:
    for key, value in record.items():
        yield from _write_field(" " * indent + f"{key}:", value, indent)


def _write_field(start: str, value: Value, indent: int) -> Iterator[str]:
    if isinstance(value, dict):
        yield start
        yield from _write_fields(value, indent + _STEP)
    elif isinstance(value, list):
        yield from _write_list(start, value, indent)
    elif isinstance(value, str) and len(start) + len(value) >= WIDTH and _folds(value):
        yield f"{start} >-"
        margin = " " * (indent + _STEP)
        yield from textwrap.wrap(
            value,
            WIDTH,
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield f"{start} {_write_scalar(value)}"


def _write_list(start: str, items: list[Value], indent: int) -> Iterator[str]:
    short = f"{start} [{', '.join(map(str, items))}]"
    if len(short) <= WIDTH and all(_stands_in_brackets(item) for item in items):
        yield short
        return
    yield start
    dash = " " * (indent + _STEP) + "- "
    for item in items:
        if isinstance(item, dict):
            first, *rest = _write_fields(item, len(dash))
            yield dash + first[len(dash) :]
            yield from rest
        else:
            yield dash + _write_scalar(item)


def _stands_in_brackets(item: Value) -> bool:
    return isinstance(item, str) and _IN_A_LINE.fullmatch(item) is not None and _is_text(item)


def _write_scalar(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if _is_plain(text) else _quote(text)


def _write_inside(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_write_inside, value))}]"
    if isinstance(value, dict):
        return f"{{{write_line(value)}}}"
    written = _write_scalar(value)
    is_quoted = written.startswith('"')
    return _quote(written) if not is_quoted and re.search(r"[][{},?]", written) else written


def _is_plain(text: str) -> bool:
    is_tidy = text.isprintable() and not text.endswith((" ", ":"))
    return is_tidy and _PLAIN.fullmatch(text) is not None and _is_text(text)


def _is_text(text: str) -> bool:
    """Return whether readers that guess what a value is would take this for text."""
    guesses = [*_RESOLVERS.get(text[:1], ()), *_RESOLVERS.get(None, ())]
    return not any(pattern.match(text) for _, pattern in guesses) and not _OCTAL.fullmatch(text)


def _folds(text: str) -> bool:
    return text.isprintable() and _FOLDS.fullmatch(text) is not None


def _quote(text: str) -> str:
    """Return text in double quotes: JSON's are YAML's, once nothing unseen stands in them."""
    return "".join(map(_escape, json.dumps(text, ensure_ascii=False)))


def _escape(sign: str) -> str:
    if sign.isprintable():
        return sign
    code = ord(sign)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
