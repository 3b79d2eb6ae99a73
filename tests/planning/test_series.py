"""The past is read from what the files said, once each, and never guessed."""

import json
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.content.freshness import HalfFor, Policy, Rule
from app.planning import series
from app.planning.history import Author, History
from app.planning.series import Past, Point, read_checks
from tests.planning.coverage.conftest import CHECKED, listing
from tests.store.databases import Ticking

ANNA = Author("Anna", "planner")
TODAY = date(2026, 11, 25)


def entries(live: int, checked: int = 0, paused: int = 0) -> str:
    """Return the text of a file with so many listings; the checked ones hold for a year."""
    lines = []
    for number in range(live):
        lines.append(f"- id: n{number}")
        if number < checked:
            lines += ["  checked:", "    on: 2026-05-01", "    how: phone", "    by: planner"]
    lines += [f"- id: p{number}\n  status: paused" for number in range(paused)]
    return "\n".join(lines) + "\n"


@pytest.fixture(params=["git", "no git"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    if request.param == "git":
        subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    return folder


@pytest.fixture
def clock() -> Ticking:
    clock = Ticking()
    clock.go(days=-100)
    return clock


def save(folder: Path, clock: Ticking, name: str, text: str) -> None:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    History(folder, clock).keep([file], ANNA, "Because.")


def past(folder: Path, clock: Ticking) -> Past:
    return Past(folder, folder.parent / "var" / "series.json", clock)


def told(points: tuple[Point, ...]) -> list[tuple[str, int, int]]:
    return [(f"{point.day:%d %b}", point.listings, point.checked) for point in points]


def test_a_month_is_what_the_files_said_when_it_ended(folder: Path, clock: Ticking) -> None:
    save(folder, clock, "services.yaml", entries(2))  # 17 August
    clock.go(days=30)
    save(folder, clock, "services.yaml", entries(9))  # 16 September, undone the same day
    clock.go(hours=1)
    save(folder, clock, "services.yaml", entries(3, 1, paused=4))
    clock.go(days=70)
    live = [listing("one", "glasgow", checked=CHECKED), listing("two", "glasgow")]
    found = past(folder, clock).series(live)
    assert told(found.points) == [
        ("31 Aug", 2, 0),
        ("30 Sep", 3, 1),
        ("31 Oct", 3, 1),
        ("25 Nov", 2, 1),
    ]
    assert found.is_whole
    assert found.points[-1].checked_share == 0.5


def test_a_check_runs_out_without_any_save(folder: Path, clock: Ticking) -> None:
    save(folder, clock, "services.yaml", entries(1, 1))
    clock.go(days=365)
    months = past(folder, clock).series([]).points
    in_date = {point.day for point in months if point.checked}
    assert max(in_date) == date(2027, 4, 30)
    assert date(2027, 5, 31) in {point.day for point in months} - in_date


def test_how_long_checks_held_goes_by_the_kind_a_listing_was_then(
    folder: Path, clock: Ticking
) -> None:
    rules = (
        Rule(name="Food", kinds=("food or goods",), only_by=("phone",), months=4, why="Food."),
        Rule(name="Crisis", crisis=True, months=5, why="Danger."),
        Rule(name="The rest", months=6, why="The rest."),
    )
    policy = Policy(rules=rules, half_for=HalfFor(basis=("general knowledge",), how=("web page",)))
    check = "  checked: {on: 2026-05-01, how: phone, by: planner}\n"
    kinds = [
        "  kinds: food or goods\n  ways: [phone]\n",
        "  crisis: yes\n",
        "  kinds: [food or goods]\n",
        "  basis: general knowledge\n",
    ]
    text = "".join(f"- id: n{n}\n{kind}{check}" for n, kind in enumerate(kinds))
    text += "- id: web\n  checked: {on: 2026-05-01, how: web page, by: planner}\n"
    save(folder, clock, "services.yaml", text)
    clock.go(days=120)
    assert told(past(folder, clock).series([], policy).points[:4]) == [
        ("31 Aug", 5, 3),
        ("30 Sep", 5, 2),
        ("31 Oct", 5, 1),
        ("30 Nov", 5, 0),
    ]
    assert told(past(folder, clock).series([]).points[:4])[-1] == ("30 Nov", 5, 5)


def test_a_directory_split_into_files_counts_them_all(folder: Path, clock: Ticking) -> None:
    save(folder, clock, "services.yaml", entries(5))
    clock.go(days=40)
    save(folder, clock, "services/south.yaml", entries(2))
    save(folder, clock, "services/north.yaml", entries(4))
    (folder / "services.yaml").unlink()
    clock.go(days=60)
    counts = [point.listings for point in past(folder, clock).series([]).points]
    assert counts == [5, 6, 6, 0]


def test_without_history_there_is_today_alone(folder: Path, clock: Ticking) -> None:
    (folder / "services.yaml").write_text(entries(3), encoding="utf-8")
    found = past(folder, clock).series([listing("one", "glasgow")])
    assert told(found.points) == [("17 Aug", 1, 0)]


def test_at_most_two_years_are_shown(folder: Path, clock: Ticking) -> None:
    save(folder, clock, "services.yaml", entries(1))
    clock.go(days=1500)
    points = past(folder, clock).series([], most=99).points
    assert len(points) == series.MOST_POINTS == 24
    assert points[-1].day - points[0].day < timedelta(days=740)


def test_each_version_is_read_once(
    folder: Path, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(folder, clock, "services.yaml", entries(2))
    clock.go(days=100)
    first = past(folder, clock).series([])

    def refuse(*_: object) -> str:
        raise AssertionError("read again")

    monkeypatch.setattr(History, "read", refuse)
    assert past(folder, clock).series([]) == first


def test_a_long_past_is_read_bit_by_bit_newest_first(
    folder: Path, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        save(folder, clock, "services.yaml", entries(number + 1))
        clock.go(days=31)
    monkeypatch.setattr(series, "MOST_AT_ONCE", 1)
    whole = []
    for _ in range(3):
        found = past(folder, clock).series([])
        whole.append((len(found.points), found.is_whole))
    assert whole == [(2, False), (3, False), (4, True)]


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"a": 1}', '{"a": [["x"]]}', '{"a": "bc"}'])
def test_a_damaged_file_of_counts_is_made_again(folder: Path, clock: Ticking, kept: str) -> None:
    save(folder, clock, "services.yaml", entries(2))
    clock.go(days=40)
    place = folder.parent / "var" / "series.json"
    place.parent.mkdir()
    place.write_text(kept, encoding="utf-8")
    assert [point.listings for point in past(folder, clock).series([]).points] == [2, 0]
    assert len(json.loads(place.read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize("text", ["", "- [", "a: b", "- &x {id: 1}\n- *x", "just words"])
def test_a_month_that_cannot_be_read_is_left_out(folder: Path, clock: Ticking, text: str) -> None:
    save(folder, clock, "services.yaml", entries(2))
    clock.go(days=31)
    save(folder, clock, "services.yaml", text)
    clock.go(days=31)
    months = [point.day.month for point in past(folder, clock).series([]).points]
    assert months == [8, 10]


def test_too_large_a_version_is_not_read(
    folder: Path, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(folder, clock, "services.yaml", entries(200))
    clock.go(days=31)
    monkeypatch.setattr(series, "MOST_BYTES", 100)
    assert len(past(folder, clock).series([]).points) == 1


def test_odd_checks_count_as_none() -> None:
    text = (
        "- id: a\n  checked: not yet\n- id: b\n  checked: {on: soon}\n- id: c\n  status: archived\n"
    )
    assert read_checks(text) == (("", ""), ("", ""))
