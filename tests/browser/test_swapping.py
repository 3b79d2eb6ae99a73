"""Results change in place: the focus stays, the count is said, no trace is left, faults are told.

The numbers HX1 to HX10 and EX5 are those of the checklist of quality.
"""

import re
from contextlib import ExitStack

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Look, View, Watch
from tests.browser.layout import COVERED, SIDEWAYS
from tests.browser.steps import PAPER, SCHEMES, numbers, search
from tests.browser.test_refining import (
    DESK,
    PHONE,
    chip,
    names,
    open_filters,
    tick,
    violations,
)
from tests.web.rules import SEALED
from tests.web.server import serving

pytestmark = pytest.mark.browser

MOST_STOPS = 60
LONG_MS, TOO_LONG_MS = 1_000, 15_000
NO_HELP = "It does not mean there is no help."
WORDS = {
    "signal": "You may have no signal just now.",
    "slow": "This is taking too long.",
    "fault": "It is our fault, not yours.",
}
KEEP = "window.kept = [document.body, document.getElementById('count')]"
IS_KEPT = "kept[0] === document.body && kept[1] === document.getElementById('count')"


def find(page: Page) -> None:
    """Find a list that is longer than a page shows, and mark it: a new page has no mark."""
    search(page, "we need food and money", "G51")
    page.evaluate(KEEP)


def show(page: Page, *labels: str) -> None:
    open_filters(page)
    for label in labels:
        tick(page, label).check()
    page.locator("#show-last").click()


def count_said(page: Page) -> str:
    return page.locator("#count").inner_text()


def lose(watch: Watch, *expected: str) -> None:
    """Forgive what the browser and htmx say in the console about a request that failed."""
    watch.wrong[:] = [line for line in watch.wrong if not any(each in line for each in expected)]


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_filter_changes_the_list_and_nothing_else(look: Look, size: tuple[int, int]) -> None:
    page = look(View(*size))
    find(page)
    everyone, address = names(page), page.url
    show(page, "Free")
    expect(chip(page, "Free")).to_be_visible()
    assert names(page) != everyone
    assert page.evaluate(IS_KEPT)
    assert page.url != address
    expect(page).to_have_title("Help and support: results – Reach In")
    assert count_said(page).startswith(page.locator("h1").inner_text())


def test_five_changes_leave_no_trace_in_history(look: Look, address: str) -> None:
    page = look(View(*DESK))
    find(page)
    entries = page.evaluate("history.length")
    for label in ("Free", "By phone"):
        show(page, label)
        expect(chip(page, label)).to_be_visible()
    for label in ("Free", "By phone"):
        chip(page, label).click()
        expect(chip(page, label)).to_have_count(0)
    chip(page, "near G51").click()
    expect(page.locator("h1")).to_have_text(re.compile(r"\d+ places to get help$"))
    assert page.evaluate("history.length") == entries
    assert page.evaluate(IS_KEPT)
    assert SEALED.fullmatch(page.url.removeprefix(address))


@pytest.mark.parametrize("again", ["reload", "back", "share"])
def test_the_same_list_comes_again(look: Look, again: str) -> None:
    page = look(View(*PHONE))
    find(page)
    show(page, "Free")
    expect(chip(page, "Free")).to_be_visible()
    listed, heading = names(page), page.locator("h1").inner_text()
    if again == "reload":
        page.reload()
    elif again == "share":
        address = page.url
        page = look(View(*PHONE))
        page.goto(address)
    else:
        page.locator(".card-name a").first.click()
        page.wait_for_url("**/services/*")
        page.go_back(wait_until="commit")
    expect(page.locator("h1")).to_have_text(heading)
    expect(chip(page, "Free")).to_be_visible()
    assert names(page) == listed
    expect(page.get_by_role("link", name="Leave this page")).to_be_visible()


def test_words_are_drawn_before_what_changes_them_is_asked_for(look: Look) -> None:
    known = look(View(*PHONE))
    find(known)
    page = look(View(*PHONE))
    page.route("**/htmx.*", lambda _: None)
    page.goto(known.url)
    assert names(page) == names(known)
    with page.expect_navigation():
        chip(page, "near G51").click()
    expect(page.locator("h1")).to_have_text(re.compile("to get help$"))
    expect(chip(page, "near G51")).to_have_count(0)


def test_back_over_a_link_on_the_page_never_shows_another_list(look: Look) -> None:
    page = look(View(*DESK))
    find(page)
    everyone = page.locator("h1").inner_text()
    page.evaluate("location.hash = 'main'")
    chip(page, "near G51").click()
    expect(page.locator("h1")).to_have_text(re.compile("to get help$"))
    page.go_back(wait_until="commit")
    expect(page.locator("h1")).to_have_text(everyone)


def test_the_focus_stays_on_what_was_pressed_while_it_is_there(look: Look) -> None:
    page = look(View(*DESK))
    find(page)
    tick(page, "Free").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(chip(page, "Free")).to_be_visible()
    expect(tick(page, "Free")).to_be_focused()
    page.locator("#show-last").click()
    expect(page.locator("#show-last")).to_be_focused()
    expect(page.locator("#show-last")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("press", ["chip", "filter", "search"])
def test_where_it_is_gone_the_focus_goes_on_at_the_heading(look: Look, press: str) -> None:
    page = look(View(*PHONE))
    find(page)
    if press == "chip":
        chip(page, "near G51").click()
    elif press == "filter":
        show(page, "Free")
    else:
        page.get_by_label("What would help?").fill("lonely")
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("h1")).to_be_in_viewport(ratio=1)
    assert page.evaluate(IS_KEPT)
    expect(page.locator(".filters summary")).to_be_in_viewport()


def test_a_search_that_tells_of_danger_goes_on_at_who_to_phone(look: Look) -> None:
    page = look(View(*PHONE))
    find(page)
    page.get_by_label("What would help?").fill("i want to die")
    page.get_by_role("button", name="Find help").click()
    expect(page.locator("#urgent-title")).to_be_focused()
    expect(page.locator("#urgent-title")).to_be_in_viewport(ratio=1)
    assert page.evaluate(IS_KEPT)
    assert "tel:116123" in numbers(page)


def test_showing_more_goes_on_at_the_first_new_name(look: Look) -> None:
    page = look(View(*PHONE))
    find(page)
    first = names(page)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".beside .card-name a").nth(len(first))).to_be_focused()
    assert names(page)[: len(first)] == first
    assert page.evaluate(IS_KEPT)


def test_a_place_is_chosen_in_place(look: Look) -> None:
    page = look(View(*PHONE))
    search(page, "food", "Kirkton")
    page.evaluate(KEEP)
    button = page.locator(".notice button").first
    chosen = button.inner_text()
    button.click()
    expect(page.get_by_label("Where are you?")).to_have_value(chosen)
    expect(page.locator("h1")).to_be_focused()
    assert page.evaluate(IS_KEPT)


def test_a_search_with_nothing_in_it_says_so_in_place(look: Look) -> None:
    page = look(View(*PHONE))
    find(page)
    for label in ("What would help?", "Where are you?"):
        page.get_by_label(label).fill("")
    page.get_by_role("button", name="Find help").click()
    expect(page.locator(".problem")).to_be_focused()
    expect(page).to_have_title("Error: Find help near you – Reach In")
    assert page.evaluate(IS_KEPT)
    page.get_by_label("What would help?").fill("lonely")
    page.get_by_role("button", name="Find help").click()
    expect(page.locator("h1")).to_have_text(re.compile("to get help"))


def test_every_control_that_stays_has_a_name_to_find_it_by(look: Look) -> None:
    page = look(View(*DESK))
    find(page)
    nameless = page.locator(
        ":is(.chips, .filters, .beside form) :is(button, input, select):not([id])"
    )
    assert nameless.locator("visible=true").all_inner_texts() == []


def test_typed_words_are_sent_in_the_body_and_nowhere_else(look: Look) -> None:
    page = look(View(*PHONE))
    find(page)
    page.get_by_label("What would help?").fill("quokkafeathers food")
    with page.expect_request("**/find") as asked:
        page.get_by_role("button", name="Find help").click()
    sent = asked.value
    assert "quokkafeathers" in (sent.post_data or "")
    assert "quokkafeathers" not in f"{sent.url} {sent.all_headers()}"
    assert {"referer", "hx-current-url"}.isdisjoint(sent.all_headers())
    expect(page.get_by_label("What would help?")).to_have_value("quokkafeathers food")
    assert "quokkafeathers" not in page.url + page.title()
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def _hold(route: Route) -> None:
    """Answer nothing, as a network does that has gone away."""


def test_a_long_wait_is_said_and_a_longer_one_ends(look: Look, watch: Watch) -> None:
    page = look(View(*PHONE))
    page.clock.install()
    find(page)
    page.route("**/find", _hold)
    page.get_by_label("What would help?").fill("lonely")
    page.get_by_role("button", name="Find help").click()
    expect(page.locator("#found")).to_have_attribute("aria-busy", "true")
    assert page.locator("#looking").inner_text() == ""
    page.clock.fast_forward(LONG_MS)
    expect(page.locator("#looking")).to_have_text("Looking…")
    expect(page.locator("#looking")).to_be_in_viewport(ratio=1)
    page.clock.fast_forward(TOO_LONG_MS - LONG_MS)
    _expect_trouble(page, "slow")
    expect(page.get_by_label("What would help?")).to_have_value("lonely")
    lose(watch, "htmx: htmx:error: timeout")


def _expect_trouble(page: Page, why: str) -> None:
    """Expect it on the page where it was pressed, in the live region, and who to phone."""
    box = page.locator("#found .trouble")
    expect(box).to_have_count(1)
    expect(box.locator("p:visible").first).to_contain_text(WORDS[why])
    expect(box.locator("p:visible").first).to_be_in_viewport(ratio=1)
    expect(page.locator("#count")).to_contain_text(WORDS[why])
    assert NO_HELP in count_said(page)
    assert "999" in count_said(page)
    assert {"tel:999", "tel:116123"} <= {
        link.get_attribute("href") for link in box.locator("a").all()
    }
    assert [words for words in WORDS.values() if words in box.inner_text()] == [WORDS[why]]
    expect(page.locator("#found")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#looking")).to_be_empty()


@pytest.mark.parametrize(
    ("status", "body"), [(500, "<h1>Sorry</h1>"), (429, "Slow down"), (200, "<h1>Log in</h1>")]
)
def test_an_answer_that_is_not_ours_is_our_fault(
    look: Look, watch: Watch, status: int, body: str
) -> None:
    page = look(View(*DESK))
    find(page)
    listed = names(page)
    page.route("**/find", lambda route: route.fulfill(status=status, body=body))
    show(page, "Free")
    _expect_trouble(page, "fault")
    assert names(page) == listed
    expect(tick(page, "Free")).to_be_checked()
    lose(watch, f"status of {status}")


@pytest.mark.parametrize("size", [(320, 568), PHONE, DESK])
def test_without_a_signal_it_says_so_and_works_again(
    look: Look, watch: Watch, size: tuple[int, int]
) -> None:
    page = look(View(*size))
    find(page)
    page.context.set_offline(True)
    chip(page, "near G51").click()
    _expect_trouble(page, "signal")
    assert page.evaluate(SIDEWAYS) == []
    expect(chip(page, "near G51")).to_be_focused()
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(re.compile("to get help$"))
    expect(page.locator(".trouble")).to_have_count(0)
    assert count_said(page) == page.locator("h1").inner_text()
    lose(watch, "ERR_INTERNET_DISCONNECTED", "Failed to fetch")


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing_where_trouble_is_told(
    look: Look, watch: Watch, size: tuple[int, int]
) -> None:
    page = look(View(*size))
    find(page)
    page.route("**/find", lambda route: route.fulfill(status=500, body=""))
    show(page, "Free")
    _expect_trouble(page, "fault")
    page.evaluate(AXE_SCRIPT)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_css("background-color", PAPER[scheme == "dark"])
        assert violations(page) == [], scheme
    lose(watch, "status of 500")


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_beside_the_list_what_has_the_focus_is_never_hidden(look: Look, key: str) -> None:
    page = look(View(1280, 500))
    find(page)
    show(page, "Free")
    expect(chip(page, "Free")).to_be_visible()
    stops = 0
    page.keyboard.press(key)
    while page.evaluate("document.activeElement !== document.body") and stops < MOST_STOPS:
        assert page.evaluate(COVERED) == ""
        page.keyboard.press(key)
        stops += 1
    assert stops > 20


def test_a_server_that_stops_is_told_with_who_to_phone(chromium: Browser, app: FastAPI) -> None:
    with ExitStack() as server:
        context = chromium.new_context(base_url=server.enter_context(serving(app)))
        page = context.new_page()
        find(page)
        page.get_by_label("What would help?").fill("lonely")
        server.close()
        page.get_by_role("button", name="Find help").click()
        _expect_trouble(page, "signal")
        expect(page.get_by_label("What would help?")).to_have_value("lonely")
        context.close()


def test_a_press_during_another_is_the_one_that_counts(look: Look) -> None:
    page = look(View(*DESK))
    find(page)
    held: list[Route] = []
    page.route("**/find", lambda route: held.append(route), times=1)
    chip(page, "near G51").click()
    expect(page.locator("#found")).to_have_attribute("aria-busy", "true")
    show(page, "Free")
    expect(chip(page, "Free")).to_be_visible()
    expect(chip(page, "near G51")).to_be_visible()
    expect(page.locator("#found")).not_to_have_attribute("aria-busy", "true")
    assert len(held) == 1


def test_without_script_the_same_buttons_draw_the_page_anew(look: Look) -> None:
    page = look(View(*DESK, scripts=False))
    search(page, "we need food and money", "G51")
    show(page, "Free")
    expect(chip(page, "Free")).to_be_visible()
    page.get_by_label("What would help?").fill("lonely")
    page.get_by_role("button", name="Find help").click()
    expect(page.get_by_label("What would help?")).to_have_value("lonely")
    expect(page.locator("#count")).to_be_empty()
    assert page.locator(".trouble").count() == 0
