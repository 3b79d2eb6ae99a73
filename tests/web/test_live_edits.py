"""A planner saves a file while families search: what is good is soon seen, what is not never is."""

import functools
import shutil
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.config import PROJECT
from tests.web.server import PATIENCE, SERVE, Running, environment, running_command

SOON = 2.0
"""Seconds in which a saved change is to be seen."""
WAS, NOW = "A warm room with food and tea.", "A warm room with soup and stories."
PAGE = "/services/tea-and-a-chat"
GUIDE = """\
---
title: Say hello
description: How to say hello to us, on any day.
group: about
order: 1
updated: 2026-11-22
---
{words}
"""
BROKEN = "- id: half-written\n  nme: Half\n"


@dataclass
class Families:
    """Ask for pages without a rest, and count how they were answered."""

    address: str
    answers: Counter[str] = field(default_factory=Counter)
    leaving: threading.Event = field(default_factory=threading.Event)

    def ask(self) -> None:
        with httpx.Client(base_url=self.address, follow_redirects=True) as http:
            while not self.leaving.is_set():
                for request in (("GET", PAGE), ("POST", "/find")):
                    self.answers[self._answer(http, *request)] += 1

    def _answer(self, http: httpx.Client, method: str, path: str) -> str:
        try:
            return str(http.request(method, path, data={"q": "food"}).status_code)
        except httpx.TransportError as error:
            return type(error).__name__


@pytest.fixture(scope="module")
def data(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(small_data, tmp_path_factory.mktemp("live") / "data")


@pytest.fixture(scope="module")
def site(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_command(data, tmp_path_factory.mktemp("var")) as running:
        yield running


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(PROJECT / "data", tmp_path_factory.mktemp("whole") / "data")


@pytest.fixture(scope="module")
def whole_site(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_command(whole, tmp_path_factory.mktemp("var")) as running:
        yield running


@pytest.fixture
def families(site: Running) -> Iterator[Families]:
    asking = Families(site.address)
    threads = [threading.Thread(target=asking.ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    yield asking
    asking.leaving.set()
    for thread in threads:
        thread.join(PATIENCE)


def save_in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def save_beside_and_swap(path: Path, text: str) -> None:
    beside = path.with_suffix(".swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def save_in_pieces(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        for at in range(0, len(text), 500):
            file.write(text[at : at + 500])
            file.flush()
            time.sleep(0.005)


def seen_within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Return whether something comes to hold in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.02)
    return False


Save = Callable[[Path, str], None]


@pytest.mark.parametrize("save", [save_in_place, save_beside_and_swap, save_in_pieces])
def test_a_saved_change_is_seen_and_nobody_notices_the_change_over(
    site: Running, data: Path, families: Families, save: Save
) -> None:
    listings = data / "services.yaml"
    before = listings.read_text(encoding="utf-8")
    for was, now in ((WAS, NOW), (NOW, WAS)):
        assert was in httpx.get(site.address + PAGE).text
        save(listings, listings.read_text(encoding="utf-8").replace(was, now))
        assert seen_within(SOON, functools.partial(shows, site, now))
    assert listings.read_text(encoding="utf-8") == before
    assert families.answers.total() > 20
    assert set(families.answers) == {"200"}


TAUGHT = {
    "phrases/food.txt": ("\n", "\nwe need to xqzvwk\n", "xqzvwk", "food"),
    "needs.yaml": ("words: [", "words: [quabbix, ", "quabbix", "money"),
}
"""In a file some words become others; then a word that meant nothing tells of a need."""


@pytest.mark.parametrize("file", TAUGHT)
def test_a_word_that_a_planner_adds_is_heard_and_one_taken_out_is_not(
    whole: Path, whole_site: Running, file: str
) -> None:
    was, now, word, need = TAUGHT[file]
    path = whole / file
    good = path.read_text(encoding="utf-8")
    assert hears(whole_site, word) == []
    path.write_text(good.replace(was, now, 1), encoding="utf-8")
    assert seen_within(PATIENCE, lambda: hears(whole_site, word)[:1] == [need])
    path.write_text(good, encoding="utf-8")
    assert seen_within(PATIENCE, lambda: hears(whole_site, word) == [])


def test_a_page_in_markdown_is_seen_when_it_is_saved(site: Running, data: Path) -> None:
    page = data / "pages" / "hello.md"
    page.parent.mkdir()
    assert httpx.get(f"{site.address}/hello").status_code == 404
    try:
        for words in ("You can ask anyone.", "You can ask us."):
            page.write_text(GUIDE.format(words=words), encoding="utf-8")
            assert seen_within(SOON, functools.partial(greets, site, words))
        assert "Say hello" in httpx.get(site.address).text
    finally:
        shutil.rmtree(page.parent)
    assert seen_within(SOON, lambda: httpx.get(f"{site.address}/hello").status_code == 404)


def test_a_broken_edit_is_told_and_the_last_good_one_stays(
    site: Running, data: Path, families: Families
) -> None:
    listings = data / "services.yaml"
    good = listings.read_text(encoding="utf-8")
    line = good.count("\n") + 2
    listings.write_text(good + BROKEN, encoding="utf-8")
    try:
        assert seen_within(SOON, lambda: health(site)["status"] == "stale")
        stale = health(site)
        assert any(f"services.yaml:{line}" in fault for fault in stale["faults"])
        assert stale["listings"] == 2
        assert WAS in httpx.get(site.address + PAGE).text
        assert f"services.yaml:{line}" in site.said()
    finally:
        listings.write_text(good, encoding="utf-8")
    assert seen_within(SOON, lambda: health(site)["status"] == "ok")
    assert health(site)["faults"] == []
    assert health(site)["data"] == stale["data"]
    assert set(families.answers) == {"200"}


def test_a_file_that_goes_away_is_told(site: Running, data: Path) -> None:
    needs = data / "needs.yaml"
    good = needs.read_text(encoding="utf-8")
    needs.unlink()
    try:
        assert seen_within(SOON, lambda: health(site)["status"] == "stale")
        assert httpx.get(site.address).status_code == 200
    finally:
        needs.write_text(good, encoding="utf-8")
    assert seen_within(SOON, lambda: health(site)["status"] == "ok")


def test_a_site_does_not_start_on_broken_data(small_data: Path, tmp_path: Path) -> None:
    data = shutil.copytree(small_data, tmp_path / "data")
    listings = data / "services.yaml"
    good = listings.read_text(encoding="utf-8")
    listings.write_text(good + BROKEN, encoding="utf-8")
    done = subprocess.run(
        SERVE,
        cwd=PROJECT,
        env=environment(data, tmp_path / "var", 0),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    line = good.count("\n") + 2
    assert f"services.yaml:{line}: half-written: nme" in done.stderr
    assert "Mend them and try again." in done.stderr
    assert "Traceback" not in done.stderr


def shows(site: Running, words: str) -> bool:
    return words in httpx.get(site.address + PAGE).text


def greets(site: Running, words: str) -> bool:
    return words in httpx.get(f"{site.address}/hello").text


def health(site: Running) -> dict[str, Any]:
    said: dict[str, Any] = httpx.get(f"{site.address}/health").json()
    return said


def hears(site: Running, word: str) -> list[str]:
    """Return the needs that are heard in a word."""
    said: dict[str, Any] = httpx.get(f"{site.address}/api/v1/search", params={"q": word}).json()
    needs: list[str] = said["understood"]["needs"]
    return needs
