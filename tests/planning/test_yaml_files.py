"""Nobody loses work: a save is whole or not at all, one at a time, and only if it is good."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from app.config import PROJECT
from app.content.faults import Fault
from app.content.loading import digest_of
from app.places import Gazetteer
from app.planning.yaml_files import (
    LOCK,
    FolderBusy,
    Judge,
    SaveRefused,
    judging,
    locked,
    open_folder,
    replace_file,
)
from app.planning.yaml_splicing import Changes
from app.planning.yaml_writing import CannotWrite
from tests.content.folders import FILES, HELPLINE, PANTRY, SERVICES, write_files, write_folder

NEW: Changes = {
    "id": "new-one", "name": "New one", "provider": "Good Neighbours", "summary": "We help you.",
    "needs": ["food"], "areas": ["glasgow"], "edited": "2026-11-22",
}  # fmt: skip


@pytest.fixture(scope="module")
def judge() -> Judge:
    return judging(Gazetteer.packaged())


def lenient(_: Path) -> Iterable[Fault]:
    return ()


def test_a_change_and_a_new_listing(tmp_path: Path, judge: Judge) -> None:
    folder = write_folder(tmp_path)
    new = folder / "services" / "feed.yaml"
    with open_folder(folder, judge) as opened:
        changed = opened.save({"govan-pantry": {"cost": "free"}}, {new: [NEW]})
    assert changed == (new, folder / "services.yaml")
    assert (folder / "services.yaml").read_text() == SERVICES.replace("low cost", "free")
    assert new.read_text().startswith("# yaml-language-server: $schema=../schema/services.schema")
    assert not list(judge(folder))


def test_a_listing_is_changed_in_whichever_file_it_stands(tmp_path: Path, judge: Judge) -> None:
    files = {**FILES, "services.yaml": HELPLINE, "services/south.yaml": PANTRY}
    folder = write_files(tmp_path, files)
    with open_folder(folder, judge) as opened:
        assert opened.listed["govan-pantry"].fields["cost"] == "low cost"
        assert opened.whole
        opened.save({"govan-pantry": {"cost": "free"}})
    assert (folder / "services.yaml").read_text() == HELPLINE
    assert "cost: free" in (folder / "services" / "south.yaml").read_text()


def test_what_the_check_would_refuse_is_not_saved(tmp_path: Path, judge: Judge) -> None:
    folder = write_folder(tmp_path)
    before = digest_of(folder)
    with open_folder(folder, judge) as opened, pytest.raises(SaveRefused) as refused:
        opened.save({"govan-pantry": {"cost": "cheap"}}, {folder / "services" / "a.yaml": [NEW]})
    (fault,) = refused.value.faults
    assert (fault.file, fault.listing, fault.field) == (
        "data/services.yaml", "govan-pantry", "cost",
    )  # fmt: skip
    assert digest_of(folder) == before


def test_a_fault_that_was_there_before_stops_nobody(tmp_path: Path, judge: Judge) -> None:
    folder = write_folder(tmp_path, areas=FILES["areas.yaml"].replace("local: no", "local: maybe"))
    with open_folder(folder, judge) as opened:
        opened.save({"govan-pantry": {"cost": "free"}})
    assert "cost: free" in (folder / "services.yaml").read_text()


def test_a_file_that_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    files = {**FILES, "services/odd.yaml": PANTRY.replace("govan-pantry", "odd") + "- [\n"}
    folder = write_files(tmp_path, files)
    with open_folder(folder, lenient) as opened:
        assert not opened.whole
        with pytest.raises(CannotWrite, match="odd is in no file"):
            opened.save({"odd": {"cost": "free"}})


def test_an_edit_by_hand_meanwhile_is_kept(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    by_hand = SERVICES.replace("Old Hall", "New Hall")

    def slow_judge(_: Path) -> Iterable[Fault]:
        (folder / "services.yaml").write_text(by_hand)
        return ()

    with open_folder(folder, slow_judge) as opened, pytest.raises(CannotWrite, match="try again"):
        opened.save({"govan-pantry": {"cost": "free"}})
    assert (folder / "services.yaml").read_text() == by_hand


def test_the_file_keeps_its_rights_and_its_place(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text(SERVICES)
    real.chmod(0o640)
    link = tmp_path / "services.yaml"
    link.symlink_to(real)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"new", 0o640)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["real.yaml", "services.yaml"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "services.yaml"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"new")
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["services.yaml"]


def test_one_save_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(FolderBusy, match="try again"), locked(tmp_path, 0):
        pass
    with locked(tmp_path, 0):
        pass


def test_many_people_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)

    def work(number: int) -> None:
        with open_folder(folder, lenient) as opened:
            sources = opened.listed["helpline"].fields.get("sources", [])
            assert isinstance(sources, list)
            opened.save({"helpline": {"sources": [*sources, f"source {number}"]}})

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_folder(folder, lenient) as opened:
        sources = opened.listed["helpline"].fields["sources"]
    assert isinstance(sources, list)
    assert sorted(map(str, sources)) == [f"source {number}" for number in range(8)]


def test_the_lock_is_no_data(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    before = digest_of(folder)
    with locked(folder):
        assert (folder / LOCK).exists()
        assert digest_of(folder) == before


KILLS = 30
SAVES = """
import os, sys
from pathlib import Path
from app.planning.yaml_files import open_folder
folder = Path(sys.argv[1])

def save_for_ever(number):
    while True:
        with open_folder(folder, lambda _: ()) as opened:
            opened.save({"helpline": {"summary": f"We listen {number}"}})
        print(number, flush=True)
        number += 1

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        save_for_ever(int(line))
    print("child", child, flush=True)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""
"""Saves again and again in a child of its own, a new one for each line it is sent."""


def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    chance = Random(8)  # noqa: S311 - when to kill, not a secret
    saved = 0
    with subprocess.Popen(
        [sys.executable, "-c", SAVES, str(folder)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as saver:
        assert saver.stdin is not None
        assert saver.stdout is not None
        for _ in range(KILLS):
            saver.stdin.write(f"{saved + 1}\n")
            saver.stdin.flush()
            told = [saved]
            child, left = 0, chance.randrange(9)
            for line in saver.stdout:
                if line.startswith("child"):
                    child = int(line.split()[1])
                elif line.strip().isdigit():
                    told.append(int(line))
                    left -= 1
                elif line.startswith("dead"):
                    break
                if child and left <= 0:
                    os.kill(child, signal.SIGKILL)
                    child = 0
            with open_folder(folder, lenient) as opened:
                assert opened.whole
                saved = int(str(opened.listed["helpline"].fields["summary"]).split()[-1])
                assert opened.listed["govan-pantry"].draft.text == PANTRY
            assert told[-1] <= saved <= told[-1] + 1
        saver.stdin.close()
    with open_folder(folder, lenient) as opened:
        opened.save({"helpline": {"summary": "The end."}})
    assert not list(folder.glob(".*.tmp"))
