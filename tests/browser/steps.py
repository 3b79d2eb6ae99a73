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


LONG_NAME = "Llanfair" * 7
"""A place of more letters than a phone's screen holds, with no space to begin a new line at."""
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


def tell_wrong(page: Page, words: str, choice: str = "") -> None:
    """Open a listing, say what is wrong with it, and send that."""
    page.goto("/services/the-govan-pantry")
    page.get_by_text("Something wrong?").click()
    if choice:
        page.get_by_label(choice).check()
    page.get_by_label("Can you tell us more?").fill(words)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/tell-us/**")


def tell_missing(page: Page, words: str) -> None:
    """Say what is missing, and send it."""
    page.goto("/tell-us")
    page.get_by_label("What is missing?").fill(words)
    page.get_by_role("button", name="Send").click()


def _answer_list(page: Page, button: str) -> None:
    """Say whether a list helped, and wait for the thanks in its place."""
    search(page, "we need food", "G51")
    page.get_by_role("button", name=button, exact=True).click()
    page.locator("#told h2", has_text="Thank you").wait_for()


PAGES: Mapping[str, Callable[[Page], None]] = {
    "home": _visit("/"),
    "results": lambda page: search(page, "we need food", "G51"),
    "crisis": lambda page: search(page, "i want to die", "G51"),
    "error": lambda page: search(page, ""),
    "unclear": lambda page: search(page, "food", "zzqqx"),
    "unclear, in one long word": lambda page: search(page, "food", LONG_NAME),
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
    "open data": lambda page: _open_all(page, "/open-data"),
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
    "told that a list helped": lambda page: _answer_list(page, "Yes"),
    "told that it did not": lambda page: _answer_list(page, "Not yet"),
    "a listing and what is wrong": lambda page: _open_all(page, "/services/the-govan-pantry"),
    "telling": _visit("/tell-us"),
    "telling nothing": lambda page: tell_missing(page, ""),
    "telling in danger": lambda page: tell_missing(page, "i want to die"),
    "telling what is wrong wrongly": lambda page: tell_wrong(page, "x" * 501),
    "thanks for what is wrong": _visit(f"/tell-us/thanks/wrong/{code_of('the-govan-pantry')}"),
    "asked what is wrong": _visit(f"/tell-us/thanks/not-right/{code_of('the-govan-pantry')}"),
    "you said": _visit("/you-said"),
    "parts": lambda page: _open_all(page, "/dev/components"),
}
"""How to come to each kind of page."""


def numbers(page: Page) -> list[str]:
    """Return the numbers that the page itself gives, besides 999."""
    links = page.locator('main a[href^="tel:"]').all()
    return [href for link in links if (href := link.get_attribute("href")) not in (None, "tel:999")]
