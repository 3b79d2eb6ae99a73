"""Whoever downloads the listings can look up every file, column and setting."""

import re

from app.content.tables import COLUMNS
from app.web.downloads import PACKAGE
from tests.house.sources import PROJECT

GUIDE = (PROJECT / "docs" / "downloads.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([\w.]+)` \| (.*) \|$", re.MULTILINE)


def part(title: str) -> str:
    return GUIDE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_every_column_has_its_row_in_its_order() -> None:
    rows = ROW.findall(part("The columns of the table"))
    assert rows == [(column.name, column.about) for column in COLUMNS]


def test_every_file_has_a_row() -> None:
    rows = [name for name, _ in ROW.findall(part("The files"))]
    assert rows == ["services.csv", "services.yaml", "services.json", PACKAGE]
