"""What planners save stays in their areas, is seen beside others' saves, and has its past kept."""

from pathlib import Path

import pytest

from app.places import Gazetteer
from app.planning.history import Author, History
from app.planning.keeping import Edit, Hand, ListingKeeper, OutOfReach, areas_of, may_change
from app.planning.yaml_files import Judge, OpenFolder, SaveRefused, judging
from app.planning.yaml_splicing import Changes
from app.planning.yaml_writing import Text
from tests.content.folders import FILES, HELPLINE, PANTRY, SERVICES, write_files, write_folder
from tests.store.databases import Ticking

NEW: dict[str, Text | None] = {
    "id": "new-one", "name": "New one", "provider": "Good Neighbours", "summary": "We help you.",
    "needs": ["food"], "areas": ["glasgow"], "edited": "2026-11-22",
}  # fmt: skip
SOUTH = frozenset({"glasgow-south"})
ANNA = Hand(Author("Anna", "Planner"))
BELL = Hand(Author("Bell", "Editor"), SOUTH)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return judging(Gazetteer.packaged())


@pytest.fixture
def keeper(tmp_path: Path, judge: Judge) -> ListingKeeper:
    return keep(write_folder(tmp_path), judge)


def keep(folder: Path, judge: Judge) -> ListingKeeper:
    return ListingKeeper(folder, judge, History(folder, Ticking()))


def change(name: str, **fields: str) -> Edit:
    return Edit({name: dict(fields)})


def test_a_save_keeps_what_was_there_by_hand_and_who_changed_it(keeper: ListingKeeper) -> None:
    file = keeper.folder / "services.yaml"
    files = keeper.save(lambda _: change("govan-pantry", cost="free"), ANNA, "It is free now.")
    assert files == (file,)
    assert file.read_text() == SERVICES.replace("low cost", "free")
    versions = keeper.history.versions(file)
    assert [(v.who, v.why) for v in versions] == [
        ("Anna (Planner)", "It is free now."),
        ("Edited by hand", "Keep what was changed by hand."),
    ]
    assert keeper.history.read(file, versions[-1].id) == SERVICES


def test_what_to_write_is_worked_out_from_the_newest_files(keeper: ListingKeeper) -> None:
    file = keeper.folder / "services.yaml"
    file.write_text(SERVICES.replace("name: Old Hall", "name: New Hall"))
    seen = []

    def plan(opened: OpenFolder) -> Edit:
        seen.append(opened.listed["govan-pantry"].fields["places"])
        return change("govan-pantry", cost="free")

    keeper.save(plan, ANNA, "It is free now.")
    assert "New Hall" in str(seen)
    assert "New Hall" in file.read_text()


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (change("helpline", cost="free"), "helpline"),
        (change("govan-pantry", areas="scotland"), "govan-pantry"),
        (Edit({"govan-pantry": {"areas": ["glasgow-south", "glasgow"]}}), "govan-pantry"),
        (Edit({"govan-pantry": {"areas": None}}), "govan-pantry"),
        (Edit({}, {Path("services.yaml"): (NEW,)}), "new-one"),
    ],
)
def test_nobody_saves_outside_their_areas(keeper: ListingKeeper, edit: Edit, told: str) -> None:
    with pytest.raises(OutOfReach) as refused:
        keeper.save(lambda _: edit, BELL, "Because.")
    assert refused.value.listing == told
    assert (keeper.folder / "services.yaml").read_text() == SERVICES
    assert not keeper.history.versions(keeper.folder / "services.yaml")


def test_an_editor_saves_in_their_own_area(keeper: ListingKeeper) -> None:
    mine: Changes = {**NEW, "areas": ["glasgow-south"]}
    file = keeper.file_for(["glasgow-south"])
    keeper.save(lambda _: Edit({"govan-pantry": {"cost": "free"}}, {file: [mine]}), BELL, "New.")
    assert keeper.look().listed["new-one"].fields["areas"] == ["glasgow-south"]


def test_what_the_check_refuses_makes_no_version(keeper: ListingKeeper) -> None:
    file = keeper.folder / "services.yaml"
    with pytest.raises(SaveRefused):
        keeper.save(lambda _: change("govan-pantry", cost="cheap"), ANNA, "Because.")
    assert file.read_text() == SERVICES
    assert [v.who for v in keeper.history.versions(file)] == ["Edited by hand"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({**FILES}, "services.yaml"),
        ({"services/a.yaml": f"{HELPLINE}\n{PANTRY}"}, "services/glasgow-south.yaml"),
    ],
)
def test_a_new_listing_has_its_file(
    tmp_path: Path, judge: Judge, files: dict[str, str], expected: str
) -> None:
    others = {name: text for name, text in FILES.items() if name != "services.yaml"}
    folder = write_files(tmp_path, {**others, **files})
    assert keep(folder, judge).file_for(["glasgow-south"]) == folder / expected


@pytest.mark.parametrize(
    ("areas", "reach", "may"),
    [
        ((), None, True),
        ((), SOUTH, False),
        (("glasgow-south",), SOUTH, True),
        (("glasgow-south", "glasgow"), SOUTH, False),
        (("glasgow",), frozenset(), False),
    ],
)
def test_each_area_of_a_listing_must_be_theirs(
    areas: tuple[str, ...], reach: frozenset[str] | None, may: bool
) -> None:
    assert may_change(areas, reach) is may


@pytest.mark.parametrize(
    ("typed", "areas"),
    [("glasgow", ("glasgow",)), (["glasgow", "govan"], ("glasgow", "govan"))],
)
def test_areas_as_they_were_typed(typed: Text, areas: tuple[str, ...]) -> None:
    assert areas_of({"areas": typed}) == areas
    assert areas_of({}) == ()
