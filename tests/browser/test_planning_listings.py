"""Planners' listings in a real browser: finding one, taking it from families, and undoing it."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.planners import Come, Planning, coming, serving_planners, sign_in, sign_out
from tests.browser.test_planning import _look_afresh
from tests.conftest import MOMENT

pytestmark = pytest.mark.browser

LISTINGS = "/planning/listings"
TEA = f"{LISTINGS}/tea-and-a-chat"
PAUSED = "It is paused. Families do not see it any more."


class Going:
    """A clock that goes a minute at each step of a task."""

    def __init__(self) -> None:
        self.now = MOMENT

    def __call__(self) -> datetime:
        return self.now

    def step(self) -> None:
        self.now += timedelta(minutes=1)


@pytest.fixture
def clock() -> Going:
    return Going()


@pytest.fixture
def planning(small_data: Path, tmp_path: Path, clock: Going) -> Iterator[Planning]:
    """Serve listings that may be saved to, with their past in git."""
    data = tmp_path / "data"
    shutil.copytree(small_data, data)
    subprocess.run(["git", "init", "-q", "-b", "main", str(data)], check=True)
    with serving_planners(data, tmp_path / "var", clock) as planning:
        yield planning


@pytest.fixture
def come(chromium: Browser, planning: Planning) -> Iterator[Come]:
    with coming(chromium, planning) as open_page:
        yield open_page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def go_to(page: Page, name: str) -> None:
    """Walk with Tab alone to what has these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").startswith(name):
            return
    raise AssertionError(f"Tab never comes to {name}")


def test_with_no_script_and_the_keyboard_a_listing_is_paused_and_undone(
    planning: Planning, come: Come, clock: Going
) -> None:
    page = come(False)
    sign_in(page, planning)
    go_to(page, "Listings")
    press(page, "Enter")
    page.get_by_label("Name, provider or phone").focus()
    page.keyboard.type("0141 4960000")
    press(page, "Enter")
    expect(page.locator("#counted")).to_have_text("1 of 2 listings")
    go_to(page, "Tea and a chat")
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text("Tea and a chat")
    clock.step()
    page.get_by_label("Why?").focus()
    page.keyboard.type("The hall is shut.")
    go_to(page, "Pause it")
    press(page, "Enter")
    expect(page.get_by_role("status")).to_have_text(PAUSED)
    expect(page.get_by_role("main")).to_contain_text("Pause tea-and-a-chat: The hall is shut.")
    assert not planning.site.live.directory.catalogue.find("tea-and-a-chat")
    clock.step()
    go_to(page, "Undo")
    press(page, "Enter")
    expect(page.get_by_role("status")).to_have_text("What it said before is back.")
    page.get_by_role("link", name="See it as families do").click()
    expect(page.locator("h1")).to_have_text("Tea and a chat")
    page.goto(TEA)
    sign_out(page)


def test_what_it_said_before_is_seen_and_brought_back(
    planning: Planning, come: Come, clock: Going
) -> None:
    page = come(True)
    sign_in(page, planning)
    page.goto(TEA)
    page.get_by_text("Archive it", exact=True).click()
    page.get_by_role("button", name="Yes, archive it").click()
    expect(page.get_by_role("status")).to_contain_text("It is archived.")
    clock.step()
    assert planning.site.keeper is not None
    file = planning.site.keeper.folder / "services.yaml"
    file.write_text(file.read_text().replace("A warm room with food", "A cold room with cake"))
    page.get_by_role("link", name="See what changed").click()
    expect(page.get_by_role("main")).to_contain_text("Changed by hand in the file.")
    assert _look_afresh(page) == []
    page.locator(".past-lines a").last.click()
    now = page.locator(".state-now").first
    expect(now.locator("ins")).to_have_text(["[only here: cold ]", "[only here: cake ]"])
    assert _look_afresh(page) == []
    page.get_by_role("button", name="Bring back what it said then").click()
    expect(page.get_by_role("status")).to_have_text("What it said before is back.")
    written = file.read_text()
    assert ("A warm room with food" in written, "archived" in written) == (True, False)
    assert _look_afresh(page) == []
    page.goto(f"{LISTINGS}/history")
    expect(page.locator(".past-lines > li")).to_have_count(4)
    assert _look_afresh(page) == []
    sign_out(page)


def test_filters_change_the_list_in_place_and_keep_the_focus(
    planning: Planning, come: Come
) -> None:
    page = come(True)
    sign_in(page, planning)
    page.goto(LISTINGS)
    page.wait_for_function("() => window.htmx !== undefined")
    page.evaluate("() => { window.stays = true; }")
    page.get_by_label("Topic").select_option(label="Food")
    page.get_by_role("button", name="Show").focus()
    press(page, "Enter")
    expect(page.get_by_role("status")).to_have_text("1 of 2 listings")
    expect(page.get_by_role("button", name="Show")).to_be_focused()
    assert page.url == f"{planning.address}{LISTINGS}?need=food"
    assert page.evaluate("() => window.stays")
    page.get_by_label("Name, provider or phone").fill("samaritans")
    press(page, "Enter")
    expect(page.get_by_role("status")).to_have_text("No listing fits.")
    expect(page.get_by_label("Name, provider or phone")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Topic")).to_have_value("food")
    expect(page.locator("#counted")).to_have_text("No listing fits.")
    sign_out(page)


def test_who_was_signed_out_meanwhile_is_led_to_the_way_in(planning: Planning, come: Come) -> None:
    page = come(True)
    sign_in(page, planning)
    page.goto(LISTINGS)
    page.wait_for_function("() => window.htmx !== undefined")
    page.context.clear_cookies()
    page.get_by_role("button", name="Show").click()
    expect(page.locator("h1")).to_have_text("Sign in")


def test_a_broken_file_is_told_on_the_page(planning: Planning, come: Come) -> None:
    page = come(True)
    sign_in(page, planning)
    assert planning.site.keeper is not None
    file = planning.site.keeper.folder / "services.yaml"
    good = file.read_text()
    file.write_text(good.replace("cost: free", "cost: cheap"))
    planning.site.live.refresh()
    page.goto(LISTINGS)
    trouble = page.get_by_role("region", name="Something in the files is wrong")
    expect(trouble).to_contain_text("data/services.yaml, line")
    assert _look_afresh(page) == []
    page.goto(TEA)
    expect(trouble).to_contain_text("use one of")
    sign_out(page)
