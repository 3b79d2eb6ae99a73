"""Help is saved on this phone only, only when asked, and is cleared at one press."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Kept, Look, View
from tests.browser.keeping import (
    FOOD,
    LINE,
    MONEY,
    codes,
    count_workers,
    save,
    stored,
    wait_until_dropped,
    wait_until_nothing_is_stored,
    wait_until_stored,
)

pytestmark = pytest.mark.browser

MOVED = """() => new Promise((done) => new PerformanceObserver((list) =>
    done(list.getEntries().map((e) => e.value))).observe({type: "layout-shift", buffered: true})
    || setTimeout(() => done([]), 500))"""


def _names(page: Page) -> list[str]:
    expect(page.locator("[data-part=cards] .card").first).to_be_visible()
    return page.locator("[data-part=cards] .card-name").all_inner_texts()


def test_nothing_is_kept_until_someone_presses_save(look: Look) -> None:
    page = look(View())
    for path in ("/", f"/services/{LINE}", f"/list/{codes(LINE)}", "/saved", "/topics/food"):
        page.goto(path)
        expect(page.locator(".saved-link")).to_be_hidden()
        assert count_workers(page) == 0
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert stored(page) == {}


def test_saved_help_is_listed_in_order_and_holds_codes_alone(look: Look, kept: Kept) -> None:
    page = look(View())
    save(page, LINE, FOOD)
    kept.saved, kept.for_no_signal = codes(LINE, FOOD), True
    page.get_by_role("link", name="Saved help", exact=True).click()
    expect(page.locator("h1")).to_have_text("Your saved help")
    assert page.url.endswith("/saved")
    assert len(_names(page)) == 2
    assert _names(page)[0] == "Childline"
    send = page.get_by_role("link", name="Send this list")
    assert send.get_attribute("href") == f"/list/{codes(LINE, FOOD)}"
    expect(page.get_by_role("button", name="Print")).to_be_visible()


def test_a_button_that_is_pressed_twice_keeps_nothing(look: Look) -> None:
    page = look(View())
    save(page, LINE)
    expect(page.locator(".keep [role=status]")).to_have_text("Saved")
    page.get_by_role("button", name="Remove from this phone").click()
    expect(page.locator(".keep [role=status]")).to_have_text("Removed")
    expect(page.get_by_role("button", name="Save on this phone")).to_be_focused()
    expect(page.locator(".saved-link")).to_be_hidden()
    wait_until_nothing_is_stored(page)


def test_a_whole_list_that_was_sent_is_saved_at_one_press(look: Look, kept: Kept) -> None:
    page = look(View())
    page.goto(f"/list/{codes(LINE, MONEY, FOOD)}")
    page.get_by_role("button", name="Save on this phone").click()
    kept.saved, kept.for_no_signal = codes(LINE, MONEY, FOOD), True
    page.goto("/saved")
    assert len(_names(page)) == 3


def test_one_listing_is_removed_and_the_rest_stay(look: Look, kept: Kept) -> None:
    page = look(View())
    save(page, LINE, FOOD, MONEY)
    page.goto("/saved")
    first, second, third = _names(page)
    wait_until_stored(page, f"/services/{FOOD}")
    page.get_by_role("button", name=f"Remove {second}").click()
    expect(page.locator("h1")).to_be_focused()
    assert _names(page) == [first, third]
    kept.saved, kept.for_no_signal = codes(LINE, MONEY), True
    wait_until_dropped(page, f"/services/{FOOD}")


@pytest.mark.parametrize("button", ["Clear everything", "Remove Childline"])
def test_one_press_clears_everything(look: Look, button: str) -> None:
    page = look(View())
    save(page, LINE)
    page.goto("/saved")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Nothing is saved on this phone.")).to_be_visible()
    wait_until_nothing_is_stored(page)
    page.goto("/saved")
    expect(page.get_by_text("Nothing is saved on this phone.")).to_be_visible()
    assert stored(page) == {}
    assert count_workers(page) == 0


def test_what_has_closed_since_is_let_go(look: Look, kept: Kept) -> None:
    page = look(View())
    page.goto("/saved")
    page.evaluate(
        "codes => localStorage.setItem('reachin-saved', codes)", f"aaaaaaaaaa.{codes(LINE)}"
    )
    page.goto("/saved")
    assert _names(page) == ["Childline"]
    expect(page.get_by_text("1 of these has moved or closed.")).to_be_visible()
    kept.saved = codes(LINE)


def test_a_list_that_cannot_be_fetched_is_said_to_be_safe(look: Look, kept: Kept) -> None:
    page = look(View())
    page.goto("/saved")
    page.evaluate("codes => localStorage.setItem('reachin-saved', codes)", codes(LINE))
    page.add_init_script("window.fetch = () => Promise.reject(new Error('no'))")
    page.goto("/saved")
    expect(page.get_by_text("It is still saved.")).to_be_visible()
    expect(page.get_by_text("This does not mean there is no help.")).to_be_visible()
    kept.saved = codes(LINE)


def test_without_scripts_the_page_says_how_else_to_keep_help(look: Look) -> None:
    page = look(View(scripts=False))
    page.goto(f"/services/{LINE}")
    expect(page.get_by_role("button", name="Save on this phone")).to_be_hidden()
    page.goto("/saved")
    expect(page.get_by_text("it cannot save help here")).to_be_visible()
    expect(page.get_by_text("Write the phone number on paper.")).to_be_visible()


@pytest.mark.parametrize("view", [View(320, 568), View(360, 740), View(1280, 800)], ids=str)
def test_nothing_jumps(look: Look, kept: Kept, view: View) -> None:
    page = look(view)
    page.goto(f"/services/{LINE}")
    assert page.evaluate(MOVED) == []
    save(page, LINE, FOOD)
    kept.saved, kept.for_no_signal = codes(LINE, FOOD), True
    for path in ("/", f"/services/{LINE}", "/saved"):
        page.goto(path)
        expect(page.locator(".saved-link")).to_be_visible()
        assert page.evaluate(MOVED) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= view.width
