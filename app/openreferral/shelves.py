"""Entries of one kind, numbered, with what may be asked of each worked out beforehand.

Sets of entries are whole numbers with a bit for each, as in `app/search/candidates.py`: "has this
term and these words" is then one step, however many thousands there are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Literal, TypeVar

from app.content.ages import Ages
from app.openreferral.records import Json, encode
from app.openreferral.schedules import Opening
from app.places import Point

Subject = TypeVar("Subject")
Members = int
"""A set of entries: bit n stands for entry n."""
NOT_KNOWN = Ages()
Depth = Literal["minimal", "list", "full", "full services"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be asked of an entry besides its marks."""

    modified: datetime | None = None
    ages: Ages = NOT_KNOWN
    openings: tuple[Opening, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Row(Generic[Subject]):
    """One entry. `marks` are what it can be found by: its words, terms, areas and so on."""

    id: str
    subject: Subject
    marks: frozenset[str]
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True, eq=False)
class Shelf(Generic[Subject]):
    """Every entry of one kind in its order, ready to be sent as it stands in a list."""

    ids: tuple[str, ...]
    subjects: tuple[Subject, ...]
    facts: tuple[Facts, ...]
    ready: tuple[bytes, ...]
    numbers: Mapping[str, int]
    marked: Mapping[str, Members]
    draw: Callable[[Subject, Depth], Json]

    @property
    def all(self) -> Members:
        """Return the set of every entry."""
        return (1 << len(self.ids)) - 1

    def write(self, number: int, depth: Depth) -> bytes:
        """Return an entry as JSON."""
        if depth == "list":
            return self.ready[number]
        return encode(self.draw(self.subjects[number], depth))


def stack(rows: Iterable[Row[Subject]], draw: Callable[[Subject, Depth], Json]) -> Shelf[Subject]:
    """Return a shelf of entries, in the order they come."""
    ids, subjects, facts, ready = [], [], [], []
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        ids.append(row.id)
        subjects.append(row.subject)
        facts.append(row.facts)
        ready.append(encode(draw(row.subject, "list")))
        for mark in row.marks:
            numbers[mark].append(number)
    return Shelf(
        ids=tuple(ids),
        subjects=tuple(subjects),
        facts=tuple(facts),
        ready=tuple(ready),
        numbers={identity: number for number, identity in enumerate(ids)},
        marked={mark: _to_members(found) for mark, found in numbers.items()},
        draw=draw,
    )


def numbers_of(members: Members) -> list[int]:
    """Return the numbers of a set, in order."""
    return [number for number, bit in enumerate(bin(members)[:1:-1]) if bit == "1"]


def _to_members(numbers: list[int]) -> Members:
    found = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        found[number // 8] |= 1 << number % 8
    return int.from_bytes(found, "little")
