"""`reachin import FILE.csv`: bring a table in at the terminal, as planners do on their pages."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from app.clock import london_now
from app.commands.import_printing import tell
from app.config import Settings
from app.content.loading import load_catalogue
from app.main import make_gazetteer
from app.planning.history import Author, History
from app.planning.keeping import Hand, ListingKeeper
from app.planning.tables.bringing import (
    Asked,
    Bringing,
    NothingToWrite,
    Outcome,
    TablePlan,
    leave_out,
)
from app.planning.tables.comparing import Kind, RowPlan
from app.planning.tables.judging import Rules
from app.planning.tables.matching import CHOICES, Match, choose_columns, find_doubles, match_columns
from app.planning.tables.reading import read_table
from app.planning.tables.rows import NotATable, Table
from app.planning.yaml_files import FolderBusy, SaveRefused, judging
from app.planning.yaml_writing import CannotWrite
from app.web.wording import count

ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls")
HAND = Hand(Author("reachin import", "command"))
SAID: dict[Kind, str] = {
    "new": "new",
    "changed": "changed",
    "conflict": "changed here as well: what is here stays, --take ROW lets the table win",
    "same": "as they are",
    "refused": "left out",
}
console = Console(highlight=False, soft_wrap=True, emoji=False)
problems = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


@dataclass(frozen=True, slots=True)
class TableErrand:
    """What was typed: the file, columns by head, rows that win over what is here, and the rest."""

    source: Path
    columns: tuple[str, ...]
    taken: frozenset[int]
    write: bool
    short: bool


def is_table(source: str) -> bool:
    """Return whether a source is a table in a file, by its ending."""
    return "://" not in source and source.lower().endswith(ENDINGS)


def import_table(
    errand: TableErrand, settings: Settings, report: Path | None, *, for_feeds: bool
) -> int:
    """Show what a table would change, and write it if that was asked. Return the exit code."""
    if for_feeds:
        raise typer.BadParameter("a table takes --column, --take, --write, --short and --report")
    table = _read(errand.source)
    matches = _match(table, errand.columns)
    gazetteer = make_gazetteer(settings)
    catalogue = load_catalogue(settings.data, gazetteer).catalogue
    rules = Rules.of(catalogue, gazetteer, settings.data)
    keeper = ListingKeeper(settings.data, judging(gazetteer), History(settings.data, london_now))
    bringing = Bringing(table, matches, rules, london_now().date())
    plan = bringing.look(keeper.look(), keeper.history)
    if errand.write:
        plan = _write(bringing, keeper, Asked(plan.digest, errand.taken))
    if report is not None:
        text = json.dumps(as_json(plan), indent=1, ensure_ascii=False)
        report.write_text(text + "\n", encoding="utf-8")
    _print(table, matches, plan, errand)
    return 1 if any(row.kind in ("refused", "conflict") for row in plan.rows) else 0


def as_json(plan: TablePlan) -> dict[str, Any]:
    """Return the whole outcome as plain values."""
    rows = [
        {
            "row": row.number,
            "kind": row.kind,
            "listing": row.listing,
            "changes": [asdict(diff) for diff in row.diffs],
            "conflicts": [asdict(clash) for clash in row.clashes],
            "problems": [asdict(said) for said in row.problems],
            "hints": [asdict(said) for said in row.hints],
        }
        for row in plan.rows
    ]
    return {"totals": dict(plan.totals), "rows": rows}


def _read(path: Path) -> Table:
    try:
        return read_table(path.read_bytes())
    except (NotATable, OSError) as problem:
        problems.print(f"{path.name}: {problem}", markup=False)
        raise typer.Exit(2) from None


def _match(table: Table, given: tuple[str, ...]) -> tuple[Match, ...]:
    usual = match_columns(table.headings)
    chosen = {match.index: match.column for match in usual}
    for each in given:
        heading, _, column = each.rpartition("=")
        found = [match.index for match in usual if match.heading == heading]
        if not found or column not in (*CHOICES, ""):
            told = f'--column "{each}": write a head of the table, =, and one of: '
            raise typer.BadParameter(told + ", ".join(CHOICES))
        chosen[found[0]] = column
    matches = choose_columns(table.headings, chosen)
    if doubles := find_doubles(matches):
        raise typer.BadParameter(f"two columns go to {doubles[0]}: leave one out with --column")
    if not {match.column for match in matches} & {"id", "name"}:
        raise typer.BadParameter('say which column is the name: --column "Head=name"')
    return matches


def _write(bringing: Bringing, keeper: ListingKeeper, asked: Asked) -> TablePlan:
    """Write the good rows, and return what became of all."""
    outcome = Outcome()
    try:
        while True:
            plan = bringing.write(keeper, asked, outcome)
            try:
                keeper.save(plan, HAND, "Bring in a table.")
            except SaveRefused as refusal:
                if not leave_out(outcome, refusal):
                    raise
            else:
                return outcome.plan
    except NothingToWrite as nothing:
        return nothing.plan
    except (SaveRefused, FolderBusy, CannotWrite, OSError) as problem:
        problems.print(f"Nothing was written: {problem}", markup=False)
        raise typer.Exit(1) from None


def _print(table: Table, matches: tuple[Match, ...], plan: TablePlan, errand: TableErrand) -> None:
    for note in table.notes:
        tell(console, note, "yellow")
    if not errand.short:
        _print_columns(matches)
        for row in plan.rows:
            _print_row(row)
    for kind, number in plan.totals.items():
        tell(console, f"{number:6,} {SAID[kind]}")
    written = count(len(plan.written), "listing", "listings")
    if not plan.written:
        tell(console, "There is nothing to write.")
    elif errand.write:
        tell(console, f"Written: {written}.")
    else:
        tell(console, f"Nothing is written yet. --write would write {written}.")


def _print_columns(matches: tuple[Match, ...]) -> None:
    for match in matches:
        if match.how not in ("ours", "shown"):
            tell(console, f"column {match.heading}: {match.column or 'left out'}", "dim")


def _print_row(row: RowPlan) -> None:
    if row.kind == "same":
        return
    tell(console, f"row {row.number}: {row.name} ({row.listing}): {row.kind}", "bold")
    for line, style in _lines(row):
        tell(console, f"  {line}", style)


def _lines(row: RowPlan) -> Iterator[tuple[str, str]]:
    for diff in row.diffs if row.kind != "refused" else ():
        if diff.before:
            yield f"- {diff.column}: {diff.before}", "red"
        if diff.after:
            yield f"+ {diff.column}: {diff.after}", "green"
    for clash in row.clashes:
        yield f"! {clash.column} here:       {clash.ours}", "yellow"
        yield f"  {clash.column} in the table: {clash.theirs}", "yellow"
    for said in row.problems:
        yield f"! {said.column}: {said.message}", "yellow"
    for said in row.hints:
        yield f"look at {said.column}: {said.message}", "cyan"
