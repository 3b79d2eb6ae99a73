"""The frame in pages that are not ours: it tells them its height and nothing else."""

from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser import layout
from tests.browser.conftest import Look, View
from tests.browser.guests import CANARY, OVERHEAR, Invite, hosts, invite, violations
from tests.browser.hosts import SECRET, path_of
from tests.browser.steps import LONG_NAME

__all__ = ["hosts", "invite"]
pytestmark = pytest.mark.browser

WORDPRESS = ("wordpress", "wordpress plain")


def messages(page: Page) -> list[dict[str, Any]]:
    """Return what the frame told its host."""
    heard: list[tuple[str, dict[str, Any]]] = page.evaluate("heard")
    return [message for name, message in heard if name == "message"]


def search(frame: FrameLocator, words: str) -> None:
    """Type into the frame and press its button."""
    frame.get_by_label("What would help?").fill(words)
    frame.get_by_label("Where are you?").fill("G51")
    frame.get_by_role("button", name="Find help").click()
    expect(frame.locator(".card").first).to_be_visible()


@pytest.mark.parametrize("name", ["frame", "isolated frame"])
def test_a_search_in_the_frame_tells_its_host_a_height_alone(invite: Invite, name: str) -> None:
    guest = invite(None, OVERHEAR)
    guest.page.goto(guest.hosts + path_of(name))
    frame = guest.page.frame_locator("iframe")
    before = guest.page.url, guest.page.content()
    search(frame, f"i am lonely {CANARY}")
    assert not [url for url in guest.addresses() if CANARY in url]
    assert (guest.page.url, guest.page.content()) == before
    told = messages(guest.page)
    assert {frozenset(message) for message in told} == {frozenset({"message", "value"})}
    assert {message["message"] for message in told} == {"height"}
    assert all(isinstance(message["value"], int) for message in told)
    assert guest.complaints == []


def test_the_rest_opens_at_the_top_in_the_same_tab(invite: Invite, address: str) -> None:
    guest = invite(None, OVERHEAR)
    guest.page.goto(guest.hosts + path_of("frame"))
    frame = guest.page.frame_locator("iframe")
    search(frame, "i am lonely")
    frame.get_by_role("link", name="on Reach In").click()
    guest.page.wait_for_url(f"{address}/find/*")
    assert len(guest.page.context.pages) == 1


def test_danger_comes_first_in_the_frame(invite: Invite) -> None:
    guest = invite(None, OVERHEAR)
    guest.page.goto(guest.hosts + path_of("frame"))
    frame = guest.page.frame_locator("iframe")
    search(frame, "i want to die")
    expect(frame.locator("main > :first-child")).to_have_class("urgent")
    expect(frame.get_by_role("link", name="Call 999").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 360])
def test_a_long_place_that_we_do_not_know_stays_inside_the_frame(look: Look, width: int) -> None:
    page = look(View(width, 740))
    page.goto("/embed")
    page.get_by_label("What would help?").fill("food")
    page.get_by_label("Where are you?").fill(LONG_NAME)
    page.get_by_role("button", name="Find help").click()
    expect(page.locator(".problem a")).to_contain_text(LONG_NAME[:30])
    assert page.evaluate(layout.SIDEWAYS) == []


@pytest.mark.parametrize("name", WORDPRESS)
def test_wordpress_gets_links_and_no_form(invite: Invite, name: str, address: str) -> None:
    guest = invite(None, OVERHEAR)
    guest.page.goto(guest.hosts + path_of(name))
    frame = guest.page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.get_by_role("button")).to_have_count(0)
    expect(frame.get_by_role("textbox")).to_have_count(0)
    guest.page.wait_for_function("heard.some(([name]) => name === 'message')")
    frame.get_by_role("link", name="Go to Reach In").click()
    guest.page.wait_for_function("heard.some(([, said]) => said.message === 'link')")
    told = messages(guest.page)
    assert {message["secret"] for message in told} == {SECRET}
    assert {message["message"] for message in told} == {"height", "link"}
    assert told[-1]["value"].startswith(f"{address}/")
    assert guest.complaints == []


@pytest.mark.parametrize("name", ["frame", *WORDPRESS])
@pytest.mark.parametrize("is_dark", [False, True])
def test_axe_finds_nothing_in_the_frame(invite: Invite, name: str, is_dark: bool) -> None:
    guest = invite(View(dark=is_dark), OVERHEAR)
    guest.page.goto(guest.hosts + path_of(name))
    expect(guest.page.frame_locator("iframe").locator("h1")).to_be_visible()
    assert violations(guest.page) == []
    inside = guest.page.frames[1]
    assert violations(inside) == []
