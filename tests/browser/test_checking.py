"""A round of checking in a real browser with no script, by keyboard alone: what families told us
first, marked and taken back; families read it at once.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.clock import Clock
from app.voice import Snapshot
from app.web.planning.checking_forms import NO_METHOD, TOO_SOON
from tests.browser.planners import Come, Planning, coming, serving_planners, sign_in, sign_out
from tests.browser.test_accessibility import _look_twice
from tests.planning.calendars import read_calendar
from tests.web.planning.test_checks import CHECKS, TEA, made_listings
from tests.web.small_data import write_small_data

pytestmark = pytest.mark.browser

MOST_TABS = 60
DOUBT = "Some people told us this may have changed."


@pytest.fixture
def planning(tmp_path: Path, site_clock: Clock) -> Iterator[Planning]:
    data = write_small_data(tmp_path / "data", made_listings())
    with serving_planners(data, tmp_path / "var", site_clock) as planning:
        planning.site.voice.snapshot = Snapshot({TEA: date(2026, 11, 24)})
        yield planning


@pytest.fixture
def come(chromium: Browser, planning: Planning) -> Iterator[Come]:
    with coming(chromium, planning) as open_page:
        yield open_page


def test_a_round_of_checking_by_keyboard(planning: Planning, come: Come) -> None:
    page = come(False)
    page.goto(f"/services/{TEA}")
    expect(page.get_by_role("main")).to_contain_text(DOUBT)
    sign_in(page, planning)
    _press(page, "link", "What to check next")
    told = page.get_by_role("region", name="Families told us")
    expect(told.get_by_role("article", name="Tea and a chat")).to_contain_text("Not checked yet")
    expect(told.get_by_role("link", name=re.compile("^Call.*0141 496 0000$"))).to_have_attribute(
        "href", "tel:01414960000"
    )
    _press(page, "button", "By phone : Tea and a chat")
    marked = "Tea and a chat: checked today, by phone. It is due again by 25 May 2027."
    expect(page.get_by_role("status")).to_contain_text(marked)
    expect(page.get_by_role("region", name="Families told us")).to_have_count(0)
    page.goto(f"/services/{TEA}")
    expect(page.get_by_role("main")).not_to_contain_text(DOUBT)
    words = "Checked by phone on 25 November 2026, by our locality planner."
    expect(page.get_by_role("main")).to_contain_text(words)
    page.goto(f"{CHECKS}?marked={TEA}")
    _press(page, "button", "Undo : Tea and a chat")
    expect(page.get_by_role("article", name="Tea and a chat")).to_contain_text("Not checked yet")
    page.goto(f"/services/{TEA}")
    expect(page.get_by_role("main")).to_contain_text("We have not checked this with them yet.")
    page.goto(CHECKS)
    sign_out(page)


def test_a_day_for_the_next_check_is_chosen_and_a_slip_is_mended(
    planning: Planning, come: Come
) -> None:
    page = come(False)
    sign_in(page, planning)
    page.goto(f"{CHECKS}?area=glasgow-south&when=overdue")
    name = "The south-late, =1+1; \\ here"
    card = page.get_by_role("article", name=name)
    card.get_by_text("Choose when to check again").click()
    day = card.get_by_label("Check it again by")
    day.fill("2026-01-01")
    day.press("Enter")
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_text([NO_METHOD, TOO_SOON])
    page.get_by_role("alert").get_by_role("link", name=NO_METHOD).click()
    expect(page.get_by_role("button", name="By phone")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name=TOO_SOON).click()
    day = page.get_by_label("Check it again by")
    expect(day).to_be_focused()
    expect(day).to_have_value("2026-01-01")
    expect(day).to_have_attribute("aria-invalid", "true")
    day.fill("2027-03-31")
    page.get_by_role("button", name="By email").click()
    expect(page.get_by_role("status")).to_contain_text("It is due again by 31 March 2027.")
    expect(page.get_by_label("Which area?")).to_have_value("glasgow-south")
    check = planning.site.live.directory.catalogue.by_id["south-late"].checked
    assert check is not None
    assert (check.how, check.next) == ("email", date(2027, 3, 31))
    sign_out(page)


def test_the_list_and_its_days_can_be_taken_away(planning: Planning, come: Come) -> None:
    page = come(False)
    sign_in(page, planning)
    page.goto(f"{CHECKS}?area=south-ayrshire")
    with page.expect_download() as sheet:
        page.get_by_role("link", name="This list as a table (CSV)").click()
    assert sheet.value.suggested_filename == "reach-in-checks-2026-11-25.csv"
    assert "shire-soon" in Path(sheet.value.path()).read_text(encoding="utf-8")
    with page.expect_download() as days:
        page.get_by_role("link", name="The days as a calendar (ICS)").click()
    assert days.value.suggested_filename == "reach-in-checks-2026-11-25.ics"
    _, events = read_calendar(Path(days.value.path()).read_bytes().decode())
    assert [event["DTSTART;VALUE=DATE"] for event in events] == [
        "20261128", "20261204", "20271204",
    ]  # fmt: skip
    sign_out(page)


def test_nothing_is_wrong_with_a_full_list_or_a_slip(planning: Planning, come: Come) -> None:
    page = come(True)
    sign_in(page, planning)
    page.goto(CHECKS)
    wrong = _look(page)
    page.get_by_role("button", name="By visit : Tea and a chat").click()
    expect(page.get_by_role("status")).to_contain_text("checked today")
    wrong += _look(page)
    page.goto(f"{CHECKS}/{TEA}")
    page.get_by_text("Choose when to check again").click()
    page.get_by_label("Check it again by").fill("2020-01-01")
    page.get_by_role("button", name="By visit").click()
    expect(page.get_by_role("alert")).to_be_visible()
    wrong += _look(page)
    sign_out(page)
    assert wrong == []


def _press(page: Page, role: str, name: str) -> None:
    """Go on with Tab until something has the focus, and press Enter: no mouse is needed."""
    wanted = page.get_by_role("main").get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    expect(wanted).to_have_count(1)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab never comes to {name}")


def _look(page: Page) -> list[str]:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="light")
    while page.locator("main details:not([open])").count():
        page.locator("main details:not([open]) summary").first.click()
    return _look_twice(page)
