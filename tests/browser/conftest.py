"""Opens real Chromium on a real server, and fails a test whose page said or asked for anything."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.steps import NOBODY_LEFT, TOO_OLD
from tests.web.server import serving

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
REFUSED = {
    "/tell-us/again/": 422,
    "/find": 422,
    "/no-such-page": 404,
    NOBODY_LEFT: 404,
    TOO_OLD: 410,
}
"""Pages that Chromium notes in its console for their status alone."""
SEALED = re.compile(r"(?<=^/tell-us/again/).*")
HURRY_MS = 10_000


@dataclass(frozen=True)
class View:
    """What a page is looked at with."""

    width: int = 360
    height: int = 740
    dark: bool = False
    scripts: bool = True
    locale: str = "en-GB"

    def __str__(self) -> str:
        scheme = "dark" if self.dark else "light"
        return f"{self.width}-{scheme}-{'scripts' if self.scripts else 'plain'}"


@dataclass
class Watch:
    """All that a page must not do, as it does it."""

    address: str
    wrong: list[str] = field(default_factory=list)
    has_signal: bool = True
    """Whether a page that asks for anything must get an answer."""

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.wrong.append(f"error: {error.error}"))
        context.on("request", lambda request: self._see(request.url))

    def _hear(self, message: ConsoleMessage) -> None:
        path = SEALED.sub("", message.location["url"].removeprefix(self.address))
        if not self.has_signal and "ERR_INTERNET_DISCONNECTED" in message.text:
            return
        if f"status of {REFUSED.get(path)} " not in message.text:
            self.wrong.append(f"console: {message.text}")

    def _see(self, url: str) -> None:
        if not url.startswith(f"{self.address}/"):
            self.wrong.append(f"asked for {url}")


@pytest.fixture(scope="package")
def address(app: FastAPI) -> Iterator[str]:
    """Serve the site as whoever builds it sees it: with the page of its parts."""
    site = app.state.site
    app.state.site = replace(site, dev=True)
    with serving(app) as address:
        yield address
    app.state.site = site


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium")
    assert found is not None, "the browser tests need Chromium"
    with sync_playwright() as playwright:
        # Playwright turns off the cache that makes Back quick; families have it on.
        browser = playwright.chromium.launch(
            executable_path=found,
            args=FLAGS,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


Look = Callable[[View], Page]


@pytest.fixture
def watch(address: str) -> Iterator[Watch]:
    watch = Watch(address)
    yield watch
    assert watch.wrong == []


@dataclass
class Kept:
    """What a test says is on the device when it ends: nothing, unless it says so."""

    saved: str = ""
    for_no_signal: bool = False


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def look(chromium: Browser, address: str, watch: Watch, kept: Kept) -> Iterator[Look]:
    """Return what opens an empty page; it must leave nothing on the device but what is `kept`."""
    contexts: list[BrowserContext] = []

    def open_page(view: View) -> Page:
        context = chromium.new_context(
            base_url=address,
            viewport={"width": view.width, "height": view.height},
            color_scheme="dark" if view.dark else "light",
            java_script_enabled=view.scripts,
            locale=view.locale,
        )
        context.set_default_timeout(HURRY_MS)
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        assert context.storage_state(indexed_db=True) == _expected(address, kept)
        assert _has_worker(context) == kept.for_no_signal
        context.close()


def _has_worker(context: BrowserContext) -> bool:
    """Return whether the device keeps a worker of ours; one that came and went is still listed."""
    if not context.service_workers:
        return False
    context.set_offline(False)
    page = context.new_page()
    page.goto("/health")
    script = "async () => Boolean(await navigator.serviceWorker.getRegistration())"
    return bool(page.evaluate(script))


def _expected(address: str, kept: Kept) -> dict[str, object]:
    if not kept.saved:
        return {"cookies": [], "origins": []}
    saved = {"name": "reachin-saved", "value": kept.saved}
    origin = {"origin": address, "localStorage": [saved], "indexedDB": []}
    return {"cookies": [], "origins": [origin]}
