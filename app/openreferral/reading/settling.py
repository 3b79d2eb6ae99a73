"""The last look at a draft: whatever our models would refuse is taken out, and said."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from app.content.explaining import explain
from app.content.models import Service
from app.content.yaml_source import Position
from app.openreferral.drafts import Note, Value
from app.openreferral.reading.parts import dropped

ORDER = tuple(
    name for name in Service.model_fields if name not in {"id", "edited", "status", "checked"}
)
REQUIRED = tuple(name for name in ORDER if Service.model_fields[name].is_required())

_STAND_INS: dict[str, Value] = {"id": "draft", "edited": "2000-01-01"}
_ROUNDS = 40
"""Faults in one field that are taken out singly; where there are more, the field goes."""
_LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Settled:
    """Fields in the model's order, all good; notes on what was not, and on what is missing."""

    fields: Mapping[str, Value]
    notes: tuple[Note, ...]
    missing: tuple[Note, ...]


def settle(fields: Mapping[str, Value], names: Mapping[str, tuple[str, ...]]) -> Settled:
    """Return fields without anything a listing may not have; a missing one it must have is noted.

    `names` are the slugs of topics and areas that a listing may use.
    """
    kept: dict[str, Value] = {name: fields[name] for name in ORDER if name in fields}
    notes: list[Note] = []
    for _ in range(_ROUNDS):
        faults = _find_faults(kept, names)
        if not faults:
            break
        for at, message in faults:
            notes.append(dropped(str(at[0]), f"{_path(at)} {message}"[:_LONGEST_NOTE]))
        for name in dict.fromkeys(str(at[0]) for at, _ in faults):
            positions = [at for at, _ in faults if at[0] == name]
            _take_out(kept, max(positions, key=lambda at: [str(step).zfill(4) for step in at]))
    for at, _ in _find_faults(kept, names):
        kept.pop(str(at[0]), None)
    missing = tuple(dropped(name, _MISSING[name]) for name in REQUIRED if name not in kept)
    return Settled({name: kept[name] for name in ORDER if name in kept}, tuple(notes), missing)


_MISSING = {
    "name": "The name is missing: the feed gives none.",
    "provider": "The provider is missing: the feed does not say who runs it.",
    "summary": "The summary is missing: the feed has no description.",
    "needs": "The topic is missing: nothing in the feed says which it is. Choose one.",
    "areas": "The area is missing: nothing in the feed is in one of ours. Choose one.",
}


def _find_faults(
    fields: Mapping[str, Value], names: Mapping[str, tuple[str, ...]]
) -> list[tuple[Position, str]]:
    """Return faults in what is there; a required field that is not there is none of these."""
    try:
        Service.model_validate({**_STAND_INS, **fields}, context=dict(names))
    except ValidationError as error:
        return [(at, told) for at, told in explain(error, Service) if at and at[0] in fields]
    return []


def _take_out(fields: dict[str, Value], at: Position) -> None:
    """Remove what stands at a position: an item of a list, a key of a block, else the field."""
    holder: Value = fields
    for step in at[:-1]:
        holder = _step(holder, step)
    last = at[-1]
    if isinstance(holder, dict) and isinstance(last, str) and last in holder:  # noqa: SIM114
        del holder[last]
    elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        del holder[last]
    else:
        fields.pop(str(at[0]), None)
    if at[0] in fields and fields[str(at[0])] in ([], {}, ""):
        del fields[str(at[0])]


def _step(holder: Value, step: str | int) -> Value:
    if isinstance(holder, dict) and isinstance(step, str):
        return holder.get(step, "")
    if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
        return holder[step]
    return ""


def _path(at: Position) -> str:
    return " ".join(str(step + 1) if isinstance(step, int) else step for step in at) + ":"
