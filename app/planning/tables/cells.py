"""What a field says as the text of one cell, and back: whatever is written reads back the same.

Several short values are split by "; ", opening times and sources have a line for each, contacts and
places have a line for each that is a YAML mapping once braces are put around it. What would not
read back from that is written as JSON, which every reader of YAML knows.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from app.content.tables import BETWEEN
from app.content.yaml_source import parse_yaml
from app.content.yaml_writing import write_line
from app.planning.yaml_writing import Text, as_text

Form = Literal["text", "choice", "yes or no", "date", "list", "slugs", "lines", "hours", "entries"]
"""How a cell holds its field. `list` may hold words with commas, `slugs` may be split by them."""

_SPLIT = {
    "list": re.compile(r"[;\n]"),
    "slugs": re.compile(r"[;,\n]"),
    "lines": re.compile(r"\n"),
    "hours": re.compile(r"[;\n]"),
}
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]00:00(?::00)?)?")
_YES = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}


class CellProblem(Exception):
    """A cell that cannot be read. Says what is wrong and how to mend it."""


def write_cell(value: Text | None, form: Form) -> str:
    """Return a field's value as a cell; nothing where it says nothing."""
    if value is None:
        return ""
    plain = _write_plainly(value, form)
    if plain is not None and _reads_as(plain, form, value):
        return plain
    return json.dumps(value, ensure_ascii=False)


def read_cell(cell: str, form: Form) -> Text | None:
    """Return what a cell says; None where it is empty. Raises CellProblem."""
    text = cell.strip()
    if not text:
        return None
    if form == "entries":
        return _read_entries(text)
    if form in _SPLIT:
        return _read_items(text, form)
    return _READ[form](text) if form in _READ else text


def tidy(cell: str) -> str:
    """Return a cell as it is compared: spaces within a line, and around it, do not count."""
    return "\n".join(" ".join(line.split()) for line in cell.strip().splitlines())


def _write_plainly(value: Text, form: Form) -> str | None:
    if isinstance(value, str):
        return value if form != "entries" else None
    if isinstance(value, dict):
        return None
    if form == "entries":
        return "\n".join(_write_line(each) for each in value if isinstance(each, dict))
    between = "\n" if form in ("lines", "hours") else BETWEEN
    return between.join(each for each in value if isinstance(each, str))


def _write_line(entry: Mapping[str, Text]) -> str:
    record: dict[str, object] = dict(entry)
    return write_line(record)  # type: ignore[arg-type]


def _reads_as(plain: str, form: Form, value: Text) -> bool:
    try:
        read = read_cell(plain, form)
    except CellProblem:
        return False
    return read == value or read == [value]


def _read_items(text: str, form: Form) -> Text | None:
    if (items := _read_json(text)) is not None and all(isinstance(item, str) for item in items):
        return items
    parts = (part.strip() for part in _SPLIT[form].split(text))
    return [part for part in parts if part] or None


def _read_entries(text: str) -> Text:
    items = _read_json(text)
    if items is not None and all(isinstance(item, dict) for item in items):
        return items
    return [_read_entry(line) for line in text.splitlines() if line.strip()]


def _read_entry(line: str) -> Text:
    source = parse_yaml(f"{{{line.strip()}}}")
    entry = source.value
    is_good = isinstance(entry, dict) and not source.problems
    if not is_good or any(value is None for value in entry.values()):  # type: ignore[union-attr]
        raise CellProblem(
            f'"{line.strip()}" is no line we can read → write it like phone: 0141 496 0001, name:'
            " Evening line"
        )
    return as_text(entry)


def _read_json(text: str) -> list[Text] | None:
    """Return a list that stands in a cell as JSON, which is also YAML; None where there is none."""
    if not (text.startswith("[") and text.endswith("]")):
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    value = as_text(found)
    return value if isinstance(value, list) else None


def _read_date(text: str) -> Text:
    """Return a date as files hold it; spreadsheets here write the day first."""
    if iso := _ISO.fullmatch(text):
        return iso[1]
    if british := _BRITISH.fullmatch(text):
        day, month, year = map(int, british.groups())
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return text
    return text


def _read_yes(text: str) -> Text:
    return _YES.get(text.lower(), text)


_READ: Mapping[str, Callable[[str], Text]] = {"date": _read_date, "yes or no": _read_yes}
