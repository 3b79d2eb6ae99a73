"""Pages fit small screens and thumbs, and whoever uses keys alone sees where they are."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, View
from tests.browser.steps import PAGES

pytestmark = pytest.mark.browser

SIDEWAYS = """() => [...document.querySelectorAll("body *")]
  .filter(e => !e.closest(".skip, .hidden, svg") && e.getBoundingClientRect().right
    > document.documentElement.clientWidth + 0.5)
  .map(e => e.outerHTML.slice(0, 80))"""
SMALL = """() => [...document.querySelectorAll(
    "button, input:not([type=hidden]), .tiles a, .top a, a.button, .card-name a")]
  .filter(e => e.getBoundingClientRect().height < (e.closest(".card-name") ? 24 : 44))
  .map(e => e.outerHTML.slice(0, 80))"""
COVERED = """() => {
  const e = document.activeElement;
  const box = e.getClientRects()[0];
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return e === at || e.contains(at) ? "" : e.outerHTML.slice(0, 80);
}"""
FOCUSED = """() => {
  const e = document.activeElement;
  return e === document.body ? "" : e.id || e.className || e.getAttribute("href");
}"""
MOST_STOPS = 120


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_wider_than_the_screen(look: Look, width: int) -> None:
    page = look(View(width, 640))
    for name, come in PAGES.items():
        come(page)
        assert page.evaluate(SIDEWAYS) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_everything_pressed_is_large_enough_for_a_thumb(look: Look) -> None:
    page = look(View())
    for name, come in PAGES.items():
        come(page)
        assert page.evaluate(SMALL) == [], name


@pytest.mark.parametrize("name", ["home", "results", "listing"])
def test_the_way_out_is_never_covered(look: Look, name: str) -> None:
    page = look(View(320, 568))
    PAGES[name](page)
    for share in (0, 0.5, 1):
        page.evaluate(f"window.scrollTo(0, {share} * document.body.scrollHeight)")
        page.get_by_role("link", name="Leave this page").click(trial=True)
        expect(page.get_by_role("link", name="Leave this page")).to_be_in_viewport(ratio=1)


def test_keys_alone_are_enough(look: Look, address: str) -> None:
    page = look(View(1280, 800))
    page.goto("/")
    assert _stops(page, "Tab", 6) == ["skip", "skip leave-first", "home", "leave", "q", "near"]
    page.keyboard.type("G51")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("we need food")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/*")
    expect(page.get_by_label("What would help?")).to_have_value("we need food")
    expect(page.get_by_label("Where are you?")).to_have_value("G51")
    page.locator(".card-name a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/services/*")


def test_the_first_stop_skips_to_the_page(look: Look) -> None:
    page = look(View())
    page.goto("/topics/food")
    page.keyboard.press("Tab")
    expect(page.locator(".skip:focus")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    assert _focused(page) == "main"
    page.keyboard.press("Tab")
    assert _focused(page) == "near"


@pytest.mark.parametrize("name", ["home", "results", "crisis", "choices", "listing"])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_what_has_the_focus_is_never_hidden(look: Look, name: str, key: str) -> None:
    page = look(View())
    PAGES[name](page)
    stops = 0
    page.keyboard.press(key)
    while _focused(page) and stops < MOST_STOPS:
        assert page.evaluate(COVERED) == ""
        page.keyboard.press(key)
        stops += 1
    assert 5 < stops < MOST_STOPS


def _stops(page: Page, key: str, count: int) -> list[str]:
    found = []
    for _ in range(count):
        page.keyboard.press(key)
        found.append(_focused(page))
    return found


def _focused(page: Page) -> str:
    return str(page.evaluate(FOCUSED))
