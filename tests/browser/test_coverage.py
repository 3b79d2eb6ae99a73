"""The coverage pages in a real browser: a whole task without script, paper, and forced colours."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.clock import Clock
from app.config import PROJECT, Settings
from app.main import create_app
from app.planning.accounts import COMMAND
from app.web.planning.cookies import NAME_ON_THIS_MACHINE
from app.web.site import Site
from tests.browser import layout
from tests.browser.conftest import HURRY_MS
from tests.web.server import serving

pytestmark = pytest.mark.browser

LEAF = re.compile(rb"/Type\s*/Page\b(?!s)")
A4 = {"width": 794, "height": 1123}
INSIDE_MARGINS = {"width": 688, "height": 1017}
AREAS = ("glasgow-north-east", "glasgow-south", "glasgow", "south-ayrshire", "scotland")
SPILT = """() => {
  const box = (e) => e.getBoundingClientRect();
  const sheet = box(document.querySelector(".report"));
  const words = [...document.querySelectorAll(".report :is(p, li, td, th, h1, h2, svg)")];
  return words.filter((e) => box(e).right > sheet.right + 1 || box(e).bottom > 1122)
    .map((e) => e.outerHTML.slice(0, 80));
}"""
PAINT = """(name) => {
  const style = getComputedStyle(document.querySelector("." + name));
  return [style.fill, style.stroke, style.strokeDasharray].join(" ");
}"""
PARTS = ("part-yes", "part-no", "part-unknown", "tile-mile", "tile-walk", "tile-far", "door-about")

Come = Callable[..., Page]


@pytest.fixture(scope="module")
def planning(
    tmp_path_factory: pytest.TempPathFactory, site_clock: Clock
) -> Iterator[tuple[str, str]]:
    """Serve the real listings; return where, and the token of a planner who is signed in."""
    var = tmp_path_factory.mktemp("coverage")
    settings = Settings(data=PROJECT / "data", var=var, watch=False, planning=True)
    app = create_app(settings, site_clock)
    with serving(app) as address:
        site: Site = app.state.site
        assert site.office is not None
        accounts = site.office.accounts
        who = accounts.add("a@example.org", "A", "planner", (), "four odd words together", COMMAND)
        yield address, site.office.sessions.open(who)


@pytest.fixture
def come(chromium: Browser, planning: tuple[str, str]) -> Iterator[Come]:
    """Return what opens a page of a planner's; nothing may be said in its console."""
    address, token = planning
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(scripts: bool = True, **chosen: Any) -> Page:
        context = chromium.new_context(
            base_url=address,
            java_script_enabled=scripts,
            **{"viewport": {"width": 1280, "height": 800}, **chosen},
        )
        context.set_default_timeout(HURRY_MS)
        context.add_cookies([{"name": NAME_ON_THIS_MACHINE, "value": token, "url": address}])
        context.on("console", lambda message: wrong.append(message.text))
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def test_a_gap_is_found_and_taken_to_a_meeting_without_script(come: Come, tmp_path: Path) -> None:
    page = come(scripts=False, viewport={"width": 360, "height": 740})
    page.goto("/planning")
    page.get_by_role("main").get_by_role("link", name="Coverage").click()
    page.get_by_label("Look at").select_option("Glasgow South")
    page.get_by_label("On the map", exact=True).select_option("Food")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="On foot in Glasgow South")).to_be_visible()
    expect(page.get_by_role("img", name="how near homes in Glasgow South")).to_be_visible()
    topics = page.get_by_role("table", name="Topics by area")
    food = topics.get_by_role("row", name="Food for you and your family")
    number = food.get_by_role("link").first
    told = number.inner_text()
    number.click()
    expect(page.locator(".lead")).to_have_text(f"{told} listings")
    expect(page.locator(".behind li")).to_have_count(int(told))
    page.get_by_role("link", name="Back to coverage").click()
    page.get_by_role("link", name="A one-page report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Glasgow North East")
    page.get_by_role("link", name="Back to coverage").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="spreadsheet").click()
    saved = tmp_path / "coverage.xlsx"
    download.value.save_as(saved)
    assert saved.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("area", AREAS)
def test_a_report_is_one_sheet_of_a4(come: Come, area: str) -> None:
    page = come(viewport=A4)
    page.goto(f"/planning/report/{area}")
    page.emulate_media(media="print")
    assert page.evaluate(SPILT) == []
    for gone in (".top", ".desk-nav", ".controls", ".foot"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.get_by_role("img")).to_have_count(2)
    assert len(LEAF.findall(page.pdf(prefer_css_page_size=True))) == 1
    assert len(LEAF.findall(page.pdf(format="A4"))) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["active", "none"])
def test_every_mark_of_a_picture_looks_like_no_other(come: Come, scheme: str, forced: str) -> None:
    page = come(color_scheme=scheme, forced_colors=forced)
    page.goto("/planning/coverage?area=glasgow")
    looks = {name: page.evaluate(PAINT, name) for name in PARTS}
    for kind in ("part-", "tile-"):
        own = [look for name, look in looks.items() if name.startswith(kind)]
        assert len(set(own)) == len(own), looks
    body = page.evaluate("getComputedStyle(document.body).backgroundColor")
    words = page.evaluate("getComputedStyle(document.querySelector('.figure-words')).fill")
    assert words != body


@pytest.mark.parametrize("width", [768, 1024, 1280, 1920])
def test_wide_tables_stay_on_the_screen(come: Come, width: int) -> None:
    page = come(viewport={"width": width, "height": 900})
    for path in ("/planning/coverage?area=glasgow&listings=all", "/planning/report/glasgow"):
        page.goto(path)
        assert layout.judge(page) == []


def test_the_page_prints_its_pictures_and_tables(come: Come) -> None:
    page = come(viewport=INSIDE_MARGINS)
    page.goto("/planning/coverage?area=glasgow-south")
    page.emulate_media(media="print")
    for gone in (".scope", ".jumps", ".desk-nav"):
        assert not any(each.is_visible() for each in page.locator(gone).all())
    for picture in page.get_by_role("img").all():
        expect(picture).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= INSIDE_MARGINS["width"]
    assert 5 <= len(LEAF.findall(page.pdf(prefer_css_page_size=True))) <= 14
