"""The guide to importing is complete: every option and every total has its row, links lead on."""

import re
from typing import Any

import pytest
from typer.main import get_command

from app.cli import command
from app.config import PROJECT
from app.planning.import_reports import SAID

GUIDE = (PROJECT / "docs" / "importing.md").read_text(encoding="utf-8")


def options() -> set[str]:
    """Return every option of `reachin import`."""
    group: Any = get_command(command)
    found = group.commands["import"]
    return {flag for p in found.params for flag in p.opts + p.secondary_opts if flag[:2] == "--"}


def rows(part: str) -> set[str]:
    """Return the names in the first column of a part's table."""
    text = GUIDE.split(f"\n## {part}\n")[1].split("\n## ")[0]
    cells = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    return {name.strip(" `") for cell in cells for name in cell.split("`, `")}


def test_every_option_has_its_row() -> None:
    assert rows("Every option") - {"option", "---"} == options() - {"--help"}


@pytest.mark.parametrize("said", SAID.values())
def test_every_total_has_its_row(said: str) -> None:
    assert said.partition(":")[0] in rows("Look first")


def test_links_lead_somewhere() -> None:
    slugs = {h.lower().replace(" ", "-") for h in re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        page, _, part = target.partition("#")
        if not page:
            assert part in slugs
            continue
        other = (PROJECT / "docs" / page).read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.+)$", other, re.MULTILINE)
        assert not part or part in {h.lower().replace(" ", "-") for h in headings}
