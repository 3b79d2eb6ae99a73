"""`reachin check --links` as somebody types it: asked, kept, stopped, gone on with, told."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli import command
from app.commands import link_checking
from app.planning.link_asking import ask_all
from app.planning.link_results import LINK_BOOK, LinkBook
from app.planning.yaml_files import locked
from tests.content.folders import write_folder
from tests.fetching.servers import NOTHING, Asked, Reply, serving
from tests.fetching.waiting import MOMENT

LISTING = """
- id: {name}
  name: {name}
  provider: Good Neighbours
  summary: We help you.
  needs: [food]
  areas: [glasgow]
  contacts:
    - {way}
  edited: 2026-11-22
"""


@dataclass
class Desk:
    """Somebody at a terminal, with a data folder and a server on this machine."""

    root: Path
    server: Asked
    monkeypatch: pytest.MonkeyPatch
    replies: dict[str, Reply] = field(default_factory=dict)

    def write(self, **ways: str) -> None:
        """Write a listing for each way to get in touch."""
        folder = self.root / "data"
        text = "".join(LISTING.format(name=name, way=way) for name, way in ways.items())
        (folder / "services.yaml").write_text(text.strip() + "\n", encoding="utf-8")
        (folder / "dangers.yaml").write_text("[]\n", encoding="utf-8")

    def type(self, *words: str, days: int = 0) -> Result:
        """Type the command so many days later."""
        self.monkeypatch.setattr(link_checking, "london_now", lambda: MOMENT + timedelta(days=days))
        usual = ["--data", str(self.root / "data"), "--pause", "0"]
        allowed = ["--allow-host", self.server.host]
        return CliRunner().invoke(command, ["check", "--links", *usual, *allowed, *words])

    @property
    def book(self) -> LinkBook:
        return LinkBook.read(self.root / "var" / LINK_BOOK)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("REACHIN_VAR", str(tmp_path / "var"))
    replies: dict[str, Reply] = {"/robots.txt": NOTHING}
    write_folder(tmp_path)
    with serving(lambda path: replies.get(path, Reply("hello"))) as server:
        yield Desk(tmp_path, server, monkeypatch, replies)


def website(desk: Desk, path: str) -> str:
    return f"website: {desk.server.url(path)}"


def test_all_is_fine(desk: Desk) -> None:
    desk.write(one=website(desk, "/one"), two=website(desk, "/two"), line="phone: 116 123")
    result = desk.type()
    assert result.exit_code == 0, result.output
    assert "2 of 2 links answer. 0 things to look at." in result.stdout
    assert desk.book.finished == MOMENT


def test_what_needs_a_look_is_told_with_its_listing(desk: Desk) -> None:
    desk.replies["/old"] = Reply(status=301, headers=(("Location", "/new"),))
    desk.replies["/shut"] = Reply(status=403)
    desk.write(
        old=website(desk, "/old"),
        shut=website(desk, "/shut"),
        line="phone: 0845 123 4567",
        short="phone: 0141 552 654",
    )
    result = desk.type()
    assert result.exit_code == 1
    new = desk.server.url("/new")
    assert f"old: {desk.server.url('/old')}\n  It has moved for good. {new}" in result.stdout
    assert "It does not answer programs (403). Look at it yourself." in result.stdout
    assert "line: 0845 123 4567\n  A call costs up to 7p a minute" in result.stdout
    assert "short: 0141 552 654\n  It has the wrong number of digits" in result.stdout
    assert "1 of 2 links answer. 3 things to look at." in result.stdout


def test_a_link_is_dead_on_the_second_day(desk: Desk) -> None:
    desk.replies["/gone"] = Reply(status=404)
    desk.write(gone=website(desk, "/gone"))
    first = desk.type()
    assert first.exit_code == 0
    assert "Failed once: not counted yet" in first.stdout
    assert desk.type(days=0).exit_code == 0
    second = desk.type(days=1)
    assert second.exit_code == 1
    assert "Dead: they failed on two days" in second.stdout
    assert "It has failed since 25 November 2026, and again on 26 November 2026." in second.stdout
    del desk.replies["/gone"]
    assert desk.type(days=2).exit_code == 0


def test_a_machine_off_the_internet_says_so(desk: Desk) -> None:
    desk.write(one="website: https://nobody.invalid/", two="website: https://no-one.invalid/")
    result = desk.type()
    assert result.exit_code == 1
    assert "Is this machine on the internet?" in result.stderr
    assert desk.book.results == {}


def test_stopping_keeps_what_was_asked_and_the_next_one_goes_on(desk: Desk) -> None:
    desk.write(**{f"n{n}": website(desk, f"/{n}") for n in range(5)})
    asked = ask_all

    def stopped(*given: Any) -> Iterator[Any]:
        for number, each in enumerate(asked(*given)):
            if number == 2:
                raise KeyboardInterrupt
            yield each

    desk.monkeypatch.setattr(link_checking, "ask_all", stopped)
    result = desk.type()
    assert result.exit_code == 1
    assert "Stopped. What was asked is kept" in result.stderr
    kept = set(desk.book.results)
    assert len(kept) == 2
    desk.monkeypatch.setattr(link_checking, "ask_all", asked)
    before = len(desk.server.feed_paths)
    again = desk.type()
    assert "Going on where it was stopped: 3 links are left." in again.stderr
    assert again.exit_code == 0
    newly = {desk.server.url(path) for path in desk.server.feed_paths[before:]}
    assert newly | kept == set(desk.book.results)
    assert not newly & kept


def test_two_at_a_time_do_not_ask_twice(desk: Desk) -> None:
    desk.write(one=website(desk, "/one"))
    (desk.root / "var").mkdir()
    with locked(desk.root / "var"):
        result = desk.type()
    assert result.exit_code == 1
    assert "asked already" in result.stderr
    assert desk.server.feed_paths == []


def test_the_report_for_machines(desk: Desk) -> None:
    desk.replies["/gone"] = Reply(status=410)
    desk.write(gone=website(desk, "/gone"), line="phone: 0141 552 654")
    result = desk.type("--json")
    told = json.loads(result.stdout)
    assert told["links"] == [
        {
            "link": desk.server.url("/gone"),
            "where": ["gone"],
            "verdict": "gone",
            "status": 410,
            "moved_to": "",
            "dead": False,
            "first_failed": "2026-11-25",
        }
    ]
    assert [each["listing"] for each in told["numbers"]] == ["line"]
    assert told["offline"] is False


def test_a_private_network_is_not_asked(desk: Desk) -> None:
    desk.write(one=website(desk, "/one"), two="website: http://127.0.0.1:9/")
    result = desk.type()
    assert "It leads into a private network." in result.stdout
    assert desk.server.feed_paths == ["/one"]
