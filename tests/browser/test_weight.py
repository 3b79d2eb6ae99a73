"""What a first visit really costs a phone: bytes as they come over the wire, cold, and requests."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Request

from tests.browser.conftest import Look, View
from tests.browser.steps import PAGES

pytestmark = pytest.mark.browser

FIRST_VIEW, EVERYTHING, MOST_REQUESTS = 14 * 1024, 40 * 1024, 6
"""The first view fits the ten packets that a new connection may send at once (RFC 6928)."""
MOST_ON_A_LIST = 7
"""A list brings styles for paper too."""
DRAWN = {"document", "stylesheet"}
NAMES = [
    *("home", "results", "crisis", "unclear", "choices", "outside", "nothing like it"),
    *("listing", "listing with a place", "list", "topic", "now", "one's own safety"),
    *("areas", "area", "topic in an area", "posters", "poster", "guide", "guide with code"),
    "open data",
    *("not here", "asking", "too old", "no signal"),
    *("telling", "thanks for what is wrong", "asked what is wrong", "you said"),
]
"""Pages that have an address of their own, so that they can be come to again, cold."""
MOVED = """() => new Promise((done) => {
  const found = [];
  const watch = (list) => found.push(...list.getEntries().map((e) => e.value));
  new PerformanceObserver(watch).observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(found), 100));
})"""


@dataclass(frozen=True)
class Answer:
    """One answer as it came."""

    url: str
    kind: str
    size: int
    is_packed: bool


def _load_cold(look: Look, name: str) -> tuple[Page, list[Answer]]:
    """Open a page by its address in a browser that was never here."""
    before = look(View())
    PAGES[name](before)
    page = look(View())
    asked: list[Request] = []
    page.context.on("requestfinished", lambda request: asked.append(request))
    page.goto(before.url, wait_until="networkidle")
    return page, [_read(request) for request in asked]


def _read(request: Request) -> Answer:
    answer = request.response()
    assert answer is not None
    is_packed = answer.header_value("content-encoding") == "gzip"
    size = request.sizes()["responseBodySize"]
    return Answer(request.url, request.resource_type, size, is_packed)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_light_asks_for_little_and_does_not_jump(look: Look, name: str) -> None:
    page, answers = _load_cold(look, name)
    drawn = [answer for answer in answers if answer.kind in DRAWN]
    assert {answer.kind for answer in drawn} == DRAWN
    assert all(answer.is_packed and answer.size > 200 for answer in drawn)
    assert sum(answer.size for answer in drawn) <= FIRST_VIEW
    assert sum(answer.size for answer in answers) <= EVERYTHING
    most = MOST_ON_A_LIST if name == "list" else MOST_REQUESTS
    assert len(answers) <= most, [answer.url for answer in answers]
    assert page.evaluate(MOVED) == []


def test_a_second_page_brings_only_its_own_words(look: Look) -> None:
    page, _ = _load_cold(look, "listing")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.resource_type))
    page.goto("/areas/glasgow-south/money", wait_until="networkidle")
    assert "document" in asked
    came = page.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter((each) => each.transferSize > 0).map((each) => each.name.split('/').pop())"
    )
    assert [name.split(".")[0] for name in came] == ["areas"]


def test_a_jump_would_be_seen(look: Look) -> None:
    page, _ = _load_cold(look, "home")
    page.evaluate("document.querySelector('main').style.marginTop = '200px'")
    assert page.evaluate(MOVED) != []
