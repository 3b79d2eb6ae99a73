"""A planner's desk with a small data folder: takes tables out, changes cells, brings them in."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.content.loading import load_catalogue
from app.content.tables import unguard
from app.places import Gazetteer
from app.planning.history import Author, History
from app.planning.keeping import Hand, ListingKeeper, Reach
from app.planning.sheets import write_sheet
from app.planning.tables.bringing import Asked, Bringing, Outcome, TablePlan, leave_out
from app.planning.tables.comparing import RowPlan
from app.planning.tables.judging import Rules
from app.planning.tables.matching import match_columns
from app.planning.tables.reading import read_table
from app.planning.tables.writing import HEADS, write_csv
from app.planning.yaml_files import SaveRefused, judging
from tests.store.databases import Ticking

TODAY = date(2026, 11, 25)
ANNA = Author("Anna", "Planner")
Rows = list[dict[str, str]]
Change = Callable[[Rows], object]


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


def rules_for(folder: Path) -> Rules:
    return Rules.of(load_catalogue(folder, gazetteer()).catalogue, gazetteer(), folder)


@dataclass
class Desk:
    """One data folder, and who sits at it."""

    folder: Path
    reach: Reach = None

    def __post_init__(self) -> None:
        self.clock = Ticking()
        history = History(self.folder, self.clock)
        self.keeper = ListingKeeper(self.folder, judging(gazetteer()), history)
        self.rules = rules_for(self.folder)

    def take_out(self) -> Rows:
        """Return the rows of an export, as a spreadsheet shows them."""
        text = write_csv(self.keeper.look().listed.values()).removeprefix("\ufeff")
        read = csv.DictReader(io.StringIO(text, newline=""))
        return [{name: unguard(cell) for name, cell in row.items()} for row in read]

    def bring(self, rows: Sequence[Mapping[str, str]], heads: Iterable[str] = ()) -> Bringing:
        names = tuple(heads) or tuple(rows[0])
        lines = ([row.get(name, "") for name in names] for row in rows)
        table = read_table(write_sheet(names, lines).encode())
        matches = match_columns(table.headings)
        return Bringing(table, matches, self.rules, TODAY, self.reach)

    def look(self, rows: Sequence[Mapping[str, str]], heads: Iterable[str] = ()) -> TablePlan:
        return self.bring(rows, heads).look(self.keeper.look(), self.keeper.history)

    def write(
        self, rows: Sequence[Mapping[str, str]], *taken: int, shown: str = ""
    ) -> tuple[RowPlan, ...]:
        """Confirm what is seen, and return the rows that were written."""
        bringing, outcome = self.bring(rows), Outcome()
        digest = shown or self.look(rows).digest
        while True:
            plan = bringing.write(self.keeper, Asked(digest, frozenset(taken)), outcome)
            try:
                self.keeper.save(plan, Hand(ANNA, self.reach), "Bring in a table.")
            except SaveRefused as refusal:
                if not leave_out(outcome, refusal):
                    raise
            else:
                return outcome.plan.written

    @property
    def text(self) -> str:
        return (self.folder / "services.yaml").read_text(encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        """Change the file by hand."""
        assert old in self.text
        changed = self.text.replace(old, new)
        (self.folder / "services.yaml").write_text(changed, encoding="utf-8")


def row_of(rows: Rows, listing: str) -> dict[str, str]:
    return next(row for row in rows if row["id"] == listing)


def new_row(**cells: str) -> dict[str, str]:
    return dict.fromkeys(HEADS, "") | {
        "name": "New group", "provider": "Good Neighbours", "summary": "We help you.",
        "needs": "food", "areas": "glasgow", "phone": "0141 496 0003", **cells,
    }  # fmt: skip
