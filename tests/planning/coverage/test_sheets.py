"""The tables, and the same as CSV and XLSX: every number can be opened, and none is a formula."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest
from openpyxl import load_workbook

from app.content.tables import MARK
from app.planning.coverage.behind import Behind, find_behind, read_behind
from app.planning.coverage.overview import Scope, Voices, show_all
from app.planning.coverage.sheets import Cell, Column, Row, Sheet, number, share
from app.planning.coverage.workbook import write_csv, write_workbook
from app.planning.series import Point, Series
from app.search.directory import Directory
from app.voice import Unmet
from tests.conftest import MOMENT

DAY = MOMENT.date()
SERIES = Series((Point(date(2026, 10, 31), 4, 1), Point(DAY, 6, 3)))
UNMET = (
    Unmet("food", "glasgow-south", "nothing exact", 12),
    Unmet("food", "glasgow-north-east", "nothing exact", None),
    Unmet("money", "glasgow-south", "found", None),
    Unmet("money", "", "found", 9),
)
FORMULAS = ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"]


def sheets_of(made: Directory, area: str = "glasgow", circle: str = "own") -> tuple[Sheet, ...]:
    scope = Scope(made.catalogue.areas[area], None, "own" if circle == "own" else "all")
    return show_all(scope, made, MOMENT, SERIES, Voices(date(2025, 11, 1), UNMET, (), {}))


def find(sheets: tuple[Sheet, ...], key: str) -> Sheet:
    return next(sheet for sheet in sheets if sheet.key == key)


def cells_of(sheets: tuple[Sheet, ...]) -> Iterator[Cell]:
    for sheet in sheets:
        for row in sheet.rows:
            assert len(row.cells) == len(sheet.columns), (sheet.key, row.key)
            yield from row.cells


@pytest.mark.parametrize("circle", ["own", "all"])
@pytest.mark.parametrize("area", ["glasgow-south", "glasgow", "scotland"])
def test_the_listings_behind_every_number_are_found_again(
    made: Directory, area: str, circle: str
) -> None:
    opened = 0
    for cell in cells_of(sheets_of(made, area, circle)):
        pairs = ((cell.behind, cell.services), (cell.more_behind, cell.more_services))
        for behind, services in pairs:
            if behind is not None:
                assert set(find_behind(behind, made, MOMENT)) == set(services), behind
                opened += 1
        assert cell.number is None or not cell.services or cell.number == len(cell.services)
    assert opened > 200


def test_a_share_is_never_over_everyone(made: Directory) -> None:
    for cell in cells_of(sheets_of(made)):
        if cell.kind == "share" and cell.number is not None:
            assert 0 <= cell.number <= 1


def test_the_provision_table_says_why_its_rows_do_not_add_up(made: Directory) -> None:
    sheet = find(sheets_of(made), "provision:glasgow")
    assert [row.cells[0].number for row in sheet.rows] == [1, 1, 2, 1, 4]
    assert sheet.rows[-1].is_sum
    assert sheet.notes == ("The rows add up to 5, because 1 listing stands in more than one.",)


def test_hidden_numbers_stay_hidden_in_every_sum(made: Directory) -> None:
    sheet = find(sheets_of(made), "wants")
    first = sheet.rows[0]
    assert (first.key, first.cells[0].number, first.cells[0].text) == ("food", None, "12 or more")
    money = next(row for row in sheet.rows if row.key == "money")
    assert (money.cells[1].number, money.cells[1].text) == (None, "fewer than 5")
    assert money.cells[3].number == 1


def test_searches_without_a_place_count_for_the_country(made: Directory) -> None:
    sheet = find(sheets_of(made, "scotland"), "wants")
    money = next(row for row in sheet.rows if row.key == "money")
    assert money.cells[1].text == "9 or more"


@pytest.mark.parametrize(
    "given",
    [
        ("", "everything", "", "", "", ""),
        ("", "", "", "when:never", "", ""),
        ("", "", "", "", "perhaps", ""),
        ("", "", "", "", "", "moon"),
    ],
)
def test_an_address_that_is_not_ours_finds_nothing(given: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no such"):
        read_behind(*given)


def test_an_address_says_which_listings() -> None:
    read = read_behind("glasgow", "wider", "food,money", "when:evenings", "not known", "about")
    assert read == Behind(
        "glasgow", "wider", ("food", "money"), "when:evenings", "not known", "about"
    )
    assert read_behind("", "", "", "", "", "") == Behind()


def test_csv_has_every_number_and_its_listings(made: Directory) -> None:
    sheets = sheets_of(made)
    text = write_csv(sheets, DAY)
    assert text.startswith(MARK)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))
    doubles = sum(cell.more is not None for cell in cells_of(sheets))
    assert len(rows) == len(list(cells_of(sheets))) + doubles
    food = next(
        row
        for row in rows
        if (row["table"], row["row"], row["column"]) == ("topics", "food", "glasgow")
    )
    assert food["value"] == "2"
    assert set(food["listings"].split()) == {"pantry", "van"}
    assert {row["day"] for row in rows} == {"2026-11-25"}


def _awkward(text: str) -> Sheet:
    cells = (Cell("words", text=text), share(0.5), number(None, text))
    columns = (Column("a", text), Column("b", "B"), Column("c", "C"))
    return Sheet(text, text, text, text, columns, (Row(text, text, cells),), (text,))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str) -> None:
    for line in csv.reader(io.StringIO(write_csv([_awkward(text)], DAY))):
        assert not any(cell.startswith(tuple("=+-@\t\r＝ ")) for cell in line)
    book = load_workbook(io.BytesIO(write_workbook([_awkward(text)], text, [text], DAY)))
    kinds = {c.data_type for page in book for row in page.iter_rows() for c in row if c.value}
    assert kinds == {"s", "n"}


def test_xlsx_reads_back_as_it_was_written(made: Directory) -> None:
    sheets = sheets_of(made)
    book = load_workbook(io.BytesIO(write_workbook(sheets, "Coverage", ["How"], DAY)))
    assert book.sheetnames[0] == "How to read this"
    assert len(book.sheetnames) == len(sheets) + 1
    page = book["Topics by area"]
    heads = [cell.value for cell in page[1]]
    row = next(
        r for r in page.iter_rows(values_only=True) if r[0] == "Food for you and your family"
    )
    told = dict(zip(heads, row, strict=True))
    assert (told["All of Glasgow"], told["All of Glasgow: wider"]) == (2, 0)
    assert page.freeze_panes == "B2"
    reach = book["Near enough to walk"]
    formats = {cell.number_format for cells in reach.iter_rows(min_row=2) for cell in cells}
    assert "0.0%" in formats


def test_sheets_of_one_name_are_told_apart() -> None:
    twice = [_awkward("The same"), _awkward("The same")]
    book = load_workbook(io.BytesIO(write_workbook(twice, "Coverage", [], DAY)))
    assert len(set(book.sheetnames)) == 3
