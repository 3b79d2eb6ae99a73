"""A spreadsheet of listings reads back as the listings, and no cell of it is a formula."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.catalogue import Catalogue
from app.content.models import Service
from app.content.records import open_to_all
from app.content.tables import COLUMNS, MARK, PLANNERS_COLUMNS, guard, unguard, write_table
from app.content.yaml_source import parse_yaml
from tests.content.test_records import PRIVATE, SECRET
from tests.content.test_records import read as read_listings

STARTS = "=+-@＝＋－＠\t\0\r\n"
CELLS = st.one_of(st.text(), st.text(st.sampled_from(STARTS + "' a1\xa0")))


def read_table(text: str) -> list[dict[str, str]]:
    assert text.startswith(MARK)
    rows = csv.DictReader(io.StringIO(text.removeprefix(MARK), newline=""), strict=True)
    return [{name: unguard(cell) for name, cell in row.items()} for row in rows]


def read_back(row: dict[str, str], extra: Iterable[str] = ()) -> Service:
    """Return the listing that a row says, as somebody who has only the table could."""
    given: dict[str, object] = {
        name: row[name]
        for name in (
            *("id", "name", "provider", "summary", "level", "who_for", "ages", "cost"),
            *("cost_note", "hours_note", "access_note", "crisis", "edited", *extra),
        )
        if row[name]
    }
    for name in ("needs", "areas", "kinds", "ways", "welcomes"):
        given[name] = row[name].split("; ") if row[name] else []
    given["hours"] = row["hours"].split("\n")
    for name in ("contacts", "places"):
        given[name] = [parse_yaml(f"{{{line}}}").value for line in row[name].split("\n") if line]
    given["reach_in"] = {name: row[name] for name in ("how", "next", "bring", "wait")}
    given["languages"] = {
        "spoken": row["spoken"].split("; ") if row["spoken"] else [],
        "interpreter": row["interpreter"],
        "note": row["languages_note"],
    }
    if row["checked_on"]:
        parts = ("on", "how", "by", *(["next"] if row.get("checked_next") else []))
        given["checked"] = {name: row[f"checked_{name}"] for name in parts}
    if row.get("imported"):
        given["imported"] = parse_yaml(f"{{{row['imported']}}}").value
    if row.get("sources"):
        given["sources"] = row["sources"].split("\n")
    return Service.model_validate(given, strict=False)


def test_every_listing_is_read_back_from_the_table(published: Catalogue) -> None:
    rows = read_table("".join(write_table(published.live, lambda s: f"/services/{s.id}")))
    assert [read_back(row) for row in rows] == [open_to_all(each) for each in published.live]
    assert [row["page"] for row in rows] == [f"/services/{each.id}" for each in published.live]


def test_planners_read_back_all_of_it(published: Catalogue) -> None:
    listings = (*published.services, *read_listings(PRIVATE))
    rows = read_table("".join(write_table(listings, lambda s: s.id, whole=True)))
    own = ("status", "sources_dated", "basis", "planners_note")
    assert tuple(read_back(row, own) for row in rows) == listings


def test_the_table_for_everyone_has_nothing_private() -> None:
    text = "".join(write_table(read_listings(PRIVATE), lambda s: s.id))
    assert SECRET not in text.lower()
    assert "G1 1AA" not in text
    assert "2027" not in text
    assert "The shop" in text


def test_the_columns_that_are_easy_to_read_say_what_the_listing_does(published: Catalogue) -> None:
    rows = read_table("".join(write_table(published.live, lambda s: s.id)))
    for row, service in zip(rows, published.live, strict=True):
        phones = [c.value for c in service.contacts if c.way == "phone"]
        assert row["phone"] == "; ".join(phones)
        seen = [p.postcode for p in service.places if p.postcode and not p.hidden]
        assert row["postcode"] == "; ".join(seen)
        assert row["youngest"] == (
            "" if service.ages.youngest is None else str(service.ages.youngest)
        )
        assert row["crisis"] == ("yes" if service.crisis else "no")


def test_lines_end_as_the_standard_says_and_every_row_has_every_column(
    published: Catalogue,
) -> None:
    lines = list(write_table(published.live, lambda s: s.id))
    assert all(line.endswith("\r\n") for line in lines)
    rows = list(csv.reader(io.StringIO("".join(lines), newline="")))
    assert len(rows) == len(published.live) + 1
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_columns_have_a_name_of_their_own_and_say_what_they_are() -> None:
    names = [column.name for column in PLANNERS_COLUMNS]
    assert len(set(names)) == len(names)
    assert all(column.about.endswith(".") for column in PLANNERS_COLUMNS)
    assert PLANNERS_COLUMNS[: len(COLUMNS)] == COLUMNS


@given(CELLS)
def test_no_cell_is_a_formula_and_every_cell_is_given_back(cell: str) -> None:
    guarded = guard(cell)
    assert unguard(guarded) == cell
    assert not guarded.startswith(tuple(STARTS))
    for line in re.split(r"[\r\n]", guarded):
        assert not line.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2", "'-2"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("fine\n=1", "fine\n'=1"),
        ("'=1", "''=1"),
        ("'tis fine", "'tis fine"),
        ("+44 141 496 0001", "'+44 141 496 0001"),
        ("0141 496 0001", "0141 496 0001"),
        ("116 123", "116 123"),
        ("Mon-Fri 9:00-17:00", "Mon-Fri 9:00-17:00"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_only_what_could_be_a_formula_gets_an_apostrophe(cell: str, guarded: str) -> None:
    assert guard(cell) == guarded


def test_dates_are_written_so_that_they_sort() -> None:
    (row,) = read_table("".join(write_table(read_listings(PRIVATE), lambda s: s.id)))
    assert row["edited"] == date(2026, 11, 22).isoformat()
    assert row["checked_on"] == "2026-11-20"
