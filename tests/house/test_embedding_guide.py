"""Whoever pastes our box can look up all it takes: each name stands in a table of the guide."""

import re
from dataclasses import fields

import pytest

from app.web.framing import Framing
from app.web.pasting import SIZES
from tests.house.sources import PROJECT

GUIDE = (PROJECT / "docs" / "embedding.md").read_text(encoding="utf-8")
SCRIPT = (PROJECT / "static" / "widget" / "v1.js").read_text(encoding="utf-8")
PARTS = {title: text for title, _, text in (p.partition("\n") for p in GUIDE.split("\n## "))}
ATTRIBUTES = set(re.findall(r'#told\("([\w-]+)"\)', SCRIPT)) | set(
    re.findall(r":host\(\[([\w-]+)=", SCRIPT)
)
OURS_ALONE = {"listed", "service", "guide", "host"}


def rows(part: str) -> set[str]:
    """Return the names that begin a row of a table in one part of the guide."""
    firsts = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \|", PARTS[part], re.MULTILINE)
    return {name for first in firsts for name in re.findall(r"`([^`]+)`", first)}


def test_every_attribute_and_custom_property_has_a_row() -> None:
    assert len(ATTRIBUTES) >= 6
    properties = set(re.findall(r"var\((--reach-in-[\w-]+)", SCRIPT))
    assert rows("The tag: `<reach-in>`") == ATTRIBUTES | properties


def test_every_parameter_of_the_frame_has_a_row_or_is_ours_alone() -> None:
    names = {field.name for field in fields(Framing)}
    assert rows("The frame: `/embed`") == names - OURS_ALONE
    assert all(f"`{name}`" in PARTS["The frame: `/embed`"] for name in OURS_ALONE)


def test_every_parameter_of_oembed_has_a_row() -> None:
    source = (PROJECT / "app" / "web" / "pages" / "embeds.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'asked\.get\("(\w+)"', source))
    asked |= set(re.findall(r'"(max\w+)"', source))
    assert len(asked) == 4
    assert rows("oEmbed") == asked


@pytest.mark.parametrize(
    "promise", ["12 months", "script-src", "connect-src", "frame-src", "at most 8 kB", "404"]
)
def test_what_hosts_ask_about_is_said(promise: str) -> None:
    assert promise in GUIDE


def test_the_frame_in_the_guide_is_as_high_as_the_one_that_is_copied() -> None:
    assert f'height="{SIZES["wide"].height}"' in GUIDE
