"""The past of one listing: only its own changes, from git or from dated copies, and back again."""

import subprocess
from pathlib import Path

import pytest

from app.places import Gazetteer
from app.planning.history import Author, History
from app.planning.keeping import Edit, Hand, ListingKeeper, OutOfReach
from app.planning.merging import Fields
from app.planning.pasts import (
    MOST_VERSIONS,
    ChangedSince,
    Past,
    find_past,
    find_undo,
    is_version,
    plan_restore,
    read_listing,
    seal_fields,
    walk_back,
)
from app.planning.saves import find_saves
from app.planning.yaml_files import Judge, judging
from app.planning.yaml_writing import CannotWrite
from tests.content.folders import HELPLINE, PANTRY, SERVICES, write_folder
from tests.store.databases import Ticking

ANNA = Hand(Author("Anna", "Planner"))
DAY = "2026-11-25"


@pytest.fixture(scope="module")
def judge() -> Judge:
    return judging(Gazetteer.packaged())


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


def begin_git(folder: Path) -> None:
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)


@pytest.fixture(params=["git", "dated copies"])
def keeper(
    request: pytest.FixtureRequest, tmp_path: Path, judge: Judge, clock: Ticking
) -> ListingKeeper:
    folder = write_folder(tmp_path)
    if request.param == "git":
        begin_git(folder)
    return ListingKeeper(folder, judge, History(folder, clock))


def save(keeper: ListingKeeper, clock: Ticking, name: str, **fields: str | None) -> None:
    clock.go(minutes=1)
    keeper.save(lambda _: Edit({name: fields}), ANNA, f"Change {', '.join(fields)}.")


def pasts(keeper: ListingKeeper, name: str = "govan-pantry") -> tuple[Past, ...]:
    return tuple(walk_back(keeper, keeper.look(), name))


def told(found: tuple[Past, ...], field: str = "cost") -> list[tuple[str, object, object]]:
    return [
        (
            past.version.why if past.version else "now",
            (past.before or {}).get(field),
            (past.after or {}).get(field),
        )
        for past in found
    ]


def bring_back(keeper: ListingKeeper, past: Past, seen: Fields | None, name: str) -> None:
    plan = plan_restore(keeper, name, past, seal_fields(seen), DAY)
    keeper.save(plan, ANNA, "Undo.")


def fields_of(keeper: ListingKeeper, name: str = "govan-pantry") -> Fields | None:
    listed = keeper.look().listed.get(name)
    return listed.fields if listed else None


def test_only_its_own_changes_are_told_newest_first(keeper: ListingKeeper, clock: Ticking) -> None:
    save(keeper, clock, "govan-pantry", cost="free")
    save(keeper, clock, "helpline", provider="Others")
    save(keeper, clock, "govan-pantry", cost="paid", cost_note=None)
    found = pasts(keeper)
    assert told(found) == [
        ("Change cost, cost_note.", "free", "paid"),
        ("Change cost.", "low cost", "free"),
        ("Keep what was changed by hand.", None, "low cost"),
    ]
    assert [past.begins for past in found] == [False, False, True]
    assert told(pasts(keeper, "helpline"), "provider")[0][1:] == ("Good Neighbours", "Others")
    assert pasts(keeper, "no-such-listing") == ()


def test_what_is_changed_by_hand_is_told_before_it_is_kept(
    keeper: ListingKeeper, clock: Ticking
) -> None:
    file = keeper.folder / "services.yaml"
    assert pasts(keeper) == ()
    save(keeper, clock, "govan-pantry", cost="free")
    file.write_text(file.read_text().replace("cost: free", "cost: paid"))
    newest, *_ = pasts(keeper)
    assert (newest.version, newest.before and newest.before["cost"]) == (None, "free")
    undo = find_undo(pasts(keeper))
    assert undo is not None
    bring_back(keeper, undo, fields_of(keeper), "govan-pantry")
    assert told(pasts(keeper))[:3] == [
        ("Undo.", "paid", "free"),
        ("Keep what was changed by hand.", "free", "paid"),
        ("Change cost.", "low cost", "free"),
    ]


def test_bringing_back_writes_all_that_was_then_and_nothing_else(
    keeper: ListingKeeper, clock: Ticking
) -> None:
    file = keeper.folder / "services.yaml"
    save(keeper, clock, "govan-pantry", cost="paid", cost_note=None, level="community")
    save(keeper, clock, "helpline", provider="Others")
    undo = find_undo(pasts(keeper))
    assert undo is not None
    bring_back(keeper, undo, fields_of(keeper), "govan-pantry")
    expected = HELPLINE.replace("Good Neighbours", "Others") + "\n" + PANTRY
    assert file.read_text() == expected.replace(
        "2027-05-20\n  edited: 2026-11-22", f"2027-05-20\n  edited: {DAY}"
    )
    assert told(pasts(keeper))[0] == ("Undo.", "paid", "low cost")


def test_nothing_is_brought_back_over_what_was_not_seen(
    keeper: ListingKeeper, clock: Ticking
) -> None:
    save(keeper, clock, "govan-pantry", cost="free")
    undo, seen = find_undo(pasts(keeper)), fields_of(keeper)
    assert undo is not None
    save(keeper, clock, "govan-pantry", cost_note="£1 a shop")
    before = (keeper.folder / "services.yaml").read_text()
    with pytest.raises(ChangedSince):
        bring_back(keeper, undo, seen, "govan-pantry")
    assert (keeper.folder / "services.yaml").read_text() == before


def test_one_taken_out_by_hand_comes_back_to_its_file(
    keeper: ListingKeeper, clock: Ticking
) -> None:
    file = keeper.folder / "services.yaml"
    save(keeper, clock, "govan-pantry", cost="free")
    file.write_text(HELPLINE)
    gone, last, *_ = pasts(keeper)
    assert (gone.version, gone.after, last.after and last.after["cost"]) == (None, None, "free")
    bring_back(keeper, last, None, "govan-pantry")
    assert fields_of(keeper) == {**(last.after or {}), "edited": DAY}
    assert [past.after is None for past in pasts(keeper)] == [False, True, False, False]
    assert file.read_text().startswith(HELPLINE)


def test_one_that_may_stand_in_a_broken_file_is_not_added_again(
    keeper: ListingKeeper, clock: Ticking
) -> None:
    save(keeper, clock, "govan-pantry", cost="free")
    past = pasts(keeper)[0]
    (keeper.folder / "services.yaml").write_text(f"{SERVICES}  oops: [\n")
    with pytest.raises(CannotWrite):
        bring_back(keeper, past, None, "govan-pantry")


def test_one_that_was_added_cannot_be_undone(keeper: ListingKeeper, clock: Ticking) -> None:
    save(keeper, clock, "helpline", provider="Others")
    new = {**(keeper.look().listed["govan-pantry"].fields), "id": "new-one"}
    file = keeper.folder / "services.yaml"
    keeper.save(lambda _: Edit({}, {file: [new]}), ANNA, "Add.")
    found = pasts(keeper, "new-one")
    assert told(found) == [("Add.", None, "low cost")]
    assert not found[0].begins
    assert find_undo(found) is None


def test_an_editor_brings_nothing_back_from_elsewhere(
    keeper: ListingKeeper, clock: Ticking
) -> None:
    save(keeper, clock, "govan-pantry", areas="glasgow")
    save(keeper, clock, "govan-pantry", areas="glasgow-south")
    undo = find_undo(pasts(keeper))
    assert undo is not None
    plan = plan_restore(keeper, "govan-pantry", undo, seal_fields(pasts(keeper)[0].after), DAY)
    with pytest.raises(OutOfReach):
        keeper.save(plan, Hand(Author("Bell", "Editor"), frozenset({"glasgow-south"})), "Undo.")


def test_a_directory_that_was_split_keeps_its_past(keeper: ListingKeeper, clock: Ticking) -> None:
    save(keeper, clock, "govan-pantry", cost="free")
    file = keeper.folder / "services.yaml"
    part = keeper.folder / "services" / "south.yaml"
    part.parent.mkdir()
    part.write_text(PANTRY.replace("low cost", "free"))
    file.write_text(HELPLINE)
    save(keeper, clock, "helpline", provider="Others")
    save(keeper, clock, "govan-pantry", cost="paid")
    costs = [after for _, _, after in told(pasts(keeper))]
    assert costs[0] == "paid"
    assert costs[-2:] == ["free", "low cost"]


def test_versions_in_which_it_cannot_be_read_are_left_out(
    keeper: ListingKeeper, clock: Ticking
) -> None:
    file = keeper.folder / "services.yaml"
    save(keeper, clock, "govan-pantry", cost="free")
    file.write_text(file.read_text().replace("cost: free", "cost: [free"))
    clock.go(minutes=1)
    keeper.history.settle([file])
    file.write_text(file.read_text().replace("cost: [free", "cost: free"))
    assert [after for _, _, after in told(pasts(keeper))] == ["free", "low cost"]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a" * 40, True),
        ("0" * 64, True),
        ("copy-20261125T110000000000.000001.copy", True),
        ("HEAD", False),
        ("a" * 39, False),
        ("--help", False),
        ("copy-../../20261125T110000000000.000001.copy", False),
        (f"{'a' * 40}\n", False),
        ("", False),
    ],
)
def test_only_what_looks_like_a_version_is_looked_up(text: str, good: bool) -> None:
    assert is_version(text) is good


def test_a_change_is_found_by_its_version_alone(keeper: ListingKeeper, clock: Ticking) -> None:
    save(keeper, clock, "govan-pantry", cost="free")
    save(keeper, clock, "helpline", provider="Others")
    opened = keeper.look()
    mine, other = pasts(keeper)[0], pasts(keeper, "helpline")[0]
    assert mine.version is not None
    assert other.version is not None
    assert find_past(keeper, opened, "govan-pantry", mine.version.id) == mine
    for version in (other.version.id, "HEAD", "a" * 40, "../services.yaml"):
        assert find_past(keeper, opened, "govan-pantry", version) is None


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        (SERVICES, "low cost"),
        (SERVICES.replace("\n", "\r\n"), "low cost"),
        ("".join(f"  {line}" for line in SERVICES.splitlines(keepends=True)), "low cost"),
        (SERVICES.replace("id: govan-pantry", 'id: "govan-pantry"'), "low cost"),
        (HELPLINE, None),
        (HELPLINE.replace("Talk to us", "Ask govan-pantry"), None),
        (SERVICES.replace("id: govan-pantry", "id: govan-pantry-two"), None),
        (
            SERVICES.replace("- id: govan-pantry\n  name", "- name").rstrip()
            + "\n  id: govan-pantry",
            "low cost",
        ),
        ("- {id: govan-pantry, cost: free}\n", "free"),
        ('- {"id": "govan-pantry", cost: free}\n', "free"),
        ("", None),
    ],
)
def test_a_listing_is_read_out_of_a_file(text: str, cost: str | None) -> None:
    _, found = read_listing(text, "govan-pantry")
    assert (found["cost"] if isinstance(found, dict) else found) == cost


def test_saves_of_all_listings_name_what_they_changed(
    keeper: ListingKeeper, clock: Ticking
) -> None:
    assert find_saves(keeper, 9) == ()
    save(keeper, clock, "govan-pantry", cost="free")
    clock.go(minutes=1)
    both = Edit({"govan-pantry": {"cost": "paid"}, "helpline": {"provider": "Others"}})
    keeper.save(lambda _: both, ANNA, "Both.")
    others = HELPLINE.replace("Good Neighbours", "Others")
    (keeper.folder / "services.yaml").write_text(others)
    saves = [
        (save.version.why if save.version else "now", set(save.listings), save.begins)
        for save in find_saves(keeper, 9)
    ]
    assert saves == [
        ("now", {"govan-pantry"}, False),
        ("Both.", {"govan-pantry", "helpline"}, False),
        ("Change cost.", {"govan-pantry"}, False),
        ("Keep what was changed by hand.", set(), True),
    ]
    assert len(find_saves(keeper, 1)) == 1


def test_a_long_past_is_read_no_further_than_it_is_looked_at(
    keeper: ListingKeeper, clock: Ticking
) -> None:
    file = keeper.folder / "services.yaml"
    for number in range(MOST_VERSIONS + 5):
        clock.go(minutes=1)
        file.write_text(SERVICES.replace("£2.50", f"£{number}"))
        keeper.history.keep([file], ANNA.author, f"Save {number}.")
    found = pasts(keeper)
    assert len(found) == MOST_VERSIONS - 1
    assert not any(past.begins for past in found)
