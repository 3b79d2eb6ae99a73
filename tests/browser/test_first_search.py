"""Without a signal a first search stays on its page, with what was typed and who to phone."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, View
from tests.browser.layout import SIDEWAYS, SMALL
from tests.browser.steps import PAPER, SCHEMES
from tests.browser.test_refining import violations

pytestmark = pytest.mark.browser

FIRST = [
    ("/", "Find help"),
    ("/find", "Find help"),
    ("/find/" + "a" * 80, "Find help"),
    ("/topics/food", "Show nearest"),
    ("/areas", "Find help"),
    ("/areas/glasgow-south", "Find help"),
    ("/areas/glasgow-south/money", "Show nearest"),
]
"""Every page that searches first, and what its button says."""
SIZES = [(320, 568), (360, 740), (1280, 800)]


def _press_without_signal(page: Page, button: str) -> None:
    page.get_by_label("Where are you?").fill("G51")
    page.context.set_offline(True)
    page.get_by_role("button", name=button).click()


@pytest.mark.parametrize(("path", "button"), FIRST)
def test_it_says_so_and_what_was_typed_is_sent_once_there_is_a_signal(
    look: Look, path: str, button: str
) -> None:
    page = look(View())
    page.goto(path)
    address = page.url
    _press_without_signal(page, button)
    told = page.get_by_role("alert")
    expect(told).to_contain_text("It does not mean there is no help.")
    calls = {link.get_attribute("href") for link in told.locator("a").all()}
    assert {"tel:999", "tel:116123"} <= calls
    expect(page.get_by_role("button", name=button)).to_be_focused()
    assert page.url == address
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/*")
    expect(page.get_by_label("Where are you?")).to_have_value("G51")
    expect(page.locator(".card").first).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_its_first_words_are_seen_and_nothing_is_wrong_with_it(
    look: Look, size: tuple[int, int]
) -> None:
    page = look(View(*size))
    page.goto("/")
    _press_without_signal(page, "Find help")
    page.get_by_role("button", name="Find help").click()
    expect(page.locator(".trouble")).to_have_count(1)
    expect(page.locator(".trouble p").first).to_be_in_viewport(ratio=1)
    above = "document.elementFromPoint(innerWidth / 2, %s).closest('.trouble') !== null"
    top = page.locator(".trouble p").first.evaluate("e => e.getBoundingClientRect().top + 4")
    assert page.evaluate(above % top)
    assert page.evaluate(SIDEWAYS) == page.evaluate(SMALL.replace("LEAST", "44")) == []
    page.evaluate(AXE_SCRIPT)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_css("background-color", PAPER[scheme == "dark"])
        assert violations(page) == [], scheme


def test_a_list_keeps_words_of_its_own(look: Look) -> None:
    page = look(View())
    page.goto("/find?need=food")
    assert page.locator("#no-signal").count() == 0
    assert page.locator("#trouble").count() == 1


def test_without_script_nothing_is_shown_and_the_form_posts(look: Look) -> None:
    page = look(View(scripts=False))
    page.goto("/")
    assert page.get_by_role("alert").count() == 0
    page.get_by_label("Where are you?").fill("G51")
    page.get_by_role("button", name="Find help").click()
    page.wait_for_url("**/find/*")
