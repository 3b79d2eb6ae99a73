"""The page of the API works in a browser as strict as any page of ours, and without script."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.conftest import Look, View
from tests.browser.test_accessibility import find_violations

pytestmark = pytest.mark.browser

DOCS = "/docs/api"


@pytest.mark.parametrize("dark", [False, True])
def test_a_search_is_read_about_and_tried(look: Look, dark: bool) -> None:
    page = look(View(1280, 800, dark))
    page.goto(DOCS)
    expect(page.locator("#endpoints")).to_be_hidden()
    search = page.locator(".opblock", has_text="/api/v1/search")
    search.locator(".opblock-summary-control").click()
    search.get_by_placeholder("need").fill("food")
    search.get_by_placeholder("near").fill("G51")
    search.get_by_role("button", name="Execute").click()
    answer = search.locator(".responses-table.live-responses-table")
    expect(answer.locator(".response-col_status").last).to_contain_text("200")
    expect(answer).to_contain_text('"understood"')


def test_every_address_opens_without_a_word_in_the_console(look: Look) -> None:
    page = look(View(1280, 800))
    page.goto(DOCS)
    controls = page.locator(".opblock-summary-control")
    expect(controls.first).to_be_visible()
    for control in controls.all():
        control.click()
        expect(page.locator(".opblock.is-open .opblock-body")).to_have_count(1)
        page.locator(".tab [role=tab]", has_text="Schema").first.click()
        control.click()
        expect(page.locator(".opblock.is-open")).to_have_count(0)
    page.locator("section.models button").first.click()
    page.locator("section.models .json-schema-2020-12-accordion").first.click()


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wrong_to_axe(look: Look, dark: bool) -> None:
    page = look(View(1280, 800, dark))
    page.goto(DOCS)
    page.locator(".opblock-summary-control").first.click()
    expect(page.locator(".model-example pre").first).to_be_visible()
    page.evaluate(AXE_SCRIPT)
    assert find_violations(page) == []


def test_it_fits_a_phone(look: Look) -> None:
    page = look(View())
    page.goto(DOCS)
    page.locator(".opblock-summary-control").first.click()
    expect(page.locator(".opblock-body").first).to_be_visible()
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


def test_without_script_every_address_stands_there_and_answers(look: Look) -> None:
    page = look(View(scripts=False))
    page.goto(DOCS)
    expect(page.locator("#endpoints")).to_be_visible()
    hrefs = [link.get_attribute("href") for link in page.locator(".endpoints a").all()]
    assert "/open-data/services.csv" in hrefs
    assert len(hrefs) >= 5
    assert all(page.request.get(href or "").ok for href in hrefs)


def test_no_other_page_pays_for_it(look: Look) -> None:
    page = look(View())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/open-data", "/topics/food"):
        page.goto(path, wait_until="networkidle")
    assert asked
    assert [url for url in asked if "swagger" in url or "api-docs" in url] == []
