"""A language written from right to left turns the page round, and nothing falls off its side."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from playwright.sync_api import Page, expect

from app.clock import Clock
from tests.browser.conftest import Look, View
from tests.language.pseudo import OPEN, make_pseudo, make_site
from tests.web.server import serving

pytestmark = pytest.mark.browser

TAG = "ar"
NUMBER = "0808 800 2222"
WIDER = """() => {
  const root = document.documentElement;
  window.scrollTo(-400, 0);
  return [root.scrollWidth - root.clientWidth, window.scrollX];
}"""
BEYOND = """() => [...document.querySelectorAll("body *")]
  .filter(e => !e.closest(".skip, .hidden, svg, template") && e.getBoundingClientRect().width)
  .filter(e => e.getBoundingClientRect().left < -0.5
    || e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
  .map(e => e.outerHTML.slice(0, 80))"""
WHERE_LETTERS_STAND = """(element) => {
  const text = element.firstChild;
  return [...text.data].map((_, i) => {
    const range = document.createRange();
    range.setStart(text, i);
    range.setEnd(text, i + 1);
    return range.getBoundingClientRect().left;
  });
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, site_clock: Clock) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("arabic")
    with serving(make_site(folder, site_clock, {f"{TAG}.po": make_pseudo(TAG)})) as address:
        yield address


@pytest.fixture
def page(look: Look) -> Page:
    return look(View(width=360, locale=TAG))


def search(page: Page) -> None:
    page.goto("/")
    page.fill("#q", "we need food")
    page.fill("#near", "G51")
    page.press("#near", "Enter")
    page.wait_for_url("**/find/*")


COME: Mapping[str, Callable[[Page], object]] = {
    "home": lambda page: page.goto("/"),
    "results": search,
    "listing": lambda page: page.goto("/services/the-govan-pantry"),
}
every_page = pytest.mark.parametrize("name", COME)


def middle(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


@every_page
def test_the_page_says_its_language_and_direction(page: Page, name: str) -> None:
    COME[name](page)
    expect(page.locator("html")).to_have_attribute("lang", TAG)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".leave")).to_contain_text(OPEN)


@every_page
def test_nothing_is_wider_than_the_screen(page: Page, name: str) -> None:
    COME[name](page)
    assert page.evaluate(WIDER) == [0, 0]
    assert page.evaluate(BEYOND) == []


@every_page
def test_the_page_is_turned_round(page: Page, name: str) -> None:
    COME[name](page)
    assert middle(page, ".leave") < 180 < middle(page, ".home")


def test_the_mark_beside_a_fact_stands_on_the_right(page: Page) -> None:
    search(page)
    assert middle(page, ".facts svg") > 180


def test_a_skip_link_is_seen_where_reading_starts(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip:focus")).to_be_in_viewport(ratio=1)
    assert middle(page, ".skip:focus") > 180


def test_a_phone_number_is_still_read_from_left_to_right(page: Page) -> None:
    page.goto("/")
    page.locator(".home").evaluate(f"(e) => e.innerHTML = '<span class=number>{NUMBER}</span>'")
    stand = page.locator(".home .number").evaluate(WHERE_LETTERS_STAND)
    assert stand == sorted(stand)
    assert len(stand) == len(NUMBER)


def test_a_long_language_does_not_cover_the_way_out(page: Page) -> None:
    page.goto("/")
    page.locator(".leave").click(trial=True)
    expect(page.locator(".leave")).to_be_in_viewport(ratio=1)
