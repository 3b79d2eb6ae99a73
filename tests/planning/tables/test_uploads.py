"""A table that was sent is there for its sender, for an hour, and then for nobody."""

import asyncio
import contextlib
import stat
from pathlib import Path

import pytest

from app.planning.tables.uploads import MOST_EACH, Uploads
from tests.store.databases import Ticking

ANNA, BELL = "anna", "bell"


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def uploads(tmp_path: Path, clock: Ticking) -> Uploads:
    return Uploads(tmp_path / "var" / "uploads", clock)


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "var" / "uploads").glob("*"))


def test_a_table_is_there_for_who_sent_it_alone(uploads: Uploads) -> None:
    key = uploads.keep(ANNA, "list.csv", b"a,b")
    found = uploads.find(key, ANNA)
    assert found is not None
    assert (found.name, found.data, found.columns) == ("list.csv", b"a,b", {})
    assert uploads.find(key, BELL) is None
    uploads.choose(key, {0: "name", 7: ""})
    again = uploads.find(key, ANNA)
    assert again is not None
    assert again.columns == {0: "name", 7: ""}


def test_its_file_is_nobody_elses_on_the_server_and_its_name_says_nothing(
    uploads: Uploads, tmp_path: Path
) -> None:
    key = uploads.keep(ANNA, "../../etc/list.csv", b"a,b")
    found = files(tmp_path)
    assert [path.name for path in found] == [f"{key}.bin", f"{key}.json"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600}
    assert len(key) == 32


def test_after_an_hour_nothing_is_left(uploads: Uploads, clock: Ticking, tmp_path: Path) -> None:
    key = uploads.keep(ANNA, "list.csv", b"a,b")
    clock.go(minutes=59)
    assert uploads.find(key, ANNA) is not None
    clock.go(minutes=2)
    assert uploads.find(key, ANNA) is None
    assert files(tmp_path) == []


def test_what_is_done_with_is_gone(uploads: Uploads, tmp_path: Path) -> None:
    key = uploads.keep(ANNA, "list.csv", b"a,b")
    uploads.drop(key)
    assert uploads.find(key, ANNA) is None
    uploads.drop(key)
    uploads.choose(key, {0: "name"})
    assert files(tmp_path) == []


def test_nobody_fills_the_disk(uploads: Uploads, clock: Ticking, tmp_path: Path) -> None:
    keys = []
    for number in range(MOST_EACH + 3):
        clock.go(minutes=1)
        keys.append(uploads.keep(ANNA, f"{number}.csv", b"x"))
    theirs = uploads.keep(BELL, "b.csv", b"x")
    left = [key for key in keys if uploads.find(key, ANNA)]
    assert left == keys[-MOST_EACH:]
    assert uploads.find(theirs, BELL) is not None
    assert len(files(tmp_path)) == 2 * (MOST_EACH + 1)


@pytest.mark.parametrize("key", ["", "1", "../x", "a" * 31, "A" * 32, "g" * 32, "a" * 32 + "\n"])
def test_a_key_that_is_none_finds_nothing(uploads: Uploads, key: str) -> None:
    assert uploads.find(key, ANNA) is None
    uploads.drop(key)


def test_what_nobody_asks_for_again_goes_as_well(
    uploads: Uploads, clock: Ticking, tmp_path: Path
) -> None:
    uploads.keep(ANNA, "list.csv", b"a,b")
    clock.go(minutes=61)

    async def follow_once() -> None:
        following = asyncio.create_task(uploads.follow())
        while files(tmp_path):
            await asyncio.sleep(0)
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following

    asyncio.run(asyncio.wait_for(follow_once(), 10))
    assert files(tmp_path) == []


def test_a_file_without_its_note_is_swept_away(uploads: Uploads, tmp_path: Path) -> None:
    key = uploads.keep(ANNA, "list.csv", b"a,b")
    (tmp_path / "var" / "uploads" / f"{key}.json").write_text("{broken")
    assert uploads.find(key, ANNA) is None
    assert files(tmp_path) == []
