"""Nothing is wrong with any kind of page: to axe, on a small screen, or with letters spaced out.

Each page is opened once and looked at twice, as it comes and with all that makes a page hard to
draw: dark, 320 px wide and with the spacing of WCAG 1.4.12. axe's source is evaluated in the page,
because our own policy lets no script be added to one.
"""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize, expect

from app.search.directory import Directory
from tests.browser import layout
from tests.browser.conftest import Look, View
from tests.browser.steps import PAGES, PAPER

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW: ViewportSize = {"width": 320, "height": 568}
PHONE: ViewportSize = {"width": 360, "height": 740}


def find_violations(page: Page) -> list[str]:
    """Return what axe finds, when its source is there."""
    page.evaluate("scrollTo(0, 0)")
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    assert len(found["passes"]) > 10
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def _look_twice(page: Page) -> list[str]:
    """Return all that is wrong with a page that is open, light and dark."""
    page.evaluate(AXE_SCRIPT)
    expect(page.locator("body")).to_have_css("background-color", PAPER[False])
    wrong = [*find_violations(page), *layout.judge(page)]
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", PAPER[True])
    wrong += [f"at 320 px, {line}" for line in layout.judge(page)]
    layout.space_out(page)
    return wrong + [f"spaced out, {line}" for line in (*find_violations(page), *layout.judge(page))]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wrong_with_a_page(look: Look, name: str) -> None:
    page = look(View())
    PAGES[name](page)
    wrong = _look_twice(page)
    page.evaluate("localStorage.clear()")
    assert wrong == []


def test_nothing_is_wrong_with_what_planners_write(look: Look, directory: Directory) -> None:
    page = look(View())
    for slug in directory.catalogue.guides:
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        page.goto(f"/{slug}")
        assert _look_twice(page) == [], slug


@pytest.mark.parametrize(
    ("harm", "rule"),
    [
        ("document.querySelector('label').remove()", "label"),
        ("document.querySelector('h1').style.color = '#ccc'", "color-contrast"),
        ("document.querySelector('h1').style.minWidth = '150%'", "sideways"),
        ("document.querySelector('.ask .button').style = 'min-height: 0; padding: 0'", "small"),
        ("document.querySelector('.lead').style = 'height: 9px; overflow: hidden'", "clipped"),
        ("document.querySelector('.lead').style.marginTop = '-30px'", "overlapping"),
    ],
)
def test_what_is_wrong_would_be_found(look: Look, harm: str, rule: str) -> None:
    page = look(View())
    page.goto("/")
    page.evaluate(harm)
    assert any(line.startswith(rule) for line in _look_twice(page))
