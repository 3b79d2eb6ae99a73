"""`reachin planner`, as whoever runs the site types it: what it says, and what it then did."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import command
from app.clock import london_now
from app.planning.accounts import Accounts
from app.store import Database
from tests.planning.accounts.conftest import EMAIL, GOOD

TYPED = f"{GOOD}\n{GOOD}\n"
ADD = ("add", EMAIL, "--name", "Morag A")


class Terminal:
    """A terminal in which the site's commands are typed."""

    def __init__(self, data: Path, var: Path) -> None:
        self.environment = {"REACHIN_DATA": str(data), "REACHIN_VAR": str(var), "COLUMNS": "160"}
        self.address = f"sqlite:///{var / 'reachin.db'}"

    def run(self, *words: str, typed: str = "", **environment: str) -> Result:
        asked = ["planner", *words]
        return CliRunner().invoke(
            command, asked, input=typed, env={**self.environment, **environment}
        )

    def may_sign_in(self, password: str, email: str = EMAIL) -> bool:
        database = Database.at(self.address, london_now)
        came = Accounts(database, london_now).sign_in(email, password)
        database.close()
        return came is not None


@pytest.fixture
def terminal(small_data: Path, tmp_path: Path) -> Terminal:
    return Terminal(small_data, tmp_path)


def test_an_account_is_made_with_a_password_typed_twice(terminal: Terminal) -> None:
    told = terminal.run(*ADD, "--area", "glasgow-south", typed=TYPED)
    assert told.exit_code == 0, told.output
    assert f"Morag A can sign in as {EMAIL}: editor of glasgow-south." in told.output
    assert GOOD not in told.output
    assert terminal.may_sign_in(GOOD)
    listed = terminal.run("list").output
    assert re.search(rf"Morag A\s+{EMAIL}\s+editor of glasgow-south\s+[\d-]+\s+[\d-]+", listed)


def test_a_made_password_is_shown_once_and_works(terminal: Terminal) -> None:
    told = terminal.run(*ADD, "--role", "planner", "--generate").output
    made = re.search(r"shown only now: (\S+)", told)
    assert made is not None
    assert terminal.may_sign_in(made[1])
    assert made[1] not in terminal.run("list").output


def test_an_account_is_shut_opened_changed_and_removed(terminal: Terminal) -> None:
    terminal.run(*ADD, "--area", "glasgow", typed=TYPED)
    assert "cannot come in" in terminal.run("disable", EMAIL).output
    assert not terminal.may_sign_in(GOOD)
    assert "disabled" in terminal.run("list").output
    assert "can sign in again" in terminal.run("enable", EMAIL.upper()).output
    assert terminal.may_sign_in(GOOD)
    assert "is now: viewer." in terminal.run("role", EMAIL, "viewer").output
    fresh = "other odd words again"
    assert "a new password" in terminal.run("password", EMAIL, typed=f"{fresh}\n{fresh}\n").output
    assert (terminal.may_sign_in(GOOD), terminal.may_sign_in(fresh)) == (False, True)
    assert "is deleted" in terminal.run("remove", EMAIL).output
    assert not terminal.may_sign_in(fresh)
    assert "There is no account yet" in terminal.run("list").output


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("add", "morag", "--name", "M"), "", "is not an email address"),
        (("add", EMAIL, "--name", " "), "", "Give a name"),
        (("add", EMAIL, "--name", "M" * 81), "", "Give a name"),
        ((*ADD, "--role", "boss"), "", "The roles are viewer, editor and planner."),
        (ADD, "", "An editor needs areas"),
        ((*ADD, "--role", "planner", "--area", "glasgow"), "", "may change every area"),
        ((*ADD, "--area", "moon"), "", "The areas are: glasgow-north-east"),
        ((*ADD, "--area", "glasgow"), "short\nshort\n", "Use 12 letters or more"),
        ((*ADD, "--area", "glasgow"), f"{GOOD}\nsomething else\n", "not the same"),
        (("disable", "x@y.example"), "", "There is no account with that address."),
        (("enable", "x@y.example"), "", "There is no account with that address."),
        (("remove", "x@y.example"), "", "There is no account with that address."),
        (("role", "x@y.example", "viewer"), "", "There is no account with that address."),
        (("password", "x@y.example"), "", "There is no account with that address."),
    ],
)
def test_what_cannot_be_done_is_said_plainly(
    terminal: Terminal, words: tuple[str, ...], typed: str, said: str
) -> None:
    told = terminal.run(*words, typed=typed)
    assert told.exit_code == 1
    assert said in told.output
    assert "Traceback" not in told.output
    assert "There is no account yet" in terminal.run("list").output


def test_an_address_is_given_once(terminal: Terminal) -> None:
    terminal.run(*ADD, "--area", "glasgow", typed=TYPED)
    told = terminal.run(*ADD, "--role", "planner", "--generate")
    assert (told.exit_code, "There is an account with that address." in told.output) == (1, True)
    assert "shown only now" not in told.output


def test_a_database_that_is_down_is_said_plainly(terminal: Terminal, tmp_path: Path) -> None:
    nowhere = f"postgresql:///reachin?host={tmp_path}"
    told = terminal.run("list", REACHIN_DATABASE_URL=nowhere)
    assert told.exit_code == 1
    assert "The database cannot be reached." in told.output


def test_tidying_says_what_it_deleted(terminal: Terminal) -> None:
    terminal.run(*ADD, "--area", "glasgow", typed=TYPED)
    told = CliRunner().invoke(command, ["tidy"], env=terminal.environment)
    assert told.exit_code == 0, told.output
    assert "Deleted planners' sessions: 0, lines of their log: 0." in told.output
