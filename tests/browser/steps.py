"""What families do with the pages, in one place for every test."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

PAPER = {False: "rgb(251, 247, 240)", True: "rgb(17, 25, 29)"}
"""The colour of the page, by whether it is dark."""


def search(page: Page, words: str, near: str = "") -> None:
    """Type into the home page's boxes and press its button."""
    page.goto("/")
    page.get_by_label("What would help?").fill(words)
    page.get_by_label("Where are you?").fill(near)
    page.get_by_role("button", name="Find help").click()
    page.wait_for_url("**/find**")


def _visit(path: str) -> Callable[[Page], None]:
    return lambda page: _go(page, path)


def _go(page: Page, path: str) -> None:
    page.goto(path)


PAGES: Mapping[str, Callable[[Page], None]] = {
    "home": _visit("/"),
    "results": lambda page: search(page, "we need food", "G51"),
    "crisis": lambda page: search(page, "i want to die", "G51"),
    "error": lambda page: search(page, ""),
    "unclear": lambda page: search(page, "food", "zzqqx"),
    "choices": lambda page: search(page, "food", "Kirkton"),
    "outside": lambda page: search(page, "lonely", "Inverness"),
    "topic": _visit("/topics/food"),
    "now": _visit("/topics/now"),
    "listing": _visit("/services/childline"),
    "not here": _visit("/no-such-page"),
}
"""How to come to each kind of page."""


def numbers(page: Page) -> list[str]:
    """Return the numbers that the page itself gives, besides 999."""
    links = page.locator('main a[href^="tel:"]').all()
    return [href for link in links if (href := link.get_attribute("href")) not in (None, "tel:999")]
