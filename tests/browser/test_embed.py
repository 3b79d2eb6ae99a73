"""The frame in pages that are not ours: any page may hold it, and WordPress' sandbox too."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Frame, expect

from tests.browser import layout
from tests.browser.conftest import Look, View
from tests.browser.guests import CANARY, Guest, Invite, hosts, invite, violations
from tests.browser.hosts import HOSTS, HostPage

__all__ = ["hosts", "invite"]
pytestmark = pytest.mark.browser

FRAME = '<iframe src="{site}/embed%s" title="Find family support" width="%d" height="900"></iframe>'
SANDBOX = FRAME.replace("<iframe", '<iframe sandbox="allow-scripts" security="restricted"')
WORDPRESS = "?plain=1&area=glasgow-south#?secret=abcdef"
PAGES = {
    "framed": HostPage(FRAME % ("?area=glasgow-south&title=Help+at+our+school", 360)),
    "framed in isolation": HostPage(
        FRAME % ("", 360), headers={"Cross-Origin-Embedder-Policy": "require-corp"}
    ),
    "framed under a policy": HostPage(FRAME % ("", 360), policy="frame-src {site}", styles=""),
    "pasted into wordpress": HostPage(SANDBOX % (WORDPRESS, 600)),
    "sandboxed with a form": HostPage(SANDBOX % ("?area=glasgow-south#?secret=abcdef", 600)),
}
LISTEN = """(() => {
  window.heard = [];
  addEventListener("message", (event) => heard.push(event.data));
})()"""
EXIT = "https://www.bbc.co.uk/weather"


@pytest.fixture(scope="module", autouse=True)
def framed_pages() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, page in PAGES.items():
            patch.setitem(HOSTS, name, page)
        yield


def open_frame(guest: Guest, name: str) -> Frame:
    """Return the frame of ours in a host's page, once it is drawn."""
    guest.page.goto(f"{guest.hosts}/{name.replace(' ', '-')}")
    expect(guest.page.frame_locator("iframe").locator("h1")).to_be_visible()
    return guest.page.frames[1]


def heard(guest: Guest, message: str) -> list[Any]:
    """Return the values the host was told in messages of a kind."""
    told: list[dict[str, Any]] = guest.page.evaluate("heard")
    return [each["value"] for each in told if each["message"] == message]


def search(frame: Frame, words: str) -> None:
    frame.get_by_label("What would help?").fill(words)
    frame.get_by_role("button", name="Find help").click()
    expect(frame.locator("#results-title")).to_be_visible()


@pytest.mark.parametrize("name", ["framed", "framed in isolation", "framed under a policy"])
def test_a_search_ends_inside_the_frame_and_the_host_hears_a_height(
    invite: Invite, name: str
) -> None:
    guest = invite(View(), LISTEN)
    frame = open_frame(guest, name)
    source = guest.page.locator("iframe").get_attribute("src")
    before = guest.page.url
    search(frame, f"worried about bills {CANARY}")
    expect(frame.locator("#results-title")).to_be_focused()
    expect(frame.locator('a[href^="tel:0"]').first).to_be_visible()
    assert guest.page.url == before
    assert guest.page.locator("iframe").get_attribute("src") == source
    told = guest.page.evaluate("heard")
    assert len(told) >= 2
    assert all(set(each) == {"message", "value"} for each in told)
    assert {each["message"] for each in told} == {"height"}
    assert all(isinstance(each["value"], int) for each in told)
    assert not any(CANARY in request.url for request in guest.asked)
    assert guest.complaints == []


def test_danger_is_where_reading_goes_on(invite: Invite) -> None:
    guest = invite()
    frame = open_frame(guest, "framed")
    search(frame, "i want to die")
    expect(frame.locator("#urgent-title")).to_be_focused()


def test_a_listing_opens_at_the_top_in_the_same_tab(invite: Invite) -> None:
    guest = invite()
    frame = open_frame(guest, "framed")
    search(frame, "food")
    frame.locator(".card-name a").first.click()
    guest.page.wait_for_url("**/services/*")
    assert len(guest.page.context.pages) == 1
    assert guest.page.frames == [guest.page.main_frame]


def test_leaving_takes_the_place_of_the_hosts_page(invite: Invite) -> None:
    guest = invite()
    guest.page.route(f"{EXIT}*", lambda route: route.fulfill(body="Sunny"))
    frame = open_frame(guest, "framed")
    length = guest.page.evaluate("history.length")
    frame.get_by_role("link", name="Leave this page").click()
    guest.page.wait_for_url(EXIT)
    assert guest.page.evaluate("history.length") == length


def test_the_keyboard_goes_in_and_out_of_the_frame(invite: Invite) -> None:
    guest = invite()
    open_frame(guest, "framed")
    for _ in range(40):
        guest.page.keyboard.press("Tab")
        if guest.page.evaluate("document.activeElement.id") == "after":
            break
    assert guest.page.evaluate("document.activeElement.id") == "after"


def test_in_wordpress_links_show_help_and_the_host_opens_the_rest(invite: Invite) -> None:
    guest = invite(View(width=800), LISTEN)
    frame = open_frame(guest, "pasted into wordpress")
    assert frame.evaluate("getComputedStyle(document.querySelector('.leave')).display") != "inline"
    guest.page.frame_locator("iframe").get_by_role("link", name="Food", exact=True).click()
    expect(guest.page.frame_locator("iframe").locator(".card").first).to_be_visible()
    frame = guest.page.frames[1]
    assert frame.url.endswith("#?secret=abcdef")
    frame.locator(".card-name a").first.click()
    frame.locator(".card .button").first.click()
    frame.get_by_role("link", name="Leave this page").click()
    ours = frame.url.partition("/embed")[0]
    listing, reached, way_out = heard(guest, "link")
    assert {address.rpartition("/")[0] for address in (listing, reached)} == {f"{ours}/services"}
    assert way_out == f"{ours}/exit"
    assert all(each["secret"] == "abcdef" for each in guest.page.evaluate("heard"))
    assert all(0 < height < 5000 for height in heard(guest, "height"))
    assert guest.complaints == []


def test_a_form_that_a_sandbox_would_not_send_is_not_shown(invite: Invite) -> None:
    frame = open_frame(invite(), "sandboxed with a form")
    expect(frame.get_by_role("button", name="Find help")).to_be_hidden()
    expect(frame.get_by_role("link", name="Food", exact=True)).to_be_visible()


def test_without_script_the_frame_answers_too(invite: Invite) -> None:
    guest = invite(View(scripts=False))
    frame = open_frame(guest, "framed")
    search(frame, "food")
    expect(frame.locator(".card").first).to_be_visible()


@pytest.mark.parametrize(
    "view", [View(200, 600), View(360, 740, dark=True), View(1280, 800)], ids=str
)
@pytest.mark.parametrize("words", ["", "worried about bills", "i want to die"])
def test_nothing_is_wrong_with_the_frame(look: Look, view: View, words: str) -> None:
    page = look(view)
    page.goto("/embed?area=glasgow-south&near=G42")
    if words:
        search(page.main_frame, words)
    assert [*violations(page), *layout.judge(page)] == []
