"""Listings are found by what planners know of them, and stale ones come first."""

from datetime import date

import pytest

from app.planning.listing_lines import (
    Wanted,
    choose_lines,
    judge_check,
    read_line,
    sort_lines,
    stale_key,
)
from app.planning.merging import Fields
from app.planning.yaml_writing import Text

TODAY = date(2026, 11, 25)
PANTRY: Fields = {
    "id": "govan-pantry", "name": "Old Hall Pàntry", "provider": "Good Neighbours",
    "summary": "You choose your own food.", "needs": ["food", "money"], "areas": ["glasgow-south"],
    "contacts": [{"phone": "0141 496 0001"}, {"email": "a@example.org"}, {"text": "07700 900123"}],
    "checked": {"on": "2026-11-20", "how": "phone", "by": "planner", "next": "2027-05-20"},
    "edited": "2026-11-22",
}  # fmt: skip
LINE: Fields = {
    "id": "helpline", "name": "Night helpline", "provider": "Good Neighbours", "needs": "crisis",
    "areas": "scotland", "status": "paused", "edited": "2026-11-24",
    "checked": {"on": "2025-01-02", "next": "2026-11-24"},
}  # fmt: skip
CLUB: Fields = {"id": "club", "name": "A club", "areas": ["glasgow-south", "glasgow"]}
ODD: Fields = {"id": "odd", "name": ["not", "text"], "checked": {"on": "soon"}, "contacts": "none"}
ALL = {str(fields["id"]): fields for fields in (PANTRY, LINE, CLUB, ODD)}
LINES = tuple(read_line(name, fields, TODAY) for name, fields in ALL.items())


def ids(wanted: Wanted) -> list[str]:
    return [line.id for line in choose_lines(LINES, wanted)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["govan-pantry", "helpline", "club", "odd"]),
        ("pantry", ["govan-pantry"]),
        ("PÀNTRY hall", ["govan-pantry"]),
        ("good neighbours", ["govan-pantry", "helpline"]),
        ("neighbours night", ["helpline"]),
        ("own food", ["govan-pantry"]),
        ("govan-p", ["govan-pantry"]),
        ("0141 4960001", ["govan-pantry"]),
        ("(0141) 496-0001", ["govan-pantry"]),
        ("0001", ["govan-pantry"]),
        ("900 123", ["govan-pantry"]),
        ("01", ["govan-pantry"]),
        ("99", []),
        ("zebra", []),
    ],
)
def test_words_and_numbers_find(words: str, found: list[str]) -> None:
    assert ids(Wanted(words=words)) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(areas=frozenset({"glasgow", "glasgow-south"})), ["govan-pantry", "club"]),
        (Wanted(areas=frozenset()), []),
        (Wanted(need="crisis"), ["helpline"]),
        (Wanted(status="live"), ["govan-pantry", "club", "odd"]),
        (Wanted(status="paused"), ["helpline"]),
        (Wanted(checked="never"), ["club", "odd"]),
        (Wanted(checked="due"), ["helpline"]),
        (Wanted(checked="fine"), ["govan-pantry"]),
        (Wanted(reach=frozenset({"glasgow-south"})), ["govan-pantry"]),
        (Wanted(words="good", status="live", need="food"), ["govan-pantry"]),
    ],
)
def test_filters_narrow(wanted: Wanted, found: list[str]) -> None:
    assert ids(wanted) == found


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("stale", ["club", "odd", "govan-pantry", "helpline"]),
        ("name", ["club", "helpline", "odd", "govan-pantry"]),
        ("edited", ["helpline", "govan-pantry", "club", "odd"]),
    ],
)
def test_orders(order: str, expected: list[str]) -> None:
    assert [line.id for line in sort_lines(LINES, order)] == expected


@pytest.mark.parametrize(
    ("checked", "judged"),
    [
        ("not yet", "never"),
        ({"on": "2026-11-20"}, "fine"),
        ({"on": "2026-11-20", "next": "2026-11-25"}, "fine"),
        ({"on": "2026-11-20", "next": "2026-11-24"}, "due"),
        ({"next": "2026-11-24"}, "never"),
    ],
)
def test_a_check_lasts_until_the_day_after_the_next(checked: Text, judged: str) -> None:
    assert judge_check({"checked": checked}, TODAY) == judged


def test_never_checked_is_staler_than_checked_long_ago_and_a_slip_in_the_year_is_not_fresh() -> (
    None
):
    days = ["2026-11-20", "2020-01-01", "2126-01-01"]
    keys = [stale_key({"checked": {"on": day}}, TODAY) for day in days]
    assert (
        stale_key({}, TODAY)
        < keys[1]
        < keys[0]
        < keys[2]
        == stale_key({"checked": {"on": "2026-11-25"}}, TODAY)
    )
