"""What each feed said last time, kept beside the listings so that the next import can compare.

`data/imports/<feed>.json` belongs in the data's git history: one listing a line, in order, so that
a diff shows what a feed changed. Listings that planners must finish first stand in YAML beside it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.content.loading import IMPORTS
from app.content.yaml_source import Source, parse_yaml, read_text
from app.planning.merging import Fields
from app.planning.yaml_files import replace_file
from app.planning.yaml_splicing import Changes, splice
from app.planning.yaml_writing import CannotWrite, Text, as_text

TO_FINISH = """\
# Listings of this feed that cannot be shown yet: each lacks something that a listing must have.
# Add the missing lines, then move the listing into {file}. docs/importing.md tells more.
"""


class SnapshotDamaged(Exception):
    """What a feed said last time cannot be read. Says so to a planner."""


@dataclass(frozen=True, slots=True)
class Known:
    """A listing of a feed: its id here, and what the feed said of it."""

    listing: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one feed said last time, by its own ids."""

    feed: str
    source: str = ""
    licence: str = ""
    on: str = ""
    listings: Mapping[str, Known] = field(default_factory=dict)


def read_snapshot(folder: Path, feed: str) -> Snapshot:
    """Return what a feed said last time; an empty one if it was never imported.

    Raises SnapshotDamaged: comparing with nothing would take every edit for a conflict.
    """
    path = _path(folder, feed)
    if not path.exists():
        return Snapshot(feed)
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        listings = {
            name: Known(str(said["listing"]), _fields(said["fields"]))
            for name, said in value["listings"].items()
        }
        source, licence, on = (str(value[name]) for name in ("source", "licence", "on"))
        return Snapshot(feed, source, licence, on, listings)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path.name} is damaged → take the last good one from the data's git history"
        raise SnapshotDamaged(message) from error


def write_snapshot(folder: Path, snapshot: Snapshot) -> None:
    """Keep what a feed said. Raises OSError. Hold the folder's lock."""
    about = {"feed": snapshot.feed, "source": snapshot.source}
    about |= {"licence": snapshot.licence, "on": snapshot.on}
    head = ",\n".join(f"{_json(name)}: {_json(value)}" for name, value in about.items())
    lines = ",\n".join(
        f"{_json(name)}: {_json({'listing': known.listing, 'fields': dict(known.fields)})}"
        for name, known in sorted(snapshot.listings.items())
    )
    text = f'{{\n{head},\n"listings": {{\n{lines}\n}}\n}}\n'
    replace_file(_path(folder, snapshot.feed), text.encode())


def add_to_finish(folder: Path, feed: str, file: str, listings: Sequence[Changes]) -> Path | None:
    """Add listings that are not good yet to their file; those that stand there stay as they are.

    Return the file, if anything was added. Raises CannotWrite, OSError. Hold the folder's lock.
    """
    path = folder / IMPORTS / f"{feed}-to-finish.yaml"
    text = TO_FINISH.format(file=file)
    there: set[str] = set()
    if path.exists():
        found = read_text(path)
        if isinstance(found, Source):
            raise CannotWrite(f"{path.name} cannot be read → mend it or remove it")
        text, there = found, _ids_in(found)
    new = [fields for fields in listings if _source_id(fields.get("imported")) not in there]
    if not new:
        return None
    replace_file(path, splice(text, {}, new).encode())
    return path


def _path(folder: Path, feed: str) -> Path:
    return folder / IMPORTS / f"{feed}.json"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _fields(value: object) -> dict[str, Text]:
    fields = as_text(value)
    if not isinstance(fields, dict):
        raise TypeError("fields are not fields")
    return fields


def _ids_in(text: str) -> set[str]:
    value = parse_yaml(text).value
    entries = value if isinstance(value, list) else []
    return {_source_id(entry.get("imported")) for entry in entries if isinstance(entry, dict)}


def _source_id(imported: object) -> str:
    return str(imported.get("id")) if isinstance(imported, dict) else ""
