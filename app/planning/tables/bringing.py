"""Bring a table in: compare it with the files as they are, and write what is good of it.

Looking changes nothing. Writing compares once more with nobody else writing; where the outcome is
no longer what was shown, nothing is written and it is shown again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from app.content.faults import Fault, errors
from app.content.yaml_source import split_entries
from app.planning.history import History
from app.planning.keeping import Edit, ListingKeeper, PlanEdit, Reach, areas_of
from app.planning.merging import Fields
from app.planning.tables.comparing import (
    KINDS,
    Here,
    Kind,
    RowPlan,
    Said,
    compare,
    version_of,
    versions_asked,
)
from app.planning.tables.judging import Rules
from app.planning.tables.matching import Match
from app.planning.tables.rows import Table
from app.planning.yaml_files import OpenFolder, SaveRefused
from app.planning.yaml_splicing import Changes
from app.planning.yaml_writing import CannotWrite, as_text

MOST_VERSIONS = 60
"""How far back the state is looked for that a row was written from."""
_ID = re.compile(r"^(?:-| ) +id: *[\"']?([\w-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bringing:
    """One table on its way in: its columns, where its bringer may write, and who judges it."""

    table: Table
    matches: tuple[Match, ...]
    rules: Rules
    today: date
    reach: Reach = None

    def look(self, opened: OpenFolder, history: History) -> "TablePlan":
        """Work out what becomes of every row, and write nothing.

        Raises CannotWrite where a file of listings cannot be read: its listings would seem new.
        """
        return self._plan(opened, history, frozenset())

    def _plan(self, opened: OpenFolder, history: History, taken: frozenset[int]) -> "TablePlan":
        if not opened.whole:
            raise CannotWrite("a file of listings cannot be read just now → run reachin check")
        listings = {name: listed.fields for name, listed in opened.listed.items()}
        asked = set(versions_asked(self.table, self.matches, listings))
        here = Here(
            listings,
            self.rules.words,
            self.rules.judge,
            self.today,
            self.reach,
            dict(find_bases(opened, history, asked)),
        )
        return _try_status(TablePlan(compare(self.table, self.matches, here, taken)), opened)

    def write(self, keeper: ListingKeeper, asked: "Asked", outcome: "Outcome") -> PlanEdit:
        """Return what to save; `outcome` then holds what becomes of every row.

        The plan raises Moved where it is no longer as it was shown, and NothingToWrite.
        """

        def plan(opened: OpenFolder) -> Edit:
            shown = self.look(opened, keeper.history)
            if shown.digest != asked.digest:
                raise Moved(shown)
            chosen = self._plan(opened, keeper.history, asked.taken) if asked.taken else shown
            outcome.plan = _leave_out(chosen, outcome.left_out)
            edit = _edit(outcome.plan, keeper)
            if not edit.changes and not edit.additions:
                raise NothingToWrite(outcome.plan)
            return edit

        return plan


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What becomes of every row of a table."""

    rows: tuple[RowPlan, ...]

    @property
    def totals(self) -> Mapping[Kind, int]:
        """Return how many rows there are of each kind that there is."""
        kinds = Counter(row.kind for row in self.rows)
        return {kind: kinds[kind] for kind in KINDS if kinds[kind]}

    @property
    def digest(self) -> str:
        """Return a name for exactly this outcome."""
        told = (
            (row.number, row.kind, row.listing, row.diffs, row.clashes, row.problems)
            for row in self.rows
        )
        return sha256(repr(tuple(told)).encode()).hexdigest()[:24]

    @property
    def written(self) -> tuple[RowPlan, ...]:
        """Return the rows that would be written."""
        return tuple(row for row in self.rows if row.kind != "refused" and row.changes)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody confirmed: the outcome they saw, and conflicts where the table wins."""

    digest: str
    taken: frozenset[int] = frozenset()


@dataclass(slots=True)
class Outcome:
    """What was written, once it is; `left_out` are listings that the check would refuse."""

    plan: TablePlan = TablePlan(())
    left_out: dict[str, list[Said]] = field(default_factory=dict)


class Moved(Exception):
    """The outcome is no longer what was shown. Carries the new one."""

    def __init__(self, plan: TablePlan) -> None:
        self.plan = plan
        super().__init__()


class NothingToWrite(Exception):
    """No row changes anything. Carries the outcome."""

    def __init__(self, plan: TablePlan) -> None:
        self.plan = plan
        super().__init__()


def leave_out(outcome: Outcome, refusal: SaveRefused) -> bool:
    """Note the rows that a refusal names, to try without them. Return whether there are any."""
    told = _who_is_named(errors(refusal.faults), outcome.plan.written)
    outcome.left_out |= told
    return bool(told)


def find_bases(
    opened: OpenFolder, history: History, asked: Iterable[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], Fields]]:
    """Yield older states of listings, by id and version, where the history has them."""
    by_file: dict[Path, set[tuple[str, str]]] = {}
    for listing, version in asked:
        by_file.setdefault(opened.listed[listing].path, set()).add((listing, version))
    for path, wanted in by_file.items():
        for state in history.versions(path, MOST_VERSIONS):
            if not wanted:
                break
            for found, fields in _read_listings(history.read(path, state.id) or "", wanted):
                if (key := (found, version_of(fields))) in wanted:
                    wanted.discard(key)
                    yield key, fields


def _read_listings(text: str, wanted: set[tuple[str, str]]) -> Iterator[tuple[str, Fields]]:
    names = {name for name, _ in wanted}
    for passage in split_entries(text.removeprefix("\ufeff")):
        if names & set(_ID.findall(passage.text)):
            fields = as_text(passage.read() or {})
            if isinstance(fields, dict):
                yield str(fields.get("id", "")), fields


def _try_status(plan: TablePlan, opened: OpenFolder) -> TablePlan:
    """Refuse rows that put a listing away which something else names, such as a danger."""
    steps = {row.listing: row for row in plan.written if not row.is_new and "status" in row.changes}
    changes: dict[str, Changes] = {
        name: {"status": row.changes["status"]} for name, row in steps.items()
    }
    try:
        opened.rehearse(changes)
    except CannotWrite:
        return plan  # the save itself will say why
    except SaveRefused as refusal:
        return _leave_out(plan, _who_is_named(errors(refusal.faults), tuple(steps.values())))
    return plan


def _leave_out(plan: TablePlan, told: Mapping[str, list[Said]]) -> TablePlan:
    rows = (
        replace(row, kind="refused", problems=(*row.problems, *told[row.listing]))
        if row.listing in told and row.kind != "refused"
        else row
        for row in plan.rows
    )
    return TablePlan(tuple(rows)) if told else plan


def _who_is_named(faults: Iterable[Fault], rows: Sequence[RowPlan]) -> dict[str, list[Said]]:
    """Return what is wrong by listing: faults in it, or in something else that names it."""
    told: dict[str, list[Said]] = {}
    for fault in faults:
        for row in rows:
            if fault.listing == row.listing:
                told.setdefault(row.listing, []).append(Said(fault.field, fault.message))
            elif f'"{row.listing}"' in fault.message:
                message = f"{fault.file}: {fault.listing}: {fault.message}"
                told.setdefault(row.listing, []).append(Said("status", message))
    return told


def _edit(plan: TablePlan, keeper: ListingKeeper) -> Edit:
    changes = {row.listing: row.changes for row in plan.written if not row.is_new}
    additions: dict[Path, list[Changes]] = {}
    for row in plan.written:
        if row.is_new:
            additions.setdefault(keeper.file_for(areas_of(row.after)), []).append(row.changes)
    return Edit(changes, additions)
