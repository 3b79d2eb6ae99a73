"""A planner's whole visit in a real browser, with no script: in by the command's password, the
inbox, an answer in public that families then see, and out again with nothing left behind.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.clock import Clock
from app.voice import Said, Snapshot
from tests.browser.planners import (
    EMAIL,
    Come,
    Planning,
    coming,
    serving_planners,
    sign_in,
    sign_out,
)
from tests.browser.test_accessibility import _look_twice

pytestmark = pytest.mark.browser

WORDS = "It was shut when we came on Wednesday."
SAID, DID = "The tea was shut on some Wednesdays.", "We asked. They open at 10 now."


@pytest.fixture(scope="module")
def planning(
    small_data: Path, tmp_path_factory: pytest.TempPathFactory, site_clock: Clock
) -> Iterator[Planning]:
    with serving_planners(small_data, tmp_path_factory.mktemp("planning"), site_clock) as planning:
        yield planning


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
def come(chromium: Browser, planning: Planning) -> Iterator[Come]:
    with coming(chromium, planning) as open_page:
        yield open_page


def test_a_planner_reads_marks_answers_in_public_and_leaves(filled: Planning, come: Come) -> None:
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


def test_back_after_going_out_shows_nothing_again(filled: Planning, come: Come) -> None:
    page = come(True)
    sign_in(page, filled)
    page.goto("/planning/voice")
    expect(page.locator("h1")).to_have_text("What families say")
    sign_out(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Sign in")


def test_a_wrong_password_is_told_above_and_what_was_typed_stays(
    planning: Planning, come: Come
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


def test_the_keyboard_reaches_everything_in_order(filled: Planning, come: Come) -> None:
    page = come(True)
    sign_in(page, filled)
    page.goto("/planning/voice")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText || document.activeElement.id"))
    assert [text.strip().splitlines()[0] for text in seen[:4]] == [
        "Skip to the page",
        "Reach In planning",
        "Sign out",
        "First page",
    ]
    assert seen[10:] == ["Inbox", "You said, we did"]
    sign_out(page)


PAGES = (
    "/planning",
    "/planning/password",
    "/planning/who-may",
    "/planning/log",
    "/planning/checks",
    "/planning/checks/tea-and-a-chat",
    "/planning/coverage",
    "/planning/coverage?area=south-ayrshire&need=food&listings=all",
    "/planning/coverage/listings?area=glasgow&needs=food&circle=own",
    "/planning/report/glasgow",
    "/planning/listings/new",
    "/planning/listings/tea-and-a-chat?done=saved&also=hours",
    "/planning/listings",
    "/planning/listings?q=tea&area=glasgow&status=paused",
    "/planning/listings/history",
    "/planning/listings/tea-and-a-chat",
    "/planning/listings/tea-and-a-chat/history",
    "/planning/tables",
    "/planning/tables/import",
    "/planning/voice",
    "/planning/voice?state=done",
    "/planning/voice/unmet",
    "/planning/voice/replies",
    "/planning/voice/replies/new?listing=tea-and-a-chat",
    "/planning/links",
    "/planning/closures",
    "/planning/duplicates",
)


def test_nothing_is_wrong_with_any_page(filled: Planning, come: Come) -> None:
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
