"""Every save can be found again: in git where the data has it, else in dated copies."""

import os
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from app.content.loading import data_files
from app.planning.history import COPIES, Author, History
from tests.store.databases import START, Ticking

ANNA = Author("Anna", "planner")


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A programmer", "-c", "user.email=someone@example.org"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(params=["git", "git below", "new git", "no git"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a data folder with one file: the root of a repository, inside one, or in none."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "services.yaml").write_text("- id: one\n", encoding="utf-8")
    root = {"git": folder, "git below": tmp_path, "new git": folder}.get(request.param)
    if root is not None:
        git(root, "init", "-q", "-b", "main")
    if request.param in ("git", "git below"):
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "Begin.")
    return folder


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def history(folder: Path, clock: Ticking) -> History:
    return History(folder, clock)


def save(history: History, clock: Ticking, file: Path, text: str, why: str = "Mend it.") -> None:
    clock.go(minutes=1)
    history.settle([file])
    file.write_bytes(text.encode())
    clock.go(minutes=1)
    history.keep([file], ANNA, why)


def test_each_save_is_one_version_with_who_and_why(
    history: History, folder: Path, clock: Ticking
) -> None:
    file = folder / "services.yaml"
    save(history, clock, file, "- id: two\n", "The phone number was wrong.")
    save(history, clock, file, "- id: three\n")
    newest, before, *rest = history.versions(file)
    assert (newest.who, newest.why) == ("Anna (planner)", "Mend it.")
    assert (before.who, before.why) == ("Anna (planner)", "The phone number was wrong.")
    assert newest.when == START + timedelta(minutes=4)
    assert [history.read(file, v.id) for v in (newest, before)] == ["- id: three\n", "- id: two\n"]
    assert [history.read(file, v.id) for v in rest] == ["- id: one\n"]


def test_what_was_changed_by_hand_is_kept_apart(
    history: History, folder: Path, clock: Ticking
) -> None:
    file = folder / "services.yaml"
    save(history, clock, file, "- id: two\n")
    file.write_text("- id: by-hand\n", encoding="utf-8")
    save(history, clock, file, "- id: three\n")
    who = [version.who for version in history.versions(file)[:3]]
    assert who == ["Anna (planner)", "Edited by hand", "Anna (planner)"]
    assert history.read(file, history.versions(file)[1].id) == "- id: by-hand\n"


def test_a_save_that_changes_nothing_is_no_version(
    history: History, folder: Path, clock: Ticking
) -> None:
    file = folder / "services.yaml"
    save(history, clock, file, "- id: two\n")
    known = len(history.versions(file))
    history.settle([file])
    assert len(history.versions(file)) == known


def test_a_new_file_in_a_new_folder_is_kept(history: History, folder: Path, clock: Ticking) -> None:
    file = folder / "services" / "south side.yaml"
    file.parent.mkdir()
    save(history, clock, file, "- id: südseite\r\n")
    assert [history.read(file, v.id) for v in history.versions(file)] == ["- id: südseite\r\n"]


def test_files_saved_together_stand_together(
    history: History, folder: Path, clock: Ticking
) -> None:
    files = [folder / "services.yaml", folder / "areas.yaml"]
    for file in files:
        file.write_text("- id: two\n", encoding="utf-8")
    clock.go(minutes=1)
    history.keep(files, ANNA, "Both.")
    assert [history.versions(file)[0].why for file in files] == ["Both.", "Both."]


@pytest.mark.parametrize(
    "name", ["", "HEAD", "--output=x", "copy-../services.yaml", "copy-x.copy", "0" * 40]
)
def test_a_version_that_is_none(history: History, folder: Path, clock: Ticking, name: str) -> None:
    save(history, clock, folder / "services.yaml", "- id: two\n")
    found = history.read(folder / "services.yaml", name)
    assert found is None or name == "HEAD"


@pytest.mark.parametrize("folder", ["git", "git below"], indirect=True)
def test_work_under_way_in_the_repository_stays_as_it_is(
    history: History, folder: Path, clock: Ticking
) -> None:
    (folder / "staged.txt").write_text("half done", encoding="utf-8")
    (folder / "areas.yaml").write_text("- slug: new\n", encoding="utf-8")
    git(folder, "add", "staged.txt")
    save(history, clock, folder / "services.yaml", "- id: two\n")
    assert git(folder, "status", "--porcelain", ".").split() == [
        "A",
        *_last(folder, "staged.txt"),
        "??",
        *_last(folder, "areas.yaml"),
    ]
    assert git(folder, "log", "-1", "--format=%s", "--name-only").split() == [
        "Mend",
        "it.",
        *_last(folder, "services.yaml"),
    ]


def _last(folder: Path, name: str) -> list[str]:
    below = (folder.parent / ".git").exists()
    return [f"data/{name}" if below else name]


@pytest.mark.parametrize("folder", ["git"], indirect=True)
def test_where_git_will_not_a_dated_copy_is_kept(
    history: History, folder: Path, clock: Ticking
) -> None:
    file = folder / "services.yaml"
    git(folder, "checkout", "-qb", "other")
    (folder / "note.txt").write_text("theirs", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Theirs.")
    git(folder, "checkout", "-q", "main")
    (folder / "note.txt").write_text("ours", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Ours.")
    assert subprocess.run(
        ["git", "-C", str(folder), "merge", "other"], check=False, capture_output=True
    ).returncode
    clock.go(days=1)
    save(history, clock, file, "- id: two\n")
    newest = history.versions(file)[0]
    assert (newest.who, history.read(file, newest.id)) == ("Anna (planner)", "- id: two\n")
    assert newest.id.startswith("copy-")


@pytest.mark.parametrize("folder", ["git", "no git"], indirect=True)
def test_the_site_does_not_read_what_is_kept(
    history: History, folder: Path, clock: Ticking
) -> None:
    save(history, clock, folder / "services.yaml", "- id: two\n")
    assert data_files(folder) == (folder / "services.yaml",)


def _lock(folder: Path, name: str, begun: bool) -> Path:
    """Leave a lock of git's as a killed process would, and say whether a commit had begun."""
    mark, lock = folder / COPIES / "committing", folder / ".git" / name
    mark.parent.mkdir(exist_ok=True)
    lock.touch()
    if begun:
        mark.touch()
        os.utime(mark, (0, 0))
    return lock


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
@pytest.mark.parametrize("folder", ["git"], indirect=True)
def test_a_lock_of_a_killed_commit_is_taken_away(
    history: History, folder: Path, clock: Ticking, name: str
) -> None:
    lock = _lock(folder, name, begun=True)
    save(history, clock, folder / "services.yaml", "- id: two\n")
    assert not lock.exists()
    assert git(folder, "log", "-1", "--format=%an").strip() == "Anna (planner)"
    assert not (folder / COPIES / "committing").exists()


@pytest.mark.parametrize("folder", ["git"], indirect=True)
def test_a_lock_of_somebody_elses_stays_and_a_copy_is_kept(
    history: History, folder: Path, clock: Ticking
) -> None:
    lock = _lock(folder, "index.lock", begun=False)
    file = folder / "services.yaml"
    save(history, clock, file, "- id: two\n")
    assert lock.exists()
    assert history.versions(file)[0].id.startswith("copy-")
    lock.unlink()
    save(history, clock, file, "- id: three\n")
    assert [v.id.startswith("copy-") for v in history.versions(file)[:2]] == [False, True]


def test_a_save_that_was_killed_is_still_of_who_made_it(
    history: History, folder: Path, clock: Ticking
) -> None:
    file = folder / "services.yaml"
    history.settle([file])
    history.announce(ANNA, "The phone number was wrong.")({file: b"- id: two\n"})
    file.write_bytes(b"- id: two\n")
    save(history, clock, file, "- id: three\n")
    found = [(v.who, v.why) for v in history.versions(file)[:2]]
    assert found == [
        ("Anna (planner)", "Mend it."),
        ("Anna (planner)", "The phone number was wrong."),
    ]


def test_a_save_that_was_killed_before_it_wrote_is_none(
    history: History, folder: Path, clock: Ticking
) -> None:
    file = folder / "services.yaml"
    history.settle([file])
    history.announce(ANNA, "The phone number was wrong.")({file: b"- id: two\n"})
    file.write_bytes(b"- id: by-hand\n")
    save(history, clock, file, "- id: three\n")
    assert history.versions(file)[1].who == "Edited by hand"


def test_what_is_kept_is_never_taken_for_the_planners_own_files(
    history: History, folder: Path, clock: Ticking
) -> None:
    history.announce(ANNA, "Mend it.")({folder / "services.yaml": b""})
    save(history, clock, folder / "services.yaml", "- id: two\n")
    assert (folder / COPIES / ".gitignore").read_text() == "*\n"
