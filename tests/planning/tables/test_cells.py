"""Cells as people type them: what is read from each, and what is refused."""

import pytest

from app.planning.tables.cells import CellProblem, Form, read_cell, write_cell
from app.planning.tables.columns import BY_NAME, Change, Words
from app.planning.yaml_writing import Text

READ: list[tuple[str, Form, Text | None]] = [
    ("", "text", None),
    ("  words  ", "text", "words"),
    ("2026-11-30", "date", "2026-11-30"),
    ("30/11/2026", "date", "2026-11-30"),
    ("3.4.2026", "date", "2026-04-03"),
    ("2026-11-30 00:00", "date", "2026-11-30"),
    ("31/02/2026", "date", "31/02/2026"),
    ("soon", "date", "soon"),
    ("TRUE", "yes or no", "yes"),
    ("n", "yes or no", "no"),
    ("perhaps", "yes or no", "perhaps"),
    ("food, money", "slugs", ["food", "money"]),
    ("food;money\nhealth", "slugs", ["food", "money", "health"]),
    ("Polish; Arabic, spoken", "list", ["Polish", "Arabic, spoken"]),
    ('["a; b", "c"]', "list", ["a; b", "c"]),
    ("[not json]", "list", ["[not json]"]),
    (";;", "list", None),
    ("Mon, Tue 9:00-12:00; Fri 9:00-10:00", "hours", ["Mon, Tue 9:00-12:00", "Fri 9:00-10:00"]),
    ("one; two\nthree", "lines", ["one; two", "three"]),
    ("phone: 0141 496 0001, name: Evening line", "entries", [
        {"phone": "0141 496 0001", "name": "Evening line"}]),
    ("phone: 116 123\n\nemail: a@example.org", "entries", [
        {"phone": "116 123"}, {"email": "a@example.org"}]),
    ("name: Hall, access: [lift, step-free]", "entries", [
        {"name": "Hall", "access": ["lift", "step-free"]}]),
    ('[{"phone": "116 123"}]', "entries", [{"phone": "116 123"}]),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "form", "value"), READ)
def test_a_cell_is_read_as_it_was_meant(cell: str, form: Form, value: Text | None) -> None:
    assert read_cell(cell, form) == value


@pytest.mark.parametrize(
    "cell", ["0141 496 0001", "phone:", "phone: 1, phone: 2", "{", "a: &b c", "phone: [", "x: y}"]
)
def test_a_line_that_is_none_is_refused_with_how_to_write_it(cell: str) -> None:
    with pytest.raises(CellProblem, match="write it like phone"):
        read_cell(cell, "entries")


VALUES: list[tuple[Text, Form, str]] = [
    (["a", "b"], "list", "a; b"),
    (["a; b"], "list", '["a; b"]'),
    ("one", "slugs", "one"),
    (["a", "b"], "hours", "a\nb"),
    ([], "list", "[]"),
    ({"odd": "block"}, "text", '{"odd": "block"}'),
    ([{"phone": "116 123"}, {"note": "a, b"}], "entries", 'phone: 116 123\nnote: "a, b"'),
    ("not a list", "entries", '"not a list"'),
]


@pytest.mark.parametrize(("value", "form", "cell"), VALUES)
def test_a_value_is_written_as_people_would(value: Text, form: Form, cell: str) -> None:
    assert write_cell(value, form) == cell


PLACES: list[Text] = [{"name": "Hall", "postcode": "G1 1AA"}, {"neighbourhood": "Govan"}]
LINES: list[Text] = [
    {"phone": "1", "note": "first"}, {"email": "a@b.org"}, {"phone": "2", "note": "second"},
]  # fmt: skip
PUT: list[tuple[str, str, Change, Change]] = [
    ("phone", "3; 2", {"contacts": LINES}, {"contacts": [
        {"phone": "3", "note": "first"}, {"email": "a@b.org"}, {"phone": "2", "note": "second"}]}),
    ("phone", "2; 1", {"contacts": LINES}, {"contacts": [
        {"phone": "2", "note": "second"}, {"email": "a@b.org"}, {"phone": "1", "note": "first"}]}),
    ("phone", "2", {"contacts": LINES}, {"contacts": [
        {"phone": "2", "note": "second"}, {"email": "a@b.org"}]}),
    ("phone", "1; 2; 3", {"contacts": LINES}, {"contacts": [*LINES, {"phone": "3"}]}),
    ("phone", "", {"contacts": [{"phone": "1"}]}, {}),
    ("chat", "https://x.org", {}, {"contacts": [{"chat": "https://x.org"}]}),
    ("postcode", "G2 2BB", {"places": PLACES}, {"places": [
        {"name": "Hall", "postcode": "G2 2BB"}, {"neighbourhood": "Govan"}]}),
    ("postcode", "G2 2BB; G3 3CC", {"places": PLACES}, {"places": [
        {"name": "Hall", "postcode": "G2 2BB"}, {"neighbourhood": "Govan", "postcode": "G3 3CC"}]}),
    ("postcode", "", {"places": PLACES}, {"places": [
        {"name": "Hall"}, {"neighbourhood": "Govan"}]}),
    ("postcode", "G1 1AA; G2 2BB", {}, {"places": [
        {"postcode": "G1 1AA"}, {"postcode": "G2 2BB"}]}),
    ("address", "1 Main Street", {}, {"places": [{"address": "1 Main Street"}]}),
    ("place", "New Hall", {"places": PLACES[:1]}, {"places": [
        {"name": "New Hall", "postcode": "G1 1AA"}]}),
    ("status", "live", {"status": "paused"}, {}),
    ("needs", "Food; loneliness", {}, {"needs": ["food", "loneliness"]}),
    ("needs", "Knitting Club", {}, {"needs": ["knitting-club"]}),
]  # fmt: skip


@pytest.mark.parametrize(("column", "cell", "before", "after"), PUT)
def test_a_cell_changes_its_part_and_nothing_beside(
    column: str, cell: str, before: Change, after: Change
) -> None:
    fields = dict(before)
    BY_NAME[column].put(fields, cell, Words({"food": "Food", "loneliness": "Lonely"}))
    assert fields == after


REFUSED = [
    ("phone", "1414960001", {}, "has lost its first 0 in a spreadsheet → write 01414960001"),
    ("text", "7700900123", {}, "has lost its first 0"),
    ("postcode", "G1 1AA; G2 2BB; G3 3CC", {"places": PLACES}, "3 postcodes for 2 places"),
    ("place", "Hall", {"places": PLACES}, "this has 2"),
]


@pytest.mark.parametrize(("column", "cell", "fields", "told"), REFUSED)
def test_what_is_not_plain_is_refused(column: str, cell: str, fields: Change, told: str) -> None:
    with pytest.raises(CellProblem, match=told):
        BY_NAME[column].put(dict(fields), cell, Words())
