"""Leaving in a hurry: at once, by one press or by keys, and Back does not bring the page back."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Look, View, Watch
from tests.browser.steps import search

EXIT = "https://www.bbc.co.uk/weather"


def _answer_at_once(context: BrowserContext) -> None:
    context.route(
        f"{EXIT}**",
        lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"),
    )


def _has_left(watch: Watch) -> bool:
    """Return whether the next site, and nothing else, was asked for."""
    asked, watch.wrong[:] = list(watch.wrong), []
    return asked == [f"asked for {EXIT}"]


def _is_covered(page: Page) -> bool:
    return not page.evaluate("document.body.innerText.trim()")


def test_nothing_of_ours_shows_from_the_very_press(look: Look, watch: Watch) -> None:
    page = look(View())
    _answer_at_once(page.context)
    search(page, "he is hitting me now", "G51")
    shown = page.evaluate(
        "() => { document.querySelector('.leave').click();"
        " return [document.title, document.body.innerText.trim()]; }"
    )
    assert shown == ["Loading", ""]
    expect(page.locator("h1")).to_have_text("Weather")
    assert _has_left(watch)


def test_shift_three_times_leaves(look: Look, watch: Watch) -> None:
    page = look(View())
    _answer_at_once(page.context)
    search(page, "we need food", "G51")
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page.locator("h1")).to_have_text("Weather")
    assert _has_left(watch)


@pytest.mark.parametrize("typed", ["NHS GP ABC", "I AM OK", "Aa Bb Cc Dd"])
def test_capital_letters_do_not_leave(look: Look, typed: str) -> None:
    page = look(View())
    _answer_at_once(page.context)
    page.goto("/")
    page.get_by_label("What would help?").press_sequentially(typed)
    assert page.get_by_label("What would help?").input_value() == typed


def test_shift_twice_and_another_key_does_not_leave(look: Look) -> None:
    page = look(View())
    _answer_at_once(page.context)
    page.goto("/")
    for key in ("Shift", "Shift", "Tab", "Shift"):
        page.keyboard.press(key)
    expect(page.locator("h1")).to_have_text("Help for families, near you")


def test_back_after_leaving_skips_the_page_that_was_left(look: Look, watch: Watch) -> None:
    page = look(View())
    _answer_at_once(page.context)
    search(page, "we need food", "G51")
    page.locator(".leave").click()
    expect(page.locator("h1")).to_have_text("Weather")
    assert _has_left(watch)
    page.go_back(wait_until="commit")
    expect(page.locator("h1")).to_have_text("Help for families, near you")
    assert not _is_covered(page)


def test_the_second_stop_by_keyboard_is_the_way_out(look: Look) -> None:
    page = look(View())
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href") == EXIT
    expect(focused).to_be_in_viewport()
