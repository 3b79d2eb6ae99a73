"""The widget in pages that are not ours: it works, it keeps to itself, and anyone can use it."""

import gzip
import re

import httpx
import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import View
from tests.browser.guests import (
    CANARY,
    OVERHEAR,
    Invite,
    focused,
    found,
    hosts,
    invite,
    phones,
    too_small,
    violations,
)
from tests.browser.hosts import path_of

__all__ = ["hosts", "invite"]
pytestmark = pytest.mark.browser

CRISIS = "i want to die"
LONELY = "i am lonely"
EXIT = "https://www.bbc.co.uk/weather"
MOST_BYTES = 8000
LOOKS = """(host) => [...host.shadowRoot.querySelectorAll("*")].map((each) => {
  const style = getComputedStyle(each);
  return [each.tagName, ...[...style].filter((name) => !name.startsWith("--"))
    .map((name) => `${name}: ${style.getPropertyValue(name)}`)].join("; ");
})"""
OUTSIDE = """() => [...document.querySelectorAll("h1, p, #after")].map((each) => {
  const style = getComputedStyle(each);
  return [...style].map((name) => style.getPropertyValue(name)).join();
})"""
TOO_WIDE = """(host) => [...host.shadowRoot.querySelectorAll("*")]
  .filter((each) => !each.closest(".away") && !each.closest("svg") && each.clientWidth
    && (each.scrollWidth > each.clientWidth + 1
      || each.getBoundingClientRect().right > host.getBoundingClientRect().right + 0.5
      || each.getBoundingClientRect().left < host.getBoundingClientRect().left - 0.5))
  .map((each) => each.outerHTML.slice(0, 90))"""
PAINTED = """(button) => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map((part) =>
      part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const style = getComputedStyle(button);
  const [dark, pale] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
  return pale / dark;
}"""


WORKING = [
    "plain",
    "strict",
    "isolated",
    "hostile",
    "narrow",
    "small root",
    "flexible",
    "two",
    "from right to left",
    "nothing set",
    "nonsense",
]


@pytest.mark.parametrize("name", WORKING)
def test_a_family_finds_who_to_phone_in_every_kind_of_host(invite: Invite, name: str) -> None:
    guest = invite()
    guest.open(name)
    guest.search(LONELY, "G51")
    expect(found(guest)).to_have_count(3)
    expect(guest.widget.get_by_role("status")).to_contain_text("near")
    assert len(phones(guest)) >= 1
    assert guest.complaints == []


def test_nothing_but_the_script_is_asked_for_before_use(invite: Invite, address: str) -> None:
    guest = invite()
    guest.open("plain")
    assert guest.addresses(address) == [f"{address}/widget/v1.js"]
    assert len(guest.asked) == 2


def test_the_script_is_small(address: str) -> None:
    script = httpx.get(f"{address}/widget/v1.js").content
    assert len(gzip.compress(script, 9)) <= MOST_BYTES


def test_what_is_typed_stands_in_no_address_and_names_no_host(invite: Invite) -> None:
    guest = invite(None, OVERHEAR)
    guest.open("plain")
    before = guest.page.url, guest.page.evaluate("history.length")
    guest.widget.get_by_label("What would help?").press_sequentially(f"food {CANARY}")
    guest.page.keyboard.press("Enter")
    found(guest)
    assert (guest.page.url, guest.page.evaluate("history.length")) == before
    assert not [url for url in guest.addresses() if CANARY in url]
    [search] = [request for request in guest.asked if request.method == "POST"]
    assert not search.all_headers().keys() & {"referer", "cookie"}
    assert CANARY not in guest.page.content()
    assert guest.page.evaluate("heard") == []
    guest.page.keyboard.press("Escape")
    assert guest.page.evaluate("heard") == [["keydown", "Escape"], ["keyup", "Escape"]]


def test_the_root_is_closed_to_the_host(chromium: Browser, hosts: str) -> None:
    page = chromium.new_page()
    page.goto(hosts + path_of("plain"))
    assert page.evaluate("customElements.get('reach-in') !== undefined")
    assert page.evaluate("document.querySelector('reach-in').shadowRoot") is None
    page.close()


@pytest.mark.parametrize("name", ["hostile", "small root"])
def test_the_hosts_styles_change_nothing_inside(invite: Invite, name: str) -> None:
    looks = []
    for each in ("plain", name):
        guest = invite()
        guest.open(each)
        guest.search(LONELY, "G51")
        found(guest)
        guest.page.evaluate("document.activeElement.blur()")
        guest.page.mouse.move(0, 0)
        guest.page.add_style_tag(content=".column { position: fixed; inset: 0; width: 320px; }")
        looks.append(guest.widget.evaluate(LOOKS))
    assert len(looks[0]) > 50
    assert looks[0] == looks[1]


def test_our_styles_change_nothing_outside(invite: Invite, address: str) -> None:
    looks = []
    for is_blocked in (True, False):
        guest = invite()
        if is_blocked:
            guest.page.route(f"{address}/**", lambda route: route.fulfill(body=""))
        guest.open("plain")
        guest.page.evaluate("document.querySelector('reach-in').hidden = true")
        looks.append(guest.page.evaluate(OUTSIDE))
    assert looks[0] == looks[1]


@pytest.mark.parametrize("width", [200, 240, 360, 700, 1280])
def test_it_fits_every_column_and_every_finger(invite: Invite, width: int) -> None:
    guest = invite(View(width=width + 16))
    guest.open("plain")
    for words in (LONELY, CRISIS):
        guest.search(words, "G51")
        found(guest)
        box = guest.widget.bounding_box()
        assert box is not None
        assert box["width"] == width
        assert guest.widget.evaluate(TOO_WIDE) == []
        assert too_small(guest) == []
        guest.open("plain")


def test_two_on_a_page_do_not_mix(invite: Invite) -> None:
    guest = invite()
    guest.open("two")
    first = guest.page.locator("reach-in").first
    expect(first.get_by_role("heading", name="Help with food")).to_be_visible()
    guest.search("my child will not sleep", "G51")
    found(guest)
    expect(first.locator(".card")).to_have_count(0)
    expect(first.get_by_label("What would help?")).to_have_value("")
    first.get_by_text("Where are you?").click()
    expect(first.get_by_label("Where are you?")).to_be_focused()


def test_danger_comes_before_everything_else(invite: Invite) -> None:
    guest = invite()
    guest.open("plain")
    guest.search(CRISIS, "G51")
    found(guest)
    assert focused(guest) == guest.widget.locator("h3").first.inner_text()
    card = guest.widget.locator(".out > :first-child")
    expect(card).to_have_class("urgent")
    expect(card.get_by_role("link", name="Call 999")).to_be_in_viewport()
    assert len(phones(guest)) >= 2
    guest.search(LONELY, "G51")
    expect(guest.widget.locator(".urgent")).to_have_count(0)


def test_a_reader_goes_on_at_what_was_found_and_hears_the_count_once(invite: Invite) -> None:
    guest = invite()
    guest.open("plain")
    status = guest.widget.get_by_role("status")
    expect(status).to_have_css("display", "block")
    status.evaluate("(e) => (e.kept = true)")
    guest.search(LONELY, "G51")
    found(guest)
    assert focused(guest) == "What we found"
    assert status.evaluate("(e) => e.kept")
    count = status.inner_text()
    assert re.match(r"\d+ places? to get help near ", count)
    assert guest.widget.inner_text().count(count) <= 1


def test_a_website_can_be_pressed_where_there_is_no_number(invite: Invite) -> None:
    website = {"label": "Go to their website", "number": "", "href": "https://example.org/"}

    def answer(route: Route) -> None:
        said = route.fetch().json()
        [first, *rest] = said["results"]
        route.fulfill(
            json=said | {"results": [first | {"contact": website}, *rest]},
            headers={"Access-Control-Allow-Origin": "*"},
        )

    guest = invite()
    guest.open("plain")
    guest.page.route("**/widget/v1/search", answer)
    guest.search(LONELY, "G51")
    name = found(guest).first.inner_text()
    link = guest.widget.get_by_role("link", name=f"Go to their website {name}")
    expect(link).to_have_attribute("href", website["href"])
    expect(link).to_have_attribute("rel", "noreferrer")


def test_what_is_filled_in(invite: Invite) -> None:
    guest = invite()
    widget = guest.open("filled in")
    expect(widget.get_by_role("heading", name="Food near us")).to_be_visible()
    expect(widget.get_by_label("Where are you?")).to_have_value("G51")
    expect(widget.get_by_label("Or choose a topic")).to_have_value("food")
    guest.press()
    expect(found(guest)).to_have_count(2)
    guest.open("filled in", "?postcode=G42+8AA")
    expect(widget.get_by_label("Where are you?")).to_have_value("G42 8AA")


def test_a_host_may_change_what_it_set(invite: Invite) -> None:
    guest = invite()
    widget = guest.open("plain")
    expect(widget.get_by_text("Glasgow South")).to_be_visible()
    widget.evaluate("(e) => e.setAttribute('heading', '<b>Ours</b>')")
    expect(widget.get_by_role("heading", name="<b>Ours</b>")).to_be_visible()
    widget.get_by_label("What would help?").fill("food")
    widget.evaluate("(e) => e.parentElement.append(e)")
    widget.evaluate("(e) => e.setAttribute('area', 'glasgow-south')")
    expect(widget.get_by_label("What would help?")).to_have_value("food")


def test_the_rest_opens_on_the_site_in_the_same_tab(invite: Invite, address: str) -> None:
    guest = invite()
    guest.open("plain")
    guest.search(f"{LONELY} {CANARY}", "G51")
    found(guest)
    guest.widget.get_by_role("link", name=re.compile(r"^See all \d+ on Reach In$")).click()
    expect(guest.page.get_by_label("What would help?")).to_have_value(f"{LONELY} {CANARY}")
    assert guest.page.url.startswith(f"{address}/find/")
    assert CANARY not in guest.page.url
    assert len(guest.page.context.pages) == 1
    guest.page.go_back(wait_until="commit")
    guest.search(LONELY, "G51")
    name = found(guest).first.inner_text()
    found(guest).first.click()
    expect(guest.page.locator("h1")).to_have_text(name)
    assert guest.page.evaluate("document.referrer") == ""


def test_leaving_wipes_the_box_and_back_does_not_bring_it_back(invite: Invite) -> None:
    guest = invite()
    guest.page.context.route(
        f"{EXIT}**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html")
    )
    guest.page.goto(f"{guest.hosts}{path_of('strict')}")
    guest.open("plain")
    guest.search(f"food {CANARY}")
    found(guest)
    left = guest.widget.evaluate(
        """(host) => {
          host.shadowRoot.querySelector(".leave").click();
          const root = host.shadowRoot;
          return [root.querySelector("#words").value, root.querySelectorAll(".card").length];
        }"""
    )
    assert left == ["", 0]
    expect(guest.page.locator("h1")).to_have_text("Weather")
    guest.page.go_back(wait_until="commit")
    expect(guest.page).to_have_url(f"{guest.hosts}{path_of('strict')}")


def test_the_tab_key_goes_in_through_and_out(invite: Invite) -> None:
    guest = invite()
    guest.open("plain")
    order = []
    for _ in range(7):
        guest.page.keyboard.press("Tab")
        order.append(
            guest.page.evaluate(
                """() => {
                  const at = document.activeElement;
                  const inside = at.shadowRoot?.activeElement ?? at;
                  return inside.id || inside.textContent;
                }"""
            )
        )
    ours = ["Leave this page", "words", "need", "near", "Find help", "Go to Reach In"]
    assert order == [*ours, "after"]


def test_right_to_left_turns_it_round_but_not_its_numbers(invite: Invite) -> None:
    guest = invite(View(width=700))
    widget = guest.open("from right to left")
    leave, title = (widget.locator(each).bounding_box() for each in (".leave", "h2"))
    assert leave is not None
    assert title is not None
    assert leave["x"] < title["x"]
    guest.search(LONELY, "G51")
    found(guest)
    expect(widget.locator(".card .number").first).to_have_css("direction", "ltr")


@pytest.mark.parametrize(
    ("name", "is_dark", "paper"),
    [
        ("plain", False, "rgb(251, 247, 240)"),
        ("plain", True, "rgb(17, 25, 29)"),
        ("dark", False, "rgb(17, 25, 29)"),
        ("light", True, "rgb(251, 247, 240)"),
        ("nonsense", True, "rgb(17, 25, 29)"),
    ],
)
def test_light_and_dark(invite: Invite, name: str, is_dark: bool, paper: str) -> None:
    guest = invite(View(dark=is_dark))
    expect(guest.open(name).locator(".box")).to_have_css("background-color", paper)


@pytest.mark.parametrize("colour", ["#ffff00", "#000080", "rgb(120 120 120)", "rebeccapurple"])
@pytest.mark.parametrize("is_dark", [False, True])
def test_words_can_be_read_on_any_colour_of_the_host(
    invite: Invite, colour: str, is_dark: bool
) -> None:
    guest = invite(View(dark=is_dark))
    widget = guest.open("plain")
    button = widget.get_by_role("button", name="Find help")
    usual = button.evaluate("(e) => getComputedStyle(e).backgroundColor")
    widget.evaluate("(e, c) => e.style.setProperty('--reach-in-colour', c)", colour)
    widget.evaluate("(e) => e.style.setProperty('--reach-in-radius', '3px')")
    assert button.evaluate("(e) => getComputedStyle(e).backgroundColor") != usual
    assert button.evaluate(PAINTED) >= 4.5
    expect(button).to_have_css("border-radius", "3px")


@pytest.mark.parametrize("name", ["plain", "two", "from right to left"])
@pytest.mark.parametrize("is_dark", [False, True])
def test_axe_finds_nothing(invite: Invite, name: str, is_dark: bool) -> None:
    guest = invite(View(dark=is_dark))
    guest.open(name)
    assert violations(guest.page) == []
    guest.search(CRISIS, "G51")
    found(guest)
    assert violations(guest.page) == []
    guest.page.context.set_offline(True)
    guest.press()
    expect(guest.widget.locator(".trouble")).to_be_visible()
    assert violations(guest.page) == []
