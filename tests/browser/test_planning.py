"""A planner's whole visit in a real browser, with no script: in by the command's password, the
inbox, an answer in public that families then see, and out again with nothing left behind.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect
from typer.testing import CliRunner

from app.cli import command
from app.clock import Clock
from app.config import Settings
from app.main import create_app
from app.voice import Said, Snapshot
from app.web.site import Site
from tests.browser.conftest import HURRY_MS
from tests.browser.test_accessibility import _look_twice
from tests.web.server import serving

pytestmark = pytest.mark.browser

EMAIL = "morag@council.example"
WORDS = "It was shut when we came on Wednesday."
SAID, DID = "The tea was shut on some Wednesdays.", "We asked. They open at 10 now."
NOTICED = (401, 403, 422)
"""Refusals that Chromium notes in its console for their status alone."""


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


@pytest.fixture(scope="module")
def planning(
    small_data: Path, tmp_path_factory: pytest.TempPathFactory, site_clock: Clock
) -> Iterator[Planning]:
    var = tmp_path_factory.mktemp("planning")
    folders = {"REACHIN_DATA": str(small_data), "REACHIN_VAR": str(var)}
    add = ["planner", "add", EMAIL, "--name", "Morag A", "--role", "planner", "--generate"]
    told = CliRunner().invoke(command, add, env=folders)
    made = re.search(r"shown only now: (\S+)", told.output)
    assert made is not None, told.output
    app = create_app(Settings(data=small_data, var=var, watch=False, planning=True), site_clock)
    with serving(app) as address:
        yield Planning(app, address, made[1])


@pytest.fixture
def filled(planning: Planning) -> Planning:
    voice, tallies = planning.site.voice.voice, planning.site.voice.tallies
    for _ in range(3):
        voice.keep(Said("wrong", "wrong number", "tea-and-a-chat", "glasgow"))
    voice.keep(Said("wrong", "wrong hours", "tea-and-a-chat", "glasgow", "food", WORDS))
    voice.keep(Said("missing", "", None, None, None, "long" * 100))
    for area in ("glasgow-south", "glasgow"):
        for _ in range(7):
            tallies.note("food", area, "nothing exact", date(2026, 11, 25))
    tallies.write()
    return planning


@pytest.fixture
def come(chromium: Browser, planning: Planning) -> Iterator[Callable[[bool], Page]]:
    """Return what opens a page; when the test ends, nothing may be left in its browser."""
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
    assert told == []


def sign_in(page: Page, planning: Planning) -> None:
    page.goto("/planning")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password").fill(planning.password)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Morag A")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")


def test_a_planner_reads_marks_answers_in_public_and_leaves(
    filled: Planning, come: Callable[[bool], Page]
) -> None:
    page = come(False)
    sign_in(page, filled)
    page.get_by_role("main").get_by_role("link", name="What families say").click()
    thread = page.get_by_role("region", name="Tea and a chat")
    expect(thread).to_contain_text("Wrong phone number: 3")
    expect(thread.get_by_role("blockquote")).to_have_text(WORDS)
    thread.get_by_role("link", name="Answer in public").click()
    page.get_by_label("You said").fill(SAID)
    page.get_by_role("button", name="See it as families will").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what was done.")
    expect(page.get_by_label("You said")).to_have_value(SAID)
    page.get_by_label("We did").fill(DID)
    page.get_by_label("Which area is it for?").select_option("glasgow")
    page.get_by_role("button", name="See it as families will").click()
    preview = page.get_by_role("region", name="How families will see it")
    expect(preview).to_contain_text(DID)
    assert not filled.site.voice.snapshot.replies
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_role("status")).to_contain_text("Families see it now.")
    snapshot: Snapshot = filled.site.voice.snapshot
    assert [reply.did for reply in snapshot.replies] == [DID]
    page.get_by_role("link", name="Inbox").click()
    page.get_by_role("button", name=re.compile("Mark all of these done.*Tea and a chat")).click()
    expect(page.get_by_role("status")).to_have_text("2 answers are done.")
    expect(page.get_by_role("region", name="Tea and a chat")).to_have_count(0)
    page.get_by_label("Which answers?").select_option("done")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("region", name="Tea and a chat")).to_contain_text("Done by: planner")
    page.goto("/you-said")
    expect(page.get_by_role("main")).to_contain_text(DID)
    page.goto("/planning")
    sign_out(page)
    page.go_back()
    page.reload()
    expect(page.locator("h1")).to_have_text("Sign in")


def test_back_after_going_out_shows_nothing_again(
    filled: Planning, come: Callable[[bool], Page]
) -> None:
    page = come(True)
    sign_in(page, filled)
    page.goto("/planning/voice")
    expect(page.locator("h1")).to_have_text("What families say")
    sign_out(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Sign in")


def test_a_wrong_password_is_told_above_and_what_was_typed_stays(
    planning: Planning, come: Callable[[bool], Page]
) -> None:
    page = come(False)
    page.goto("/planning/sign-in")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Email address")).to_be_focused()
    expect(page.get_by_label("Email address")).to_have_value(EMAIL)
    expect(page.get_by_label("Password")).to_have_value("")
    assert planning.address in page.url


def test_the_keyboard_reaches_everything_in_order(
    filled: Planning, come: Callable[[bool], Page]
) -> None:
    page = come(True)
    sign_in(page, filled)
    page.goto("/planning/voice")
    seen = []
    for _ in range(10):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText || document.activeElement.id"))
    assert [text.strip().splitlines()[0] for text in seen[:4]] == [
        "Skip to the page",
        "Reach In planning",
        "Sign out",
        "First page",
    ]
    assert seen[8:] == ["Inbox", "You said, we did"]
    sign_out(page)


PAGES = (
    "/planning",
    "/planning/password",
    "/planning/who-may",
    "/planning/log",
    "/planning/coverage",
    "/planning/coverage?area=south-ayrshire&need=food&listings=all",
    "/planning/coverage/listings?area=glasgow&needs=food&circle=own",
    "/planning/report/glasgow",
    "/planning/voice",
    "/planning/voice?state=done",
    "/planning/voice/unmet",
    "/planning/voice/replies",
    "/planning/voice/replies/new?listing=tea-and-a-chat",
)


def test_nothing_is_wrong_with_any_page(filled: Planning, come: Callable[[bool], Page]) -> None:
    filled.site.voice.voice.reply(SAID, DID, "glasgow")
    page = come(True)
    page.goto("/planning/sign-in")
    assert _look_twice(page) == []
    sign_in(page, filled)
    wrong = {path: _judge(page, path) for path in PAGES}
    _fill_in(page)
    wrong["preview"] = _look_afresh(page)
    page.goto("/planning/voice/replies/new")
    page.get_by_role("button", name="See it as families will").click()
    wrong["problem"] = _look_afresh(page)
    sign_out(page)
    told = [f"{path}: {line}" for path, lines in wrong.items() for line in lines]
    assert told == [], "\n".join(told)


def _judge(page: Page, path: str) -> list[str]:
    page.goto(path)
    return _look_afresh(page)


def _look_afresh(page: Page) -> list[str]:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="light")
    for details in page.locator("main details").all():
        details.locator("summary").click()
    return _look_twice(page)


def _fill_in(page: Page) -> None:
    page.goto("/planning/voice/replies/new")
    page.get_by_label("You said").fill(SAID * 5)
    page.get_by_label("We did").fill("Call 0141 496 0001.")
    page.get_by_role("button", name="See it as families will").click()
    expect(page.get_by_role("button", name="Publish it")).to_be_visible()
