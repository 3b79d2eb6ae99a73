"""A number on a written page is one that a live listing has, so that it goes when it changes."""

import re
from pathlib import Path

import pytest

from app.config import PROJECT
from app.search.directory import Directory

LINK = re.compile(r"\[([^\]]+)\]\(tel:([0-9+]+)\)")
SHOWN = re.compile(r"(?<![\d.,£/-])(?:0\d[\d ]{8,}\d|116 ?\d{3})\b")
EVERYONE_KNOWS = {"999", "111"}
NO_HELP_FOR_FAMILIES = {"08088000082"}
"""Who hears complaints about a site: the Equality Advisory and Support Service."""
PAGES = sorted((PROJECT / "data" / "pages").glob("*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_numbers_on_written_pages_are_those_of_listings(path: Path, directory: Directory) -> None:
    contacts = [c for service in directory.catalogue.live for c in service.contacts]
    listed = {c.value.replace(" ", "") for c in contacts if c.way in ("phone", "text")}
    listed |= EVERYONE_KNOWS | NO_HELP_FOR_FAMILIES
    text = path.read_text(encoding="utf-8")
    for shown, dialled in LINK.findall(text):
        assert shown.removeprefix("Call ").replace(" ", "") == dialled
        assert dialled in listed
    for shown in SHOWN.findall(text):
        assert shown.replace(" ", "") in listed


def test_there_are_numbers_to_look_at() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert len(LINK.findall(written)) > 10
