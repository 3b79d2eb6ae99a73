"""A planners' site in a real browser: served, with an account made by its command."""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect
from typer.testing import CliRunner

from app.cli import command
from app.clock import Clock
from app.config import Settings
from app.main import create_app
from app.web.site import Site
from tests.browser.conftest import HURRY_MS
from tests.web.server import serving

EMAIL = "morag@council.example"
NAME = "Morag A"
NOTICED = (401, 403, 409, 422, 503)
"""Refusals that Chromium notes in its console for their status alone."""

Come = Callable[[bool], Page]
"""Opens a page in a browser of its own, with scripts or without."""


@dataclass
class Planning:
    """A site that planners may come to, and the password that its command made."""

    app: FastAPI
    address: str
    password: str

    @property
    def site(self) -> Site:
        site: Site = self.app.state.site
        return site


@contextlib.contextmanager
def serving_planners(data: Path, var: Path, clock: Clock) -> Iterator[Planning]:
    """Serve a site whose planners' pages are open. What is saved is written to the data folder."""
    folders = {"REACHIN_DATA": str(data), "REACHIN_VAR": str(var)}
    add = ["planner", "add", EMAIL, "--name", NAME, "--role", "planner", "--generate"]
    told = CliRunner().invoke(command, add, env=folders)
    made = re.search(r"shown only now: (\S+)", told.output)
    assert made is not None, told.output
    app = create_app(Settings(data=data, var=var, watch=False, planning=True), clock)
    with serving(app) as address:
        yield Planning(app, address, made[1])


@contextlib.contextmanager
def coming(chromium: Browser, planning: Planning) -> Iterator[Come]:
    """Lend what opens a page; at the end nothing may be left in its browser, or have gone wrong."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(scripts: bool) -> Page:
        context = chromium.new_context(
            base_url=planning.address,
            viewport={"width": 360, "height": 740},
            java_script_enabled=scripts,
        )
        context.set_default_timeout(HURRY_MS)
        context.on("console", lambda message: wrong.append(message.text))
        context.on("request", lambda request: judge(request.url))
        contexts.append(context)
        return context.new_page()

    def judge(url: str) -> None:
        if not url.startswith(f"{planning.address}/"):
            wrong.append(url)

    yield open_page
    for context in contexts:
        assert context.storage_state() == {"cookies": [], "origins": []}
        context.close()
    told = [line for line in wrong if not any(f"status of {code}" in line for code in NOTICED)]
    assert told == [], told


def sign_in(page: Page, planning: Planning) -> None:
    page.goto("/planning")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password").fill(planning.password)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(NAME)


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
