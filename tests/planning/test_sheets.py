"""A table for a spreadsheet gives back what was written, and no cell of it is a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.tables import guard
from app.planning.sheets import write_sheet

SIGNS = "=+-@\t\r\n\0＝＋－＠"


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+44 141 496 0000", "'+44 141 496 0000"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("kind\n=1", "kind\n'=1"),
        ("kind\r=1", "kind\r'=1"),
        ("a = b", "a = b"),
        ("it was-n't open", "it was-n't open"),
        ("", ""),
    ],
)
def test_what_would_be_a_formula_is_text(cell: str, guarded: str) -> None:
    assert guard(cell) == guarded


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(SIGNS)))
def test_no_line_of_a_cell_begins_a_formula(cell: str) -> None:
    for line in guard(cell).replace("\r", "\n").split("\n"):
        assert line.strip(" ")[:1] not in set("=+-@＝＋－＠\0")


@given(st.lists(st.lists(st.text("abc\"',;\n é£"), min_size=2, max_size=2), max_size=5))
def test_a_table_reads_back_as_it_was_written(rows: list[list[str]]) -> None:
    text = write_sheet(["one", "two"], rows)
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert text.startswith("\ufeff")
    assert read == [["one", "two"], *([guard(cell) for cell in row] for row in rows)]
