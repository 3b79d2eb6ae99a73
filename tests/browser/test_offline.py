"""With no signal, what was kept opens and says how old it is; what was not says who to phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Kept, Look, View, Watch
from tests.browser.keeping import (
    FOOD,
    LINE,
    LINE_PATH,
    codes,
    count_workers,
    save,
    stored,
    wait_until_dropped,
    wait_until_stored,
)
from tests.browser.steps import search

pytestmark = pytest.mark.browser

CANARY = "quokkafeathers"
MOST_SEEN = 40
DATED = re.compile(r"This page is from \d{1,2} \w+\.")


@pytest.fixture
def keeper(look: Look, kept: Kept, watch: Watch) -> Page:
    """Return a page on a phone that has saved one listing, and its list with it."""
    watch.has_signal = False
    page = look(View())
    save(page, LINE)
    kept.saved, kept.for_no_signal = codes(LINE), True
    wait_until_stored(page, f"/list/{codes(LINE)}", LINE_PATH, "/offline")
    page.goto("/")
    return page


def _lose_signal(page: Page) -> None:
    page.context.set_offline(True)
    with pytest.raises(Exception, match="Failed to fetch"):
        page.evaluate("fetch('/health')")


def _open(page: Page, path: str) -> str:
    page.goto(path)
    return page.locator("h1").inner_text()


def test_what_was_saved_opens_and_says_how_old_it_is(keeper: Page) -> None:
    _lose_signal(keeper)
    assert _open(keeper, LINE_PATH) == "Childline"
    expect(keeper.locator(".kept-on")).to_have_text(DATED)
    expect(keeper.locator("main .state").first).to_be_hidden()
    expect(keeper.get_by_role("link", name="Call Childline 0800 1111")).to_be_visible()
    assert _open(keeper, "/saved") == "Your saved help"
    expect(keeper.locator(".card-name")).to_have_text("Childline")
    expect(keeper.locator(".kept-on")).to_have_text(DATED)
    expect(keeper.locator("main .state").first).to_be_hidden()


def test_styles_and_scripts_are_there_without_signal(keeper: Page) -> None:
    _lose_signal(keeper)
    for path in (LINE_PATH, "/saved", "/no-such-page"):
        keeper.goto(path)
        loaded = keeper.evaluate("[...document.styleSheets].every((s) => s.cssRules.length)")
        assert loaded
        assert keeper.locator(".saved-link").is_visible()


@pytest.mark.parametrize("path", ["/topics/food", "/areas", "/safer-online", f"/services/{FOOD}"])
def test_pages_seen_since_open_again_and_others_say_who_to_phone(keeper: Page, path: str) -> None:
    seen = _open(keeper, path)
    wait_until_stored(keeper, path)
    _lose_signal(keeper)
    assert _open(keeper, path) == seen
    expect(keeper.locator(".kept-on")).to_have_text(DATED)
    assert _open(keeper, "/topics/money") == "You have no signal just now"
    expect(keeper.get_by_text("This does not mean there is no help.")).to_be_visible()
    assert keeper.locator('main a[href^="tel:"]').count() >= 3
    expect(keeper.locator("main .state")).to_have_count(0)


@pytest.mark.parametrize("path", ["/urgent-help", "/topics/now"])
def test_who_to_phone_now_is_kept_from_the_start(keeper: Page, path: str) -> None:
    _lose_signal(keeper)
    _open(keeper, path)
    assert keeper.locator('main a[href^="tel:"]').count() >= 3
    expect(keeper.locator(".kept-on")).to_be_visible()


def test_a_search_without_signal_stays_where_it_is(keeper: Page) -> None:
    keeper.goto("/")
    keeper.get_by_label("What would help?").fill("food")
    _lose_signal(keeper)
    keeper.get_by_role("button", name="Find help").click()
    expect(keeper.get_by_role("alert")).to_contain_text("You may have no signal just now.")
    expect(keeper.get_by_label("What would help?")).to_have_value("food")


def test_a_search_that_fails_while_the_phone_thinks_it_has_signal_says_so(keeper: Page) -> None:
    keeper.goto("/")
    keeper.evaluate("Object.defineProperty(navigator, 'onLine', { value: true })")
    keeper.get_by_label("What would help?").fill("food")
    _lose_signal(keeper)
    keeper.get_by_role("button", name="Find help").click()
    expect(keeper.locator("h1")).to_have_text("You have no signal just now")


def test_no_search_is_ever_kept(keeper: Page) -> None:
    search(keeper, f"{CANARY} food", "G51")
    keeper.locator(".card-name a").first.click()
    keeper.wait_for_url("**/services/*")
    keeper.goto("/find?need=food")
    keeper.goto(f"/list/{codes(FOOD)}")
    keeper.goto("/topics/food")
    wait_until_stored(keeper, "/topics/food")
    entries = stored(keeper)
    assert f"/list/{codes(LINE)}" in entries
    assert [path for path in entries if path.startswith("/find")] == []
    assert [path for path in entries if path.startswith("/list/")] == [f"/list/{codes(LINE)}"]
    assert [path for path, text in entries.items() if CANARY in path + text] == []
    assert not any("no-store" in text.partition("<")[0] for text in entries.values())


def test_only_the_last_pages_seen_are_kept(keeper: Page) -> None:
    keeper.goto("/topics/food")
    links = keeper.evaluate(
        "async () => { const page = new DOMParser().parseFromString("
        " await (await fetch('/areas/glasgow-south')).text(), 'text/html');"
        " return [...page.querySelectorAll('main a')].map((a) => a.getAttribute('href'))"
        "  .filter((h) => h.startsWith('/services/')); }"
    )
    paths = [path for path in dict.fromkeys(links) if path != LINE_PATH][: MOST_SEEN + 2]
    assert len(paths) == MOST_SEEN + 2
    for path in paths:
        keeper.goto(path)
    wait_until_stored(keeper, paths[-1])
    wait_until_dropped(keeper, paths[0])
    assert sum(path in paths for path in stored(keeper)) <= MOST_SEEN
    assert LINE_PATH in stored(keeper)


def test_one_switch_keeps_nothing_for_no_signal_and_the_list_stays(
    keeper: Page, kept: Kept
) -> None:
    keeper.goto("/saved")
    switch = keeper.get_by_role("switch", name="Keep help for when you have no signal")
    expect(switch).to_be_checked()
    switch.click()
    expect(switch).not_to_be_checked()
    assert (stored(keeper), count_workers(keeper)) == ({}, 0)
    keeper.goto("/topics/food")
    save(keeper, FOOD)
    assert (stored(keeper), count_workers(keeper)) == ({}, 0)
    keeper.goto("/saved")
    expect(keeper.locator(".card-name")).to_have_count(2)
    expect(switch).not_to_be_checked()
    switch.click()
    expect(switch).to_be_checked()
    wait_until_stored(keeper, f"/services/{FOOD}", f"/list/{codes(LINE, FOOD)}", "/offline")
    kept.saved = codes(LINE, FOOD)


def test_one_listing_is_removed_without_signal(keeper: Page, kept: Kept) -> None:
    save(keeper, FOOD)
    wait_until_stored(keeper, f"/list/{codes(LINE, FOOD)}")
    _lose_signal(keeper)
    keeper.goto("/saved")
    keeper.get_by_role("button", name="Remove Childline").click()
    expect(keeper.locator(".card-name")).to_have_count(1)
    keeper.goto("/saved")
    expect(keeper.locator(".card-name")).to_have_count(1)
    kept.saved = codes(FOOD)
