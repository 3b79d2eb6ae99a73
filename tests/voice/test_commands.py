"""`reachin tidy` and `reachin forget` do what they say, and say when they could not."""

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import command
from app.clock import london_now
from app.store import Database
from app.voice import Said, Voice

RUN = CliRunner()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a site's database, with one answer 400 days old and one new."""
    address = f"sqlite:///{tmp_path / 'reachin.db'}"
    monkeypatch.setenv("REACHIN_DATABASE_URL", address)
    for clock in (lambda: london_now() - timedelta(days=400), london_now):
        database = Database.at(address, clock)
        Voice(database, clock).keep(Said("right", "no", "the-pantry"))
        database.close()
    return address


def kept(address: str) -> list[int]:
    database = Database.at(address, london_now)
    numbers = [heard.number for heard in Voice(database, london_now).export()]
    database.close()
    return numbers


def test_tidy_deletes_what_is_over(file: str) -> None:
    told = RUN.invoke(command, ["tidy"])
    line = "Deleted answers: 1, counts: 0, words: 0, turns: 0."
    assert (told.exit_code, told.output.splitlines()[0]) == (0, line)
    assert kept(file) == [2]


def test_tidy_keeps_as_long_as_is_set(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REACHIN_KEEP_ANSWERS_DAYS", "500")
    assert "answers: 0" in RUN.invoke(command, ["tidy"]).output
    assert kept(file) == [1, 2]


def test_forget_deletes_single_answers(file: str) -> None:
    told = RUN.invoke(command, ["forget", "2"])
    assert (told.exit_code, told.output) == (0, "Deleted answers: 1.\n")
    assert kept(file) == [1]


def test_forget_says_when_an_answer_is_not_there(file: str) -> None:
    told = RUN.invoke(command, ["forget", "2", "77"])
    assert (told.exit_code, told.output) == (1, "Deleted answers: 1.\n")
    assert kept(file) == [1]


@pytest.mark.parametrize("typed", [["tidy"], ["forget", "1"]])
def test_a_database_that_is_down_is_told(
    typed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REACHIN_DATABASE_URL", f"postgresql:///reachin?host={tmp_path}")
    told = RUN.invoke(command, typed)
    assert told.exit_code == 1
    assert "cannot be reached: nothing was deleted" in told.output
