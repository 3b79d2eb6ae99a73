"""What is taken out and brought back changes nothing; one changed cell is exactly one change."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.config import PROJECT
from app.planning.history import History
from app.planning.sheets import write_sheet
from app.planning.tables.bringing import Bringing
from app.planning.tables.columns import WRITTEN, Words
from app.planning.tables.comparing import Here, compare, version_of
from app.planning.tables.judging import Rules
from app.planning.tables.matching import match_columns
from app.planning.tables.reading import read_table
from app.planning.tables.workbook import write_workbook
from app.planning.tables.writing import HEADS, Wanted, write_csv, write_rows, write_yaml
from app.planning.yaml_files import OpenFolder, judging, look_into
from app.planning.yaml_writing import Text
from tests.content.folders import write_folder
from tests.planning.tables.desks import TODAY, Desk, gazetteer, row_of, rules_for
from tests.store.databases import Ticking

ODD = ("=1+1", "+44 141 496 0001", "-2", "@SUM(A1)", "\t=1", "'=1", "''-1", "＝1", "  =1")
"""Texts that a spreadsheet would work out, or that look as if we had guarded them."""
WORDS = st.text(st.sampled_from("ab =+-@'\"[]{},;:#0£é\n"), min_size=1, max_size=12).filter(
    str.strip
)


@pytest.fixture(scope="module")
def real() -> tuple[OpenFolder, Rules]:
    folder = PROJECT / "data"
    return look_into(folder, judging(gazetteer())), rules_for(folder)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(write_folder(tmp_path))


def write(kind: str, opened: OpenFolder, rules: Rules) -> bytes:
    listed = tuple(opened.listed.values())
    if kind == "csv":
        return write_csv(listed).encode()
    return write_workbook(write_rows(listed), rules.words)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_real_listing_comes_back_unchanged(real: tuple[OpenFolder, Rules], kind: str) -> None:
    opened, rules = real
    table = read_table(write(kind, opened, rules))
    assert table.headings == HEADS
    assert table.notes == ()
    bringing = Bringing(table, match_columns(table.headings), rules, date(2026, 11, 25))
    plan = bringing.look(opened, History(opened.folder, Ticking()))
    assert plan.totals == {"same": len(opened.listed)}
    assert len(opened.listed) > 150


def test_both_kinds_of_file_hold_the_same_cells(real: tuple[OpenFolder, Rules]) -> None:
    opened, rules = real
    tables = [read_table(write(kind, opened, rules)) for kind in ("csv", "xlsx")]
    assert tables[0].rows == tables[1].rows


def test_no_cell_of_the_spreadsheet_is_a_formula(real: tuple[OpenFolder, Rules]) -> None:
    opened, rules = real
    book = load_workbook(io.BytesIO(write("xlsx", opened, rules)))
    assert book.sheetnames == ["Listings", "Columns"]
    page, about = book.worksheets
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet for cell in row}
    assert kinds <= {"s", "n"}  # "n" is what is empty
    assert {c.value for row in page.iter_rows(min_row=2) for c in row if c.data_type == "n"} == {
        None
    }
    assert page.freeze_panes == "C2"
    assert all(cell.font.bold for cell in page[1])
    told = [row[0].value for row in about.iter_rows()]
    assert set(HEADS) <= set(told)
    offered = {rule.formula1: str(rule.sqref) for rule in page.data_validations.dataValidation}
    assert len(offered) == 8
    lists = {where: _words_at(about, where) for where in offered}
    assert ["yes", "no"] in lists.values()
    assert ["live", "paused", "archived"] in lists.values()
    assert "some free, some paid" in next(words for words in lists.values() if "free" in words)


def _words_at(page: Worksheet, where: str) -> list[str]:
    cells = page[where.split("!")[1].replace("$", "")]
    return [str(cell.value) for row in cells for cell in row]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_looks_like_a_formula_survives(desk: Desk, odd: str, kind: str) -> None:
    rows = desk.take_out()
    row_of(rows, "govan-pantry")["who_for"] = odd
    desk.write(rows)
    fields = desk.keeper.look().listed["govan-pantry"].fields
    assert str(fields["who_for"]).strip() == odd.strip()
    table = read_table(write(kind, desk.keeper.look(), desk.rules))
    column = table.headings.index("who_for")
    cells = [row.cells.get(column, "") for row in table.rows]
    assert odd.strip() in [cell.strip() for cell in cells]
    bringing = Bringing(table, match_columns(table.headings), desk.rules, TODAY)
    assert set(bringing.look(desk.keeper.look(), desk.keeper.history).totals) == {"same"}


EDITS = [
    ("summary", "A shop. You choose.", "summary", "A shop. You choose."),
    ("needs", "food; loneliness", "needs", ["food", "loneliness"]),
    ("needs", "Food, Money", None, None),
    ("areas", "Glasgow South", None, None),
    ("cost", "Free", "cost", "free"),
    ("cost_note", "", "cost_note", None),
    ("next", "Ask for Ann.", "reach_in", {"how": "just turn up", "next": "Ask for Ann."}),
    ("hours", "Mon 9:00-12:00\nTue 9:00-12:00", "hours", ["Mon 9:00-12:00", "Tue 9:00-12:00"]),
    ("spoken", "Polish; Arabic", "languages", {
        "interpreter": "yes", "spoken": ["Polish", "Arabic"]}),
    ("crisis", "yes", "crisis", "yes"),
    ("status", "paused", "status", "paused"),
    ("checked_next", "30/06/2027", "checked", {
        "on": "2026-11-20", "how": "phone", "by": "locality planner", "next": "2027-06-30"}),
    ("phone", "0141 496 0009", "contacts", [
        {"phone": "0141 496 0009"}, {"website": "https://pantry.example.org"}]),
    ("email", "hello@example.org", "contacts", [
        {"phone": "0141 496 0001"}, {"website": "https://pantry.example.org"},
        {"email": "hello@example.org"}]),
    ("website", "", "contacts", [{"phone": "0141 496 0001"}]),
    ("postcode", "G51 1AA", "places", [{
        "name": "Old Hall", "address": "1 Main Street", "neighbourhood": "Govan",
        "access": ["step-free"], "postcode": "G51 1AA"}]),
    ("contacts", "text: 07700 900123, note: No calls", "contacts", [
        {"text": "07700 900123", "note": "No calls"}]),
    ("places", "postcode: G51 3UU, access: [lift]", "places", [
        {"postcode": "G51 3UU", "access": ["lift"]}]),
    ("planners_note", "Ask in May.", "planners_note", "Ask in May."),
]  # fmt: skip


@pytest.mark.parametrize(("column", "cell", "field", "value"), EDITS)
def test_one_changed_cell_is_exactly_that_change(
    desk: Desk, column: str, cell: str, field: str | None, value: Text | None
) -> None:
    rows = desk.take_out()
    row_of(rows, "govan-pantry")[column] = cell
    changes = {row.listing: row.changes for row in desk.look(rows).rows if row.changes}
    wanted = {"govan-pantry": {field: value, "edited": "2026-11-25"}} if field else {}
    assert changes == wanted


def test_a_cell_changed_in_a_spreadsheet_is_exactly_that_change(desk: Desk) -> None:
    book = load_workbook(io.BytesIO(write("xlsx", desk.keeper.look(), desk.rules)))
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    page.cell(3, heads.index("ages") + 1).value = "5-11"
    page.cell(3, heads.index("checked_on") + 1).value = date(2026, 11, 21)
    out = io.BytesIO()
    book.save(out)
    table = read_table(out.getvalue())
    bringing = Bringing(table, match_columns(table.headings), desk.rules, TODAY)
    plan = bringing.look(desk.keeper.look(), desk.keeper.history)
    changed = {
        row.listing: {diff.column: diff.after for diff in row.diffs}
        for row in plan.rows
        if row.diffs
    }
    assert changed == {"govan-pantry": {"ages": "5-11", "checked_on": "2026-11-21"}}


def test_a_row_that_is_not_there_changes_nothing(desk: Desk) -> None:
    rows = desk.take_out()
    plan = desk.look(rows[:1])
    assert plan.totals == {"same": 1}


@settings(max_examples=100)
@given(
    name=WORDS,
    items=st.lists(WORDS, max_size=3),
    contacts=st.lists(st.dictionaries(st.sampled_from(["phone", "note"]), WORDS, min_size=1)),
)
def test_any_fields_come_back_as_they_were(
    name: str, items: list[str], contacts: list[dict[str, str]]
) -> None:
    fields: dict[str, Text] = {
        "id": "a", "name": name, "languages": {"spoken": list(items)}, "sources": list(items),
        "contacts": [dict(each) for each in contacts], "needs": list(items), "hours": name,
    }  # fmt: skip
    cells = [(column.name, column.write(fields)) for column in WRITTEN if column.is_read]
    here = Here({"a": fields}, Words(), lambda _: ((), ()), TODAY)
    heads, row_cells = zip(*cells, ("version", version_of(fields)), strict=True)
    table = read_table(write_sheet(heads, [row_cells]).encode())
    (row,) = compare(table, match_columns(table.headings), here)
    assert (row.kind, row.diffs) == ("same", ())


def test_yaml_is_what_the_files_say_with_comments(desk: Desk) -> None:
    desk.edit("  cost: low cost\n", "  cost: low cost  # ask again\n")
    text = write_yaml(tuple(desk.keeper.look().listed.values()))
    assert text.split("\n", 1)[1] == desk.text


WANTED = [
    (Wanted(), ["helpline", "govan-pantry"]),
    (Wanted(areas=frozenset({"glasgow-south"})), ["govan-pantry"]),
    (Wanted(need="crisis"), ["helpline"]),
    (Wanted(status="live"), ["helpline", "govan-pantry"]),
    (Wanted(status="paused"), []),
]


@pytest.mark.parametrize(("wanted", "found"), WANTED)
def test_what_is_taken_out_is_what_was_asked_for(
    desk: Desk, wanted: Wanted, found: list[str]
) -> None:
    listed = desk.keeper.look().listed
    assert [each.fields["id"] for each in wanted.choose(listed)] == found
