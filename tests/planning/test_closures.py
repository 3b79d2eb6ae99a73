"""A building is closed by lines in the hours of what is there: no time is invented or lost."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.hours import parse_hours
from app.content.models import Service
from app.places import Gazetteer
from app.planning.buildings import Building, find_buildings
from app.planning.closures import (
    CloseThem,
    Closing,
    TakeAway,
    find_closings,
    find_spots,
    foresee,
    hours_at,
    write_line,
)
from app.planning.history import Author, History
from app.planning.keeping import Hand, ListingKeeper, OutOfReach
from app.planning.yaml_files import judging
from tests.content.folders import write_folder
from tests.planning.test_buildings import CODED, listing
from tests.store.databases import Ticking

FIRST, LAST = date(2026, 12, 24), date(2027, 1, 3)
LINE = "Closed 24 Dec 2026 to 3 Jan 2027"
ELSEWHERE = {"postcode": "G51 3UT"}
CALLED = {"phone": "0141 496 0001", "hours": "Mon-Fri 9:00-17:00"}
TODAY = date(2026, 11, 25)


def building_of(*services: Service) -> Building:
    return find_buildings(services)["g51-3uu"]


@pytest.mark.parametrize(
    ("first", "last", "line"),
    [
        (FIRST, LAST, LINE),
        (FIRST, FIRST, "Closed 24 Dec 2026"),
        (date(2027, 5, 1), date(2027, 5, 2), "Closed 1 May 2027 to 2 May 2027"),
    ],
)
def test_closed_days_as_planners_write_them(first: date, last: date, line: str) -> None:
    assert write_line(first, last) == line


dates = st.dates(date(2026, 1, 1), date(2030, 12, 31))
HOURS = st.lists(
    st.sampled_from(
        [
            "Mon-Thu 9:00-16:30",
            "24 hours",
            "Fri 22:00-02:00",
            "Fri 18:00 to Mon 6:00",
            "By appointment",
            "Wed 10:00-12:00 in term time",
            "Open on bank holidays",
            "1st Tue 10:00-12:00",
            "Thu 19:00 till late",
        ]
    ),
    unique=True,
    max_size=3,
)


@given(dates, st.integers(0, 365), HOURS)
def test_the_line_closes_each_of_its_days_and_no_other(
    first: date, more: int, lines: list[str]
) -> None:
    last = first + timedelta(days=more)
    before = parse_hours(lines)
    after = parse_hours([*lines, write_line(first, last)])
    assert all(after.is_closed_on(first + timedelta(n)) for n in range(more + 1))
    assert after.known == before.known
    far = last + timedelta(days=2)
    assert after.timetable.read_day(far) == before.timetable.read_day(far)
    assert after.describe(far) == before.describe(far)


@pytest.mark.parametrize(
    ("service", "with_phones", "spots"),
    [
        (listing("a", CODED), False, ("s",)),
        (listing("a", CODED, hours="Mon 9:00-10:00"), True, ("s",)),
        (listing("a", {**CODED, "hours": "Mon 9:00-10:00"}), False, ("s", "p0")),
        (listing("a", ELSEWHERE, CODED), False, ("p1",)),
        (listing("a", ELSEWHERE, {**CODED, "hours": "Mon 9:00-10:00"}), False, ("p1",)),
        (listing("a", CODED, contacts=[CALLED]), False, ("s",)),
        (listing("a", CODED, contacts=[{"phone": "999"}, CALLED]), True, ("s", "c1")),
        (listing("a", {**ELSEWHERE, "hidden": True}, CODED), False, ("p1",)),
        (listing("a", ELSEWHERE, contacts=[CALLED]), True, ()),
    ],
)
def test_whose_hours_hold_in_a_building(
    service: Service, with_phones: bool, spots: tuple[str, ...]
) -> None:
    building = building_of(listing("hall", CODED))
    assert find_spots(service, building, with_phones=with_phones) == spots


def test_times_nobody_knows_stay_unknown() -> None:
    service = listing("a", CODED)
    (effect,) = foresee(service, Closing(building_of(service), FIRST, LAST))
    assert not effect.after.known
    assert effect.after.describe_closures(FIRST) == ("Closed 24 December 2026 to 3 January 2027",)
    assert effect.after.describe_closures(LAST + timedelta(days=1)) == ()
    assert effect.open_days == ()


def test_a_day_that_has_a_line_of_its_own_is_told() -> None:
    service = listing("a", CODED, hours=["Mon-Fri 9:00-17:00", "On 24 Dec 2026 10:00-12:00"])
    (effect,) = foresee(service, Closing(building_of(service), FIRST, LAST))
    assert effect.open_days == (FIRST,)


def test_what_is_closed_is_found_again_until_it_is_over() -> None:
    service = listing("a", CODED, hours=["Mon 9:00-10:00", LINE, "Closed 25 Dec"])
    buildings = find_buildings([service]).values()
    assert find_closings([service], buildings, LAST) == {("g51-3uu", FIRST, LAST): {"a": ("s",)}}
    assert find_closings([service], buildings, LAST + timedelta(days=1)) == {}


LISTINGS = """\
# Kept as it is.
- id: hall-cafe
  name: Hall café
  provider: Good Neighbours
  summary: We eat together.
  needs: [food]
  areas: [glasgow-south]
  contacts:
    - phone: 0141 496 0001 # ask for Jean
      hours: Mon-Fri 9:00-17:00
  places:
    - postcode: g51 3uu
  hours: Mon-Thu 9:00-16:30   # winter too
  edited: 2026-11-01

- id: hall-club
  name: Hall club
  provider: Good Neighbours
  summary: We play together.
  needs: [food]
  areas: [glasgow-south]
  places:
    - postcode: G51 3UT
      hours: Sat 10:00-12:00
    - postcode: G51 3UU
  hours: not known
  edited: 2026-11-01

- id: hall-quiet
  name: Hall quiet room
  provider: Good Neighbours
  summary: We rest together.
  needs: [food]
  areas: [glasgow]
  places:
    - postcode: G51 3UU
  edited: 2026-11-01
"""
ANNA = Hand(Author("Anna", "Planner"))
BELL = Hand(Author("Bell", "Editor"), frozenset({"glasgow-south"}))
ALL = ("hall-cafe", "hall-club", "hall-quiet")


@pytest.fixture
def keeper(tmp_path: Path) -> ListingKeeper:
    folder = write_folder(tmp_path)
    services = folder / "services.yaml"
    services.write_text(services.read_text(encoding="utf-8") + "\n" + LISTINGS, encoding="utf-8")
    return ListingKeeper(folder, judging(Gazetteer.packaged()), History(folder, Ticking()))


def read(keeper: ListingKeeper) -> dict[str, Service]:
    listed = keeper.look().listed
    return {name: Service.model_validate(listed[name].fields) for name in ALL}


def close(keeper: ListingKeeper, **changed: Any) -> CloseThem:
    building = building_of(*read(keeper).values())
    names = changed.pop("listings", ALL)
    plan = CloseThem(Closing(building, FIRST, LAST, **changed), names, TODAY)
    keeper.save(plan, ANNA, "Christmas.")
    return plan


def test_one_save_closes_all_and_one_undo_opens_all(keeper: ListingKeeper) -> None:
    before = read(keeper)
    plan = close(keeper, with_phones=True)
    assert plan.added == {"hall-cafe": ("s", "c0"), "hall-club": ("p1",), "hall-quiet": ("s",)}
    after = read(keeper)
    assert after["hall-cafe"].hours.lines == ("Mon-Thu 9:00-16:30", LINE)
    assert after["hall-club"].places[1].hours.lines == (LINE,)
    assert after["hall-club"].places[0].hours == before["hall-club"].places[0].hours
    assert not after["hall-quiet"].hours.known
    assert {service.edited for service in after.values()} == {TODAY}
    text = (keeper.folder / "services.yaml").read_text(encoding="utf-8")
    assert "# ask for Jean" in text
    assert "# Kept as it is." in text
    assert "# winter too" in text
    undo = TakeAway(LINE, "", plan.added, TODAY)
    keeper.save(undo, ANNA, "Undo.")
    assert undo.taken == plan.added
    opened = read(keeper)
    for name, service in opened.items():
        spots = plan.added[name]
        assert [hours_at(service, s) for s in spots] == [hours_at(before[name], s) for s in spots]
    whys = [v.why for v in keeper.history.versions(keeper.folder / "services.yaml")]
    assert whys[:2] == ["Undo.", "Christmas."]


def test_what_was_there_before_is_not_added_and_not_taken_away(keeper: ListingKeeper) -> None:
    first = close(keeper, listings=("hall-cafe",))
    again = close(keeper)
    assert set(again.added) == {"hall-club", "hall-quiet"}
    keeper.save(TakeAway(LINE, "", again.added, TODAY), ANNA, "Undo.")
    assert read(keeper)["hall-cafe"].hours.lines == ("Mon-Thu 9:00-16:30", LINE)
    assert set(first.added) == {"hall-cafe"}


def test_what_somebody_changed_since_stays(keeper: ListingKeeper) -> None:
    plan = close(keeper)
    services = keeper.folder / "services.yaml"
    text = services.read_text(encoding="utf-8")
    changed = text.replace(LINE, "Closed 24 Dec 2026 to 5 Jan 2027", 1)
    services.write_text(changed, encoding="utf-8")
    undo = TakeAway(LINE, "", plan.added, TODAY)
    keeper.save(undo, ANNA, "Undo.")
    assert set(undo.taken) == {"hall-club", "hall-quiet"}
    assert "Closed 24 Dec 2026 to 5 Jan 2027" in read(keeper)["hall-cafe"].hours.lines


def test_an_early_end_leaves_the_days_that_were_closed(keeper: ListingKeeper) -> None:
    plan = close(keeper)
    shorter = "Closed 24 Dec 2026 to 27 Dec 2026"
    keeper.save(TakeAway(LINE, shorter, plan.added, TODAY), ANNA, "Early.")
    assert read(keeper)["hall-cafe"].hours.lines == ("Mon-Thu 9:00-16:30", shorter)


def test_nobody_closes_what_is_not_theirs(keeper: ListingKeeper) -> None:
    building = building_of(*read(keeper).values())
    before = (keeper.folder / "services.yaml").read_bytes()
    with pytest.raises(OutOfReach):
        keeper.save(CloseThem(Closing(building, FIRST, LAST), ALL, TODAY), BELL, "Christmas.")
    assert (keeper.folder / "services.yaml").read_bytes() == before


@pytest.mark.parametrize("at", [{"gone": ("s",)}, {"hall-cafe": ("p7", "c9")}, {}])
def test_spots_that_are_not_there_are_left_alone(
    keeper: ListingKeeper, at: dict[str, tuple[str, ...]]
) -> None:
    undo = TakeAway(LINE, "", at, TODAY)
    keeper.save(undo, ANNA, "Undo.")
    assert undo.taken == {}
