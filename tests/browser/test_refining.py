"""A family narrows a list and takes a part of it away, on any screen, with keys or a thumb."""

import re
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Look, View
from tests.browser.layout import SIDEWAYS
from tests.browser.steps import PAPER, SCHEMES, search
from tests.browser.test_accessibility import TAGS

pytestmark = pytest.mark.browser

PHONE, DESK = (360, 740), (1280, 800)
VIEWS = [View(*size, scripts=scripts) for size, scripts in product([PHONE, DESK], [True, False])]
TARGETS = """() => [...document.querySelectorAll(
    ".chips button, .filters summary, .filters button, .filters select, .tick input, .tick label")]
  .map(e => [e.getBoundingClientRect().height, e.outerHTML.slice(0, 80)])"""
MOST_STOPS = 60


def find(page: Page) -> None:
    search(page, "my wee one won’t sleep", "Govan")


def names(page: Page) -> list[str]:
    return page.locator(".card-name").all_inner_texts()


def tick(page: Page, label: str) -> Locator:
    return page.get_by_role("checkbox", name=re.compile(rf"^{label}\b"))


def chip(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=f"Take away: {words}", exact=True)


def press_until(page: Page, key: str, wanted: Locator) -> None:
    """Press a key until what is wanted has the focus, as somebody without a mouse does."""
    for _ in range(MOST_STOPS):
        if wanted.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{MOST_STOPS} presses of {key} did not come to {wanted}")


def open_filters(page: Page) -> None:
    """Open the filters with keys alone, where they are not open already."""
    summary = page.locator(".filters summary")
    if not tick(page, "Free").is_visible():
        press_until(page, "Tab", summary)
        page.keyboard.press("Enter")
    expect(tick(page, "Free")).to_be_visible()


def violations(page: Page) -> list[str]:
    """Return what axe finds, when its source is there."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    assert len(found["passes"]) > 10
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found["violations"]]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_list_is_narrowed_and_widened_by_keys_alone(look: Look, view: View) -> None:
    page = look(view)
    find(page)
    everyone = names(page)
    open_filters(page)
    for label in ("Evenings", "Free"):
        press_until(page, "Tab", tick(page, label))
        page.keyboard.press("Space")
        expect(tick(page, label)).to_be_checked()
    press_until(page, "Tab", page.get_by_role("button", name="Show these").last)
    page.keyboard.press("Enter")
    expect(chip(page, "Evenings")).to_be_visible()
    both = names(page)
    assert both != everyone
    stays = view.scripts and view.width == DESK[0]  # on the button, which stands after the chips
    press_until(page, "Shift+Tab" if stays else "Tab", chip(page, "Evenings"))
    page.keyboard.press("Enter")
    expect(chip(page, "Evenings")).to_have_count(0)
    expect(chip(page, "Free")).to_be_visible()
    assert names(page) not in (both, everyone)
    chip(page, "Free").click()
    expect(chip(page, "Free")).to_have_count(0)
    assert names(page) == everyone


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_place_is_taken_away_and_back_goes_where_it_can(look: Look, view: View) -> None:
    """In place, a change leaves no trace to go back to; without script, each is a page."""
    page = look(view)
    find(page)
    expect(page.locator("h1")).to_have_text(re.compile("near Govan"))
    chip(page, "near Govan").click()
    expect(page.locator("h1")).to_have_text(re.compile(r"\d+ places to get help$"))
    expect(page.get_by_label("Which area?")).to_have_value("")
    page.go_back(wait_until="commit")
    before = "Help for families, near you" if view.scripts else "near Govan"
    expect(page.locator("h1")).to_have_text(re.compile(before))


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_list_comes_before_a_wall_of_ticks(look: Look, scripts: bool) -> None:
    page = look(View(*PHONE, scripts=scripts))
    find(page)
    expect(tick(page, "Free")).to_be_hidden()
    expect(page.locator(".card-name").first).to_be_in_viewport()
    open_filters(page)
    tick(page, "Free").check()
    page.get_by_role("button", name="Show these").first.click()
    expect(chip(page, "Free")).to_be_in_viewport()
    expect(page.locator(".card-name").first).to_be_in_viewport()
    open_filters(page)
    expect(tick(page, "Free")).to_be_checked()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_desk_the_filters_stand_beside_the_list(look: Look, scripts: bool) -> None:
    page = look(View(*DESK, scripts=scripts))
    find(page)
    expect(tick(page, "Open now")).to_be_in_viewport()
    filters, card = (page.locator(part).first.bounding_box() for part in (".filters", ".card"))
    assert filters is not None
    assert card is not None
    assert filters["x"] + filters["width"] < card["x"]
    assert abs(filters["y"] - card["y"]) < 2
    page.locator(".filters summary").click()
    expect(tick(page, "Open now")).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("near", ["Govan", ""])
def test_axe_finds_nothing_in_open_filters(look: Look, size: tuple[int, int], near: str) -> None:
    page = look(View(*size))
    search(page, "food", near)
    open_filters(page)
    tick(page, "Free").check()
    page.get_by_role("button", name="Show these").first.click()
    expect(chip(page, "Free")).to_be_visible()
    open_filters(page)
    page.evaluate(AXE_SCRIPT)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_css("background-color", PAPER[scheme == "dark"])
        assert violations(page) == [], scheme


@pytest.mark.parametrize("near", ["Govan", ""])
@pytest.mark.parametrize("width", [320, 360, 1024, 1280])
def test_everything_fits_and_is_large_enough(look: Look, width: int, near: str) -> None:
    page = look(View(width, 640))
    search(page, "skint and lonely", near)
    open_filters(page)
    for label in ("I can go by myself", "Free", "By phone"):
        tick(page, label).check()
    page.get_by_role("button", name="Show these").first.click()
    expect(chip(page, "By phone")).to_be_visible()
    open_filters(page)
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    targets = page.evaluate(TARGETS)
    assert len(targets) > 20
    assert [text for height, text in targets if height < 44] == []


def test_pressing_the_words_ticks_the_box(look: Look) -> None:
    page = look(View(*PHONE))
    find(page)
    open_filters(page)
    page.locator(".tick label", has_text="Evenings").click()
    expect(tick(page, "Evenings")).to_be_checked()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_chips_and_ticks_have_edges_in_forced_colours(look: Look, size: tuple[int, int]) -> None:
    page = look(View(*size))
    page.emulate_media(forced_colors="active")
    find(page)
    open_filters(page)
    for part in (".chips button", ".filters", ".filters .button"):
        edge = page.locator(part).first
        expect(edge).to_have_css("border-top-style", "solid")
        assert edge.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
