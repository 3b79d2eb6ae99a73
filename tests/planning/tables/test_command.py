"""`reachin import` with a table, as it is typed: look, say which column is which, write."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import command
from app.content.loading import digest_of
from tests.content.folders import write_folder

THEIRS = """\
Service;Organisation;Descripton;Topic;Area;Telephone;Volunteers
Sewing;A club;We sew.;Food;Glasgow;0141 496 0007;3
Walking;A club;We walk.;Fod;Glasgow;0141 496 0008;4
govan pantry;Good Neighbours;;;;0141 496 0009;5
"""


class Terminal:
    """A planner at a terminal, with a data folder and a table."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = write_folder(root)
        self.table = root / "theirs.csv"
        self.table.write_text(THEIRS, encoding="utf-8")

    def type(self, *words: str, source: str = "") -> Result:
        told = ["import", source or str(self.table), "--data", str(self.folder), *words]
        return CliRunner().invoke(command, told)

    @property
    def text(self) -> str:
        return (self.folder / "services.yaml").read_text(encoding="utf-8")


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("REACHIN_VAR", str(tmp_path / "var"))
    return Terminal(tmp_path)


def test_looking_changes_nothing_and_shows_all_of_it(terminal: Terminal) -> None:
    before = digest_of(terminal.folder)
    result = terminal.type()
    assert result.exit_code == 1, result.output
    for told in (
        "column Descripton: summary",
        "column Volunteers: left out",
        "row 2: Sewing (sewing): new",
        "  + needs: food",
        "row 3: Walking (walking): refused",
        '  ! needs: needs 1: "fod" is not one of ours → did you mean "food"?',
        "row 4: Govan Pantry (govan-pantry): changed",
        "  - contacts: phone: 0141 496 0001 website: https://pantry.example.org",
        "  + contacts: phone: 0141 496 0009 website: https://pantry.example.org",
        "     1 new",
        "     1 left out",
        "Nothing is written yet. --write would write 2 listings.",
    ):
        assert told in result.stdout, told
    assert digest_of(terminal.folder) == before


def test_writing_writes_the_good_rows_and_the_rest_is_told(terminal: Terminal) -> None:
    report = terminal.root / "report.json"
    result = terminal.type("--write", "--short", "--report", str(report))
    assert result.exit_code == 1
    assert "Written: 2 listings." in result.stdout
    assert "row 2" not in result.stdout
    assert "id: sewing" in terminal.text
    assert "walking" not in terminal.text
    assert "phone: 0141 496 0009" in terminal.text
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["totals"] == {"new": 1, "changed": 1, "refused": 1}
    assert told["rows"][1]["problems"][0]["column"] == "needs"
    again = terminal.type("--short")
    assert "     2 as they are" in again.stdout
    assert "There is nothing to write." in again.stdout


def test_columns_can_be_said_and_left_out(terminal: Terminal) -> None:
    result = terminal.type("--column", "Descripton=who_for", "--column", "Telephone=")
    assert "column Descripton: who_for" in result.stdout
    assert '! summary: "summary" is missing' in result.stdout
    assert "0141 496 0009" not in result.stdout


WRONG = [
    (("--column", "Nothing=phone"), "write a head of the table"),
    (("--column", "Volunteers=helpers"), "and one of: id, name"),
    (("--column", "Volunteers=phone"), "two columns go to phone"),
    (("--column", "Service="), "say which column is the name"),
    (("--feed", "north"), "a table takes --column"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_what_is_typed_wrong_is_told(terminal: Terminal, words: tuple[str, ...], told: str) -> None:
    result = terminal.type(*words)
    assert result.exit_code == 2
    assert told in " ".join(result.output.replace("│", " ").split())


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [("a.xls", b"\xd0\xcf\x11\xe0", "locked"), ("a.csv", b"", "nothing"), ("none.csv", None, "No")],
)
def test_a_file_that_is_no_table_is_told(
    terminal: Terminal, name: str, data: bytes | None, told: str
) -> None:
    path = terminal.root / name
    if data is not None:
        path.write_bytes(data)
    result = terminal.type(source=str(path))
    assert result.exit_code == 2
    assert told in result.output
