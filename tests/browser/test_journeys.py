"""A family goes from a worry to a number it can phone, on any screen, with scripts or without."""

import re
from itertools import product

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from tests.browser.conftest import Look, View, Watch
from tests.browser.steps import PAPER, numbers, search
from tests.web.rules import SEALED

pytestmark = pytest.mark.browser

EXIT = "https://www.bbc.co.uk/weather"
VIEWS = [
    View(*size, dark, scripts)
    for size, dark, scripts in product([(360, 740), (1280, 800)], [False, True], [True, False])
]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_from_home_to_a_number_to_phone(look: Look, address: str, view: View) -> None:
    page = look(view)
    search(page, "we are skint and need help", "G51")
    assert SEALED.fullmatch(page.url.removeprefix(address))
    expect(page.locator("h1")).to_have_text(re.compile(r"\d+ places to get help near G51"))
    expect(page.locator("body")).to_have_css("background-color", PAPER[view.dark])
    card = page.locator('.card:has(a[href^="tel:"])').first
    name = card.locator(".card-name").inner_text()
    card.locator(".card-name a").click()
    expect(page.locator("h1")).to_have_text(name)
    assert "/services/" in page.url
    assert numbers(page)


def test_danger_is_on_the_first_screen_with_who_to_phone(look: Look) -> None:
    page = look(View())
    search(page, "i want to die", "G51")
    call = page.locator('.urgent a[href="tel:999"]')
    expect(call).to_be_in_viewport()
    expect(page.locator(".urgent h2")).to_be_in_viewport()
    assert "tel:116123" in numbers(page)


def test_the_first_screen_of_home_holds_both_questions_and_the_button(look: Look) -> None:
    page = look(View())
    page.goto("/")
    for label in ("What would help?", "Where are you?"):
        expect(page.get_by_label(label)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Find help")).to_be_in_viewport(ratio=1)


def test_a_choice_of_places_is_one_press(look: Look, address: str) -> None:
    page = look(View())
    search(page, "food", "Kirkton")
    button = page.locator(".notice button").first
    chosen = button.inner_text()
    button.click()
    expect(page.get_by_label("Where are you?")).to_have_value(chosen)
    assert SEALED.fullmatch(page.url.removeprefix(address))


def test_what_is_missing_is_a_press_away(look: Look) -> None:
    page = look(View())
    search(page, "")
    page.get_by_role("link", name="Tell us what would help").click()
    expect(page.get_by_label("What would help?")).to_be_focused()
    expect(page.get_by_label("What would help?")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_back_from_results_is_home(look: Look, scripts: bool) -> None:
    page = look(View(scripts=scripts))
    search(page, "we need food", "G51")
    page.go_back(wait_until="commit")
    expect(page.locator("h1")).to_have_text("Help for families, near you")


def test_back_from_a_listing_is_the_results(look: Look) -> None:
    page = look(View())
    search(page, "we need food", "G51")
    results = page.locator("h1").inner_text()
    page.locator(".card-name a").first.click()
    page.wait_for_url("**/services/*")
    page.go_back(wait_until="commit")
    expect(page.locator("h1")).to_have_text(results)


def _answer_exit(context: BrowserContext, seen: list[Request]) -> None:
    def answer(route: Route) -> None:
        seen.append(route.request)
        route.fulfill(body="<h1>Weather</h1>", content_type="text/html")

    context.route(f"{EXIT}**", answer)


@pytest.mark.parametrize("scripts", [True, False])
def test_leaving_is_one_press_and_says_nothing(look: Look, watch: Watch, scripts: bool) -> None:
    page = look(View(scripts=scripts))
    seen: list[Request] = []
    _answer_exit(page.context, seen)
    search(page, "he is hitting me now", "G51")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(f"{EXIT}**")
    assert [request.url for request in seen] == [EXIT]
    assert "referer" not in seen[0].all_headers()
    assert watch.wrong == [f"asked for {EXIT}"]
    watch.wrong.clear()


def test_pages_hold_no_typed_words_in_what_a_browser_keeps(look: Look, address: str) -> None:
    page = look(View())
    search(page, "quokkafeathers", "quokkatown")
    assert SEALED.fullmatch(page.url.removeprefix(address))
    assert "quokka" not in page.title()
    assert page.evaluate("history.state") is None
    assert _stored(page) == [0, 0, ""]


def _stored(page: Page) -> list[object]:
    stored: list[object] = page.evaluate(
        "[localStorage.length, sessionStorage.length, document.cookie]"
    )
    return stored
