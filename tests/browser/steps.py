"""What families do with the pages, in one place for every test."""

from collections.abc import Callable, Mapping
from typing import Literal

from playwright.sync_api import Page

from app.content.codes import code_of

PAPER = {False: "rgb(251, 247, 240)", True: "rgb(17, 25, 29)"}
"""The colour of the page, by whether it is dark."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


SWAPS = """() => !matchMedia("(scripting: enabled)").matches || !document.querySelector("#found")
  || document.querySelector("#found [data-htmx-powered]")"""
"""Whether results change in place from now on, where they do: htmx comes after the words."""


def search(page: Page, words: str, near: str = "") -> None:
    """Type into the home page's boxes and press its button; wait for all that the page does."""
    page.goto("/")
    page.get_by_label("What would help?").fill(words)
    page.get_by_label("Where are you?").fill(near)
    page.get_by_role("button", name="Find help").click()
    page.wait_for_url("**/find**")
    page.wait_for_function(SWAPS)


def _visit(path: str) -> Callable[[Page], None]:
    return lambda page: _go(page, path)


def _go(page: Page, path: str) -> None:
    page.goto(path)


def _open_all(page: Page, path: str) -> None:
    """Visit a page and open every list that waits behind a press."""
    page.goto(path)
    for details in page.locator("main details").all():
        if details.get_attribute("open") is None:
            details.locator("summary").click()


TOO_OLD = "/find/" + "a" * 80
NOBODY_LEFT = "/list/gone"


def _choose(page: Page) -> None:
    """Open the filters of a list and choose one, before it is shown."""
    search(page, "we need food", "G51")
    page.locator("#filters").click()
    page.locator(".filters input[type=checkbox]").first.check()


def _save_two(page: Page) -> None:
    """See the list of a phone that has saved two listings; whoever comes here clears it again."""
    page.goto("/saved")
    codes = ".".join(map(code_of, ("childline", "glasgow-libraries")))
    page.evaluate("codes => localStorage.setItem('reachin-saved', codes)", codes)
    page.reload()
    page.locator("[data-part=cards] .card").first.wait_for()


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
    "areas": _visit("/areas"),
    "area": lambda page: _open_all(page, "/areas/glasgow-south"),
    "topic in an area": lambda page: _open_all(page, "/areas/glasgow-south/money"),
    "nobody in an area": _visit("/areas/glasgow-north-east/living-apart"),
    "listing": _visit("/services/childline"),
    "list": _visit(f"/list/{code_of('childline')}.{code_of('glasgow-helps')}.gone"),
    "posters": _visit("/posters"),
    "poster": _visit("/poster/glasgow-south"),
    "builder": _visit("/for-schools-and-gps?area=glasgow"),
    "guide": _visit("/urgent-help"),
    "guide with code": _visit("/for-planners"),
    "not here": _visit("/no-such-page"),
    "asking": _visit("/find"),
    "filtering": _choose,
    "nothing like it": lambda page: search(page, "qwertyuiop"),
    "one's own safety": _visit("/topics/at-home"),
    "listing with no number": _visit("/services/citizens-advice-bureaux-in-glasgow"),
    "listing with no contact": _visit("/services/starter-packs-glasgow"),
    "listing with a place": _visit("/services/the-govan-pantry"),
    "nobody on a list": _visit(NOBODY_LEFT),
    "too old": _visit(TOO_OLD),
    "nothing saved": _visit("/saved"),
    "saved": _save_two,
    "no signal": _visit("/offline"),
    "parts": lambda page: _open_all(page, "/dev/components"),
}
"""How to come to each kind of page."""


def numbers(page: Page) -> list[str]:
    """Return the numbers that the page itself gives, besides 999."""
    links = page.locator('main a[href^="tel:"]').all()
    return [href for link in links if (href := link.get_attribute("href")) not in (None, "tel:999")]
