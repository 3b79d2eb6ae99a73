"""Changing a listing changes the lines that were asked for, and not one other byte."""

from difflib import unified_diff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import PROJECT
from app.content.models import Service
from app.content.yaml_source import parse_yaml, split_entries
from app.planning.yaml_splicing import Changes, splice
from app.planning.yaml_writing import CannotWrite, Text, as_text, rewrite_field, write_field
from tests.content.folders import HELPLINE, PANTRY, SERVICES

PUBLISHED = (PROJECT / "data" / "services.yaml").read_text(encoding="utf-8")
IDS = [entry["id"] for entry in parse_yaml(PUBLISHED).value]  # type: ignore[union-attr,index,call-overload]
FIELDS = [name for name in Service.model_fields if name != "id"]

NOTED = """\
# All of ours.

- id: corner-group   # never change this
  name: Corner group
  # Ask Jo about the name.
  summary: >-
    One line,
    and another.
    # not a comment
  needs: [food, money]   # food first
  contacts:
    # the best one first
    - phone: 0141 496 0001   # the shop
      note: "Ask: for it"
    - email: a@example.org

    # two more
    - website: 'https://a.example.org'   # new
  ages: any age
# between the two

- id: other
  name: Other
  edited: 2026-11-22
# the end
"""


def changed_lines(before: str, after: str) -> list[str]:
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"ages": "0-5"}, ["-  ages: any age", "+  ages: 0-5"]),
        ({"ages": None}, ["-  ages: any age"]),
        ({"ages": "any age"}, []),
        ({"cost": None}, []),
        (
            {"needs": ["food", "energy"]},
            ["-  needs: [food, money]   # food first", "+  needs: [food, energy]  # food first"],
        ),
        ({"name": "yes"}, ["-  name: Corner group", "+  name: yes"]),
        ({"name": "A: b"}, ["-  name: Corner group", "+  name: 'A: b'"]),
        ({"name": "~"}, ["-  name: Corner group", '+  name: "~"']),
        ({"id": "b"}, ["-- id: corner-group   # never change this",
                       "+- id: b              # never change this"]),
        ({"cost": "free"}, ["+  cost: free"]),
        ({"provider": "Jo"}, ["+  provider: Jo"]),
        (
            {"contacts": [{"phone": "0141 496 0002", "note": "Ask: for it"},
                          {"email": "a@example.org"},
                          {"website": "https://a.example.org"}]},
            ["-    - phone: 0141 496 0001   # the shop",
             "+    - phone: 0141 496 0002   # the shop"],
        ),
        (
            {"contacts": [{"phone": "0141 496 0001", "note": "Ask: for it"},
                          {"website": "https://a.example.org"}]},
            ["-    - email: a@example.org", "-", "-    # two more"],
        ),
        (
            {"contacts": [{"phone": "0141 496 0001", "note": "Ask: for it"},
                          {"email": "a@example.org"}, {"text": "85258"},
                          {"website": "https://a.example.org"}]},
            ["+    - text: 85258"],
        ),
        ({"reach_in": {"how": "book"}}, ["+  reach_in:", "+    how: book"]),
    ],
)  # fmt: skip
def test_only_what_was_asked_changes(changes: Changes, lines: list[str]) -> None:
    assert changed_lines(NOTED, splice(NOTED, {"corner-group": changes})) == lines


def test_a_new_field_stands_where_the_guide_has_it() -> None:
    after = splice(NOTED, {"corner-group": {"provider": "Jo", "cost": "free"}})
    assert "  name: Corner group\n  provider: Jo\n  # Ask Jo" in after
    assert "  ages: any age\n  cost: free\n# between the two\n" in after


def test_a_new_listing_comes_last_in_the_order_of_the_guide() -> None:
    after = splice(NOTED, {}, [{"edited": "2026-11-22", "name": "New", "id": "new"}])
    assert after == NOTED + "\n- id: new\n  name: New\n  edited: 2026-11-22\n"


@pytest.mark.parametrize("empty", ["", "[]\n", "# ours\n", "# ours\n\n[]\n"])
def test_the_first_listing_of_a_file(empty: str) -> None:
    after = splice(empty, {}, [{"id": "new", "name": "New"}])
    assert parse_yaml(after).value == [{"id": "new", "name": "New"}]
    assert after.startswith("# ours") == empty.startswith("# ours")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_files_from_every_editor_stay_as_they_are(newline: str, mark: str, end: str) -> None:
    text = mark + (SERVICES.rstrip("\n") + end).replace("\n", newline)
    after = splice(text, {"helpline": {"name": "Line"}}, [{"id": "new", "name": "New"}])
    assert after.startswith(text[: text.index("  name")])
    assert after.count("\n") == after.count(newline)
    assert f"  edited: 2026-11-22{newline}{newline}- id: new{newline}  name: New{newline}" in after


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (SERVICES, {"nobody": {"name": "x"}}),
        ("- {id: a, name: b}\n", {"a": {"name": "x"}}),
        ("- id: a\n  name: b\n  name: c\n", {"a": {"name": "x"}}),
        ("- id: a\n  name: [b\n", {"a": {"name": "x"}}),
        ("id: a\nname: b\n", {"a": {"name": "x"}}),
        ("not a list", {}),
        ("- id: a\n", {"a": {"id": None}}),
    ],
)
def test_what_cannot_be_changed_is_said_so(text: str, changes: dict[str, Changes]) -> None:
    with pytest.raises(CannotWrite, match=r"\w"):
        splice(text, changes, [{"id": "new", "name": "New"}])


def test_entries_may_be_written_in_other_ways() -> None:
    text = "-   id: a\n    name: b\n\n- # first\n  id: c\n  name: d\n"
    after = splice(text, {"a": {"name": "x"}, "c": {"name": "y", "cost": "free"}})
    assert after == text.replace("name: b", "name: x").replace("name: d", "name: y\n  cost: free")


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), exclude_characters="\ufeff"),
    max_size=150,
)
LINES = st.lists(WORDS, min_size=1, max_size=4).map("\n".join)
TEXTS = st.one_of(
    WORDS,
    LINES,
    st.sampled_from(["yes", "no", "~", "null", "10:30", "999", "- x", "a: b", " #x", "'", '"', "",
                     "|", ">", "%", "@x", "[a", "{", "a #b", "? x", "---", "...", "2026-11-22"]),
)  # fmt: skip
VALUES: st.SearchStrategy[Text] = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["phone", "note", "how", "next"]), inner, max_size=3),
    ),
    max_leaves=6,
)
ASKED = st.dictionaries(st.sampled_from(FIELDS), st.one_of(st.none(), VALUES), max_size=4)


@given(st.sampled_from(IDS), ASKED)
def test_every_other_listing_is_byte_for_byte_the_same(name: str, changes: Changes) -> None:
    after = splice(PUBLISHED, {name: changes})
    for old, new in zip(split_entries(PUBLISHED), split_entries(after), strict=True):
        value, before = new.read(), old.read()
        assert isinstance(value, dict)
        assert isinstance(before, dict)
        if before["id"] != name:
            assert new.text == old.text
            continue
        kept = {key: text for key, text in (before | dict(changes)).items() if text is not None}
        assert value == kept
    start = PUBLISHED.index("\n- id: ")
    assert after[:start] == PUBLISHED[:start]


@given(VALUES, VALUES)
def test_any_value_can_take_the_place_of_another(old: Text, new: Text) -> None:
    text = write_field("summary", old)
    assert parse_yaml(text).value == {"summary": old}
    assert parse_yaml(rewrite_field(text, "summary", new)).value == {"summary": new}


@given(st.dictionaries(st.sampled_from(FIELDS), VALUES, min_size=1))
def test_any_listing_can_be_added(fields: dict[str, Text]) -> None:
    entry = {"id": "new", **fields}
    after = splice(SERVICES, {}, [entry])
    assert after.startswith(SERVICES)
    value = parse_yaml(after).value
    assert isinstance(value, list)
    assert value[-1] == entry


ODD_LINES = st.sampled_from(
    ["  name: b", "  who_for: |", "    id: helpline", "  - id: helpline", "  sources: [", "    ]",
     "  note: 'a", "- id: helpline", "    b'", "# note", "", "  cost: >+", "", "  - x", "- c: d",
     '  ages: "1', '    2"', "  a: {b: c}", "- [e]", "-", "  - - f", "  ? g", "  : h"]
)  # fmt: skip


@given(st.lists(ODD_LINES, max_size=6).map("\n".join), VALUES)
def test_any_text_is_changed_right_or_not_at_all(text: str, value: Text) -> None:
    whole = f"- id: a\n{text}\n{HELPLINE}{PANTRY}"
    if parse_yaml(whole).problems:
        return
    try:
        after = splice(whole, {"helpline": {"summary": value}})
    except CannotWrite:
        return
    before = parse_yaml(whole).value
    assert isinstance(before, list)
    now = parse_yaml(after).value
    assert isinstance(now, list)
    for old, new in zip(before, now, strict=True):
        is_it = isinstance(old, dict) and old.get("id") == "helpline"
        assert new == ({**old, "summary": value} if is_it else old)  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "yes"), (False, "no"), (5, "5"), (2.5, "2.5"), ("x", "x"), ([1, True], ["1", "yes"]),
     ({"a": 1, "b": None}, {"a": "1"}), (("a",), ["a"])],
)  # fmt: skip
def test_values_are_written_as_a_planner_types_them(value: object, text: Text) -> None:
    assert as_text(value) == text
