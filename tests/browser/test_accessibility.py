"""axe finds nothing wrong with any kind of page, light or dark.

Its source is evaluated in the page, because our own policy lets no script be added to one.
"""

from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, View
from tests.browser.steps import PAGES, PAPER

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _violations(page: Page) -> list[str]:
    """Return what axe finds, when its source is there."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    assert len(found["passes"]) > 10
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(look: Look, name: str) -> None:
    page = look(View())
    PAGES[name](page)
    page.evaluate(AXE_SCRIPT)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_css("background-color", PAPER[scheme == "dark"])
        assert _violations(page) == [], scheme


@pytest.mark.parametrize(
    ("harm", "rule"),
    [
        ("document.querySelector('label').remove()", "label"),
        ("document.querySelector('h1').style.color = '#ccc'", "color-contrast"),
    ],
)
def test_axe_would_find_something(look: Look, harm: str, rule: str) -> None:
    page = look(View())
    page.goto("/")
    page.evaluate(harm)
    page.evaluate(AXE_SCRIPT)
    assert any(line.startswith(rule) for line in _violations(page))
