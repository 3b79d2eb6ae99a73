"""Every library is pinned with its hashes, from nowhere in particular, and every need is met."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import PROJECT

LOCKS = sorted((PROJECT / "requirements").glob("*.txt"))
ELSEWHERE = ("-i ", "--index-url", "--extra-index-url", "--find-links", "-f ", "--trusted-host")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")

PYPROJECT: dict[str, Any] = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, str]:
    """Return the pinned version of each library in a lock file."""
    text = (PROJECT / "requirements" / name).read_text(encoding="utf-8")
    pins = (Requirement(line.split(" \\")[0].strip()) for line in entries(text))
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}


def entries(text: str) -> Iterator[str]:
    """Yield each requirement's first line."""
    for line in text.splitlines():
        if line and not line.startswith((" ", "#", "-")):
            yield line


def needed(group: str) -> Iterator[Requirement]:
    """Yield what a dependency group asks for, with the groups inside it."""
    for item in PYPROJECT["dependency-groups"][group]:
        if isinstance(item, str):
            yield Requirement(item)
        else:
            yield from needed(item["include-group"])


def test_there_are_three_locks() -> None:
    assert [path.name for path in LOCKS] == ["base.txt", "dev.txt", "national.txt"]


@pytest.mark.parametrize("lock", ["base.txt", "dev.txt", "national.txt"])
def test_every_library_is_pinned_with_hashes(lock: str) -> None:
    text = (PROJECT / "requirements" / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    loose = [b.split()[0] for b in blocks if "==" not in b.split()[0] or not HASH.search(b)]
    assert loose == []


@pytest.mark.parametrize("lock", ["base.txt", "dev.txt", "national.txt"])
def test_no_lock_names_where_to_download_from(lock: str) -> None:
    lines = (PROJECT / "requirements" / lock).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(ELSEWHERE) or "://" in line] == []


@pytest.mark.parametrize("asked", PYPROJECT["project"]["dependencies"])
def test_what_the_site_needs_is_locked(asked: str) -> None:
    need = Requirement(asked)
    assert need.specifier.contains(locked("base.txt")[canonicalize_name(need.name)])


@pytest.mark.parametrize("need", list(needed("dev")), ids=lambda need: str(need.name))
def test_what_the_tests_need_is_locked(need: Requirement) -> None:
    assert need.specifier.contains(locked("dev.txt")[canonicalize_name(need.name)])


def test_the_tests_run_with_what_the_site_runs_with() -> None:
    site, tests = locked("base.txt"), locked("dev.txt")
    assert {name: tests.get(name) for name in site} == site


@pytest.mark.parametrize("asked", PYPROJECT["project"]["optional-dependencies"]["national"])
def test_a_national_directory_adds_one_engine(asked: str) -> None:
    need, site, national = Requirement(asked), locked("base.txt"), locked("national.txt")
    assert need.specifier.contains(national[canonicalize_name(need.name)])
    assert national.items() - site.items() == {(need.name, national[need.name])}
    assert site.items() <= national.items()
    assert national.items() <= locked("dev.txt").items()
