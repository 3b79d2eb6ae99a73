"""`reachin import` as a planner types it: look, write, stop, go on."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import command
from app.commands import importing
from app.content.loading import digest_of
from app.planning.importing import read_source
from app.planning.naming import name_feed
from tests.content.folders import write_folder
from tests.fetching.servers import Asked, Reply, serving
from tests.planning.fake_feed import FakeFeed, service


class Desk:
    """A planner at a terminal, with a data folder and a feed on this machine."""

    def __init__(self, root: Path, feed: FakeFeed, server: Asked) -> None:
        self.folder = write_folder(root)
        self.root = root
        self.feed = feed
        self.server = server

    def type(self, *words: str, source: str = "") -> Result:
        """Type `reachin import` and the words after it."""
        address = source or self.server.url("/feed")
        usual = ["--data", str(self.folder), "--allow-host", self.server.host, "--pause", "0"]
        named = [] if "--feed" in words else ["--feed", "north"]
        areas = [] if "--area" in words else ["--area", "glasgow", "--need", "food"]
        return CliRunner().invoke(command, ["import", address, *usual, *named, *areas, *words])

    @property
    def listings(self) -> Path:
        return self.folder / "services" / "north.yaml"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("REACHIN_VAR", str(tmp_path / "var"))
    feed = FakeFeed(services=[service(1), service(2)], is_shallow=True)
    with serving(feed) as server:
        yield Desk(tmp_path, feed, server)


def test_looking_first(desk: Desk) -> None:
    before = digest_of(desk.folder)
    result = desk.type()
    assert result.exit_code == 0, result.output
    assert "Corner group 1 (corner-group-1): new" in result.stdout
    assert "  + name: Corner group 1" in result.stdout
    assert "north: 2 listings read, all of it." in result.stdout
    assert "     2 new" in result.stdout
    assert "Nothing is written yet. Type the same with --write to write it." in result.stdout
    assert digest_of(desk.folder) == before


def test_writing_what_was_looked_at(desk: Desk) -> None:
    desk.type()
    asked = len(desk.server.paths)
    result = desk.type("--write")
    assert result.exit_code == 0, result.output
    assert "Written: data/services/north.yaml, data/imports/north.json." in result.stdout
    assert "status: paused" in result.stdout
    assert desk.listings.is_file()
    assert len(desk.server.paths) == asked  # nothing was asked again
    assert not (desk.root / "var" / "imports" / "north").exists()
    assert CliRunner().invoke(command, ["check", "--data", str(desk.folder)]).exit_code == 0


def test_looking_again_asks_again(desk: Desk) -> None:
    desk.type()
    asked = len(desk.server.feed_paths)
    desk.type()
    assert len(desk.server.feed_paths) == 2 * asked


def test_nothing_to_write(desk: Desk) -> None:
    desk.type("--write")
    result = desk.type()
    assert result.exit_code == 0
    assert "There is nothing to write." in result.stdout
    assert "     2 as they were" in result.stdout


def test_a_conflict_is_shown_with_both_words(desk: Desk) -> None:
    desk.type("--write")
    text = desk.listings.read_text(encoding="utf-8")
    said = "We help you with food. Come along."
    desk.listings.write_text(text.replace(said, "Come and eat.", 1), encoding="utf-8")
    desk.feed.services[0] = service(1, description="Now we help you with clothes.")
    result = desk.type("--write")
    assert result.exit_code == 1
    assert f"  ! summary was: {said}" in result.stdout
    assert "    you wrote:     Come and eat." in result.stdout
    assert "    the feed says: Now we help you with clothes." in result.stdout
    assert "--settle" in result.stdout
    assert "Come and eat." in desk.listings.read_text(encoding="utf-8")


def test_a_change_is_shown_line_by_line(desk: Desk) -> None:
    desk.type("--write")
    desk.feed.services[0] = service(1, description="Now we help you with clothes.")
    lines = desk.type().stdout.splitlines()
    start = lines.index("Corner group 1 (corner-group-1): changed in the feed")
    assert lines[start + 1 : start + 3] == [
        "  - summary: We help you with food. Come along.",
        "  + summary: Now we help you with clothes.",
    ]


def test_the_totals_alone(desk: Desk) -> None:
    result = desk.type("--short")
    assert "  + name" not in result.stdout
    assert "     2 new" in result.stdout


def test_what_is_not_complete_is_said_to_be_there_each_time(desk: Desk) -> None:
    bare = service(1, description=None, organization={"id": "o-1", "name": "Good Neighbours"})
    desk.feed.services[:] = [bare]
    for _ in range(2):
        result = desk.type("--write")
        assert "     1 not complete: " in result.stdout
        assert "is in data/imports/north-to-finish.yaml, to be finished by you." in result.stdout
    assert (desk.folder / "imports" / "north-to-finish.yaml").is_file()


def test_a_report_for_programs(desk: Desk) -> None:
    desk.type("--report", str(desk.root / "report.json"), "--licence", "OGL 3.0")
    told = json.loads((desk.root / "report.json").read_text(encoding="utf-8"))
    assert told["totals"] == {"new": 2}
    assert (told["feed"], told["licence"], told["complete"]) == ("north", "OGL 3.0", True)
    assert [listing["listing"] for listing in told["listings"]] == [
        "corner-group-1", "corner-group-2",
    ]  # fmt: skip


def test_the_licence_is_remembered(desk: Desk) -> None:
    desk.type("--write", "--licence", "OGL 3.0")
    desk.feed.services[0] = service(1, description="Now we help you with clothes.")
    desk.type("--write")
    assert desk.listings.read_text(encoding="utf-8").count("licence: OGL 3.0") == 2


def test_a_stop_is_said_and_the_next_run_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_source

    def stopped(source: str, get: object, *others: object) -> object:
        whole(source, get, *others)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "read_source", stopped)
    result = desk.type("--write")
    assert result.exit_code == 1
    assert "kept for 12 hours: type the same again" in result.stdout
    assert not desk.listings.exists()
    monkeypatch.setattr(importing, "read_source", whole)
    asked = len(desk.server.feed_paths)
    result = desk.type("--write")
    assert "Going on from" in result.stdout
    assert result.exit_code == 0
    assert len(desk.server.feed_paths) == asked
    assert desk.listings.is_file()


def test_a_feed_that_fails_is_told_and_nothing_is_lost(desk: Desk) -> None:
    desk.type("--write", "--live")
    before = digest_of(desk.folder)
    desk.feed.faults["/feed/services?"] = [Reply("<html>")] * 9
    result = desk.type("--write", "--hold-gone")
    assert result.exit_code == 1
    assert "not all of it" in result.stdout
    assert "a web page, not data" in result.stdout
    assert "There is nothing to write." in result.stdout
    assert digest_of(desk.folder) == before


def test_a_private_address_is_not_asked(desk: Desk) -> None:
    result = CliRunner().invoke(
        command, ["import", desk.server.url("/feed"), "--data", str(desk.folder)]
    )
    assert result.exit_code == 1
    assert desk.server.paths == []
    assert f"add --allow-host {desk.server.host}." in result.stdout


def test_a_file(desk: Desk) -> None:
    path = desk.root / "Big Feed.json"
    path.write_text(json.dumps([service(1)]), encoding="utf-8")
    result = desk.type("--write", "--feed", "big", source=str(path))
    assert result.exit_code == 0, result.output
    memory = (desk.folder / "imports" / "big.json").read_text(encoding="utf-8")
    assert '"source": "Big Feed.json"' in memory  # and no folder of this machine
    assert str(desk.root) not in memory + (desk.folder / "services" / "big.yaml").read_text()
    assert not (desk.root / "var" / "imports" / "big").exists()


def test_nothing_a_feed_says_steers_the_terminal(desk: Desk) -> None:
    desk.feed.faults["/feed"] = [
        Reply(status=302, headers=(("Location", "http://x.example:7/[red]\x1b[2J"),))
    ] * 9
    result = desk.type()
    assert "\x1b" not in result.output
    assert "[red]" in result.stdout


@pytest.mark.parametrize(
    ("words", "source", "why"),
    [
        (("--feed", "No Good"), "", "small letters"),
        (("--feed", "../x"), "", "small letters"),
        (("--area", "nowhere"), "", "not one of"),
        (("--area", "glasgow", "--need", "gold"), "", "not one of"),
        ((), "missing.json", "no file here"),
        ((), "ftp://x.example/", "no file here"),
        (("--pause", "-1"), "", "greater"),
    ],
)
def test_what_is_typed_wrong_is_said(
    desk: Desk, words: tuple[str, ...], source: str, why: str
) -> None:
    result = desk.type(*words, source=source)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.replace("│", " ").split())
    assert desk.server.paths == []


def test_a_feeds_name_is_not_another_feeds(desk: Desk) -> None:
    desk.type("--write")
    result = desk.type("--write", source=desk.server.url("/feed/services"))
    assert result.exit_code == 2
    assert "--feed" in result.stderr


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("https://www.north-ayrshire.example/feed", "north-ayrshire-example"),
        ("https://api.familyinfo.example/api/v1", "familyinfo-example"),
        ("exports/Big Feed 2026.json", "big-feed-2026"),
        ("feeds/", "feeds"),
        ("食.json", "feed"),
    ],
)
def test_a_feed_gets_a_name_of_its_own(source: str, name: str) -> None:
    assert name_feed(source) == name
