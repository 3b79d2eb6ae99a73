"""Two people at one listing: who changed what since the form was opened, and what both changed.

Different fields are both kept. The same field is told, and waits until somebody chooses. What was
edited by hand in the file counts as somebody else's. Pure: nothing is read or written here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.planning.listing_form import NOT_IN_THE_FORM
from app.planning.merging import Conflict, Fields, is_same, merge
from app.planning.yaml_writing import Text


@dataclass(frozen=True, slots=True)
class Meeting:
    """What to write, what others changed meanwhile, and what both did.

    `changes` are ready to be written; None takes a field away. `mine` and `others` name the fields
    that each changed. In each of `torn`, "ours" is the file's and "theirs" the form's.
    """

    changes: Mapping[str, Text | None]
    mine: tuple[str, ...]
    others: tuple[str, ...]
    torn: tuple[Conflict, ...]


def meet(base: Fields, mine: Fields, now: Fields) -> Meeting:
    """Compare a listing as the form was opened, as the form says it, and as the file has it now."""
    met = merge(base, mine, now, apart=NOT_IN_THE_FORM, same=says_same)
    changed = merge(base, mine, base, apart=NOT_IN_THE_FORM, same=says_same)
    others = merge(base, now, base, apart=NOT_IN_THE_FORM, same=says_same)
    return Meeting(met.changes, tuple(changed.changes), tuple(others.changes), met.conflicts)


def says_same(one: Text | None, other: Text | None) -> bool:
    """Return whether two values say the same in as many lines; other spaces do not count."""
    return is_same(one, other) and _count_lines(one) == _count_lines(other)


def _count_lines(value: Text | None) -> int:
    if isinstance(value, str):
        return value.strip().count("\n")
    items = value.values() if isinstance(value, dict) else value or ()
    return sum(_count_lines(item) for item in items)
