"""Pages fit small screens and thumbs, and whoever uses keys alone sees where they are."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, View
from tests.browser.steps import PAGES

pytestmark = pytest.mark.browser

# Is what has the focus the thing at its own place, with a ring round it? null: nothing has it.
UNSEEN = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const isSeen = ({ left, top, width, height }) => [0.1, 0.5, 0.9].some((share) =>
    e.contains(document.elementFromPoint(left + width * share, top + height / 2)));
  const style = getComputedStyle(e);
  const wrong = [...e.getClientRects()].some(isSeen) ? "" : "covered ";
  const isRinged = style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3;
  return wrong + (isRinged ? "" : "no ring ") && wrong + e.outerHTML.slice(0, 90);
}"""
FOCUSED = """() => {
  const e = document.activeElement;
  return e === document.body ? "" : e.id || e.className || e.getAttribute("href");
}"""
MOST_STOPS = 150
WALKED = ["home", "results", "crisis", "area", "listing", "guide", "list", "error"]


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


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("view", [View(320, 256), View(1280, 800)], ids=str)
def test_what_has_the_focus_is_seen_and_never_covered(look: Look, view: View, key: str) -> None:
    page = look(view)
    for name in WALKED:
        PAGES[name](page)
        begins_inside = page.evaluate("document.activeElement !== document.body")
        stops = _walk(page, key)
        assert (1 if begins_inside else 5) < stops < MOST_STOPS, name


def test_the_whole_way_to_a_call_by_keys(look: Look) -> None:
    page = look(View(1280, 800))
    page.goto("/")
    _press_until(page, "Tab", "#q")
    page.keyboard.type("worried about money")
    _press_until(page, "Tab", "#near")
    page.keyboard.type("G51")
    _press_until(page, "Tab", ".ask .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/*")
    before = page.locator(".beside .card").count()
    _press_until(page, "Tab", ".filters input[type=checkbox]")
    page.keyboard.press("Space")
    _press_until(page, "Tab", "#show-last")
    page.keyboard.press("Enter")
    expect(page.locator("#filters")).to_contain_text("1 chosen")
    expect(page.locator(":focus")).to_be_visible()
    assert 0 < page.locator(".beside .card").count() <= before
    _press_until(page, "Tab", '.card:has(a[href^="tel:"]) .card-name a')
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/*")
    _press_until(page, "Tab", 'main a[href^="tel:"]')
    expect(page.locator(":focus")).to_be_in_viewport(ratio=1)


def _walk(page: Page, key: str) -> int:
    """Press a key until the focus has gone round the page; return how often it stopped."""
    stops = 0
    page.keyboard.press(key)
    while (wrong := page.evaluate(UNSEEN)) is not None and stops < MOST_STOPS:
        assert wrong == ""
        page.keyboard.press(key)
        stops += 1
    return stops


def _press_until(page: Page, key: str, selector: str) -> None:
    """Press a key until something has the focus; every stop on the way there must be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        assert page.evaluate(UNSEEN) == ""
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"no stop is {selector}")


def _stops(page: Page, key: str, count: int) -> list[str]:
    found = []
    for _ in range(count):
        page.keyboard.press(key)
        found.append(_focused(page))
    return found


def _focused(page: Page) -> str:
    return str(page.evaluate(FOCUSED))
