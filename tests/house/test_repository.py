"""What is kept in git is small, was written by people, and tells nothing of anybody's machine."""

import pytest

from tests.house.sources import PROJECT, kept_files

LARGEST = 1024 * 1024
MADE = (".pyc", ".pyo", ".sqlite", ".log", ".tmp")
# In two halves, so that this file does not hold what it looks for.
MACHINE = ("/wor" + "k/", "/roo" + "t/", ".libr" + "ary")


def test_there_are_files_to_look_at() -> None:
    assert PROJECT / "pyproject.toml" in kept_files()


@pytest.mark.parametrize("path_of_a_machine", MACHINE, ids=["work", "root", "library"])
def test_no_file_tells_of_a_machine(path_of_a_machine: str) -> None:
    needle = path_of_a_machine.encode()
    telling = [str(p) for p in kept_files() if p.is_file() and needle in p.read_bytes()]
    assert telling == []


def test_no_file_is_large() -> None:
    large = [str(p) for p in kept_files() if p.is_file() and p.stat().st_size > LARGEST]
    assert large == []


def test_no_file_is_made_by_a_machine() -> None:
    assert [str(path) for path in kept_files() if path.suffix in MADE] == []


def test_no_file_is_empty_but_packages() -> None:
    empty = [p for p in kept_files() if p.is_file() and p.stat().st_size == 0]
    assert [str(path) for path in empty if path.name != "__init__.py"] == []
