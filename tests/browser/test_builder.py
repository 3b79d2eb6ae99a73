"""Making a box for a website: what is chosen shows at once, and one press copies the code."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, View, Watch

pytestmark = pytest.mark.browser

DESK = View(1280, 800)
BUILDER = "/for-schools-and-gps"
OURS, THEIRS = "rgb(11, 93, 91)", "rgb(170, 34, 0)"


def _code(page: Page, name: str) -> str:
    return page.locator(f"#{name}-code").input_value()


def _shown(page: Page) -> None:
    expect(page.locator("#drawn")).to_have_text("The boxes and codes show your choices now.")


def test_a_choice_shows_at_once(look: Look) -> None:
    page = look(DESK)
    page.goto(BUILDER)
    frame = page.frame_locator("#frame-look")
    page.locator("#frame-look").scroll_into_view_if_needed()
    expect(frame.locator("h1")).to_have_text("Find family support near you")
    page.get_by_label("Which area?").select_option("glasgow-south")
    page.get_by_label("What heading?").fill("Help for our families")
    _shown(page)
    expect(frame.locator("h1")).to_have_text("Help for our families")
    expect(page.locator("#widget-look reach-in")).to_have_attribute("area", "glasgow-south")
    assert _code(page, "address").endswith("/areas/glasgow-south")
    assert "Help+for+our+families" in _code(page, "frame")
    expect(page).to_have_url(re.compile(r"\?area=glasgow-south&.*heading=Help\+for\+our\+families"))


def test_a_colour_shows_on_the_card_and_in_the_code(look: Look) -> None:
    page = look(DESK)
    page.goto(BUILDER)
    card = page.locator(".sample-go")
    expect(card).to_have_css("background-color", OURS)
    page.get_by_label("What colour?").fill("#aa2200")
    expect(card).to_have_css("background-color", THEIRS)
    assert "--reach-in-colour: #aa2200" in _code(page, "widget")
    page.reload()
    expect(page.locator(".sample-go")).to_have_css("background-color", THEIRS)
    page.get_by_label("What colour?").fill("#0b5d5b")
    expect(card).to_have_css("background-color", OURS)
    assert "--reach-in-colour" not in _code(page, "widget")


def test_one_press_copies_a_code(look: Look) -> None:
    page = look(DESK)
    page.goto(BUILDER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for name in ("card", "frame", "widget", "address"):
        page.locator(f'[data-copies="{name}-code"]').click()
        expect(page.locator(f"#{name}-said")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == _code(page, name)


def test_without_script_the_button_shows_it(look: Look) -> None:
    page = look(View(scripts=False))
    page.goto(BUILDER)
    page.get_by_label("Which area?").select_option("south-ayrshire")
    page.get_by_label("How wide?").select_option("narrow")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**area=south-ayrshire**")
    assert _code(page, "address").endswith("/areas/south-ayrshire")
    assert "max-width:300px" in _code(page, "frame")
    expect(page.get_by_label("Which area?")).to_have_value("south-ayrshire")
    expect(page.locator("#widget-look").get_by_role("link")).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)


def test_no_signal_is_told(look: Look, watch: Watch) -> None:
    page = look(DESK)
    page.goto(BUILDER)
    watch.has_signal = False
    before = _code(page, "card")
    page.route("**/for-schools-and-gps?**", lambda route: route.abort("internetdisconnected"))
    page.get_by_label("Which area?").select_option("glasgow")
    expect(page.locator("#drawn")).to_contain_text("We could not get through.")
    assert _code(page, "card") == before


@pytest.mark.parametrize("dark", [False, True])
def test_the_way_on_with_keys_alone_goes_past_the_boxes(look: Look, dark: bool) -> None:
    page = look(View(1280, 800, dark=dark))
    page.goto(BUILDER)
    page.locator("#frame-code").focus()
    page.keyboard.press("Tab")
    expect(page.locator('[data-copies="frame-code"]')).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#frame-code")).to_be_focused()
