"""No public address comes or goes unnoticed: the list of them is kept beside this test."""

from pathlib import Path

from typer.testing import CliRunner

from app.cli import command

KEPT = Path(__file__).parent / "routes.txt"


def test_the_addresses_are_those_written_down(small_data: Path, tmp_path: Path) -> None:
    folders = {"REACHIN_DATA": str(small_data), "REACHIN_VAR": str(tmp_path)}
    environment = {**folders, "REACHIN_PLANNING": "true"}
    result = CliRunner().invoke(command, ["routes"], env=environment)
    assert result.exit_code == 0
    lines = [line.split() for line in result.output.splitlines()]
    now = sorted(f"{method} {path}" for methods, path in lines for method in methods.split(","))
    assert now == KEPT.read_text(encoding="utf-8").splitlines()
