"""The widget when something fails: never an empty box, always somebody to phone."""

import re
from datetime import timedelta

import pytest
from fastapi import FastAPI
from playwright.sync_api import expect

from tests.browser.conftest import View
from tests.browser.guests import CANARY, Guest, Invite, found, hosts, invite, phones, too_small
from tests.browser.hosts import hosting
from tests.conftest import MOMENT
from tests.web.server import serving

__all__ = ["hosts", "invite"]
pytestmark = pytest.mark.browser

OLD_BROWSERS = {
    "no custom elements": "Object.defineProperty(window, 'customElements', { value: undefined })",
    "no adopted styles": "delete Document.prototype.adoptedStyleSheets",
}


def has_words_of_its_own(guest: Guest, words: str) -> None:
    """Check that a widget that found nothing says why, and who to phone."""
    expect(guest.widget.get_by_role("status")).to_contain_text(words)
    expect(guest.widget.get_by_role("link", name="Call 999")).to_be_visible()
    assert len(phones(guest)) >= 2
    expect(guest.widget.get_by_label("What would help?")).to_have_value(f"food {CANARY}")
    plain = guest.widget.locator(".out").get_by_role("link", name="Go to Reach In")
    assert re.search(r"/find\?area=glasgow-south$", plain.get_attribute("href") or "")
    assert too_small(guest) == []


def test_no_signal(invite: Invite) -> None:
    guest = invite()
    guest.open("plain")
    guest.page.context.set_offline(True)
    guest.search(f"food {CANARY}")
    has_words_of_its_own(guest, "You may have no signal")
    guest.page.context.set_offline(False)
    guest.press()
    expect(found(guest)).to_have_count(3)


def test_a_host_that_lets_no_search_out(invite: Invite) -> None:
    guest = invite()
    guest.open("no search")
    guest.search(f"food {CANARY}")
    has_words_of_its_own(guest, "We could not get through")
    assert {request.method for request in guest.asked} == {"GET"}


def test_a_server_that_has_stopped(invite: Invite, app: FastAPI) -> None:
    with serving(app) as ours, hosting(ours) as hosts:
        guest = invite(hosts=hosts)
        guest.open("plain")
    guest.search(f"food {CANARY}")
    has_words_of_its_own(guest, "We could not get through")


@pytest.mark.parametrize("body", ["<h1>Bad gateway</h1>", "null", "{}", '{"results": 3}'])
@pytest.mark.parametrize("status", [200, 502])
def test_an_answer_that_is_not_ours(invite: Invite, body: str, status: int) -> None:
    guest = invite()
    guest.open("plain")
    guest.page.route(
        "**/widget/v1/search",
        lambda route: route.fulfill(
            status=status, body=body, headers={"Access-Control-Allow-Origin": "*"}
        ),
    )
    guest.search(f"food {CANARY}")
    has_words_of_its_own(guest, "It is our fault, not yours")


def test_an_answer_that_takes_long(invite: Invite) -> None:
    guest = invite()
    guest.page.clock.install(time=MOMENT)
    guest.open("plain")
    guest.page.clock.pause_at(MOMENT + timedelta(minutes=5))
    guest.page.route("**/widget/v1/search", lambda _: None)
    guest.search(f"food {CANARY}")
    status = guest.widget.get_by_role("status")
    guest.page.clock.run_for(900)
    expect(status).to_have_text("")
    guest.page.clock.run_for(200)
    expect(status).to_have_text("Looking…")
    guest.page.clock.run_for(14_000)
    has_words_of_its_own(guest, "This is taking too long")


def test_a_second_search_overtakes_the_first(invite: Invite) -> None:
    guest = invite()
    guest.open("plain")
    guest.page.route("**/widget/v1/search", lambda _: None, times=1)
    guest.search("my child will not sleep")
    guest.search("we need food", "G51")
    expect(found(guest)).to_have_count(3)
    expect(guest.widget.locator(".trouble")).to_have_count(0)


def test_nothing_asked_is_a_problem_beside_its_box(invite: Invite) -> None:
    guest = invite()
    guest.open("nothing set")
    guest.press()
    box = guest.widget.get_by_label("What would help?")
    expect(box).to_have_accessible_description("Tell us what would help, or where you are")
    expect(box).to_be_focused()
    assert guest.complaints == []
    guest.search("we need food", "G51")
    found(guest)
    expect(box).not_to_have_attribute("aria-invalid", "true")


def test_words_that_match_nothing_still_lead_to_somebody(invite: Invite) -> None:
    guest = invite()
    guest.open("nothing set")
    guest.search("zzqqx")
    found(guest)
    expect(guest.widget.get_by_role("status")).not_to_be_empty()
    assert len(phones(guest)) >= 1


@pytest.mark.parametrize("name", ["no script", "plain"])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_link_inside_is_there_when_the_script_is_not(
    invite: Invite, name: str, scripts: bool, address: str
) -> None:
    guest = invite(View(scripts=scripts))
    guest.open(name)
    link = guest.page.get_by_role("link", name="Find help near you")
    if scripts and name == "plain":
        expect(link).to_be_hidden()
        return
    link.click()
    expect(guest.page).to_have_url(f"{address}/areas/glasgow-south")


@pytest.mark.parametrize("lack", OLD_BROWSERS)
def test_an_old_browser_keeps_the_link(invite: Invite, lack: str) -> None:
    guest = invite(None, OLD_BROWSERS[lack])
    guest.open("plain")
    expect(guest.page.get_by_role("link", name="Find help near you")).to_be_visible()
    assert guest.complaints == []
