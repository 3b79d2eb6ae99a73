"""Leaving in a hurry: at once, by one press or by keys, and Back does not bring the page back."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import Look, View, Watch
from tests.browser.keeping import (
    LINE,
    LINE_PATH,
    save,
    wait_until_nothing_is_stored,
    wait_until_stored,
)
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
    assert shown == ["www.bbc.co.uk", ""]
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


@pytest.mark.parametrize("path", ["/", "/topics/food", LINE_PATH, "/saved", "/offline", "/find"])
def test_without_scripts_every_page_has_the_way_out(look: Look, watch: Watch, path: str) -> None:
    page = look(View(scripts=False))
    _answer_at_once(page.context)
    page.goto(path)
    page.get_by_role("link", name="Leave this page").click()
    expect(page.locator("h1")).to_have_text("Weather")
    assert _has_left(watch)


@pytest.mark.parametrize("path", ["/topics/now", LINE_PATH, "/saved", "/offline", "/urgent-help"])
def test_nothing_lies_over_the_way_out_at_the_end_of_a_page(look: Look, path: str) -> None:
    page = look(View(320, 568))
    page.goto(path)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    on_top = page.evaluate(
        "() => { const at = document.querySelector('.leave').getBoundingClientRect();"
        " const middle = [at.x + at.width / 2, at.y + at.height / 2];"
        " return document.elementFromPoint(...middle).className; }"
    )
    assert on_top == "leave"


def test_left_and_right_shift_count_alike(look: Look, watch: Watch) -> None:
    page = look(View())
    _answer_at_once(page.context)
    page.goto("/")
    for key in ("ShiftLeft", "ShiftRight", "ShiftLeft"):
        page.keyboard.press(key)
    expect(page.locator("h1")).to_have_text("Weather")
    assert _has_left(watch)


def test_shift_three_times_leaves_from_a_box_with_a_real_keyboard(look: Look, watch: Watch) -> None:
    page = look(View())
    _answer_at_once(page.context)
    page.goto("/")
    page.get_by_label("What would help?").press_sequentially("he is")
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page.locator("h1")).to_have_text("Weather")
    assert _has_left(watch)


def test_a_keyboard_on_the_screen_does_not_leave(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("What would help?").tap()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.keyboard.type("ok")
    expect(page.get_by_label("What would help?")).to_have_value("ok")
    expect(page.locator("html.leaving")).to_have_count(0)
    context.close()


def test_shift_with_the_mouse_does_not_leave(look: Look) -> None:
    page = look(View())
    page.goto("/")
    for _ in range(4):
        page.locator("h1").click(modifiers=["Shift"])
    expect(page.locator("html.leaving")).to_have_count(0)


def _save_and_leave(page: Page) -> None:
    save(page, LINE)
    wait_until_stored(page, LINE_PATH, "/offline")
    page.goto("/saved")
    expect(page.locator(".card-name")).to_have_text("Childline")
    page.get_by_role("link", name="Leave this page").click()
    expect(page.locator("h1")).to_have_text("Weather")


def _hears_clearing(watch: Watch) -> None:
    """Let the console say that the browser emptied itself, and nothing else."""
    assert {line for line in watch.wrong if "Clear-Site-Data" not in line} == {f"asked for {EXIT}"}
    watch.wrong.clear()


def test_leaving_clears_all_that_was_saved(look: Look, watch: Watch) -> None:
    page = look(View())
    _answer_at_once(page.context)
    _save_and_leave(page)
    _hears_clearing(watch)
    page.goto("/")
    wait_until_nothing_is_stored(page)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_second_visit_shows_no_trace_of_the_first(look: Look, watch: Watch) -> None:
    page = look(View())
    _answer_at_once(page.context)
    _save_and_leave(page)
    _hears_clearing(watch)
    page.go_back(wait_until="commit")
    expect(page.locator("h1")).to_have_text("Childline")
    expect(page.get_by_role("button", name="Save on this phone")).to_be_visible()
    expect(page.locator(".saved-link")).to_be_hidden()
    page.goto("/saved")
    expect(page.get_by_text("Nothing is saved on this phone.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_label("What would help?")).to_have_value("")


@pytest.mark.parametrize("answer", ["slow", "fails"])
def test_an_exit_of_ours_that_does_not_answer_keeps_nobody(
    look: Look, watch: Watch, answer: str
) -> None:
    page = look(View())
    _answer_at_once(page.context)
    asked: list[Route] = []
    page.context.route("**/exit", lambda r: asked.append(r) if answer == "slow" else r.abort())
    _save_and_leave(page)
    page.goto("/")
    wait_until_nothing_is_stored(page)
    assert [line for line in watch.wrong if "ERR_FAILED" not in line] == [f"asked for {EXIT}"]
    watch.wrong.clear()


def test_our_exit_alone_empties_the_browser(look: Look, watch: Watch) -> None:
    page = look(View())
    _answer_at_once(page.context)
    save(page, LINE)
    wait_until_stored(page, LINE_PATH, "/offline")
    page.evaluate("sessionStorage.setItem('any', 'thing')")
    page.evaluate("location.replace('/exit')")
    expect(page.locator("h1")).to_have_text("Weather")
    _hears_clearing(watch)
    page.goto("/")
    wait_until_nothing_is_stored(page)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_asking_our_exit_as_the_page_goes_is_enough(look: Look, watch: Watch) -> None:
    page = look(View())
    _answer_at_once(page.context)
    page.goto("/")
    page.evaluate("localStorage.setItem('left', 'over')")
    page.evaluate(
        "() => { forget(); localStorage.setItem('left', 'again'); location.replace(link.href); }"
    )
    expect(page.locator("h1")).to_have_text("Weather")
    page.goto("/")
    page.wait_for_function("localStorage.length === 0")
    _hears_clearing(watch)
