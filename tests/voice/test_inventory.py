"""Every stored column is written down in docs/privacy.md, and none can hold a time of day."""

import re

import pytest
from sqlalchemy import Column, DateTime, Text, Time
from sqlmodel import SQLModel

from app.config import PROJECT
from tools.tables import ROOMS

ROW = re.compile(r"^\| `(\w+)\.(\w+)` \|(.+)\|(.+)\|(.+)\|$", re.MULTILINE)
WRITTEN = ROW.findall((PROJECT / "docs" / "privacy.md").read_text(encoding="utf-8"))
COLUMNS = [
    pytest.param(column, id=f"{table.name}.{column.name}")
    for table in SQLModel.metadata.sorted_tables
    for column in table.columns
]
OF_FAMILIES = {"answer", "reply", "tally", "batch", "unheard", "turn"}


def test_there_are_columns_to_write_down() -> None:
    assert len(ROOMS) >= 2
    assert len(COLUMNS) >= 25


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_in_the_inventory(column: Column[object]) -> None:
    told = [row[2:] for row in WRITTEN if row[:2] == (column.table.name, column.name)]
    assert len(told) == 1
    assert all(cell.strip() for cell in told[0])


def test_nothing_is_written_down_that_is_not_stored() -> None:
    tables = SQLModel.metadata.sorted_tables
    stored = {(table.name, column.name) for table in tables for column in table.columns}
    assert {row[:2] for row in WRITTEN} <= stored


@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_about_families_holds_a_time_of_day_or_text_without_end(
    column: Column[object],
) -> None:
    if column.table.name in OF_FAMILIES:
        assert not isinstance(column.type, DateTime | Time | Text)
        assert getattr(column.type, "length", 1) is not None
