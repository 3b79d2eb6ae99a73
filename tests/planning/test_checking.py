"""A check is written alone, and taken back only while it is still what was marked."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from app.places import Gazetteer
from app.planning.checking import (
    CannotTakeBack,
    name_check,
    plan_check,
    plan_taking_back,
    write_check,
)
from app.planning.history import Author, History
from app.planning.keeping import Edit, Hand, ListingKeeper
from app.planning.yaml_files import Judge, judging
from app.planning.yaml_writing import Text
from tests.content.folders import FILES, write_files
from tests.store.databases import Ticking

ANNA = Hand(Author("Anna", "Planner"))
TODAY = date(2026, 11, 25)
PHONED = write_check(TODAY, "phone", date(2027, 5, 25))
WROTE = write_check(TODAY, "email", None)
PANTRY, HELPLINE = "govan-pantry", "helpline"
BEFORE = {PANTRY: {"on": "2026-11-20", "how": "phone", "by": "locality planner",
                   "next": "2027-05-20"}, HELPLINE: None}  # fmt: skip


@pytest.fixture(scope="module")
def judge() -> Judge:
    return judging(Gazetteer.packaged())


@pytest.fixture(params=["git", "no git"])
def keeper(request: pytest.FixtureRequest, tmp_path: Path, judge: Judge) -> ListingKeeper:
    folder = write_files(tmp_path, FILES)
    if request.param == "git":
        subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    return ListingKeeper(folder, judge, History(folder, Ticking()))


def check_of(keeper: ListingKeeper, listing: str) -> Text | None:
    return keeper.look().listed[listing].fields.get("checked")


def mark(keeper: ListingKeeper, listing: str, check: dict[str, Text]) -> None:
    keeper.save(plan_check(listing, check), ANNA, "Mark as checked.")


def take_back(keeper: ListingKeeper, listing: str, check: dict[str, Text]) -> None:
    plan = plan_taking_back(listing, name_check(check), keeper.history)
    keeper.save(plan, ANNA, "Take it back.")


@pytest.mark.parametrize("listing", [PANTRY, HELPLINE])
def test_only_the_check_is_written_and_taken_back(keeper: ListingKeeper, listing: str) -> None:
    file = keeper.folder / "services.yaml"
    text, fields = file.read_text(), keeper.look().listed[listing].fields
    mark(keeper, listing, PHONED)
    assert keeper.look().listed[listing].fields == {**fields, "checked": PHONED}
    others = {line for line in text.splitlines() if "checked" not in line}
    assert len(others - set(file.read_text().splitlines())) <= 4
    take_back(keeper, listing, PHONED)
    assert check_of(keeper, listing) == BEFORE[listing]
    assert keeper.look().listed[listing].fields == fields


def test_of_two_marks_the_last_is_taken_back_first(keeper: ListingKeeper) -> None:
    mark(keeper, HELPLINE, PHONED)
    mark(keeper, HELPLINE, WROTE)
    take_back(keeper, HELPLINE, WROTE)
    assert check_of(keeper, HELPLINE) == PHONED
    take_back(keeper, HELPLINE, PHONED)
    assert check_of(keeper, HELPLINE) != PHONED


def test_what_others_saved_meanwhile_stays(keeper: ListingKeeper) -> None:
    mark(keeper, HELPLINE, PHONED)
    keeper.save(lambda _: Edit({HELPLINE: {"name": "Another name"}}), ANNA, "A new name.")
    mark(keeper, PANTRY, WROTE)
    take_back(keeper, HELPLINE, PHONED)
    assert check_of(keeper, HELPLINE) is None
    assert keeper.look().listed[HELPLINE].fields["name"] == "Another name"
    assert check_of(keeper, PANTRY) == WROTE


@pytest.mark.parametrize("other", [WROTE, {**PHONED, "by": "somebody"}, {**PHONED, "next": "x"}])
def test_a_check_that_is_another_now_is_not_taken_back(
    keeper: ListingKeeper, other: dict[str, Text]
) -> None:
    mark(keeper, HELPLINE, PHONED)
    text = (keeper.folder / "services.yaml").read_text()
    with pytest.raises(CannotTakeBack):
        take_back(keeper, HELPLINE, other)
    assert (keeper.folder / "services.yaml").read_text() == text


@pytest.mark.parametrize("listing", [HELPLINE, "no-such-listing"])
def test_what_was_never_marked_is_not_taken_back(keeper: ListingKeeper, listing: str) -> None:
    with pytest.raises(CannotTakeBack):
        take_back(keeper, listing, PHONED)


def test_nobody_knows_what_stood_before_a_listing_was_there(keeper: ListingKeeper) -> None:
    file = keeper.folder / "services.yaml"
    check = "".join(f"    {key}: {value}\n" for key, value in PHONED.items())
    new = file.read_text().replace("- id: helpline\n", f"- id: helpline\n  checked:\n{check}")
    file.write_text(new)
    with pytest.raises(CannotTakeBack):
        take_back(keeper, HELPLINE, PHONED)
    assert file.read_text() == new
