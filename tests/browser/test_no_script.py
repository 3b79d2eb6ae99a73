"""The whole journey with scripts off: every page, every button, and nothing that does nothing."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from app.content.codes import code_of
from tests.browser.conftest import Look, View, Watch
from tests.browser.steps import NOBODY_LEFT, TOO_OLD, numbers, search
from tests.web.rules import EXIT, SEALED

pytestmark = pytest.mark.browser

PLAIN = View(scripts=False)
DESK = View(1280, 800, scripts=False)
CODES = ".".join(map(code_of, ("childline", "glasgow-libraries")))
READ = ["/urgent-help", "/safer-online", "/your-questions", "/privacy", "/about"]


def _names(page: Page) -> list[str]:
    return page.locator(".beside .card-name").all_inner_texts()


def _tick_values(page: Page) -> list[str]:
    ticks = page.locator(".filters input[type=checkbox]").all()
    return [tick.get_attribute("value") or "" for tick in ticks]


def _show_with(page: Page, value: str) -> None:
    page.locator(f'.filters input[value="{value}"]').check()
    page.locator("#show-last").click()
    expect(page.locator(f'.filters input[value="{value}"]')).to_be_checked()


def test_from_a_worry_to_a_number_to_phone(look: Look, address: str) -> None:
    page = look(PLAIN)
    search(page, "we are skint", "G51")
    assert SEALED.fullmatch(page.url.removeprefix(address))
    card = page.locator('.card:has(a[href^="tel:"])').first
    name = card.locator(".card-name").inner_text()
    card.locator(".card-name a").click()
    expect(page.locator("h1")).to_have_text(name)
    assert numbers(page)
    page.go_back(wait_until="commit")
    expect(page.locator("h1")).to_have_text(re.compile(r"\d+ places to get help near G51"))


def test_every_filter_can_be_chosen_and_taken_away(look: Look) -> None:
    page = look(DESK)
    search(page, "we need food and money", "G51")
    everyone, values = _names(page), _tick_values(page)
    assert len(values) > 8
    for value in values:
        _show_with(page, value)
        page.locator(f'.chips button[value="{value}"]').click()
        expect(page.locator(f'.filters input[value="{value}"]')).not_to_be_checked()
        assert _names(page) == everyone, value


def test_every_part_of_what_we_heard_can_be_taken_away(look: Look) -> None:
    page = look(DESK)
    search(page, "food for my baby", "G51")
    chips = page.locator(".chips button")
    left = chips.count()
    assert left >= 2
    for gone in range(1, left + 1):
        chips.first.click()
        expect(chips).to_have_count(left - gone)
    assert _names(page)


def test_an_area_a_place_and_the_rest_of_a_list(look: Look) -> None:
    page = look(DESK)
    search(page, "money")
    page.locator("#area").select_option("glasgow-south")
    page.locator("#show-first").click()
    expect(page.locator("#area")).to_have_value("glasgow-south")
    first = _names(page)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".beside .card-name").nth(len(first))).to_be_visible()
    assert _names(page)[: len(first)] == first
    search(page, "food", "Kirkton")
    choice = page.locator(".notice button").first
    chosen = choice.inner_text()
    choice.click()
    expect(page.get_by_label("Where are you?")).to_have_value(chosen)
    page.get_by_label("What would help?").fill("lonely")
    page.get_by_role("button", name="Find help").click()
    expect(page.get_by_label("What would help?")).to_have_value("lonely")


def test_a_list_is_shared_and_printed(look: Look) -> None:
    page = look(PLAIN)
    search(page, "we need food", "G51")
    page.locator(".share-list a").click()
    page.wait_for_url("**/list/*")
    assert page.locator(".listed.card").count() > 1
    for way in ("Text message", "WhatsApp", "Email"):
        expect(page.get_by_role("link", name=way)).to_be_visible()
    expect(page.get_by_label("Or copy this address")).to_have_value(page.url)
    page.emulate_media(media="print")
    expect(page.locator(".card .square").first).to_be_visible()
    expect(page.get_by_role("link", name="Leave this page")).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


def test_a_listing_offers_only_what_works(look: Look) -> None:
    page = look(PLAIN)
    page.goto("/services/childline")
    shown = [each for each in page.locator("main button").all() if each.is_visible()]
    assert [each.inner_text() for each in shown] == ["Yes", "No"]
    expect(page.get_by_role("link", name="Call Childline 0800 1111")).to_have_attribute(
        "href", "tel:08001111"
    )
    with page.expect_download() as given:
        page.get_by_role("link", name="Add to my contacts").click()
    assert b"TEL" in given.value.path().read_bytes()


@pytest.mark.parametrize("path", READ)
def test_a_guide_is_read(look: Look, path: str) -> None:
    page = look(PLAIN)
    page.goto(path)
    assert len(page.locator("main").inner_text()) > 500
    page.locator("main").get_by_role("link", name="Find help near you").last.click()
    expect(page.get_by_label("What would help?")).to_be_visible()


def test_areas_and_topics_open_and_find_the_nearest(look: Look) -> None:
    page = look(PLAIN)
    page.goto("/areas")
    page.locator(".area-list a").first.click()
    page.locator("summary").first.click()
    expect(page.locator(".rows a").first).to_be_visible()
    page.locator(".tiles a").first.click()
    page.get_by_label("Where are you?").fill("G51")
    page.get_by_role("button", name="Show nearest").click()
    expect(page.locator("h1")).to_have_text(re.compile("near G51"))
    page.goto("/topics/food")
    page.locator("summary", has_text="Or choose your area").click()
    expect(page.locator(".more .areas a").first).to_be_visible()


def test_a_poster_is_chosen_and_fits_one_page(look: Look) -> None:
    page = look(PLAIN)
    page.goto("/posters")
    page.get_by_label("Which area?").select_option("glasgow-south")
    page.get_by_label("Which topic?").select_option("food")
    page.get_by_role("button", name="Show the poster").click()
    page.wait_for_url("**/poster/glasgow-south?need=food")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))) == 1


@pytest.mark.parametrize("path", ["/no-such-page", "/services/gone", TOO_OLD, NOBODY_LEFT])
def test_where_nothing_is_here_there_is_who_to_phone(look: Look, watch: Watch, path: str) -> None:
    page = look(PLAIN)
    page.goto(path)
    assert numbers(page)
    expect(page.get_by_role("link", name="Leave this page")).to_be_visible()
    watch.wrong.clear()


def test_an_empty_search_keeps_the_boxes_and_says_so(look: Look) -> None:
    page = look(PLAIN)
    search(page, " ", " ")
    expect(page.locator(".problem")).to_be_visible()
    page.get_by_role("link", name="Tell us what would help").click()
    expect(page.get_by_label("What would help?")).to_be_focused()
    page.keyboard.type("food")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/*")
    assert _names(page)


def _answer_exit(context: BrowserContext) -> None:
    def answer(route: Route) -> None:
        route.fulfill(body="<h1>Weather</h1>", content_type="text/html")

    context.route(f"{EXIT}**", answer)


@pytest.mark.parametrize("path", ["/", "/services/childline", "/poster/glasgow", f"/list/{CODES}"])
def test_either_link_leaves(look: Look, watch: Watch, path: str) -> None:
    page = look(PLAIN)
    _answer_exit(page.context)
    page.goto(path)
    page.get_by_role("link", name="Leave this page").click()
    expect(page.locator("h1")).to_have_text("Weather")
    page.goto(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Weather")
    assert watch.wrong == [f"asked for {EXIT}"] * 2
    watch.wrong.clear()
