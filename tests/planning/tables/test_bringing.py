"""Bringing a table in: what each row becomes, who wins where both changed, and what is written."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning.keeping import OutOfReach
from app.planning.sheets import write_sheet
from app.planning.tables.bringing import Bringing, Moved, NothingToWrite
from app.planning.tables.columns import Words
from app.planning.tables.comparing import Clash, Here, RowPlan, Said, compare, version_of
from app.planning.tables.matching import match_columns
from app.planning.tables.reading import make_table, read_table
from app.planning.yaml_files import LOCK
from app.planning.yaml_writing import Text
from tests.content.folders import DANGERS, write_folder
from tests.planning.tables.desks import TODAY, Desk, Rows, new_row, row_of

PANTRY, HELPLINE = "govan-pantry", "helpline"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(write_folder(tmp_path))


def one(rows: Rows, desk: Desk) -> RowPlan:
    (plan,) = desk.look(rows).rows
    return plan


NEW: dict[str, tuple[dict[str, str], Mapping[str, object]]] = {
    "as it is": ({}, {
        "id": "new-group", "name": "New group", "provider": "Good Neighbours",
        "summary": "We help you.", "needs": ["food"], "areas": ["glasgow"],
        "contacts": [{"phone": "0141 496 0003"}], "status": "paused", "edited": "2026-11-25"}),
    "live": ({"status": "Live"}, {"status": None}),
    "archived": ({"status": "archived"}, {"status": "archived"}),
    "an id of its own": ({"id": "my-group"}, {"id": "my-group"}),
    "a name that is taken": ({"name": "Helpline"}, {"id": "helpline-good-neighbours"}),
    "a place": ({"postcode": "G51 3UU", "place": "Hall"}, {
        "places": [{"postcode": "G51 3UU", "name": "Hall"}]}),
    "both ways to contacts": ({"contacts": "phone: 0141 496 0003, note: Ask"}, {
        "contacts": [{"phone": "0141 496 0003", "note": "Ask"}]}),
    "crisis no": ({"crisis": "no"}, {"crisis": None}),
}  # fmt: skip


@pytest.mark.parametrize("kind", NEW)
def test_a_row_that_is_new_becomes_a_listing(desk: Desk, kind: str) -> None:
    cells, wanted = NEW[kind]
    row = new_row(**cells)
    plan = desk.look([row], heads=[*row]).rows[0]
    assert (plan.kind, plan.problems) == ("new", ())
    changes = plan.changes
    assert {name: changes.get(name) for name in wanted} == wanted
    if kind == "as it is":
        assert changes == wanted


def test_ids_of_new_rows_are_never_twice_the_same(desk: Desk) -> None:
    rows = [new_row(provider=p) for p in ("A", "B", "C")] + [new_row(name="Helpline", provider="D")]
    ids = [row.listing for row in desk.look(rows).rows]
    assert ids == ["new-group", "new-group-b", "new-group-c", "helpline-d"]


WRONG: dict[str, tuple[dict[str, str], str, str]] = {
    "no name": ({"name": ""}, "name", '"name" is missing → add a line "name: ..."'),
    "no topic": ({"needs": ""}, "needs", '"needs" is missing → add a line "needs: ..."'),
    "a topic of theirs": ({"needs": "fod"}, "needs",
        'needs 1: "fod" is not one of ours → did you mean "food"?'),
    "a short number": ({"phone": "0141 496 00"}, "phone",
        'contacts 1 phone: "0141 496 00" has 9 digits, UK numbers have 10 or 11 → check it digit'
        " by digit"),
    "a bad postcode": ({"postcode": "G51 3U"}, "postcode",
        'places 1 postcode: "G51 3U" is not a full postcode → write it like G51 3UU'),
    "odd times": ({"hours": "Mon 9:00-12:00\nFri 9-12"}, "hours",
        'hours 2: "9" could be morning or night → write 9:00-17:00 or 9am-5pm'),
    "a price of theirs": ({"cost": "cheap"}, "cost",
        '"cheap" is not one of ours → use one of: free, low cost, some free, some paid, paid,'
        " not known"),
    "an id of theirs": ({"id": "My Group"}, "id",
        '"My Group" has letters we cannot use here → write my-group'),
    "no number in danger": ({"crisis": "yes", "phone": "", "email": "a@example.org"}, "crisis",
        "a crisis listing needs a number to call or text → add one under contacts"),
    "a check half told": ({"checked_on": "2026-11-20"}, "checked_how",
        '"how" is missing → add a line "how: ..."'),
    "contacts that differ": ({"contacts": "phone: 0141 496 0009"}, "phone",
        "says other than contacts does → change one of the two"),
    "a number without its 0": ({"phone": "1414960003"}, "phone",
        '"1414960003" has lost its first 0 in a spreadsheet → write 01414960003'),
    "a hidden sign": ({"summary": "We \x7fhelp."}, "summary",
        "there is a hidden character in this line → delete the line and type it again"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_told_as_the_check_tells_it(desk: Desk, kind: str) -> None:
    cells, column, message = WRONG[kind]
    plan = desk.look([new_row(**cells)]).rows[0]
    assert plan.kind == "refused"
    assert Said(column, message) in plan.problems
    with pytest.raises(NothingToWrite):
        desk.write([new_row(**cells)])


def test_what_is_worth_a_second_look_is_told_and_does_not_keep_a_row_out(desk: Desk) -> None:
    plan = one([new_row(summary="Respite for parents.")], desk)
    assert plan.kind == "new"
    assert Said("summary", '"respite" can sound cold → a break') in plan.hints


def test_good_rows_are_written_and_the_others_left_out(desk: Desk) -> None:
    rows = desk.take_out()
    row_of(rows, PANTRY)["cost"] = "free"
    rows += [new_row(), new_row(name="Bad", needs="fod")]
    assert [row.kind for row in desk.look(rows).rows] == ["same", "changed", "new", "refused"]
    before = desk.text
    written = desk.write(rows)
    assert [row.listing for row in written] == [PANTRY, "new-group"]
    after = before.replace("cost: low cost", "cost: free")
    checked = "next: 2027-05-20\n  edited: 2026-11-"
    after = after.replace(f"{checked}22", f"{checked}25")
    assert desk.text.startswith(after)
    assert "Bad" not in desk.text
    versions = desk.keeper.history.versions(desk.folder / "services.yaml")
    assert [(v.who, v.why) for v in versions] == [
        ("Anna (Planner)", "Bring in a table."),
        ("Edited by hand", "Keep what was changed by hand."),
    ]


def test_bringing_the_same_in_again_changes_nothing(desk: Desk) -> None:
    rows = desk.take_out()
    row_of(rows, PANTRY)["cost"] = "free"
    desk.write([*rows, new_row()])
    again = desk.look([*rows, new_row()])
    assert again.totals == {"same": 3}


def test_a_row_is_found_by_its_name_and_provider_and_that_is_told(desk: Desk) -> None:
    row = {"name": "govan pantry", "provider": "Good  Neighbours", "cost": "free"}
    plan = one([row], desk)
    assert (plan.kind, plan.listing) == ("changed", PANTRY)
    assert [diff.column for diff in plan.diffs] == ["name", "cost"]
    assert plan.hints[0] == Said("name", "was found by its name and provider: govan-pantry")


def test_an_empty_cell_takes_away_only_what_is_known_to_have_been_there(desk: Desk) -> None:
    rows = desk.take_out()
    pantry = row_of(rows, PANTRY)
    pantry["cost_note"] = ""
    (diff,) = one([pantry], desk).diffs
    assert (diff.column, diff.before, diff.after) == ("cost_note", "£2.50 a shop", "")
    pantry["version"] = ""
    assert one([pantry], desk).kind == "same"


def test_two_rows_about_one_listing_are_not_both_taken(desk: Desk) -> None:
    rows = [{"id": PANTRY, "cost": "free"}, {"id": PANTRY, "cost": "paid"}]
    first, second = desk.look(rows).rows
    assert (first.kind, second.kind) == ("changed", "refused")
    assert second.problems == (Said("id", "is about the same listing as row 2 → keep one of them"),)


def test_a_listing_that_a_danger_names_cannot_be_put_away(tmp_path: Path) -> None:
    desk = Desk(write_folder(tmp_path))
    assert HELPLINE in DANGERS
    rows = desk.take_out()
    row_of(rows, HELPLINE)["status"] = "archived"
    row_of(rows, PANTRY)["status"] = "archived"
    plan = desk.look(rows)
    kinds = {row.listing: row.kind for row in plan.rows}
    assert kinds == {HELPLINE: "refused", PANTRY: "changed"}
    (problem,) = next(row for row in plan.rows if row.listing == HELPLINE).problems
    assert '"helpline" is archived, so it cannot be phoned → remove it here' in problem.message
    assert [row.listing for row in desk.write(rows)] == [PANTRY]


def test_where_both_changed_other_fields_both_stay(desk: Desk) -> None:
    desk.keeper.history.settle([desk.folder / "services.yaml"])
    rows = desk.take_out()
    row_of(rows, PANTRY)["cost"] = "free"
    desk.edit("who_for: Anyone in Govan", "who_for: Anyone near")
    plan = next(row for row in desk.look(rows).rows if row.listing == PANTRY)
    assert (plan.kind, plan.clashes) == ("changed", ())
    assert [diff.column for diff in plan.diffs] == ["cost"]
    desk.write(rows)
    assert "who_for: Anyone near" in desk.text
    assert "cost: free" in desk.text


@pytest.fixture
def both(desk: Desk) -> Rows:
    """Return rows whose `cost` and `who_for` were changed here and, with `ages`, in the table."""
    desk.keeper.history.settle([desk.folder / "services.yaml"])
    rows = desk.take_out()
    row_of(rows, PANTRY).update(cost="free", who_for="All", ages="16+")
    desk.edit("cost: low cost", "cost: paid")
    desk.edit("who_for: Anyone in Govan", "who_for: All")
    return rows


def test_where_both_changed_one_field_what_is_here_stays(desk: Desk, both: Rows) -> None:
    plan = next(row for row in desk.look(both).rows if row.listing == PANTRY)
    assert plan.kind == "conflict"
    assert plan.clashes == (Clash("cost", "low cost", "paid", "free"),)
    assert [diff.column for diff in plan.diffs] == ["ages"]
    desk.write(both)
    assert "cost: paid" in desk.text
    assert "ages: 16+" in desk.text


def test_the_table_wins_where_it_is_ticked(desk: Desk, both: Rows) -> None:
    row = next(i for i, row in enumerate(both, 2) if row["id"] == PANTRY)
    desk.write(both, row)
    assert "cost: free" in desk.text
    assert "ages: 16+" in desk.text


def test_without_history_both_are_still_told_apart(desk: Desk) -> None:
    rows = desk.take_out()
    row_of(rows, PANTRY).update(ages="16+", phone="0141 496 0009", checked_on="20/11/2026")
    desk.edit("cost: low cost", "cost: paid")
    desk.edit("phone: 0141 496 0001", "phone: 0141 496 0002")
    desk.edit("on: 2026-11-20", "on: 2026-11-21")
    number, plan = next((row.number, row) for row in desk.look(rows).rows if row.listing == PANTRY)
    assert plan.kind == "conflict"
    assert [diff.column for diff in plan.diffs] == ["ages"]
    assert plan.clashes == (Clash("phone", None, "0141 496 0002", "0141 496 0009"),)
    desk.write(rows, number)
    for told in ("ages: 16+", "phone: 0141 496 0009", "cost: paid", "on: 2026-11-21"):
        assert told in desk.text


@pytest.mark.parametrize("version", ["v1", "v1abc", "0123456789ab", "v2" + "a" * 172])
def test_with_a_version_that_is_not_ours_every_difference_is_a_conflict(
    desk: Desk, version: str
) -> None:
    rows = desk.take_out()
    row_of(rows, PANTRY).update(ages="16+", version=version)
    plan = next(row for row in desk.look(rows).rows if row.listing == PANTRY)
    assert (plan.kind, plan.diffs) == ("conflict", ())
    assert plan.clashes == (Clash("ages", None, "any age", "16+"),)
    with pytest.raises(NothingToWrite):
        desk.write(rows)


def test_what_is_not_as_it_was_shown_is_not_written(desk: Desk) -> None:
    rows = desk.take_out()
    row_of(rows, PANTRY)["cost"] = "free"
    shown = desk.look(rows).digest
    desk.edit("cost: low cost", "cost: paid")
    before = desk.text
    with pytest.raises(Moved) as moved:
        desk.write(rows, shown=shown)
    assert moved.value.plan.totals["conflict"] == 1
    assert desk.text == before
    assert {path.name for path in desk.folder.glob(".*")} <= {LOCK}


TEXTS = ("name", "summary", "cost_note", "planners_note")
VALUES = st.fixed_dictionaries(dict.fromkeys(TEXTS, st.sampled_from(["", "a", "b", "c"])))


@given(was=VALUES, ours=VALUES, theirs=VALUES)
def test_each_side_keeps_what_it_alone_changed(
    was: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> None:
    def listing(values: dict[str, str]) -> dict[str, Text]:
        return {"id": "x", **{name: value for name, value in values.items() if value}}

    heads = ["id", "version", *TEXTS]
    cells = ["x", version_of(listing(was)), *(theirs[name] for name in TEXTS)]
    table = read_table(write_sheet(heads, [cells]).encode())
    here = Here({"x": listing(ours)}, Words(), lambda _: ((), ()), TODAY)
    (plan,) = compare(table, match_columns(table.headings), here)
    clashes = {clash.column for clash in plan.clashes}
    for name in TEXTS:
        three = (was[name], ours[name], theirs[name])
        is_clash = len(set(three)) == 3
        assert (name in clashes) == is_clash, three
        kept = ours[name] if is_clash or theirs[name] == was[name] else theirs[name]
        assert plan.after.get(name, "") == kept, three


REACH = frozenset({"glasgow-south"})


def test_an_editor_changes_only_what_is_theirs(desk: Desk) -> None:
    desk.reach = REACH
    rows = [*desk.take_out(), new_row(), new_row(name="Ours", areas="glasgow-south")]
    row_of(rows, PANTRY)["cost"] = "free"
    row_of(rows, HELPLINE)["cost"] = "free"
    plan = desk.look(rows)
    assert {row.listing: row.kind for row in plan.rows} == {
        HELPLINE: "refused", PANTRY: "changed", "new-group": "refused", "ours": "new",
    }  # fmt: skip
    told = "is, or would be, in an area that is not yours → ask a planner"
    assert all(Said("areas", told) in row.problems for row in plan.rows if row.kind == "refused")
    assert [row.listing for row in desk.write(rows)] == [PANTRY, "ours"]


@pytest.mark.parametrize("areas", ["glasgow", "glasgow-south; glasgow"])
def test_an_editor_cannot_move_a_listing_out_of_their_areas(desk: Desk, areas: str) -> None:
    desk.reach = REACH
    rows = desk.take_out()
    row_of(rows, PANTRY)["areas"] = areas
    with pytest.raises((NothingToWrite, OutOfReach)):
        desk.write(rows)
    desk.reach = frozenset()
    row_of(rows, PANTRY)["areas"] = ""
    row_of(rows, PANTRY)["cost"] = "free"
    with pytest.raises((NothingToWrite, OutOfReach)):
        desk.write(rows)


def test_a_secret_place_is_never_lost_to_a_table_without_it(desk: Desk) -> None:
    desk.edit(
        "    - name: Old Hall\n",
        "    - postcode: G51 1AA\n      hidden: yes\n    - name: Old Hall\n",
    )
    row = {"id": PANTRY, "places": "name: Old Hall, postcode: G51 3UU"}
    plan = one([row], desk)
    assert plan.kind == "refused"
    assert plan.problems == (
        Said("places", "would lose a hidden place → change it on its own page"),
    )


def test_a_formula_is_not_worked_out_and_its_row_waits(desk: Desk) -> None:
    table = read_table(b"id,cost\ngovan-pantry,free\nhelpline,free\n")
    rows = [table.rows[0], replace(table.rows[1], formulas=frozenset({1}))]
    head = replace(table.rows[0], number=1, cells={0: "id", 1: "cost"})
    made = make_table([head, *rows])
    bringing = Bringing(made, match_columns(made.headings), desk.rules, TODAY)
    plan = bringing.look(desk.keeper.look(), desk.keeper.history)
    assert [row.kind for row in plan.rows] == ["changed", "refused"]
    assert "is a formula, which is not worked out here" in plan.rows[1].problems[0].message
