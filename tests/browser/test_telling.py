"""Telling us: below the help, by thumb or by keys, with scripts or without, and thanked at once."""

import re

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, Route, expect

from app.store import StoreDown
from app.voice import LiveVoice
from app.web.site import Site
from tests.browser.conftest import Look, View, Watch
from tests.browser.steps import numbers, search, tell_missing, tell_wrong

pytestmark = pytest.mark.browser

PANTRY = "/services/the-govan-pantry"
PHONE, DESK = View(), View(1280, 800)
PLAIN = View(scripts=False)
MOST_STOPS = 200
IS_BELOW = """() => {
  const asked = document.querySelector(".tell");
  const help = [...document.querySelectorAll("#main a[href^='tel:'], .card, .listing")];
  const isBefore = (each) => asked.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING;
  return help.length > 0 && help.every(isBefore);
}"""


def press_to(page: Page, name: str) -> None:
    """Come to a button with the Tab key alone."""
    wanted = page.locator("#told").get_by_role("button", name=name, exact=True)
    for _ in range(MOST_STOPS):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_STOPS} presses of Tab did not come to {name}")


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
def test_asking_stands_below_all_help(look: Look, view: View) -> None:
    page = look(view)
    search(page, "we need food", "G51")
    assert page.evaluate(IS_BELOW)
    page.goto(PANTRY)
    assert page.evaluate(IS_BELOW)


@pytest.mark.parametrize(
    ("button", "said"),
    [("Yes", "We are glad."), ("Not yet", "These people help with most things.")],
)
def test_a_list_is_answered_by_keys_and_reading_goes_on_at_the_thanks(
    look: Look, button: str, said: str
) -> None:
    page = look(DESK)
    search(page, "we need food and money", "G51")
    page.evaluate("window.same = document.getElementById('count')")
    before, names = page.url, page.locator(".card-name").all_inner_texts()
    entries = page.evaluate("history.length")
    press_to(page, button)
    page.keyboard.press("Enter")
    thanks = page.get_by_role("heading", name="Thank you")
    expect(thanks).to_be_focused()
    expect(page.locator("#told")).to_contain_text(said)
    expect(page.locator("#count")).to_have_text(re.compile(f"^Thank you. .*{said}"))
    assert page.evaluate("same === document.getElementById('count')")
    assert page.locator(".card-name").all_inner_texts() == names
    assert (page.url, page.evaluate("history.length")) == (before, entries)
    expect(page).to_have_title("Help and support: results – Reach In")


def test_after_thanks_a_new_search_asks_anew(look: Look) -> None:
    page = look(PHONE)
    search(page, "we need food", "G51")
    page.get_by_role("button", name="Not yet").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_focused()
    assert page.locator("#told a[href^='tel:']").count() == 3
    page.get_by_label("What would help?").fill("lonely")
    page.get_by_role("button", name="Find help").click()
    expect(page.get_by_role("button", name="Not yet")).to_be_visible()


def test_with_no_script_a_list_is_answered_and_come_back_to(look: Look) -> None:
    page = look(PLAIN)
    search(page, "we need food", "G51")
    heading = page.locator("h1").inner_text()
    page.get_by_role("button", name="Not yet").click()
    page.wait_for_url("**/tell-us/thanks/not-yet/*")
    assert numbers(page)
    page.reload()
    page.get_by_role("link", name="Back to what you found").click()
    expect(page.locator("h1")).to_have_text(heading)


def test_with_no_script_a_listing_is_answered_and_what_is_wrong_is_told(look: Look) -> None:
    page = look(PLAIN)
    page.goto(PANTRY)
    page.locator(".tell").get_by_role("button", name="No", exact=True).click()
    page.get_by_label("The opening times are wrong").check()
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/tell-us/thanks/wrong/*")
    page.get_by_role("link", name="Back to The Govan Pantry").click()
    expect(page.locator("h1")).to_have_text("The Govan Pantry")


def test_what_cannot_be_sent_is_said_first_and_leads_to_its_box(look: Look) -> None:
    page = look(PHONE)
    tell_wrong(page, "They moved last month.")
    expect(page.locator(".problem")).to_be_visible()
    page.get_by_role("link", name="Choose what is wrong").click()
    expect(page.get_by_label("It has closed")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_label("Can you tell us more?")).to_have_value("They moved last month.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("h1")).to_have_text("Thank you")


def test_letters_are_counted_as_they_are_written(look: Look) -> None:
    page = look(PHONE)
    page.goto("/tell-us")
    box, counted = page.get_by_label("What is missing?"), page.locator("[data-counts]")
    expect(counted).to_have_text("Letters left: 500")
    box.press_sequentially("A bath 🛁")
    expect(counted).to_have_text("Letters left: 492")
    said = page.locator("[data-counts] + [role=status]")
    expect(said).to_have_text("")
    box.fill("x" * 470)
    expect(said).to_have_text("Letters left: 30")
    box.fill("x" * 503)
    expect(counted).to_have_text("Letters too many: 3")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("What is missing?")).to_have_value("x" * 503)


def test_nobody_comes_to_the_box_for_programs_by_key(look: Look) -> None:
    page = look(PHONE)
    page.goto("/tell-us")
    assert page.locator("[name=leave_empty]").count() == 1
    expect(page.locator("[name=leave_empty]")).to_be_hidden()
    page.get_by_label("What is missing?").focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.name") != "leave_empty"


@pytest.fixture
def database_down(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreDown

    site: Site = app.state.site
    monkeypatch.setattr(LiveVoice, "keep", fail)
    monkeypatch.setattr(site.turnstile, "lets_through", lambda *_: True)


@pytest.mark.usefixtures("database_down")
def test_with_the_database_down_what_was_written_stays(look: Look, watch: Watch) -> None:
    page = look(PHONE)
    tell_missing(page, "A bath for dogs")
    expect(page.locator("h1")).to_have_text("We could not keep that just now")
    expect(page.get_by_label("What is missing?")).to_have_value("A bath for dogs")
    assert numbers(page)
    search(page, "we need food", "G51")
    page.get_by_role("button", name="Not yet").click()
    expect(page.locator("#told")).to_contain_text("We could not keep that just now")
    expect(page.locator("#tell-title")).to_be_focused()
    assert [line for line in watch.wrong if "503" not in line] == []
    watch.wrong.clear()


def test_with_no_signal_a_tap_says_so_and_the_list_stays(look: Look, watch: Watch) -> None:
    page = look(PHONE)
    search(page, "we need food", "G51")
    names = page.locator(".card-name").all_inner_texts()

    def lose(route: Route) -> None:
        route.abort()

    page.route("**/tell-us/found", lose)
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator(".trouble")).to_contain_text("You may have no signal just now.")
    assert page.locator(".card-name").all_inner_texts() == names
    watch.wrong.clear()
