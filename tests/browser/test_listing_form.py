"""Whole tasks with the form of a listing in a real browser, with and without scripts."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.clock import Clock
from app.content.models import Service
from tests.browser.planners import (
    EMAIL,
    Come,
    Planning,
    coming,
    serving_planners,
    sign_in,
    sign_out,
)
from tests.browser.test_planning import _look_afresh

pytestmark = pytest.mark.browser

NEW = "/planning/listings/new"
EDIT = "/planning/listings/tea-and-a-chat/edit"
ODD = ("1st Tue 10:00-12:00", "Closed 24 Dec 2026 to 3 Jan 2027")


@pytest.fixture
def planning(small_data: Path, tmp_path: Path, site_clock: Clock) -> Iterator[Planning]:
    data = shutil.copytree(small_data, tmp_path / "data")
    with serving_planners(data, tmp_path / "var", site_clock) as planning:
        yield planning


@pytest.fixture
def come(chromium: Browser, planning: Planning) -> Iterator[Come]:
    with coming(chromium, planning) as open_page:
        yield open_page


def served(planning: Planning, name: str) -> Service:
    found = planning.site.live.directory.catalogue.find(name)
    assert found is not None
    return found


def look(page: Page) -> None:
    button(page, "See it as families will").click()


def button(page: Page, name: str) -> Locator:
    """Return a button as somebody sees it: the one that Enter presses is out of sight."""
    return page.locator("button:not([aria-hidden])").get_by_text(name, exact=True)


@pytest.mark.parametrize("scripts", [False, True], ids=["no script", "script"])
def test_a_service_with_two_places_and_odd_hours_is_added(
    planning: Planning, come: Come, scripts: bool
) -> None:
    page = come(scripts)
    sign_in(page, planning)
    page.goto(NEW)
    page.get_by_label("Name of the help").fill("Old Hall Pantry")
    page.get_by_label("Who runs it").fill("Good Neighbours")
    page.get_by_label("What it does").fill("A shop with low prices.")
    page.get_by_label("Main topic").select_option("food")
    page.get_by_label("Glasgow South").check()
    contact = page.get_by_role("group", name="Contact 1")
    contact.get_by_label("Number or address").fill("0141 496 0001")
    page.get_by_role("group", name="Place 1").get_by_label("Postcode").fill("G51 3UU")
    button(page, "Add a place").click()
    second = page.get_by_role("group", name="Place 2")
    expect(second).to_be_focused()
    second.get_by_label("Part of town").fill("Pollok")
    second.get_by_label("Times here").fill("Tue 10:00-12:00")
    page.get_by_role("button", name="Move up (Place 2)").click()
    expect(page.get_by_role("group", name="Place 1").get_by_label("Part of town")).to_have_value(
        "Pollok"
    )
    page.get_by_text("Or fill in a usual week").click()
    for day in ("Monday", "Tuesday", "Wednesday"):
        box = page.get_by_role("group", name=day, exact=True)
        box.get_by_label("From").fill("9:00")
        box.get_by_label("To").fill("16:30")
    button(page, "Write them as lines").click()
    hours = page.get_by_role("textbox", name="Opening times", exact=True)
    expect(hours).to_be_focused()
    expect(hours).to_have_value("Mon-Wed 9:00-16:30")
    hours.fill("\n".join(("Mon-Wed 9:00-16:30", *ODD)))
    look(page)
    families = page.get_by_role("region", name="Its own page")
    expect(families).to_contain_text("Monday to Wednesday: 9am to 4:30pm")
    expect(families).to_contain_text("First Tuesday of the month")
    page.get_by_label("Why?").fill("They opened in March.")
    button(page, "Save").click()
    expect(page.get_by_role("status")).to_have_text("It is added. Families see it now.")
    made = served(planning, "old-hall-pantry")
    assert [place.neighbourhood or place.postcode for place in made.places] == ["Pollok", "G51 3UU"]
    assert made.hours.lines == ("Mon-Wed 9:00-16:30", *ODD)
    page.goto("/services/old-hall-pantry")
    expect(page.locator("h1")).to_have_text("Old Hall Pantry")
    page.goto("/planning")
    sign_out(page)


@pytest.mark.parametrize("scripts", [False, True], ids=["no script", "script"])
def test_a_bad_postcode_is_mended_at_the_second_try(
    planning: Planning, come: Come, scripts: bool
) -> None:
    page = come(scripts)
    sign_in(page, planning)
    before = served(planning, "tea-and-a-chat").places[0]
    page.goto(EDIT)
    postcode = page.get_by_role("group", name="Place 1").get_by_label("Postcode")
    for typed in ("G51", "G51 3U"):
        postcode.fill(typed)
        look(page)
        expect(page).to_have_title("Error: Change Tea and a chat – Reach In")
        page.get_by_role("alert").get_by_role("link").click()
        expect(postcode).to_be_focused()
        expect(postcode).to_have_value(typed)
        expect(postcode).to_have_accessible_description(
            re.compile(f'"{typed}" is not a full postcode')
        )
    postcode.fill("g51 3uu")
    if scripts:
        expect(postcode).to_have_accessible_description(
            re.compile("This postcode is in Glasgow South")
        )
    look(page)
    button(page, "Save").click()
    expect(page.get_by_role("status")).to_have_text("It is saved. Families see it now.")
    assert served(planning, "tea-and-a-chat").places[0].postcode == "G51 3UU"
    button(page, "Undo").click()
    expect(page.get_by_role("status")).to_have_text("What it said before is back.")
    assert served(planning, "tea-and-a-chat").places[0] == before
    page.goto("/planning")
    sign_out(page)


def test_words_are_read_back_while_they_are_typed(planning: Planning, come: Come) -> None:
    page = come(True)
    sign_in(page, planning)
    page.goto(NEW)
    page.get_by_role("textbox", name="Opening times", exact=True).press_sequentially(
        "Mon-Thu 9:00-16:30"
    )
    expect(page.locator("#hours-live")).to_have_text("We read: Monday to Thursday: 9am to 4:30pm.")
    page.get_by_label("What it does").press_sequentially("You can get respite here.")
    expect(page.locator("#summary-live")).to_contain_text("can sound cold")
    expect(page.get_by_label("What it does")).to_be_focused()
    page.goto("/planning")
    sign_out(page)


def test_a_row_asked_for_after_the_session_ended_loses_nothing(
    planning: Planning, come: Come
) -> None:
    page = come(True)
    sign_in(page, planning)
    page.goto(EDIT)
    page.get_by_label("What it does").fill("Mine is a warm room.")
    page.context.clear_cookies()
    button(page, "Add a place").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password").fill(planning.password)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("You are signed in")
    button(page, "Go on with what I wrote").click()
    expect(page.get_by_label("What it does")).to_have_value("Mine is a warm room.")
    page.goto("/planning")
    sign_out(page)


def test_back_from_the_look_or_from_a_mistake_loses_no_word(planning: Planning, come: Come) -> None:
    page = come(True)
    sign_in(page, planning)
    page.goto(EDIT)
    summary = page.get_by_label("What it does")
    hours = page.get_by_role("textbox", name="Opening times", exact=True)
    summary.fill("A room that is warm.")
    look(page)
    expect(page.locator("h1")).to_have_text("How families will see it")
    page.go_back()
    expect(summary).to_have_value("A room that is warm.")
    hours.fill("Fri 9-12")
    look(page)
    expect(page.get_by_role("alert")).to_be_focused()
    hours.fill("Fri 9:00-13:00")
    page.get_by_role("alert").get_by_role("link").click()
    expect(hours).to_be_focused()
    expect(hours).to_have_value("Fri 9:00-13:00")
    hours.fill("Fri 9:00-12:00")
    expect(page.get_by_role("main")).to_contain_text("Friday: 9am to 12 noon")
    look(page)
    expect(page.locator("h1")).to_have_text("How families will see it")
    button(page, "Go on changing it").click()
    expect(hours).to_have_value("Fri 9:00-12:00")
    expect(summary).to_have_value("A room that is warm.")
    page.go_back()
    page.go_back()
    expect(hours).to_have_value("Fri 9-12")
    page.goto("/planning")
    sign_out(page)


def test_two_people_at_once_and_one_with_the_keyboard_alone(planning: Planning, come: Come) -> None:
    page, other = come(False), come(True)
    for each in (page, other):
        sign_in(each, planning)
        each.goto(EDIT)
    page.get_by_label("What it does").fill("Mine is a warm room.")
    page.get_by_label("What a family pays").select_option("paid")
    other.get_by_label("What it does").fill("Theirs is a warm room.")
    other.get_by_role("textbox", name="Ages", exact=True).fill("0-5")
    look(other)
    button(other, "Save").click()
    expect(other.get_by_role("status")).to_contain_text("It is saved.")
    page.get_by_role("textbox", name="Ages", exact=True).press("Enter")
    expect(page.locator("h1")).to_have_text("How families will see it")
    tab_to(page, button(page, "Save"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Two people changed this listing")
    asked = page.get_by_role("group", name="What it does")
    expect(asked).to_contain_text("Mine is a warm room.")
    expect(asked).to_contain_text("Theirs is a warm room.")
    expect(page.get_by_role("main")).to_contain_text("They also changed ages.")
    tab_to(page, button(page, "Save what I chose"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("What it does: Choose one")
    tab_to(page, page.get_by_role("alert").get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Yours")).to_be_focused()
    page.keyboard.press("Space")
    tab_to(page, button(page, "Save what I chose"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("It is saved.")
    made = served(planning, "tea-and-a-chat")
    assert made.summary == "Mine is a warm room."
    assert (made.cost, made.ages.oldest) == ("paid", 5)
    for each in (page, other):
        each.goto("/planning")
        sign_out(each)


def tab_to(page: Page, place: Locator, most: int = 90) -> None:
    """Go on with the Tab key until a place has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if place.evaluate("place => place === document.activeElement"):
            return
    raise AssertionError("the Tab key does not lead there")


def test_nothing_is_wrong_with_the_form_in_any_state(planning: Planning, come: Come) -> None:
    page, other = come(True), come(True)
    for each in (page, other):
        sign_in(each, planning)
    wrong = {}
    for path in (NEW, EDIT):
        page.goto(path)
        wrong[path] = _look_afresh(page)
    look(page)
    expect(page.locator("h1")).to_have_text("How families will see it")
    wrong["look"] = _look_afresh(page)
    page.goto(NEW)
    look(page)
    expect(page.get_by_role("alert")).to_be_visible()
    wrong["problem"] = _look_afresh(page)
    for each, words in ((page, "Mine is warm."), (other, "Theirs is warm.")):
        each.goto(EDIT)
        each.get_by_label("What it does").fill(words)
        each.get_by_label("Number or address").fill(f"0141 496 000{len(words) % 10}")
        look(each)
    button(other, "Save").click()
    expect(other.get_by_role("status")).to_be_visible()
    button(page, "Save").click()
    wrong["meeting"] = _look_afresh(page)
    button(page, "Save what I chose").click()
    expect(page.get_by_role("alert")).to_be_visible()
    wrong["meeting, nothing chosen"] = _look_afresh(page)
    for each in (page, other):
        each.goto("/planning")
        sign_out(each)
    told = [f"{path}: {line}" for path, lines in wrong.items() for line in lines]
    assert told == [], "\n".join(told)
