"""A planner closes a building for Christmas in a real browser, with no script and with a mistake in
it, families read it, and it is undone in one go. And nothing is wrong with the pages of upkeep.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.clock import Clock
from tests.browser.planners import Come, Planning, coming, serving_planners, sign_in, sign_out
from tests.browser.test_accessibility import _look_twice
from tests.web.planning.upkeep import ALL_IN_HALL, EXTRA, write_book
from tests.web.small_data import write_small_data

pytestmark = pytest.mark.browser

CLOSED = "Closed 24 December 2026 to 3 January 2027"


@pytest.fixture
def planning(tmp_path: Path, site_clock: Clock) -> Iterator[Planning]:
    data = write_small_data(tmp_path / "data", EXTRA)
    write_book(tmp_path / "var")
    with serving_planners(data, tmp_path / "var", site_clock) as planning:
        yield planning


@pytest.fixture
def come(chromium: Browser, planning: Planning) -> Iterator[Come]:
    with coming(chromium, planning) as open_page:
        yield open_page


def fill(page: Page, first: str, last: str, why: str) -> None:
    page.get_by_label("First day").fill(first)
    page.get_by_label("Last day").fill(last)
    page.get_by_label("Why?").fill(why)
    page.get_by_role("button", name="See what families will read").click()


def test_a_building_is_closed_for_christmas_and_opened_again(
    planning: Planning, come: Come
) -> None:
    page = come(False)
    sign_in(page, planning)
    page.get_by_role("link", name="Close a building").click()
    page.get_by_label("Which building?").fill("old hall")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Old Hall, Govan, G51 3UU").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(len(ALL_IN_HALL))
    page.get_by_label("Hall quiet room").uncheck()
    fill(page, "24 Dec 2026", "3 Jan 2026", "")
    page.get_by_role("alert").get_by_role("link", name="The last day is before").click()
    expect(page.get_by_label("Last day")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Say why.")
    expect(page.get_by_label("Hall quiet room")).not_to_be_checked()
    page.get_by_label("Hall quiet room").check()
    fill(page, "24 Dec 2026", "3 Jan 2027", "Christmas.")
    cafe = page.get_by_role("region", name="Hall café")
    expect(cafe).to_contain_text(CLOSED)
    expect(cafe).to_contain_text("its card will say: Closed")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("Why?")).to_have_value("Christmas.")
    page.get_by_role("button", name="See what families will read").click()
    page.get_by_role("button", name="Save it for all of these").click()
    expect(page.get_by_role("status")).to_contain_text("3 listings.")
    _read_as_families(page, is_closed=True)
    page.goto("/planning/closures")
    expect(page.get_by_role("region", name="Old Hall, Govan, G51 3UU")).to_contain_text("Coming")
    sign_out(page)


def test_a_closing_is_undone_from_the_notice(planning: Planning, come: Come) -> None:
    page = come(False)
    sign_in(page, planning)
    page.goto("/planning/closures?building=g51-3uu")
    fill(page, "24 Dec 2026", "2027-01-03", "Christmas.")
    page.get_by_role("button", name="Save it for all of these").click()
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.get_by_role("status")).to_have_text("It is undone.")
    _read_as_families(page, is_closed=False)
    page.goto("/planning")
    sign_out(page)


def test_two_listings_are_told_apart(planning: Planning, come: Come) -> None:
    page = come(False)
    sign_in(page, planning)
    page.get_by_role("link", name="Likely duplicates").click()
    pair = page.get_by_role("region", name="Hall café / The Hall Café")
    expect(pair.get_by_role("row", name="Provider")).to_contain_text("A church")
    pair.get_by_role("button", name="These are two different things").click()
    expect(page.get_by_role("status")).to_contain_text("They are two different things.")
    expect(page.get_by_role("region", name="Hall café")).to_have_count(0)
    sign_out(page)


PAGES = ("/planning/links", "/planning/closures", "/planning/closures?building=g51-3uu",
         "/planning/duplicates")  # fmt: skip


def test_nothing_is_wrong_with_the_pages_of_upkeep(planning: Planning, come: Come) -> None:
    page = come(True)
    sign_in(page, planning)
    wrong = {}
    for path in PAGES:
        page.goto(path)
        wrong[path] = _look_afresh(page)
    page.goto("/planning/closures?building=g51-3uu")
    fill(page, "soon", "3 Jan 2027", "")
    wrong["problem"] = _look_afresh(page)
    fill(page, "24 Dec 2026", "3 Jan 2027", "Christmas.")
    wrong["preview"] = _look_afresh(page)
    page.get_by_role("button", name="Save it for all of these").click()
    wrong["saved"] = _look_afresh(page)
    sign_out(page)
    told = [f"{path}: {line}" for path, lines in wrong.items() for line in lines]
    assert told == [], "\n".join(told)


def _look_afresh(page: Page) -> list[str]:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="light")
    return _look_twice(page)


def _read_as_families(page: Page, *, is_closed: bool) -> None:
    for name in ALL_IN_HALL:
        page.goto(f"/services/{name}")
        expect(page.get_by_text(CLOSED)).to_have_count(int(is_closed))
