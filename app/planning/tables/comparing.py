"""What each row of a table would change, worked out before anything is written. Pure.

A cell changes something when it says other than the listing's own cell would. A row that we wrote
has a mark of each of its cells in `version`, so that three states are compared cell by cell: only
what the table changed is taken, and what was changed here as well since then is told.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from typing import Literal, get_args

from app.planning.keeping import Reach, areas_of, may_change
from app.planning.merging import Fields, is_same
from app.planning.naming import make_slug
from app.planning.tables.cells import CellProblem, tidy
from app.planning.tables.columns import (
    BY_NAME,
    READ,
    VERSION,
    WRITTEN,
    Change,
    TableColumn,
    Words,
    same_cell,
)
from app.planning.tables.matching import Match
from app.planning.tables.rows import Row, Table
from app.planning.yaml_writing import Text

Kind = Literal["new", "changed", "conflict", "same", "refused"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_MARKED = tuple(column for column in WRITTEN if column.is_read)
_FORM = "v1"
_MARK = 4
"""Letters of a mark: 24 bits, so that a change is missed once in 16 million."""
FORMULA = "is a formula, which is not worked out here → write what it comes to"


@dataclass(frozen=True, slots=True)
class Diff:
    """One cell that changes: our column, and what it says before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that was changed here and in the table. `base` is None where history has it not."""

    column: str
    base: str | None
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something to know about a row: what is wrong, or worth a second look, and in which column."""

    column: str
    message: str


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What becomes of one row. `after` is the listing as it would be, `changes` what is written."""

    number: int
    kind: Kind
    listing: str
    name: str
    before: Fields
    after: Fields
    diffs: tuple[Diff, ...] = ()
    clashes: tuple[Clash, ...] = ()
    problems: tuple[Said, ...] = ()
    hints: tuple[Said, ...] = ()
    is_new: bool = False

    @property
    def changes(self) -> dict[str, Text | None]:
        """Return changed fields; None takes one away."""
        names = dict.fromkeys((*self.before, *self.after))
        return {
            name: self.after.get(name)
            for name in names
            if self.before.get(name) != self.after.get(name)
        }


Judge = Callable[[Fields], tuple[Sequence[Said], Sequence[Said]]]
"""Says what is wrong with a listing, and what is worth a second look, by column."""


@dataclass(frozen=True, slots=True)
class Here:
    """The directory as it is now. `bases` are older states of listings, by id and version."""

    listings: Mapping[str, Fields]
    words: Words
    judge: Judge
    today: date
    reach: Reach = None
    bases: Mapping[tuple[str, str], Fields] = field(default_factory=dict)


def version_of(fields: Fields) -> str:
    """Return what a row says of the state it is written from: a mark of each of its cells."""
    return _FORM + "".join(_mark(column.write(fields)) for column in _MARKED)


def read_version(version: str) -> Mapping[str, str] | None:
    """Return the mark of each column's cell; None where they are not ours, or of other columns."""
    marks = version.removeprefix(_FORM)
    if not version.startswith(_FORM) or len(marks) != _MARK * len(_MARKED):
        return None
    return {column.name: marks[at * _MARK : (at + 1) * _MARK] for at, column in enumerate(_MARKED)}


def versions_asked(
    table: Table, matches: Iterable[Match], listings: Mapping[str, Fields]
) -> Iterable[tuple[str, str]]:
    """Yield the listings that changed since their rows were written, with the rows' versions."""
    at = {match.column: match.index for match in matches if match.column}
    for row in table.rows:
        listing = row.cells.get(at.get("id", -1), "").strip()
        version = row.cells.get(at.get(VERSION, -1), "").strip()
        if version and listing in listings and version_of(listings[listing]) != version:
            yield listing, version


def compare(
    table: Table, matches: Sequence[Match], here: Here, taken: frozenset[int] = frozenset()
) -> tuple[RowPlan, ...]:
    """Return what becomes of every row. `taken` are rows whose words win in a conflict."""
    comparing = _Comparing(matches, here, taken)
    return tuple(comparing.plan(row) for row in table.rows)


class _Comparing:
    """One table at work: what is here, and which listings earlier rows were about."""

    def __init__(self, matches: Sequence[Match], here: Here, taken: frozenset[int]) -> None:
        self._here = here
        self._taken = taken
        self._at = {match.column: match.index for match in matches if match.column}
        self._columns = [column for column in READ if column.name in self._at]
        self._seen: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], list[str]] = {}
        for name, fields in here.listings.items():
            self._by_name.setdefault(_title(fields), []).append(name)

    def plan(self, row: Row) -> RowPlan:
        """Plan one row."""
        cells = {name: row.cells.get(index, "") for name, index in self._at.items()}
        formulas = {name for name, index in self._at.items() if index in row.formulas}
        listing, told = self._find(cells)
        plan = self._plan(row.number, listing, cells)
        if any(BY_NAME[name].is_read for name in formulas if name in BY_NAME):
            plan = _refuse(plan, [Said(name, FORMULA) for name in sorted(formulas)])
        if plan.listing in self._seen:
            first = self._seen[plan.listing]
            message = f"is about the same listing as row {first} → keep one of them"
            plan = _refuse(plan, [Said("id", message)])
        elif plan.listing:
            self._seen[plan.listing] = row.number
        return replace(plan, hints=(*told, *plan.hints)) if plan.kind != "same" else plan

    def _find(self, cells: Mapping[str, str]) -> tuple[str, tuple[Said, ...]]:
        """Return the listing a row is about, "" for a new one, and how it was found."""
        given, listings = cells.get("id", "").strip(), self._here.listings
        if given in listings:
            return given, ()
        name, provider = (cells.get(each, "") for each in ("name", "provider"))
        alike = self._by_name.get(_title({"name": name, "provider": provider}), [])
        if name.strip() and len(alike) == 1 and not given:
            return alike[0], (Said("name", f"was found by its name and provider: {alike[0]}"),)
        if name.strip() and alike:
            message = f"there is a listing of this name and provider already: {', '.join(alike)}"
            return "", (Said("name", message),)
        return "", ()

    def _plan(self, number: int, listing: str, cells: Mapping[str, str]) -> RowPlan:
        if not listing:
            return self._plan_new(number, cells)
        ours = self._here.listings[listing]
        plan = RowPlan(number, "same", listing, str(ours.get("name", listing)), ours, ours)
        changed, clashes = self._sort(listing, cells, ours)
        take = list(changed)
        if number in self._taken:
            take += [BY_NAME[clash.column] for clash in clashes]
        after, problems = self._apply(ours, take, cells)
        if not take and not clashes:
            return plan
        if not is_same(dict(ours), dict(after)):
            after["edited"] = self._here.today.isoformat()
        plan = replace(plan, after=after, kind="changed")
        return self._judge(replace(plan, clashes=clashes), problems)

    def _plan_new(self, number: int, cells: Mapping[str, str]) -> RowPlan:
        filled = [column for column in self._columns if cells[column.name].strip()]
        fields, problems = self._apply({}, filled, cells)
        name = str(fields.get("name", ""))
        if "id" not in fields and name:
            fields["id"] = self._name(name, str(fields.get("provider", "")))
        if not cells.get("status", "").strip():
            fields["status"] = "paused"
        fields["edited"] = self._here.today.isoformat()
        listing = str(fields.get("id", ""))
        plan = RowPlan(number, "new", listing, name or listing, {}, fields, is_new=True)
        return self._judge(plan, problems)

    def _sort(
        self, listing: str, cells: Mapping[str, str], ours: Fields
    ) -> tuple[list[TableColumn], tuple[Clash, ...]]:
        """Return the columns that the table changes, and those that were changed here as well.

        An empty cell says nothing unless the row is known to have been written from the listing.
        """
        changed, clashes = [], []
        version = cells.get(VERSION, "").strip()
        marks, base = read_version(version), self._here.bases.get((listing, version))
        for column in self._columns:
            theirs, now = cells[column.name], column.write(ours)
            if column.name == "id" or self._says_same(column, theirs, ours):
                continue
            if not theirs.strip() and not version:
                continue
            mark = (marks or {}).get(column.name)
            if mark is not None and mark in self._marks_of(column, theirs):
                continue
            if not version or mark == _mark(now):
                changed.append(column)
            else:
                was = None if base is None else column.write(base)
                clashes.append(Clash(column.name, was, now, theirs.strip()))
        return changed, tuple(clashes)

    def _marks_of(self, column: TableColumn, cell: str) -> tuple[str, ...]:
        """Return the marks of a cell as it stands, and as we would have written it."""
        if column.use != "field":
            return (_mark(cell),)
        fields: Change = {}
        try:
            column.put(fields, cell, self._here.words)
        except CellProblem:
            return (_mark(cell),)
        return _mark(cell), _mark(column.write(fields))

    def _says_same(self, column: TableColumn, cell: str, ours: Fields) -> bool:
        if same_cell(cell, column.write(ours)):
            return True
        fields = dict(ours)
        try:
            column.put(fields, cell, self._here.words)
        except CellProblem:
            return False
        return is_same(fields, dict(ours))

    def _apply(
        self, ours: Fields, columns: Iterable[TableColumn], cells: Mapping[str, str]
    ) -> tuple[Change, list[Said]]:
        """Return a listing with some cells put into it, whole fields first, and what is wrong."""
        fields, problems = dict(ours), []
        whole = set()
        for column in sorted(columns, key=lambda column: column.use != "field"):
            cell = cells[column.name]
            if column.holder in whole and same_cell(column.write(fields), cell):
                continue
            if column.holder in whole:
                message = f"says other than {column.holder} does → change one of the two"
                problems.append(Said(column.name, message))
                continue
            try:
                column.put(fields, cell, self._here.words)
            except CellProblem as problem:
                problems.append(Said(column.name, str(problem)))
            if column.use == "field":
                whole.add(column.name)
        return fields, problems

    def _judge(self, plan: RowPlan, problems: list[Said]) -> RowPlan:
        """Return a plan with what changes, what is wrong, and whether it may be written."""
        diffs = tuple(_find_diffs(plan))
        plan = replace(plan, diffs=diffs)
        if not diffs and not problems:
            return replace(plan, kind="conflict" if plan.clashes else "same", after=plan.before)
        wrong, hints = self._here.judge(plan.after)
        problems = [*problems, *self._refuse_reach(plan), *_keep_hidden(plan)]
        told = {said.column for said in problems}
        problems += [said for said in wrong if said.column not in told]
        plan = replace(plan, hints=(*plan.hints, *hints))
        if problems:
            return _refuse(plan, problems)
        has_clash = plan.clashes and plan.number not in self._taken
        return replace(plan, kind="conflict") if has_clash else plan

    def _refuse_reach(self, plan: RowPlan) -> Iterable[Said]:
        states = (plan.after,) if plan.is_new else (plan.before, plan.after)
        if not all(may_change(areas_of(fields), self._here.reach) for fields in states):
            yield Said("areas", "is, or would be, in an area that is not yours → ask a planner")

    def _name(self, name: str, provider: str) -> str:
        taken = {*self._here.listings, *self._seen}
        plain = make_slug(name) or "listing"
        longer = make_slug(f"{name} {provider}", 80)
        numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
        return next(s for s in (plain, longer, *numbered) if s and s not in taken)


def _find_diffs(plan: RowPlan) -> Iterable[Diff]:
    """Yield what changes, by whole fields: an easy column's change is one of its holder."""
    for column in READ:
        if column.use != "field":
            continue
        before = _write_before(column, plan)
        after = column.write(plan.after)
        if not same_cell(before, after):
            yield Diff(column.name, before, after)


def _write_before(column: TableColumn, plan: RowPlan) -> str:
    """Return what a cell said; that a new listing is no help in danger goes without saying."""
    if plan.is_new:
        return column.usual if column.form == "yes or no" else ""
    return column.write(plan.before)


def _keep_hidden(plan: RowPlan) -> Iterable[Said]:
    """Refuse to take a secret place away: tables for everyone do not have them."""
    if hidden_in(plan.before) - hidden_in(plan.after):
        yield Said("places", "would lose a hidden place → change it on its own page")


def hidden_in(fields: Fields) -> frozenset[str]:
    """Return a listing's places that must stay secret, each as a text of its own."""
    places = fields.get("places")
    items = places if isinstance(places, list) else []
    return frozenset(
        str(sorted(each.items())) for each in items if isinstance(each, dict) and each.get("hidden")
    )


def _refuse(plan: RowPlan, problems: Sequence[Said]) -> RowPlan:
    return replace(plan, kind="refused", problems=(*plan.problems, *problems))


def _mark(cell: str) -> str:
    digest = blake2b(tidy(cell).encode(), digest_size=_MARK * 6 // 8).digest()
    return urlsafe_b64encode(digest).decode()


def _title(fields: Fields) -> tuple[str, str]:
    name, provider = (
        " ".join(str(fields.get(each, "")).casefold().split()) for each in ("name", "provider")
    )
    return name, provider
