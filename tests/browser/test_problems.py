"""A page that opens with a problem goes on there; no other page takes the focus."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, View
from tests.browser.steps import PAGES, search

pytestmark = pytest.mark.browser

WHERE = "document.activeElement.tagName"
WITHOUT = ("home", "results", "crisis", "unclear", "asking", "too old", "not here", "topic")


def has_come_to_rest(page: Page) -> bool:
    """Return once scripts have run and two frames are drawn: what takes the focus has it."""
    page.wait_for_load_state("load")
    return bool(
        page.evaluate(
            "() => new Promise((done) => requestAnimationFrame("
            "() => requestAnimationFrame(() => done(true))))"
        )
    )


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)], ids=str)
def test_the_problem_has_the_focus_and_leads_to_its_box(look: Look, size: tuple[int, int]) -> None:
    page = look(View(*size))
    search(page, " ", " ")
    expect(page.locator(".problem")).to_be_focused()
    expect(page.locator(".problem")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tell us what would help")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What would help?")).to_be_focused()


def test_the_next_problem_has_the_focus_again(look: Look) -> None:
    page = look(View())
    search(page, "")
    page.get_by_role("button", name="Find help").click()
    page.wait_for_load_state("load")
    expect(page.locator(".problem")).to_be_focused()


@pytest.mark.parametrize("name", WITHOUT)
def test_no_other_page_takes_the_focus(look: Look, name: str) -> None:
    page = look(View())
    PAGES[name](page)
    assert has_come_to_rest(page)
    assert page.evaluate(WHERE) == "BODY"


def test_a_place_we_do_not_know_does_not_lead_away_from_danger(look: Look) -> None:
    page = look(View())
    search(page, "i want to die", "zzqqx")
    assert has_come_to_rest(page)
    expect(page.locator("#near-problem")).to_have_count(1)
    assert page.evaluate(WHERE) == "BODY"
    expect(page.locator(".urgent h2")).to_be_in_viewport()


def test_nor_does_it_when_the_list_changes_in_place(look: Look) -> None:
    page = look(View())
    search(page, "food", "G51")
    page.get_by_label("What would help?").fill("i want to die")
    page.get_by_label("Where are you?").fill("zzqqx")
    page.get_by_role("button", name="Find help").click()
    expect(page.locator("#urgent-title")).to_be_focused()
    expect(page.locator("#urgent-title")).to_be_in_viewport()


def test_without_script_the_problem_is_an_alert_and_comes_first(look: Look) -> None:
    page = look(View(scripts=False))
    search(page, "")
    expect(page.locator("#main > :first-child")).to_have_role("alert")
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("size", [(320, 256), (360, 740), (1280, 800)], ids=str)
@pytest.mark.parametrize(
    ("link", "box"),
    [("Change where you are", "Where are you?"), ("Change what you asked", "What would help?")],
)
def test_from_above_a_list_one_press_leads_to_the_box_and_its_words(
    look: Look, size: tuple[int, int], scripts: bool, link: str, box: str
) -> None:
    page = look(View(*size, scripts=scripts))
    search(page, "food", "zzqqx")
    page.get_by_role("link", name=link).click()
    expect(page.get_by_label(box)).to_be_focused()
    expect(page.get_by_label(box)).to_be_in_viewport(ratio=1)
    if size[1] > 256:
        expect(page.locator("label", has_text=box)).to_be_in_viewport(ratio=1)


def test_a_place_we_do_not_know_is_told_when_the_list_changes_in_place(look: Look) -> None:
    page = look(View())
    search(page, "food", "G51")
    page.get_by_label("Where are you?").fill("zzqqx")
    page.get_by_role("button", name="Find help").click()
    expect(page).to_have_title("Error: Help and support: results – Reach In")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator(".notice")).to_be_in_viewport(ratio=1)
    expect(page.locator("#count")).to_contain_text("We could not find a place called “zzqqx”.")
    page.get_by_role("link", name="Change where you are").click()
    expect(page.get_by_label("Where are you?")).to_be_focused()
