"""A kill at any moment of a save loses nothing: no listing, no version, and not whose it was."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.clock import london_now
from app.config import PROJECT
from app.planning.history import Author, History
from app.planning.keeping import Edit, Hand, ListingKeeper
from tests.content.folders import PANTRY, write_folder

KILLS = 260
"""In each kind of history, so more than 500 in all."""

SAVER = """
import os, signal, sys
from pathlib import Path
from random import Random
from app.clock import london_now
from app.planning.history import Author, History
from app.planning.keeping import Edit, Hand, ListingKeeper

folder, kills = Path(sys.argv[1]), int(sys.argv[2])
chance = Random(8)
keeper = ListingKeeper(folder, lambda _: (), History(folder, london_now))
hand = Hand(Author("Anna", "Planner"))

def edit(number):
    return lambda _: Edit({"helpline": {"summary": f"We listen {number}."}})

def save_for_ever(number, told):
    while True:
        os.write(told, f"try {number}\\n".encode())
        keeper.save(edit(number), hand, f"Save {number}.")
        os.write(told, f"did {number}\\n".encode())
        number += 1

longest, number = 0.05, 1
for kill in range(kills):
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(heard)
        signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.001, longest))
        save_for_ever(number, told)
    os.close(told)
    os.waitpid(child, 0)
    if kill % 2:
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            pass
    with os.fdopen(heard) as lines:
        said = [line.split() for line in lines]
    opened = keeper.look()
    assert opened.whole
    now = opened.listed["helpline"].fields["summary"].strip(".").split()[-1]
    number = max([number, *(int(n) + 1 for _, n in said)])
    longest *= 0.9 if any(word == "did" for word, _ in said) else 1.15
    print(kill, now if now.isdigit() else 0, *(n for word, n in said if word == "did"), flush=True)
"""
"""Has children that save until an alarm they do not hear ends them, at any moment: about half have
time for a save on this machine, however slow it is. Every other one takes the git it had started
with it. Tells what the file says then, and which saves came back.
"""


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("kind", ["git", "copies"])
def test_a_kill_loses_no_save_and_no_version(tmp_path: Path, kind: str) -> None:
    folder = write_folder(tmp_path)
    if kind == "git":
        git(folder, "init", "-q")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "Begin.")
    command = [sys.executable, "-c", SAVER, str(folder), str(KILLS)]
    told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    kills = [list(map(int, line.split())) for line in told.stdout.splitlines()]
    assert len(kills) == KILLS
    came_back, seen = {0}, [0]
    for _kill, now, *did in kills:
        came_back |= set(did)
        assert now >= max(*came_back, seen[-1]), "a save that came back was lost"
        seen.append(now)
    assert len(came_back) > KILLS / 10, "hardly a save was made: the test would show nothing"

    history = History(folder, london_now)
    keeper = ListingKeeper(folder, lambda _: (), history)
    hand = Hand(Author("Anna", "Planner"))
    keeper.save(lambda _: Edit({"helpline": {"summary": "The end."}}), hand, "The end.")
    opened = keeper.look()
    assert opened.listed["helpline"].fields["summary"] == "The end."
    assert opened.listed["govan-pantry"].draft.text == PANTRY
    file = folder / "services.yaml"
    versions = history.versions(file, most=100_000)
    assert {f"Save {number}." for number in came_back - {0}} <= {v.why for v in versions}
    assert {f"Save {number}." for number in seen[1:] if number} <= {v.why for v in versions}
    whose = {v.who for v in versions if v.why.startswith("Save")}
    assert whose == {"Anna (Planner)"}
    assert history.read(file, versions[0].id) == file.read_text(encoding="utf-8")
    if kind == "git":
        git(folder, "fsck", "--strict")
        assert versions[0].id.isalnum(), "git takes saves again"
        assert git(folder, "status", "--porcelain", "services.yaml") == ""
