"""Lists and posters come out of a printer as they are meant to; copying takes one press."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.content.codes import code_of
from app.search.directory import Directory
from tests.browser.conftest import Look, View

pytestmark = pytest.mark.browser

LEAF = re.compile(rb"/Type\s*/Page\b(?!s)")
MM = 96 / 25.4
CAMERAS_LEAST_MM = 25
OVERFLOWING = """() => {
  const box = (e) => e.getBoundingClientRect();
  const within = (inner, outer) => inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1
    && inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
  const room = { left: 0, right: innerWidth, top: box(document.querySelector(".sheet h1")).bottom,
    bottom: box(document.querySelector(".sheet > .address")).top };
  const spilt = [...document.querySelectorAll(".middle p, .middle li, .middle svg")]
    .filter((e) => !within(box(e), room));
  for (const strip of document.querySelectorAll(".strip")) {
    const parts = [...strip.querySelectorAll("span, svg")];
    spilt.push(...parts.filter((e) => !within(box(e), box(strip))));
  }
  return spilt.map((e) => e.outerHTML.slice(0, 60));
}"""


def _list_path(directory: Directory) -> str:
    return "/list/" + ".".join(code_of(s.id) for s in directory.catalogue.live[:9])


def _count_leaves(page: Page) -> int:
    return len(LEAF.findall(page.pdf(prefer_css_page_size=True)))


def _width_mm(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["width"] / MM


def test_a_poster_is_one_sheet_of_a4_whatever_is_on_it(look: Look, directory: Directory) -> None:
    page = look(View(794, 1123))
    page.emulate_media(media="print")
    needs = ["", *(need.page for need in directory.catalogue.needs.values())]
    for area in directory.catalogue.areas:
        for need in needs:
            page.goto(f"/poster/{area}?need={need}")
            assert page.evaluate(OVERFLOWING) == [], (area, need)
        assert _count_leaves(page) == 1
        assert len(LEAF.findall(page.pdf(format="A4"))) == 1
    assert _width_mm(page, ".strip .square") * 29 / 37 >= 13
    assert _width_mm(page, ".middle .square") >= 60


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_poster_fits_the_screen_it_is_chosen_on(look: Look, width: int) -> None:
    page = look(View(width, 800))
    page.goto("/posters")
    page.get_by_label("Which area?").select_option("glasgow-north-west")
    page.get_by_label("Which topic?").select_option("kinship")
    page.get_by_role("button", name="Show the poster").click()
    page.wait_for_url("**/poster/glasgow-north-west?need=kinship")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_text("press Ctrl and P")).to_be_visible()


def test_a_printed_list_has_what_paper_needs(look: Look, directory: Directory) -> None:
    page = look(View(794, 1123))
    page.goto(_list_path(directory))
    expect(page.locator(".square").first).to_be_hidden()
    expect(page.get_by_role("button", name="Print this list")).to_be_visible()
    page.emulate_media(media="print")
    blocks = page.locator(".listed").all()
    assert len(blocks) == 10
    for block in blocks:
        assert block.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
        expect(block.locator(".square")).to_be_visible()
    assert _width_mm(page, ".card .square") >= CAMERAS_LEAST_MM
    assert _width_mm(page, ".whole .square") >= CAMERAS_LEAST_MM
    number = page.locator(".paper .number").first
    assert float(number.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 24
    for gone in (".top", ".share", ".foot nav", "button"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
    assert 2 <= _count_leaves(page) <= 6


@pytest.mark.parametrize(
    "path",
    [
        "/services/the-govan-pantry",
        "/services/starter-packs-glasgow",
        "/topics/food",
        "/topics/now",
        "/areas/glasgow-south",
        "/find?need=food",
    ],
)
def test_paper_says_its_day_and_not_who_is_open_now(look: Look, path: str) -> None:
    page = look(View(794, 1123))
    page.goto(path)
    day = page.get_by_text("From Reach In, as it was on 25 November 2026.")
    now = page.locator("main :is(.state-open, .state-closed)")
    expect(day).to_be_hidden()
    expect(now.first).to_be_visible()
    page.emulate_media(media="print")
    expect(day).to_be_visible()
    assert not any(each.is_visible() for each in now.all())


def test_a_list_is_dated_once_on_paper(look: Look, directory: Directory) -> None:
    page = look(View(794, 1123))
    page.goto(_list_path(directory))
    page.emulate_media(media="print")
    dated = page.get_by_text("25 November 2026").all()
    assert sum(each.is_visible() for each in dated) == 1


@pytest.mark.parametrize("path", ["list", "/poster/glasgow", "/services/the-govan-pantry"])
def test_printing_takes_one_press(look: Look, directory: Directory, path: str) -> None:
    page = look(View())
    page.goto(_list_path(directory) if path == "list" else path)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print this").click()
    assert page.evaluate("window.printed")


def test_the_address_is_copied_at_one_press(look: Look, directory: Directory, address: str) -> None:
    page = look(View())
    path = _list_path(directory)
    page.goto(path)
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    page.goto("/")
    page.get_by_label("What would help?").focus()
    page.keyboard.press("Control+V")
    expect(page.get_by_label("What would help?")).to_have_value(address + path)


def test_without_script_no_button_is_there_that_does_nothing(
    look: Look, directory: Directory
) -> None:
    page = look(View(scripts=False))
    for path in (_list_path(directory), "/poster/glasgow"):
        page.goto(path)
        assert not any(each.is_visible() for each in page.locator("main button").all())
    page.goto(_list_path(directory))
    assert page.get_by_role("link", name="Text message").is_visible()
    assert page.get_by_label("Or copy this address").get_attribute("readonly") is not None
