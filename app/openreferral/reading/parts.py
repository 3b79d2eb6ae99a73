"""One part of a draft: some fields, what to tell a planner of them, and words kept for planners."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.openreferral.drafts import Note, Value


@dataclass(frozen=True, slots=True)
class Part:
    """Fields as a planner would type them, notes for the report, and words for `planners_note`."""

    fields: Mapping[str, Value] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    asides: tuple[str, ...] = ()


def mapped(field_name: str, message: str) -> Note:
    """Note what the feed says in so many words."""
    return Note(field_name, "mapped", message)


def guessed(field_name: str, message: str) -> Note:
    """Note what a planner should look at: we took it to mean this."""
    return Note(field_name, "guessed", message)


def dropped(field_name: str, message: str) -> Note:
    """Note what is not in the draft."""
    return Note(field_name, "dropped", message)


def join_parts(parts: Iterable[Part]) -> Part:
    """Return parts as one: later fields win, notes and asides are each kept once."""
    listed = tuple(parts)
    fields: dict[str, Value] = {}
    for part in listed:
        fields.update(part.fields)
    notes = dict.fromkeys(note for part in listed for note in part.notes)
    asides = dict.fromkeys(aside for part in listed for aside in part.asides)
    return Part(fields, tuple(notes), tuple(asides))


def quote(text: str, most: int = 80) -> str:
    """Return a text in quotes for a note, shortened."""
    words = " ".join(text.split())
    return f'"{words}"' if len(words) <= most else f'"{words[: most - 1].rstrip()}…"'
