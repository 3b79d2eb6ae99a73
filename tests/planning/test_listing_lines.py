"""Listings are found by what planners know of them, and stale ones come first."""

from datetime import date

import pytest

from app.content.freshness import YEARLY
from app.planning.listing_lines import (
    Wanted,
    choose_lines,
    read_line,
    sort_lines,
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
LINES = tuple(read_line(name, fields, TODAY, YEARLY) for name, fields in ALL.items())


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
        ({"on": "2025-11-20"}, "due"),
        ({"on": "2026-11-20", "next": "2026-11-25"}, "fine"),
        ({"on": "2026-11-20", "next": "2026-11-24"}, "due"),
        ({"next": "2026-11-24"}, "never"),
        ({"on": "2126-01-01"}, "never"),
    ],
)
def test_a_check_holds_as_long_as_the_rules_say(checked: Text, judged: str) -> None:
    assert read_line("a", {"checked": checked}, TODAY, YEARLY).is_checked == judged


def test_what_was_never_checked_comes_first_then_what_is_due_longest() -> None:
    checks: dict[str, Text] = {
        "fresh": {"on": "2026-11-20"},
        "old but good for long": {"on": "2024-01-01", "next": "2027-06-01"},
        "due long ago": {"on": "2024-06-01"},
        "never": "not yet",
        "a slip in the year": {"on": "2126-01-01"},
    }
    lines = [read_line(name, {"checked": c}, TODAY, YEARLY) for name, c in checks.items()]
    assert [line.id for line in sort_lines(lines, "stale")] == [
        "a slip in the year",
        "never",
        "due long ago",
        "old but good for long",
        "fresh",
    ]
