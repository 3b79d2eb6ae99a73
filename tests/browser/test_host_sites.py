"""What a school or a surgery copies from the builder page works in a page of its own."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import HURRY_MS
from tests.browser.test_accessibility import TAGS
from tools.host_sites import SITES, WAYS, hosting_sites
from tools.screenshots import SIZES

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hosts(address: str) -> Iterator[str]:
    with hosting_sites(address) as hosts:
        yield hosts


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(HURRY_MS)
    yield context.new_page()
    assert context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
    context.close()


@pytest.mark.parametrize(("site", "way"), list(product(SITES, WAYS)))
def test_a_host_page_stays_whole_with_our_box_in_it(
    page: Page, hosts: str, site: str, way: str
) -> None:
    page.goto(f"{hosts}/{site}/{way}")
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
        assert [rule["id"] for rule in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("site", SITES)
def test_the_card_leads_on(page: Page, hosts: str, address: str, site: str) -> None:
    page.goto(f"{hosts}/{site}/card")
    page.get_by_role("link", name="Go to Reach In").click()
    page.wait_for_url(f"{address}/areas/*")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("site", SITES)
def test_the_frame_finds_help_inside_and_scrolls_nowhere_at_first(
    page: Page, hosts: str, site: str
) -> None:
    page.goto(f"{hosts}/{site}/frame")
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    high = frame.locator("body").evaluate("e => [e.getBoundingClientRect().height, innerHeight]")
    assert high[0] <= high[1]
    frame.get_by_label("What would help?").fill("we need food")
    frame.get_by_role("button", name="Find help").click()
    expect(frame.locator(".card").first).to_be_visible()
    assert page.url == f"{hosts}/{site}/frame"


@pytest.mark.parametrize("site", SITES)
def test_the_tag_finds_help_inside(page: Page, hosts: str, site: str) -> None:
    page.goto(f"{hosts}/{site}/widget")
    expect(page.locator("reach-in")).to_have_attribute("area", SITES[site].chosen["area"])
    page.locator("reach-in > a").wait_for(state="hidden")
    page.locator("h1").click()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.localName") == "reach-in":
            break
    page.keyboard.press("Tab")
    page.keyboard.type("we need food")
    with page.expect_response("**/widget/v1/search") as answer:
        page.keyboard.press("Enter")
    found = answer.value.json()
    assert found["total"] > 0
    assert page.url == f"{hosts}/{site}/widget"


@pytest.mark.parametrize("site", SITES)
def test_an_address_pasted_into_wordpress_becomes_a_box(page: Page, hosts: str, site: str) -> None:
    page.goto(f"{hosts}/{site}/address")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.get_by_role("button", name="Find help")).to_have_count(0)
    expect(page.locator("iframe")).not_to_have_attribute("height", "560")
    assert 200 <= int(page.locator("iframe").get_attribute("height") or "0") <= 1000
