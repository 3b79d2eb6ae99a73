"""Brings guests to pages that hold our widget, and tells what they see there.

The widget's shadow root is closed to the host's scripts; guests open it, as only a browser's driver
can. Nothing may stay on their devices.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Frame, Locator, Page, Request, expect

from tests.browser.conftest import HURRY_MS, View
from tests.browser.hosts import hosting, path_of

CANARY = "quokkafeathers"
OPEN_ROOTS = """(() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    return attach.call(this, { ...how, mode: "open" });
  };
})()"""
OVERHEAR = """(() => {
  window.heard = [];
  for (const name of ["keydown", "keyup", "beforeinput", "input", "paste"])
    document.addEventListener(name, (event) => heard.push([name, event.key ?? event.data]));
  addEventListener("message", (event) => heard.push(["message", event.data]));
})()"""
TOO_SMALL = """(host) => [...host.shadowRoot.querySelectorAll("a, button, input, select")]
  .filter((each) => each.getBoundingClientRect().height < 43.9)
  .map((each) => each.outerHTML.slice(0, 90))"""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Guest:
    """Somebody who reads a host's page, and all that the page asked for and complained of."""

    page: Page
    hosts: str
    asked: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, name: str, query: str = "") -> Locator:
        """Open a host's page, and return the widget in it."""
        self.page.goto(f"{self.hosts}{path_of(name)}{query}")
        return self.widget

    @property
    def widget(self) -> Locator:
        return self.page.locator("reach-in").last

    def search(self, words: str = "", near: str = "") -> None:
        """Type into the widget and press its button."""
        self.widget.get_by_label("What would help?").fill(words)
        if near:
            self.widget.get_by_label("Where are you?").fill(near)
        self.press()

    def press(self) -> None:
        """Press the widget's button."""
        self.widget.get_by_role("button", name="Find help").click()

    def addresses(self, start: str = "") -> list[str]:
        """Return what was asked for, in order."""
        return [request.url for request in self.asked if request.url.startswith(start)]


Invite = Callable[..., Guest]


@pytest.fixture(scope="module")
def hosts(address: str) -> Iterator[str]:
    with hosting(address) as hosts:
        yield hosts


@pytest.fixture
def invite(chromium: Browser, hosts: str) -> Iterator[Invite]:
    """Return what brings a guest, whose device must hold nothing when the test ends."""
    contexts = []

    def bring(view: View | None = None, *scripts: str, hosts: str = hosts) -> Guest:
        seen = view or View()
        context = chromium.new_context(
            viewport={"width": seen.width, "height": seen.height},
            color_scheme="dark" if seen.dark else "light",
            java_script_enabled=seen.scripts,
            locale=seen.locale,
        )
        context.set_default_timeout(HURRY_MS)
        for script in (OPEN_ROOTS, *scripts):
            context.add_init_script(script)
        guest = Guest(context.new_page(), hosts)
        context.on("request", lambda request: guest.asked.append(request))
        context.on("console", lambda message: guest.complaints.append(message.text))
        context.on("weberror", lambda error: guest.complaints.append(str(error.error)))
        contexts.append(context)
        return guest

    yield bring
    for context in contexts:
        context.set_offline(False)
        assert context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
        context.close()


def found(guest: Guest) -> Locator:
    """Return the names of what a widget found, once they are there."""
    expect(guest.widget.get_by_role("heading", name="What we found")).to_be_visible()
    return guest.widget.locator(".card h4 a")


def focused(guest: Guest) -> str:
    """Return the words of what has the focus inside the widget."""
    words: str = guest.widget.evaluate("(host) => host.shadowRoot.activeElement?.textContent ?? ''")
    return words


def phones(guest: Guest) -> list[str]:
    """Return the numbers that can be pressed, besides 999."""
    links = guest.widget.locator('a[href^="tel:"]').evaluate_all("(all) => all.map((a) => a.href)")
    return [href for href in links if href != "tel:999"]


def too_small(guest: Guest) -> list[str]:
    """Return what a finger would miss in the widget."""
    found: list[str] = guest.widget.evaluate(TOO_SMALL)
    return found


def violations(page: Page | Frame) -> list[str]:
    """Return what axe finds in a whole page, or in a frame of it."""
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    assert len(found["passes"]) > 10
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
