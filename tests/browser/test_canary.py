"""What a family types is nowhere once it has gone: not on the wire, on the server or on the device.

One long visit, in a browser with a profile of its own on disk, to a site that runs as a command
and logs all it can. Odd words and a postcode stand in every box of every form. Then everything
that was asked, answered, logged, kept or named is searched for them.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, expect

from app.clock import london_now
from app.config import PROJECT
from app.store import Database
from app.voice import Voice
from tests.browser.conftest import FLAGS, HURRY_MS
from tests.browser.device import files_holding, holds
from tests.browser.keeping import stored
from tests.web.rules import EXIT
from tests.web.server import Running, running_command

pytestmark = pytest.mark.browser

WORD, TOWN, POSTCODE = "quokkafeathers", "quokkatown", "G51 7ZQ"
CANARIES = (WORD, TOWN, POSTCODE)
PLACES = (TOWN, POSTCODE)
LOUD = (
    "import logging, os, uvicorn; from app.main import create_app; app = create_app();"
    " logging.basicConfig(level=logging.DEBUG);"
    " uvicorn.run(app, port=int(os.environ['PORT']), log_level='trace', access_log=True)"
)
"""Serves a site that writes down more than any operator asks for: each request, each header."""
KEPT = """async () => JSON.stringify([
  location.href, document.title, document.referrer, document.cookie, name, history.state,
  {...localStorage}, {...sessionStorage}, await indexedDB.databases(),
  performance.getEntries().map((each) => each.name)])"""
LINES = ("Text message", "WhatsApp", "Email")


@dataclass
class Notes:
    """Everything that passed between the browser and the site, and all the browser could keep."""

    asked: list[Request] = field(default_factory=list)
    answered: list[Response] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.asked.append(request))
        context.on("response", lambda response: self.answered.append(response))

    def look(self, page: Page) -> None:
        """Note what this page, its history and its storage hold just now."""
        self.said.append(page.evaluate(KEPT))
        self.said += [f"{path} {answer}" for path, answer in stored(page).items()]
        session = page.context.new_cdp_session(page)
        entries = session.send("Page.getNavigationHistory")["entries"]
        self.said += [f"{each['url']} {each['userTypedURL']} {each['title']}" for each in entries]
        session.detach()

    def close(self, context: BrowserContext) -> None:
        """Read all headers, while the browser still has them."""
        self.said += [f"{each.url} {each.all_headers()}" for each in self.asked]
        self.said += [f"{each.url} {each.all_headers()}" for each in self.answered]
        self.said.append(str(context.storage_state(indexed_db=True)))

    def posted(self) -> str:
        return "".join(request.post_data or "" for request in self.asked)


@dataclass(frozen=True)
class Visited:
    """What one long visit left behind."""

    notes: Notes
    log: str
    var: Path
    profile: Path


@pytest.fixture(scope="module")
def visited(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Visited:
    folder = tmp_path_factory.mktemp("canary")
    notes, profile, var = Notes(), folder / "profile", folder / "var"
    command = [sys.executable, "-c", LOUD]
    with running_command(PROJECT / "data", var, command) as site:
        context = _open(chromium, profile, site)
        notes.over(context)
        for _ in _visit(context.pages[0]):
            notes.look(context.pages[0])
        notes.close(context)
        context.close()
        log = site.said()
    return Visited(notes, log, var, profile)


def _open(chromium: Browser, profile: Path, site: Running) -> BrowserContext:
    context = chromium.browser_type.launch_persistent_context(
        profile,
        executable_path=shutil.which("chromium"),
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
        base_url=site.address,
        viewport={"width": 1280, "height": 800},
    )
    context.set_default_timeout(HURRY_MS)
    context.route(
        f"{EXIT}**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html")
    )
    return context


def _visit(page: Page) -> Iterator[None]:
    """Go everywhere, stopping wherever something may have been kept."""
    for part in (_search, _refine, _mistake, _tell, _ask_elsewhere, _keep, _share):
        for _ in part(page):
            yield
    page.get_by_role("link", name="Leave this page").click()
    expect(page.locator("h1")).to_have_text("Weather")
    page.go_back(wait_until="commit")
    expect(page.get_by_role("link", name="Leave this page")).to_be_visible()
    yield


def _type(page: Page, words: str | None, near: str) -> None:
    """Type as a person does, key by key, and press the button of the form."""
    if words is not None:
        page.get_by_label("What would help?").fill("")
        page.get_by_label("What would help?").press_sequentially(words)
    page.get_by_label("Where are you?").fill("")
    page.get_by_label("Where are you?").press_sequentially(near)
    page.get_by_label("Where are you?").press("Enter")


def _search(page: Page) -> Iterator[None]:
    page.goto("/")
    _type(page, f"{WORD} food and money", POSTCODE)
    page.wait_for_url("**/find/*")
    yield
    page.reload()
    page.go_back(wait_until="commit")
    expect(page.locator("h1")).to_have_text("Help for families, near you")
    yield
    page.go_forward(wait_until="commit")
    expect(page.get_by_label("What would help?")).to_have_value(f"{WORD} food and money")
    yield


def _refine(page: Page) -> Iterator[None]:
    """Press every kind of button on the results, in place, with words and place typed anew."""
    page.get_by_role("checkbox", name=re.compile("^Free")).check()
    page.locator("#show-last").click()
    chip = page.get_by_role("button", name="Take away: Free")
    chip.click()
    expect(chip).to_have_count(0)
    yield
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)
    _type(page, f"i want to die {WORD}", POSTCODE)
    expect(page.locator("#urgent-title")).to_be_visible()
    yield
    for near in (TOWN, "Kirkton"):
        _type(page, f"food {WORD}", near)
        expect(page.get_by_text(f"“{near}”").first).to_be_visible()
        yield
    page.locator(".notice button").first.click()
    expect(page.locator(".notice button")).to_have_count(0)
    page.locator(".card-name a").first.click()
    page.wait_for_url("**/services/*")
    yield
    page.go_back(wait_until="commit")
    expect(page.locator(".card-name a").first).to_be_visible()


def _mistake(page: Page) -> Iterator[None]:
    """Type nothing, then mend it on the page that says so; open a list that is too old."""
    for path in ("/", f"/find/{'a' * 80}"):
        page.goto(path)
        if path == "/":
            _type(page, " ", " ")
            expect(page.locator(".problem")).to_be_visible()
        _type(page, f"{WORD} lonely", POSTCODE)
        page.wait_for_url("**/find/g*")
        yield
    page.goto("/no-such-page")
    expect(page.locator("h1")).to_have_text("This page is not here")


def _ask_elsewhere(page: Page) -> Iterator[None]:
    """Use the boxes of all other pages that have some."""
    for path in ("/find", "/areas", "/areas/glasgow-south", "/topics/food"):
        for near in PLACES:
            page.goto(path)
            has_words = page.get_by_label("What would help?").count() > 0
            _type(page, WORD if has_words else None, near)
            page.wait_for_url("**/find/*")
        yield
    page.goto("/areas/glasgow-south/money")
    _type(page, None, POSTCODE)
    page.wait_for_url("**/find/*")
    yield


def _tell(page: Page) -> Iterator[None]:
    """Tell us what is missing and what is wrong, too much of it at first."""
    page.goto("/services/the-govan-pantry")
    page.get_by_text("Something wrong?").click()
    page.get_by_label("Can you tell us more?").press_sequentially(f"{WORD} near {POSTCODE}")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".problem")).to_be_visible()
    yield
    page.get_by_label("They were not kind").check()
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/tell-us/thanks/**")
    yield
    page.goto("/tell-us")
    page.get_by_label("What is missing?").press_sequentially(f"{WORD} in {TOWN} or {POSTCODE}")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/tell-us/thanks/**")
    yield
    page.go_back(wait_until="commit")
    expect(page.get_by_label("What is missing?")).to_be_visible()
    yield


def _keep(page: Page) -> Iterator[None]:
    """Save a listing come to from a search, so that a worker looks on, and search again."""
    page.locator(".card-name a").first.click()
    page.get_by_role("button", name="Save on this phone").click()
    expect(page.get_by_role("button", name="Remove from this phone")).to_be_visible()
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    yield
    yield from _search(page)
    page.goto("/saved")
    expect(page.locator("[data-part=cards] .card")).to_have_count(1)
    yield


def _share(page: Page) -> Iterator[None]:
    """Open the list of a search, send it, copy it, print it; then stand on a search again."""
    yield from _search(page)
    page.pdf()
    page.locator(".share-list a").click()
    page.wait_for_url("**/list/*")
    ways = [page.get_by_role("link", name=way).get_attribute("href") for way in LINES]
    assert not any(holds(way or "", CANARIES) for way in ways)
    page.get_by_role("button", name="Copy the address").click()
    page.pdf()
    yield
    page.go_back(wait_until="commit")
    expect(page.get_by_label("What would help?")).to_have_value(f"{WORD} food and money")


def test_the_visit_did_send_all_of_it(visited: Visited) -> None:
    assert all(holds(visited.notes.posted(), [each]) for each in CANARIES)
    methods = [request.method for request in visited.notes.asked]
    assert methods.count("POST") > 15
    assert any("/exit" in request.url for request in visited.notes.asked)


def test_it_is_in_no_address_header_title_history_or_storage(visited: Visited) -> None:
    said = visited.notes.said
    assert any("Help and support: results" in line for line in said)
    assert any("reachin-saved" in line for line in said)
    assert any("'location': '/find/" in line for line in said)
    assert [line[:200] for line in said if holds(line, CANARIES)] == []


def test_it_is_in_no_log_even_of_a_site_that_logs_all(visited: Visited) -> None:
    assert "POST /find HTTP/1.1" in visited.log
    assert "TRACE" in visited.log
    assert [line[:200] for line in visited.log.splitlines() if holds(line, CANARIES)] == []


def test_it_is_in_no_file_of_the_server_but_what_was_sent_to_us_masked(visited: Visited) -> None:
    """What a family chose to tell us is in the database, without what could lead to it."""
    assert any(path.is_file() for path in visited.var.rglob("*"))
    assert files_holding(visited.var, [POSTCODE]) == []
    held = {path.partition("-")[0] for path in files_holding(visited.var, [WORD, TOWN])}
    assert held == {"reachin.db"}
    database = Database.at(f"sqlite:///{visited.var / 'reachin.db'}", london_now)
    kept = {answer.words for answer in Voice(database, london_now).export()}
    database.close()
    assert kept == {f"{WORD} near [postcode]", f"{WORD} in {TOWN} or [postcode]"}


def test_words_are_in_no_file_of_the_browser(visited: Visited) -> None:
    assert files_holding(visited.profile, [WORD]) == []


def test_a_place_is_in_no_file_of_the_browsers(visited: Visited) -> None:
    """Nor in its memory of boxes, which it would offer to whoever types here next."""
    assert files_holding(visited.profile, PLACES) == []


def test_words_would_be_found_where_a_browser_keeps_pages(visited: Visited) -> None:
    """Its cache does hold pages, packed, where nothing was typed: the search opens them."""
    cached = files_holding(visited.profile, ["Skip to the page"])
    assert [path for path in cached if "/Cache/" in path] != []
    assert any("History" in path for path in files_holding(visited.profile, ["/find/gAAAA"]))
